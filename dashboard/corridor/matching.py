"""Finds both sides of each exchange by the number that both communes wrote down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dashboard.corridor.tables import ExchangeRow
from dashboard.corridor.totals import Place


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An exchange of which the sides do not tell the same.

    Attributes:
        sides: The communes that told of it, by their short names.
        state: Only one commune told of it, or both told of other goods or amounts.
        rows: What they told.
    """

    exchange: str
    sides: tuple[str, ...]
    state: Literal["one_side", "differs"]
    rows: tuple[tuple[str, ExchangeRow], ...]


def unmatched(places: Iterable[Place]) -> list[Unmatched]:
    """Return the exchanges that a meeting of the corridor should talk about, by their numbers."""
    told: dict[str, list[tuple[str, ExchangeRow]]] = {}
    for place in places:
        for taken in place.taken:
            for row in taken.opened.exchanges:
                told.setdefault(row.exchange, []).append((place.commune, row))
    return [one for number, rows in sorted(told.items()) if (one := _unmatched(number, rows)) is not None]


def _unmatched(number: str, rows: list[tuple[str, ExchangeRow]]) -> Unmatched | None:
    sides = tuple(dict.fromkeys(commune for commune, _row in rows))
    if len(sides) == 1:
        return Unmatched(number, sides, "one_side", tuple(rows))
    given = sorted((str(row.good), row.amount) for _side, row in rows if row.way == "dado")
    got = sorted((str(row.good), row.amount) for _side, row in rows if row.way == "recibido")
    return None if given == got else Unmatched(number, sides, "differs", tuple(rows))
