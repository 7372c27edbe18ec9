"""The words of an update: what a node is offered, how it asks for the parts, how far it has come."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from gateway.domain.errors import BodyError

LARGEST_PART: Final = 1024
"""So many bytes of a bundle are asked for at once, at most: a node's largest packet is 2 KB."""
SHORT_DIGEST: Final = 16
"""So many hexadecimal digits of the bundle's SHA-256 name it where it is asked for."""

Number = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Size = Annotated[int, Meta(ge=1, le=2**20)]
VersionName = Annotated[str, Meta(pattern=r"^[!-~]{1,24}$")]


class UpdateOffer(Struct, frozen=True):
    """A bundle that a node may fetch: its number (it only rises), its name for people, its bytes."""

    version: Number
    name: VersionName
    size: Size
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class UpdateAsk(Struct, frozen=True):
    """A node asks for a part of a bundle; `sha256` is its first 16 digits, `n` tells questions apart.

    The answer are the bytes themselves under `update/part/<sha256>/<at>`, not retained, fewer than `size`
    at the end of the bundle only.
    """

    n: Annotated[int, Meta(ge=0, le=2**31 - 1)]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    at: Annotated[int, Meta(ge=0, le=2**20)]
    size: Annotated[int, Meta(ge=1, le=LARGEST_PART)]


class UpdateState(Struct, frozen=True):
    """What a node runs and what it does with an offer; part of its status.

    `version` and `name` are what runs, from the folder `slot`. `target` is the number of the version that is
    fetched (`at` bytes `of` so many), tried, or that failed, and `why` in the node's own words.
    """

    name: str
    version: Number
    slot: Literal["a", "b"]
    state: Literal["none", "fetching", "trial", "confirmed", "failed"]
    target: Number | None = None
    at: Number | None = None
    of: Number | None = None
    why: str | None = None


def decode_update_ask(body: bytes) -> UpdateAsk:
    """Return a node's question for a part of a bundle.

    Raises:
        BodyError: It is not the JSON we agreed on.
    """
    try:
        return msgspec.json.decode(body, type=UpdateAsk)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BodyError(f"not the question for a part we agreed on: {error}") from error


def part_leaf(digest: str, at: int) -> str:
    """Return the leaf under which a part is answered."""
    return f"update/part/{digest[:SHORT_DIGEST]}/{at}"
