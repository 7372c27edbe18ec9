"""A table of an export: its columns with what they mean, and its rows one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Cell = str | int | Decimal | None
Sort = Literal["text", "number", "date", "moment"]


class Column(NamedTuple):
    """A column.

    Attributes:
        sort: What stands in its cells; a date is `2026-06-10`, a moment `2026-06-10T07:12:00Z`.
        meaning: A msgid, with the unit in brackets.
    """

    name: str
    sort: Sort
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: Of its file, without an ending.
        rows: Each as long as the columns; read once.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterator[tuple[Cell, ...]]
