"""How a version reaches nodes: one tries it first, the others get it when that one has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from gateway.domain.node_updates import UpdateOffer, UpdateState

State = Literal["waiting", "offered", "fetching", "trial", "confirmed", "failed"]
"""How a node stands to an offer. `waiting`: for the one that tries it first. `offered`: it was told. `failed`
is final: whoever wants to try once more offers a version with a higher number."""

OPEN_STATES: Final = frozenset[State]({"offered", "fetching", "trial"})
"""What has begun and not ended."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A version that somebody offered to nodes, and that nobody has withdrawn.

    Attributes:
        uid: Of the entry.
        nodes: To whom, the canary included.
        canary: Who tries it first.
        settle_s: How long it must run there before the others are offered it [s].
        at: When it was offered [s UTC].
    """

    uid: str
    update: UpdateOffer
    nodes: tuple[str, ...]
    canary: str
    settle_s: int
    at: int


@dataclass(frozen=True, slots=True)
class NodeUpdate:
    """How one node stands to one offer.

    Attributes:
        offer: The uid of the offer's entry.
        at: Since when it stands so [s UTC].
        why: Why it failed, in the node's own words.
    """

    offer: str
    node: str
    state: State
    at: int
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """What was heard of a node.

    Attributes:
        update: What it said last about its program; None when it has said nothing, or only that it is lost.
        heard: When a record of it was stored last [s UTC], None before the first.
        refused: Why it refused the order of this offer, in its own words; None where it did not.
    """

    update: UpdateState | None = None
    heard: int | None = None
    refused: str | None = None


SILENT: Final = Word()


def newest(offers: Iterable[Offer]) -> dict[str, Offer]:
    """Return the offer that counts for each node: the newest; offers rise by number of entry."""
    return {node: offer for offer in offers for node in offer.nodes}


@dataclass(frozen=True, slots=True)
class Look:
    """An offer at one moment.

    Attributes:
        stands: How every node of it stands, the canary first.
        told: The nodes that are to be told of it, and get the parts that they ask for.
    """

    stands: tuple[NodeUpdate, ...]
    told: frozenset[str]


def look(offer: Offer, before: Mapping[str, NodeUpdate], words: Mapping[str, Word], *, now: int) -> Look:
    """Return how an offer stands at a moment.

    Args:
        offer: The offer.
        before: How its nodes stood when it was looked at before, by node.
        words: What was heard of nodes, by node.
        now: The moment [s UTC].
    """
    first = words.get(offer.canary, SILENT)
    canary = _stand(offer, offer.canary, before.get(offer.canary), first, now)
    is_open = is_proven(offer, canary, first, now=now)
    others = [
        _stand(offer, node, before.get(node), words.get(node, SILENT), now, is_open=is_open)
        for node in offer.nodes
        if node != offer.canary
    ]
    told = {one.node for one in (canary, *(others if is_open else ())) if one.state in OPEN_STATES}
    return Look((canary, *others), frozenset(told))


def is_proven(offer: Offer, canary: NodeUpdate, word: Word, *, now: int) -> bool:
    """Tell whether the others may be offered what the canary runs.

    It has confirmed, a record of it was stored since, and the time to settle is over. A canary that sleeps
    may take days for that; nothing ends its trial but itself.
    """
    is_heard = word.heard is not None and word.heard > canary.at
    return canary.state == "confirmed" and is_heard and now - canary.at >= offer.settle_s


def is_stopped(offer: Offer, stands: Iterable[NodeUpdate]) -> bool:
    """Tell whether the canary failed, so that nobody else is offered this."""
    return any(one.node == offer.canary and one.state == "failed" for one in stands)


def _stand(  # noqa: PLR0913 - what was, what is heard, what may be
    offer: Offer, node: str, before: NodeUpdate | None, word: Word, now: int, *, is_open: bool = True
) -> NodeUpdate:
    state, why = _state(offer, before, word, is_open=is_open)
    if before is not None and (before.state, before.why) == (state, why):
        return before
    return NodeUpdate(offer.uid, node, state, now, why)


def _state(offer: Offer, before: NodeUpdate | None, word: Word, *, is_open: bool) -> tuple[State, str | None]:
    if before is not None and before.state == "failed":
        return "failed", before.why
    said = _said(offer, word.update)
    if said is not None:
        return said
    if word.refused is not None:
        return "failed", word.refused
    if word.update is None and before is not None and before.state != "waiting":
        return before.state, before.why  # one that is lost has not begun anew
    return ("offered" if is_open else "waiting"), None


def _said(offer: Offer, update: UpdateState | None) -> tuple[State, str | None] | None:
    """Return what a node says of an offer, None while it says nothing of it."""
    if update is None:
        return None
    version = offer.update.version
    if update.version == version and update.name == offer.update.name:
        return ("trial" if update.state == "trial" else "confirmed"), None
    if update.target != version:
        return None
    match update.state:
        case "failed":
            return "failed", update.why
        case "fetching" | "trial":
            return update.state, None
        case _:
            return None
