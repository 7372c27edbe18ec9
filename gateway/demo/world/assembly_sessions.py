"""When the demo's parliament met, and how it was convened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from gateway.demo.world.cycles import CALENDAR

HALL: Final = "Casa comunal de La Ceiba"
SCHOOL: Final = "Patio de la escuela El Samán"
_HOUR: Final = 9.0
_PAID_BEFORE: Final = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session that was held, or one that is convened.

    Attributes:
        number: Of the session and of its minutes.
        day: When it was held.
        noticed: So long before that day notice was given [d].
        missed: The day of a first convocation to which too few came.
    """

    number: int
    day: date
    place: str = HALL
    noticed: int = 8
    missed: date | None = None

    @property
    def at(self) -> int:
        """When it meets [s UTC]."""
        return CALENDAR.at(self.day, _HOUR)

    @property
    def payday(self) -> int:
        """When the enterprises pay what the session before agreed to [s UTC]."""
        return CALENDAR.at(self.day - _PAID_BEFORE, 15.0)


HELD: Final = (
    Sitting(5, date(2023, 4, 30), noticed=6),
    Sitting(6, date(2023, 6, 25)),
    Sitting(7, date(2023, 9, 24), SCHOOL),
    Sitting(8, date(2023, 12, 17)),
    Sitting(9, date(2024, 3, 24)),
    Sitting(10, date(2024, 6, 30), missed=date(2024, 6, 23)),
    Sitting(11, date(2024, 9, 29), SCHOOL),
    Sitting(12, date(2024, 12, 15)),
    Sitting(13, date(2025, 3, 23), noticed=10),
    Sitting(14, date(2025, 6, 29)),
    Sitting(15, date(2025, 9, 28), SCHOOL, noticed=9),
    Sitting(16, date(2025, 12, 14)),
    Sitting(17, date(2026, 3, 28), noticed=10),
)
"""The minutes before these are on paper alone: the book begins a week before session 5."""

CONVENED: Final = Sitting(18, date(2026, 4, 26), SCHOOL)
"""The first Sunday after the demo's morning."""

SITTINGS: Final = (*HELD, CONVENED)


def agreement(session: int, name: str) -> str:
    """Return the uid of what a session decided about a matter."""
    return f"demo-acuerdo-{session}-{name}"


def periods() -> list[tuple[Sitting, Sitting]]:
    """Return each session but the first with the one before it, rising."""
    return list(pairwise(SITTINGS))
