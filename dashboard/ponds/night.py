"""The plan of the night as its page shows it, beside what people did and what came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dashboard.ponds.interventions import Means, Running, running
from dashboard.ponds.outlook import evening_of, next_sunset, tonight
from dashboard.visit.given import Visit
from gateway.domain.outlook import NightCame, PlanLine, PlanSaid
from gateway.domain.places import Place
from gateway.ponds.plan import stops_in_a_power_cut
from gateway.ponds.said import PLAN_AFTER_S
from gateway.ponds.worth import Worth, worth

RECENT_NIGHTS: Final = 30
MONTH_FROM_NIGHTS: Final = 20
"""A month of which fewer nights are known is not told by its name; the last 30 nights are told instead."""

HELPING: Final = ("aerator", "pump", "exchange")
Gap = Literal["uncovered", "fuel", "power", "power_unknown", "no_data", "no_clock", "learning", "helped"]


@dataclass(frozen=True, slots=True)
class Row:
    """One pond of the plan.

    Attributes:
        running: What somebody has started there, None where nothing runs.
        came: What came of it, where the night is over.
    """

    line: PlanLine
    place: Place
    running: Running | None
    came: NightCame | None


@dataclass(frozen=True, slots=True)
class Record:
    """What the forecasts of all ponds were worth.

    Attributes:
        month: The first day of the month that is told of; None for the last 30 nights.
    """

    month: date | None
    worth: Worth


@dataclass(frozen=True, slots=True)
class NightView:
    """What the page of the night shows.

    Attributes:
        plan: Of tonight, or of the last night that has one; None where there is none.
        is_tonight: Whether it is that of the night that goes on.
        evening: The date of its evening.
        begins: When the next plan is made [s UTC]; None where tonight's stands or the sun does not set.
        rows: What is urgent first.
        gaps: What the plan does not cover, by sort, each with its ponds.
        writes: Whether the station sends SMS.
    """

    plan: PlanSaid | None
    is_tonight: bool
    evening: date
    begins: int | None
    rows: list[Row]
    gaps: list[tuple[Gap, list[Row]]]
    record: Record
    writes: bool

    @property
    def morning(self) -> date:
        """The date of the morning after."""
        return self.evening + timedelta(days=1)

    @property
    def needing(self) -> list[Row]:
        """The ponds that will probably need help."""
        return [one for one in self.rows if one.line.state in ("act", "uncovered")]

    @property
    def uncovered(self) -> list[Row]:
        """Those of them for which there is nothing."""
        return [one for one in self.rows if one.line.state == "uncovered"]


def night(visit: Visit) -> NightView:
    """Return what the page of the night shows."""
    warnings, goes_on = visit.station.warnings, tonight(visit)
    evening = evening_of(visit)
    plan = warnings.plan(evening.isoformat()) if goes_on else None
    is_tonight = plan is not None
    plan = plan or warnings.plan()
    told = date.fromisoformat(plan.evening) if plan else evening
    rows = _rows(visit, plan, is_tonight=is_tonight)
    return NightView(
        plan=plan,
        is_tonight=is_tonight,
        evening=told,
        begins=None if is_tonight else _begins(visit),
        rows=rows,
        gaps=_gaps(rows),
        record=_record(visit),
        writes=any(one.channel == "sms" for one in warnings.channel_health()),
    )


def _begins(visit: Visit) -> int | None:
    night_now = tonight(visit)
    sunset = night_now.sunset if night_now and visit.now < night_now.sunrise else next_sunset(visit)
    return None if sunset is None else sunset + PLAN_AFTER_S


def _rows(visit: Visit, plan: PlanSaid | None, *, is_tonight: bool) -> list[Row]:
    if plan is None:
        return []
    records = visit.station.records
    nights = visit.station.warnings.nights(plan.evening)
    came = {} if is_tonight else {one.place: one for one in nights if one.evening == plan.evening}
    found = []
    for line in plan.lines:
        place = visit.registered.place(line.place)
        if place is not None:
            on = running(records.standing({"intervention"}, at=line.place), line.place) if is_tonight else {}
            found.append(Row(line, place, _helping(on), came.get(line.place)))
    return found


def _helping(on: Mapping[Means, Running]) -> Running | None:
    return min((one for one in on.values() if one.means in HELPING), key=lambda one: one.since, default=None)


def _gaps(rows: Iterable[Row]) -> list[tuple[Gap, list[Row]]]:
    """Return what the plan does not cover: each uncovered pond by itself, the rest by sort."""
    found: list[tuple[Gap, list[Row]]] = []
    together: dict[Gap, list[Row]] = {}
    for row in rows:
        for gap in _gaps_of(row):
            if gap in ("uncovered", "fuel"):
                found.append((gap, [row]))
            else:
                together.setdefault(gap, []).append(row)
    return [*found, *together.items()]


def _gaps_of(row: Row) -> list[Gap]:
    line, gaps = row.line, list[Gap]()
    if line.state == "uncovered":
        gaps.append("uncovered")
    if line.state == "act" and line.reason == "no_fuel":
        gaps.append("fuel")
    if line.state == "act" and stops_in_a_power_cut(line, row.place):
        gaps.append("power" if row.place.aerator_power == "electric" else "power_unknown")
    if line.state == "watch" and line.reason in ("no_data", "no_clock", "learning", "helped"):
        gaps.append(line.reason)
    return gaps


def _record(visit: Visit) -> Record:
    """Return what the forecasts of last month were worth; of 30 nights where the month is hardly known."""
    first = visit.words.today.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    recent = visit.words.today - timedelta(days=RECENT_NIGHTS)
    nights = visit.station.warnings.nights(min(before, recent).isoformat())
    of_month = [one for one in nights if before.isoformat() <= one.evening < first.isoformat()]
    if len({one.evening for one in of_month if one.said}) >= MONTH_FROM_NIGHTS:
        return Record(before, worth(of_month))
    return Record(None, worth(one for one in nights if one.evening >= recent.isoformat()))
