"""A night of the small commune as it was said: forecasts, a plan with every state, and a month behind it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from builders import a_draft
from fakes import MemoryWarnings
from outlooks import DAY, EVENING, HOUR_S, SUNRISE, a_night, a_said

from gateway.domain.entries import EquipmentSet
from gateway.domain.outlook import ForecastSaid, NightCame, PlanSaid
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers
from gateway.ponds.night import Night
from gateway.ponds.plan import Occasion, PondTonight, plan

MADE = EVENING + 2 * HOUR_S + 720
THERE_IS = EquipmentSet(1, 0, Decimal(22), Decimal("1.9"))
FALLS_AFTER_H = {1: 9.3, 3: 5.8, 4: 6.8, 6: 8.8}
"""When the ponds that fall may be under their limit, in hours after sunset."""


def said_tonight(*, issued: int = MADE) -> list[ForecastSaid]:
    """Return what was said of each pond: four fall, one is calm, of one nobody knows."""
    found = []
    for number in range(1, 7):
        place = f"estanque-{number}"
        if number in FALLS_AFTER_H:
            edge = EVENING + round(FALLS_AFTER_H[number] * HOUR_S)
            found.append(a_said(place, issued=issued, probability=0.7, window=(edge, edge + 5400)))
        elif number == 5:
            found.append(a_said(place, issued=issued, silence="no_data"))
        else:
            found.append(a_said(place, issued=issued, probability=0.03, band=(3.8, 5.1)))
    return found


def a_plan(journal: CommuneJournal, equipment: EquipmentSet = THERE_IS) -> PlanSaid:
    """Return the plan of the night with the means that the ponds have."""
    known = registers(journal.entries("station"))
    said = {one.place: one for one in said_tonight()}
    ponds = [PondTonight(one, said.get(one.slug)) for one in known.places if one.sort == "pond"]
    night = Night(date.fromisoformat(DAY), EVENING, SUNRISE)
    return plan(ponds, equipment, Occasion(night, MADE, 3.0))


def a_month() -> list[NightCame]:
    """Return thirty nights of six ponds: most as said, some not."""
    found = []
    for ago in range(1, 31):
        sunset = EVENING - ago * 86_400
        evening = (date.fromisoformat(DAY) - timedelta(days=ago)).isoformat()
        for number in range(1, 7):
            said = a_said(
                f"estanque-{number}",
                evening=evening,
                sunset=sunset,
                probability=0.7 if number < 4 else 0.05,
                window=(sunset + 7 * HOUR_S, sunset + 9 * HOUR_S),
            )
            fell = (number < 4 and ago % 5 != 0) or (number == 5 and ago % 10 == 0)
            crossed = sunset + (8 if ago % 4 else 10) * HOUR_S if fell else None
            lowest = 2.2 if fell else 3.4
            helped = sunset + 9 * HOUR_S if number == 3 and fell else None
            found.append(
                a_night(
                    None if helped else lowest, place=f"estanque-{number}", evening=evening, sunset=sunset,
                    said=said, helped=helped, crossed=crossed,
                )
            )  # fmt: skip
    return found


def tell_a_night(warnings: MemoryWarnings, journal: CommuneJournal) -> None:
    """Put the night, its plan and the month before it where the pages read."""
    journal.append(a_draft(THERE_IS, uid="equipo", happened=EVENING), now=EVENING)
    warnings.said_forecasts = said_tonight()
    warnings.known_nights = a_month()
    warnings.plans = [a_plan(journal)]
