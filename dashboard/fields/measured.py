"""What was measured of fields, day by day: rain, air, and the soil at dawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from dashboard.measured.history import History, Part, Span
from dashboard.visit.given import Visit
from dashboard.words.written import Words
from gateway.domain.by_hand import CHANNEL, hand_node, is_by_hand
from gateway.domain.places import Place
from gateway.domain.readings import Flag, SeriesKey
from gateway.fields.observed import RainFrom
from gateway.fields.soil.threshold import available_fraction, depth_of, root_zone_fraction
from gateway.store.base import Buckets, bucketed

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
DAWN_H: Final = (4, 5)
"""The hours in which soil is read: the temperature of the probe swings least; both whole [local h].

Source:
    The usual practice with capacitive probes, whose readings follow the sun (Schwamback et al. 2023,
    Sensors 23, 2451).
"""
NOON_H: Final = 12
"""A gauge read by hand before this hour tells of the day before [local h]."""
LOOKED_BACK_S: Final = 7 * DAY_S
"""Behind a failed value so far back a good one is looked for [s]."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """The rain of a day.

    Attributes:
        millimetres: [mm].
        whose: The gauge that told it.
    """

    millimetres: float
    whose: RainFrom


@dataclass(frozen=True, slots=True)
class Gauged:
    """What the gauges of nodes told of a field's days.

    Attributes:
        own: By the field's own: how much [mm], from how many readings.
        few: Of fewer readings than these its gauge may have stopped.
        commune: By the commune's [mm].
    """

    own: Mapping[date, tuple[float, int]]
    few: float
    commune: Mapping[date, float]


def hours_of(history: History, parts: Iterable[Part]) -> list[Buckets]:
    """Return each part hour by hour; only usable readings count."""
    # Each alone: several together are thinned to what all of them need.
    return [history.buckets([part], points=max(2, -(-part.span.length // HOUR_S))) for part in parts]


def weather_keys(visit: Visit, quantity: str) -> list[SeriesKey]:
    """Return the series of a quantity that the commune's weather nodes tell, sorted.

    A node that measures the air is a weather node, wherever it stands.
    """
    keys = visit.station.store.keys()
    nodes = {key.node for key in keys if key.quantity == "air_temperature"}
    return sorted(key for key in keys if key.quantity == quantity and key.node in nodes)


def rain_by_day(
    visit: Visit, place: str, span: Span, *, is_gauge_blocked: bool = False
) -> dict[date, Fallen]:
    """Return the rain of a field on each day of which anybody knows.

    The field's own gauge goes before one read by hand, that before the commune's gauge. Where the own
    gauge told of less than half of a day and somebody read one too, the wetter of the two counts: the
    gauge may have stopped. One that is blocked told nothing at all.
    """
    gauged = gauged_by_day(visit, place, span, is_gauge_blocked=is_gauge_blocked)
    return fallen_by_day(gauged, read_by_hand(visit, place, span))


def gauged_by_day(visit: Visit, place: str, span: Span, *, is_gauge_blocked: bool = False) -> Gauged:
    """Return what the gauges of nodes told of a field's days; one that is blocked told nothing."""
    history = History(visit.station.store, visit.registered)
    own = sensed(history.parts(place, "rain", span))
    told = {} if is_gauge_blocked else _told_once(history, own, visit.words)
    # Where the field's own gauge told of every day, nobody asks the commune's: sixty fields would.
    others = [] if len(told) >= _days_in(span, visit.words) else _other_gauges(visit, own)
    commune = [_by_day(_days_of(history, Part(key, span), visit.words), visit.words) for key in others]
    return Gauged(
        own=told,
        few=float(np.median([count for _total, count in told.values()])) / 2 if told else 0.0,
        commune={day: total for one in commune for day, (total, _count) in one.items()},
    )


def _told_once(history: History, gauges: Iterable[Part], words: Words) -> dict[date, tuple[float, int]]:
    """Return how much each day's gauges told, from how many readings [mm].

    Of two that stood there together the one that was read more often counts: it rained once.
    """
    told: dict[date, list[tuple[int, float, Span]]] = {}
    for part in gauges:
        for day, (total, count) in _by_day(_days_of(history, part, words), words).items():
            told.setdefault(day, []).append((count, total, part.span))
    found = {}
    for day, each in told.items():
        most = max(each)
        counted = [most, *(one for one in each if not _is_together(one[2], most[2]))]
        found[day] = sum(total for _, total, _ in counted), sum(count for count, _, _ in counted)
    return found


def _days_of(history: History, part: Part, words: Words) -> Buckets:
    """Return a series by the commune's days; of a day or two from its readings: rollups are an hour late."""
    if part.span.length > 2 * DAY_S:
        return history.days([part])
    begins = words.midnight(words.local(part.span.start).date())
    return bucketed(history.readings([part]), start=begins, width=DAY_S)


