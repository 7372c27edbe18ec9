"""Whom the demo's councils and enterprises sent to the parliament, and how their mandates ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from gateway.demo.world import cast
from gateway.demo.world.assembly_rules import TERM_YEARS
from gateway.demo.world.calendar import DAY_S
from gateway.demo.world.cast import ENTERPRISES
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.organisation import COUNCILS
from gateway.demo.world.records import (
    FISH_TEAM,
    FISH_TEAM_TOO,
    GROWER,
    SECRETARY,
    SPOKESPERSON,
    Record,
    drafted,
)
from gateway.domain.entries import MandateEnded, MandateGiven

_FIRST_ELECTION: Final = date(2023, 2, 5)
_ELECTIONS: Final = 7
"""The first elections were held on so many Sundays, two or three of them on each."""
_HOUR: Final = 10.0
_WRITTEN_S: Final = 2 * DAY_S
"""So long after an election its minutes are written down [s]."""
_KNOWN: Final = {
    "la-ceiba": FISH_TEAM,
    "el-saman-abajo": FISH_TEAM_TOO,
    "maiz": GROWER,
    "cachama": SPOKESPERSON,
    "la-vega": SECRETARY,
}
"""Delegates who are people of the demo; of the others the book names nobody."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a mandate ended before its time.

    Attributes:
        elected: When another delegate was elected; None where nobody was.
    """

    day: date
    how: Literal["recalled", "resigned", "other"]
    act: str
    elected: date | None = None


_ENDED: Final = {
    "el-corozo": Ended(date(2024, 8, 25), "recalled", "acta 11 de El Corozo", date(2024, 9, 8)),
    "apamate": Ended(date(2025, 2, 2), "resigned", "acta 8 de Apamate", date(2025, 4, 6)),
}
_NOT_HELD: Final = "acta 9 de Las Cañas"
NOT_SENT_AGAIN: Final = "jabillo"
"""Whose first mandate ran out in March 2026; nobody was sent since, as the social control will find."""


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate of the demo.

    Attributes:
        by: The short name of the council or enterprise.
        since: When it was given.
        until: When it ends by the rules.
        ended: How it ended before, None where it did not.
    """

    by: str
    is_alternate: bool
    since: date
    act: str
    ended: Ended | None = None

    @property
    def until(self) -> date:
        """Return on which day it ends by the rules."""
        return self.since.replace(year=self.since.year + TERM_YEARS)

    @property
    def uid(self) -> str:
        """Return the uid of the entry that gives it."""
        return f"demo-voceria-{self.by}-{self.since}{'-suplente' if self.is_alternate else ''}"

    def holds(self, at: int) -> bool:
        """Tell whether it is in force at a moment [s UTC]."""
        ends = self.until if self.ended is None else min(self.until, self.ended.day)
        return CALENDAR.at(self.since, _HOUR) <= at < CALENDAR.at(ends, _HOUR)


def mandates() -> list[Held]:
    """Return every mandate up to the demo's morning, council by council and the enterprises after them."""
    found: list[Held] = []
    left = {one.slug: one.left for one in COUNCILS}
    for number, by in enumerate((*left, *ENTERPRISES)):
        first = _FIRST_ELECTION + timedelta(days=7 * (number % _ELECTIONS))
        gone = left.get(by)
        for is_alternate in (False, True):
            early = None if is_alternate else _ENDED.get(by)
            if gone is not None:
                early = Ended(gone, "other", _NOT_HELD)
            found.append(Held(by, is_alternate, first, "acta 3 de 2023", early))
            again = early.elected if early else first.replace(year=first.year + TERM_YEARS)
            if by == NOT_SENT_AGAIN and not is_alternate:
                continue
            if again is not None and again < cast.MORNING:
                found.append(Held(by, is_alternate, again, f"acta 2 de {again.year}"))
    return found


def elections() -> Iterator[Record]:
    """Yield who was sent, and whose mandate ended before its time."""
    for one in mandates():
        yield _given(one)
        if one.ended is not None:
            yield _ended(one, one.ended)


def _given(one: Held) -> Record:
    body = MandateGiven(
        of="enterprise" if one.by in ENTERPRISES else "council",
        by=one.by,
        person=None if one.is_alternate else _KNOWN.get(one.by),
        is_alternate=one.is_alternate,
        act=one.act,
    )
    at = CALENDAR.at(one.since, _HOUR)
    return Record(drafted(one.uid, body, happened=at, author=SECRETARY), at + _WRITTEN_S)


def _ended(one: Held, ended: Ended) -> Record:
    at = CALENDAR.at(ended.day, _HOUR)
    body = MandateEnded(one.uid, ended.how, ended.act)
    return Record(drafted(f"{one.uid}-fin", body, happened=at, author=SECRETARY), at + _WRITTEN_S)
