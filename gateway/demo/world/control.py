"""What went wrong with the demo's book itself: a clock that stood wrong, and what the social control saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from msgspec import structs

from gateway.demo.world.calendar import DAY_S
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.daily import NO_TEXT
from gateway.demo.world.deliveries import NEVER_CONFIRMED
from gateway.demo.world.records import CONTROL, Record, done
from gateway.domain.entries import Intervened, Observed, is_planned

WRONG_DAY: Final = date(2025, 8, 16)
"""After a power cut the station, without a battery for its clock, woke up two days behind."""
BEHIND_S: Final = 2 * DAY_S
_FROM_HOUR, _TO_HOUR = 6.0, 15.5


def with_a_wrong_clock(records: Sequence[Record]) -> list[Record]:
    """Return records in the order of writing, some of them stamped by a clock that stood two days behind.

    Who writes "today" into a form of such a station writes the wrong day too.
    """
    start, end = CALENDAR.at(WRONG_DAY, _FROM_HOUR), CALENDAR.at(WRONG_DAY, _TO_HOUR)
    return [_stamped(one) if start <= one.registered < end else one for one in records]


def _stamped(one: Record) -> Record:
    is_moved = not is_planned(one.draft.body) and not isinstance(one.draft.body, Intervened)
    happened = one.draft.happened - BEHIND_S if is_moved else one.draft.happened
    draft = structs.replace(one.draft, happened=happened)
    return replace(one, draft=draft, registered=one.registered - BEHIND_S)


def observations(records: Sequence[Record]) -> Iterator[Record]:
    """Yield what the social control observed: one weight that differs, and one day that cannot be."""
    yield done(
        "demo-observacion-molino",
        Observed(NEVER_CONFIRMED, "open", NO_TEXT),
        happened=CALENDAR.at(date(2024, 10, 2), 16.0),
        author=CONTROL,
        note="El molino marcó 400 kg menos y más humedad, y nadie confirmó. ¿Quién fue con la carga?",
    )
    start, end = CALENDAR.at(WRONG_DAY, _FROM_HOUR), CALENDAR.at(WRONG_DAY, _TO_HOUR)
    seen = next(one.draft.uid for one in records if start <= one.registered < end)
    yield done(
        "demo-observacion-reloj",
        Observed(seen, "open", NO_TEXT),
        happened=CALENDAR.at(date(2025, 8, 19), 17.0),
        author=CONTROL,
        note="Tiene fecha de dos días antes que el asiento anterior.",
    )
    yield done(
        "demo-observacion-reloj-resuelta",
        Observed(seen, "resolved", NO_TEXT, answers="demo-observacion-reloj"),
        happened=CALENDAR.at(date(2025, 8, 22), 9.0),
        author=CONTROL,
        note="Se fue la luz y el reloj quedó dos días atrás esa mañana. El orden lo da el número.",
    )
