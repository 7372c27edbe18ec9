"""What people record about the nodes themselves: what each is, and which board carries its name."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from gateway.domain.entries.frame import Body, Slug

Hardware = Annotated[str, Meta(pattern="^[0-9a-f]{8,32}$")]
"""What a board calls itself, `machine.unique_id()` in hexadecimal digits."""


class NodeRegistered(Body, frozen=True):
    """A node exists, or is described anew.

    Attributes:
        kind: What its program does.
        board: The board file that says what hangs on its pins.
        channels: Which sensors each of its channels carries, by the channel's name.
        title: What it is called on the pages, where its place's name is not enough.
        hardware: Which board carries its name, once one has been written.
    """

    node: Slug
    kind: Literal["pond", "field", "siren"]
    board: Slug
    channels: dict[Slug, list[str]]
    title: str | None = None
    hardware: Hardware | None = None


class AeratorOrdered(Body, frozen=True):
    """What a person orders the node that runs an aerator; the node obeys before all its limits.

    Attributes:
        until: The order's end [s UTC]; staying off always has one, for a forgotten one kills fish.
        place: Whose aerator it is.
    """

    node: Slug
    mode: Literal["on", "off", "auto"]
    until: int | None = None  # with a default: what is None is not written into the journal
    place: Slug | None = None


class NodeReplaced(Body, frozen=True):
    """Another board carries the name of a node from now on; its place and its past stay.

    Attributes:
        old: The board that was taken away, None where nobody knows it any more.
        new: The board that stands there now.
    """

    node: Slug
    new: Hardware
    why: Literal["broken", "lost", "stolen", "other"]
    old: Hardware | None = None
