"""The finished days of a field, put together from everything that was measured and said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dashboard.fields.air import air_by_day
from dashboard.fields.described import Sowing, watered_by_day
from dashboard.fields.faults import NO_FAULTS, Faults, faults_of, without
from dashboard.fields.measured import (
    DAY_S,
    HOUR_S,
    Fallen,
    age_h,
    fallen_by_day,
    felt_by_day,
    gauged_by_day,
    rain_by_day,
    read_by_hand,
    soil_by_day,
    weather_keys,
)
from dashboard.fields.stated import heard_of_visited, soil_stated, with_stated
from dashboard.measured.history import History, Span
from dashboard.visit.given import Visit
from gateway.domain.by_hand import CHANNEL, hand_node, is_by_hand
from gateway.domain.readings import Flag, Reading, SeriesKey
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.season.whole import Ages
from gateway.fields.setting import FieldSetting, Planted
from gateway.fields.soil.threshold import depth_of

BEFORE_SOWING_D: Final = 45
"""So long before a sowing the balance begins: by then it has forgotten how it was begun [d]."""
UNSOWN_D: Final = 90
"""So far back a field is reckoned on which nothing grows [d]."""
LONGEST_D: Final = 260
"""Further back no balance begins: a sowing whose harvest nobody wrote down goes on for ever [d]."""


@dataclass(frozen=True, slots=True)
class Observed:
    """The days of a field.

    Attributes:
        days: The finished ones, rising, one after the other.
        today: What has come since midnight.
        fallen: Whose gauge told the rain, by day.
        faults: What is wrong with its probes and its gauge now.
        stated: What its nodes' statuses say of its soil and no stored reading does.
    """

    days: tuple[FieldDay, ...]
    today: FieldDay
    fallen: dict[date, Fallen]
    faults: Faults = NO_FAULTS
    stated: Mapping[SeriesKey, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Said:
    """What people said of the days: their irrigations [mm], and what their hands found in the soil [-]."""

    watered: dict[date, float | None]
    felt: dict[date, float]


def observed(visit: Visit, setting: FieldSetting, sowing: Sowing | None) -> Observed:
    """Return the days of a field up to now."""
    today = visit.words.today
    return between(visit, setting, _first_day(sowing, today), today)


def of_cycle(visit: Visit, setting: FieldSetting, planted: Planted, last: date) -> Observed:
    """Return the days of a field in a cycle, and so long before it that the balance had forgotten its begin.

    Args:
        visit: Whose.
        setting: Of the field.
        planted: What grew.
        last: The day of its harvest, or today.
    """
    return between(visit, setting, planted.sown - timedelta(days=BEFORE_SOWING_D), last)


def between(visit: Visit, setting: FieldSetting, first: date, last: date) -> Observed:
    """Return the days of a field from one to another, both within; the last one stands for itself."""
    words = visit.words
    span = Span(words.midnight(first), min(words.midnight(last) + DAY_S, visit.now + 1))
    # What people write in the book is asked anew each time: the gateway takes a moment to keep it.
    stations, _book = visit.station.records.counts()
    mark, memory = (stations, visit.now // HOUR_S, heard_of_visited(visit)), visit.station.fields
    # All fields have one air: it is read once for the longest of them.
    longest = Span(words.midnight(last - timedelta(days=LONGEST_D)), span.end)
    air = memory.known(mark, ("air", last), lambda: air_by_day(visit, longest))
    key, is_now = (setting.place, span.start, last), last == words.today
    watered, faults = watered_by_day(visit, setting), NO_FAULTS
    stated = soil_stated(visit, setting.place) if is_now else {}
    if is_now:
        asked = ("faults", setting, tuple(watered.items()))
        faults = memory.known(mark, asked, lambda: faults_of(visit, setting))
    blocked = faults.is_gauge_blocked
    gauged = memory.known(
        mark,
        ("rain", *key, blocked),
        lambda: gauged_by_day(visit, setting.place, span, is_gauge_blocked=blocked),
    )
    fallen = fallen_by_day(gauged, read_by_hand(visit, setting.place, span))
    told = _Said(watered, _felt(visit, setting, span))
    if is_now:
        # What falls now is on the page at once.
        since = Span(words.midnight(last), visit.now + 1)
        fallen = fallen | rain_by_day(visit, setting.place, since, is_gauge_blocked=blocked)
    stored = memory.known(mark, ("soil", *key), lambda: soil_by_day(visit, setting.place, span))
    soil = without(with_stated(stored, stated, visit, wet=_wet(fallen, watered)), faults, visit)
    days = tuple(_day(day, air, fallen, soil, told) for day in _days(first, last))
    return Observed(days[:-1], days[-1], fallen, faults, stated)


def _wet(fallen: Mapping[date, Fallen], watered: Mapping[date, float | None]) -> set[date]:
    """Return the days on which water came, however much."""
    rained = {day for day, rain in fallen.items() if rain.millimetres > 0}
    return rained | {day for day, amount in watered.items() if amount != 0}


def _felt(visit: Visit, setting: FieldSetting, span: Span) -> dict[date, float]:
    place = visit.registered.place(setting.place)
    return {} if place is None else felt_by_day(visit, place, span)


def _first_day(sowing: Sowing | None, today: date) -> date:
    if sowing is None or sowing.planted is None:
        return today - timedelta(days=UNSOWN_D)
    begun = sowing.planted.sown - timedelta(days=BEFORE_SOWING_D)
    return max(begun, today - timedelta(days=LONGEST_D))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _day(
    day: date,
    air: dict[date, AirOfDay],
    fallen: dict[date, Fallen],
    soil: dict[date, dict[int, float]],
    told: _Said,
) -> FieldDay:
    rain = fallen.get(day)
    return FieldDay(
        day=day,
        air=air.get(day),
        rain_mm=None if rain is None else rain.millimetres,
        rain_from=None if rain is None else rain.whose,
        irrigation_mm=told.watered.get(day, 0.0),
        soil=soil.get(day, {}),
        felt=told.felt.get(day),
    )


def ages_of(visit: Visit, place: str, seen: Observed) -> Ages:
    """Return how old the newest rain, air and soil of a field are; what is wrong tells nothing."""
    faults = seen.faults
    span = Span(visit.now - 30 * DAY_S, visit.now + 1)
    history = History(visit.station.store, visit.registered)
    gauges = [] if faults.is_gauge_blocked else [part.series for part in history.parts(place, "rain", span)]
    hand = SeriesKey(hand_node(place), CHANNEL, "rain")
    soil = [part.series for part in history.parts(place, "soil_water", span)]
    stated = [
        (visit.now - told.at) / HOUR_S
        for key, told in seen.stated.items()
        if told.flag < Flag.FAIL and depth_of(key.channel) not in faults.soil
    ]
    stored_h = age_h(
        visit,
        [key for key in soil if not is_by_hand(key.node) and depth_of(key.channel) not in faults.soil],
    )
    return Ages(
        rain_h=age_h(visit, {*gauges, hand, *weather_keys(visit, "rain")}),
        air_h=age_h(visit, weather_keys(visit, "air_temperature")),
        soil_h=min(stated, default=stored_h) if stored_h is None else min([stored_h, *stated]),
    )
