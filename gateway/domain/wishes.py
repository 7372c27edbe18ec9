"""What a station wishes of its nodes, and how each of them stands to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec
from msgspec import Struct

from gateway.domain.node_orders import Sort


@dataclass(frozen=True, slots=True)
class Wish:
    """What a node is to do or to know from now on, for as long as somebody goes on wishing it.

    A node keeps what it was told when the wish vanishes: whoever wants it undone wishes the opposite.

    Attributes:
        content: What stands under the sort's name in the order. The same content is the same order.
        lasts_s: After so long without us a node that starts anew does not take it up [s]; None: it always
            does. While it is wished its end is moved on.
    """

    node: str
    sort: Sort
    content: Struct
    lasts_s: int | None = None

    @property
    def id(self) -> str:
        """The name of the order, made from nothing but what it says."""
        said = msgspec.json.encode({self.sort: self.content}, order="sorted")
        return hashlib.sha256(said).hexdigest()[:16]

    def body(self, now: int) -> bytes:
        """Return the order as it goes to the node at a moment [s UTC]."""
        order: dict[str, object] = {"id": self.id}
        if self.lasts_s is not None:
            order["expires"] = now + self.lasts_s
        return msgspec.json.encode(order | {self.sort: self.content})


Source = Callable[[int], Iterable[Wish]]
"""Gives everything that is wished at a moment [s UTC]; it is asked every second, and must be quick."""


@dataclass(frozen=True, slots=True)
class NodeOrder:
    """What a node was told last of one sort, and its answer.

    Attributes:
        id: The name of the order; None when it was taken back.
        told: When it was first told so [s UTC].
        state: `done`, `refused` or `expired`; None while the node has not answered to this order.
        reason: Why it was refused, in the node's own words.
        answered: When the answer came [s UTC].
    """

    node: str
    sort: str
    id: str | None
    told: int
    state: str | None = None
    reason: str | None = None
    answered: int | None = None
