"""What people record about the nodes' program: which version is offered to whom, and what is withdrawn."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from gateway.domain.entries.frame import Body, Slug

Version = Annotated[int, Meta(ge=1, le=2**31 - 1)]


class UpdateOffered(Body, frozen=True):
    """A version of the program is offered to nodes: first to one, to the others when that one has confirmed.

    Attributes:
        version: Its number; it only rises, and the same number is always the same bytes.
        name: How people call it.
        sha256: Of the whole bundle.
        size: Of the whole bundle [bytes].
        nodes: To whom, the first one included.
        canary: Who tries it first.
        settle_s: How long it must run there before the others are offered it [s].
    """

    version: Version
    name: Annotated[str, Meta(pattern=r"^[!-~]{1,24}$")]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    size: Annotated[int, Meta(ge=1, le=2**20)]
    nodes: Annotated[list[Slug], Meta(min_length=1)]
    canary: Slug
    settle_s: Annotated[int, Meta(ge=0, le=30 * 86_400)] = 3600


class UpdateWithdrawn(Body, frozen=True):
    """A version is not offered any more to anybody; nodes that run it go on with it."""

    version: Version
