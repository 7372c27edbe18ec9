"""What an export is about, and its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.api.export.rows import Piece
from dashboard.api.moments import known_word, written_all
from dashboard.api.standing import Told
from dashboard.measured.history import Span
from dashboard.words.language import Language
from gateway.domain.quantities import QUANTITIES

QUALITIES: Final = {1: "good", 2: "not_evaluated", 3: "suspect", 4: "fail", 9: "missing"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """An export before it is written.

    Attributes:
        told: Its series; a row names its own by its place among them.
        names_nodes: Whether who reads it may know the devices.
        offset_hours: Of the commune's clocks from UTC [h].
        commune: The commune's name.
    """

    place: str
    quantity: str
    span: Span
    told: tuple[Told, ...]
    names_nodes: bool
    offset_hours: int
    commune: str
    language: Language

    @property
    def unit(self) -> str:
        """The unit of every value."""
        return QUANTITIES[self.quantity].unit

    def file_name(self, ending: str) -> str:
        """Return a name that any computer takes and no header can be broken with."""
        days = [one[:10] for one in written_all(np.array(self.span), offset_hours=self.offset_hours)]
        name = "_".join(("conuco", self.place, self.quantity, *days))
        return re.sub(r"[^a-z0-9_-]", "-", name) + f".{ending}"


@dataclass(frozen=True, slots=True)
class Columns:
    """A piece as lists; n rows."""

    utc: list[str]
    local: list[str]
    value: list[float | None]
    flag: list[int]
    quality: list[str]
    known: list[str]
    channel: list[str]
    source: list[str]
    node: list[str]


def columns(sheet: Sheet, piece: Piece) -> Columns:
    """Return a piece in columns; a value that is no number is None, and its flag says that it failed."""
    told = [sheet.told[number] for number in piece.told.tolist()]
    flags = piece.flag.tolist()
    return Columns(
        utc=written_all(piece.time),
        local=written_all(piece.time, offset_hours=sheet.offset_hours),
        value=[
            value if fine else None
            for value, fine in zip(piece.value.tolist(), np.isfinite(piece.value).tolist(), strict=True)
        ],
        flag=flags,
        quality=[QUALITIES[flag] for flag in flags],
        known=[known_word(code) for code in piece.known.tolist()],
        channel=[one.key.channel for one in told],
        source=[one.source for one in told],
        node=[one.key.node for one in told],
    )