def _is_together(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _days_in(span: Span, words: Words) -> int:
    return (words.local(span.end - 1).date() - words.local(span.start).date()).days + 1


def fallen_by_day(gauged: Gauged, by_hand: Mapping[date, float]) -> dict[date, Fallen]:
    """Return the rain of each day by the gauge that counts."""
    found = {day: Fallen(total, "commune") for day, total in gauged.commune.items()}
    found |= {day: Fallen(total, "hand") for day, total in by_hand.items()}
    for day, (total, count) in gauged.own.items():
        if day in by_hand and count < gauged.few and by_hand[day] > total:
            continue
        found[day] = Fallen(total, "field")
    return found


def _other_gauges(visit: Visit, own: Iterable[Part]) -> list[SeriesKey]:
    here = {part.series for part in own}
    return [key for key in weather_keys(visit, "rain") if key not in here][:1]


def _by_day(days: Buckets, words: Words) -> dict[date, tuple[float, int]]:
    return {
        words.local(int(start)).date(): (float(total), int(count))
        for start, total, count in zip(days.start, days.total, days.count, strict=True)
    }


def read_by_hand(visit: Visit, place: str, span: Span) -> dict[date, float]:
    """Return the rain that people read on a field, by the day on which it fell [mm]."""
    series = SeriesKey(hand_node(place), CHANNEL, "rain")
    told = visit.station.store.keys()
    if series not in told:
        return {}
    read = visit.station.store.readings(series, span.start, span.end + DAY_S).usable()
    found: dict[date, float] = {}
    for at, fell in zip(read.time.tolist(), read.value.tolist(), strict=True):
        day = of_what_day(visit.words, at)
        found[day] = found.get(day, 0.0) + fell
    return found


def soil_by_day(visit: Visit, place: str, span: Span) -> dict[date, dict[int, float]]:
    """Return the water of a field's soil by depth [cm] at the end of each day [m3/m3].

    It is the mean of the two hours before sunrise of the next day; what people judged by hand is no
    measurement of this kind.
    """
    history = History(visit.station.store, visit.registered)
    parts = sensed(history.parts(place, "soil_water", span))
    found: dict[date, dict[int, float]] = {}
    for depth, own in by_depth(parts).items():
        for hours in hours_of(history, own):
            for day, water in _dawns(hours, visit.words).items():
                found.setdefault(day - timedelta(days=1), {})[depth] = water
    return found


def felt_by_day(visit: Visit, place: Place, span: Span) -> dict[date, float]:
    """Return what hands found of the water that plants can take at the end of each day, 0 to 1 [-].

    What is looked at in the morning is how the day before ended. Nothing where the field's two marks are
    not known.
    """
    full, wilting = place.field_capacity, place.wilting_point
    if full is None or wilting is None:
        return {}
    found: dict[date, dict[int, float]] = {}
    keys = visit.station.store.keys()
    for key in keys:
        depth = depth_of(key.channel)
        if key.node != hand_node(place.slug) or key.quantity != "soil_water" or depth is None:
            continue
        told = visit.station.store.readings(key, span.start, span.end + DAY_S).usable()
        for at, water in zip(told.time.tolist(), told.value.tolist(), strict=True):
            share = available_fraction(water, field_capacity=float(full), wilting_point=float(wilting))
            found.setdefault(of_what_day(visit.words, at), {})[depth] = share
    return {day: root_zone_fraction(shares) for day, shares in found.items()}


def of_what_day(words: Words, at: int) -> date:
    """Return of which day a hand tells that reads before noon: the one before."""
    moment = words.local(at)
    return moment.date() - timedelta(days=int(moment.hour < NOON_H))


def sensed(parts: Iterable[Part]) -> list[Part]:
    """Return the parts that nodes told, without what people read by hand."""
    return [part for part in parts if not is_by_hand(part.series.node)]


def by_depth(parts: Iterable[Part]) -> dict[int, list[Part]]:
    """Return the parts of probes by the depth that their channel names [cm]; others are left out."""
    found: dict[int, list[Part]] = {}
    for part in parts:
        depth = depth_of(part.series.channel)
        if depth is not None:
            found.setdefault(depth, []).append(part)
    return found


def _dawns(hours: Buckets, words: Words) -> dict[date, float]:
    local = hours.start + words.offset_hours * HOUR_S
    at_dawn = np.isin(local % DAY_S // HOUR_S, DAWN_H)
    days, mean = (local // DAY_S)[at_dawn], hours.mean[at_dawn]
    return {date_of(int(day)): float(mean[days == day].mean()) for day in np.unique(days)}


def date_of(days_since_1970: int) -> date:
    """Return a day by its number."""
    return date(1970, 1, 1) + timedelta(days=days_since_1970)


def age_h(visit: Visit, keys: Iterable[SeriesKey]) -> float | None:
    """Return how long ago the newest usable value of some series was told, None where none ever was [h].

    A value that failed tells nothing; behind a newest one that failed the last days are looked through.
    """
    told = [at for key in keys if (at := _last_told(visit, key)) is not None]
    return max(0.0, (visit.now - max(told)) / HOUR_S) if told else None


def _last_told(visit: Visit, key: SeriesKey) -> int | None:
    latest = visit.station.store.latest(key)
    if latest is None or latest.flag < Flag.FAIL:
        return None if latest is None else latest.at
    before = visit.station.store.readings(key, latest.at - LOOKED_BACK_S, latest.at + 1).usable()
    return int(before.time[-1]) if len(before) else None
