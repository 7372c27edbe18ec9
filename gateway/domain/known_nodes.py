"""The nodes that the station knows by name: what each is, and which board carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class KnownNode:
    """A node that somebody registered.

    Attributes:
        slug: Its name in topics and addresses; it outlives every board.
        kind: What its program does.
        board: The board file that says what hangs on its pins.
        channels: Which sensors each channel carries, by the channel's name.
        title: What it is called on the pages, None where its place's name is enough.
        hardware: Which board carries its name, None while none has been written.
        since: When it was first registered [s UTC].
        replaced: When its board was last replaced [s UTC]; its probes are due for calibration since then.
    """

    slug: str
    kind: Literal["pond", "field", "siren"]
    board: str
    channels: Mapping[str, tuple[str, ...]]
    title: str | None
    hardware: str | None
    since: int
    replaced: int | None
