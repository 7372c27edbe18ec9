"""The rain and the irrigations of the last days, the newest first."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, NamedTuple

from dashboard.charts.supply import whole
from dashboard.fields.look import FieldLook
from dashboard.login.rights import Right
from dashboard.visit.given import SOMEBODY, Visit
from gateway.domain.entries import Entry, Irrigated
from gateway.fields.observed import FieldDay, RainFrom

DAYS: Final = 8
"""Today and seven days back."""


class WaterLine(NamedTuple):
    """One line of the list.

    Attributes:
        at: When, to stand in order [s UTC].
        sort: `rain` or `given`.
        amount: In words, empty where nobody knows how much.
        how: Whose gauge told of the rain.
        who: The name of who watered, empty for a reader who may not know names.
        uid: Of the entry, None of a gauge's rain.
    """

    at: int
    sort: str
    amount: str
    unit: str
    how: RainFrom | None = None
    who: str = ""
    uid: str | None = None


def water_log(visit: Visit, look: FieldLook) -> list[WaterLine]:
    """Return what fell on a field and what it was given, the newest first; dry days are no lines."""
    begins = visit.words.midnight(visit.words.today - timedelta(days=DAYS - 1))
    entries = visit.station.records.standing({"irrigation"}, at=look.place.slug)
    watered = [_watered(visit, one) for one in entries if begins <= one.happened <= visit.now]
    days = [*(one.seen for one in look.course.days), look.course.today] if look.course else []
    rain = [_rained(visit, one) for one in days[-DAYS:] if one.rain_mm]
    return sorted((*rain, *watered), key=lambda one: -one.at)


def _rained(visit: Visit, day: FieldDay) -> WaterLine:
    millimetres = day.rain_mm or 0.0
    amount = visit.words.number(millimetres) if millimetres >= 1 else "<1"
    return WaterLine(visit.words.midnight(day.day), "rain", amount, "mm", day.rain_from)


def _watered(visit: Visit, entry: Entry) -> WaterLine:
    knows = visit.may(Right.SEE_MEMBERS)
    who = visit.named(entry.author) if knows and entry.author != SOMEBODY else ""
    amount, unit = _amount(visit, entry)
    return WaterLine(entry.happened, "given", amount, unit, who=who, uid=entry.uid)


def _amount(visit: Visit, entry: Entry) -> tuple[str, str]:
    match entry.body:
        case Irrigated(millimetres=mm) if mm is not None:
            return visit.words.number(whole(float(mm))), "mm"
        case Irrigated(cubic_metres=water) if water is not None:
            return visit.words.number(water), "m³"
        case Irrigated(hours=hours) if hours is not None:
            return visit.words.amount(hours, most=1), "h"
        case _:
            return "", ""
