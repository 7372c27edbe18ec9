"""The judge of the ingest loop: derives what has just come and asks the rules what it means."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from gateway.alerts.rules.oxygen import (
    KIND,
    MORNING_S,
    WINDOW,
    Watch,
    oxygen_changes,
    without_what_was_taken_back,
)
from gateway.app.calm import CalmWater
from gateway.app.heard import Lately
from gateway.app.knowledge import Knowledge
from gateway.app.last_hours import LastHours
from gateway.config.settings import Commune
from gateway.domain.alerts import Alert, Change, Level
from gateway.domain.by_hand import NOW_WITHIN_S, is_now
from gateway.domain.columns import Derived, Ints, Signals
from gateway.domain.places import place_of
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.foreign.reading import Devices
from gateway.ponds.state import is_a_value
from gateway.ponds.sun import is_night
from gateway.store.sqlite import alerts, arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

_NOT_REMEMBERED = frozenset(
    {
        "soil_signal",
        "soil_probe",
        "soil_water",
        "soil_temperature",
        "soil_conductivity",
        "rain_tips",
        "rain",
        "air_temperature",
        "air_humidity",
        "air_pressure",
        "wind_signal",
        "wind_speed",
        "radiation_signal",
        "solar_radiation",
        "battery",
    }
)
"""Of soil, air and batteries no rule of now asks: they are derived where they are read, and when sealed."""

REMEMBERED = 12
"""So many of a pond's last readings are kept in mind; the rules look at three at a time."""


@dataclass(slots=True)
class PondJudge:
    """Remembers each pond's last readings, and its alert as it stands in the open transaction.

    Attributes:
        devices: The foreign devices of the station: their dead letters are read again as it says.
        is_careful: Whether every record is judged beside its hours, whatever it says: what costs less must
            find the same.
        on_readings: Hears what can be read of every node, each with when it was by our clock [s UTC].
    """

    knowledge: Knowledge
    writer: SqliteWriter
    commune: Commune
    is_clock_trusted: Callable[[], bool]
    devices: Devices = field(default_factory=Devices)
    lately: Lately = field(default_factory=Lately)
    on_readings: Callable[[list[tuple[int, Reading]]], None] | None = None
    is_careful: bool = False
    _standing: tuple[int, frozenset[str]] | None = None
    _recent: dict[str, deque[Reading]] = field(default_factory=dict)
    _hours: LastHours = field(init=False)
    _calm: CalmWater = field(init=False)

    def __post_init__(self) -> None:
        """Begin to keep the last hours in mind."""
        self._hours = LastHours(self.writer)
        self._calm = CalmWater(self.knowledge)

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        """Return the changes that records which are "now" call for."""
        place = place_of(self.knowledge.registers.placements, node, at=now)
        if place is None and self.on_readings is None:
            return []
        if self.on_readings is None and not any(_matters(one) for one in fresh):
            self.lately.speaks(node, at=now)
            return []
        said = self._said(fresh, now=now)
        if self.on_readings is not None:
            self.on_readings(said)
        if place is None:
            return []
        self.lately.hear(said)
        readings = [one for _, one in said if one.series.quantity == "oxygen"]
        if not readings:
            return []
        recent = self._of_one_calendar(place, node, newest=max(one.at for one in readings))
        recent.extend(readings)
        if not self.is_careful and self._is_calm(place, recent, now=now):
            return []
        changes = oxygen_changes(recent, self._watch(place, now=now), now=now)
        self._standing = None
        for change in changes:
            log.info(
                "alert judged what=%s place=%s level=%s value=%.2f",
                change.what,
                place,
                change.alert.level.name,
                change.alert.value,
            )
        return changes

    def _is_calm(self, place: str, recent: Iterable[Reading], *, now: int) -> bool:
        """Tell whether nothing can change: no value under any limit, and no alert that could be over."""
        limits = self.knowledge.registers.limits_of(place)
        highest = max(limits.limit(level) for level in Level)
        if any(is_a_value(one) and one.value < highest for one in recent):
            return False
        if self._standing is None or self._standing[0] != now:
            own = [one.place for one in alerts.standing(self.writer.readings) if one.kind == KIND]
            self._standing = (now, frozenset(own))
        return place not in self._standing[1]

    def take_back(self, place: str, gone: Reading, *, now: int) -> list[Change]:
        """Forget a reading that somebody took back; return the change that this calls for."""
        recent = self._recent.setdefault(place, deque(maxlen=REMEMBERED))
        left = [
            one for one in recent if (one.series, one.at, one.value) != (gone.series, gone.at, gone.value)
        ]
        recent.clear()
        recent.extend(left)
        return without_what_was_taken_back(gone, left, self._watch(place, now=now), now=now)

    def is_night(self, now: int) -> bool:
        """Tell whether the dangers of the night last, or nobody can know because no clock is trusted."""
        return not self.is_clock_trusted() or is_night(
            now, latitude=self.commune.latitude, longitude=self.commune.longitude, after_sunrise_s=MORNING_S
        )

    def has_oxygen(self, place: str, *, now: int) -> bool:
        """Tell whether a pond's last readings are above every limit, and of now."""
        said = sorted((one for one in self._recent.get(place, ()) if is_a_value(one)), key=lambda one: one.at)
        warn = self.knowledge.registers.limits_of(place).warn
        last = said[-WINDOW:]
        return len(last) == WINDOW and all(one.value > warn and is_now(one.at, now=now) for one in last)

    def forget(self) -> None:
        """Forget what was not committed: it will come again."""
        self._recent.clear()
        self._hours.forget()
        self._calm.forget()
        self._standing = None
        self.lately.forget()

    def _of_one_calendar(self, place: str, node: str, *, newest: int) -> deque[Reading]:
        """Return what is remembered of a pond, without what its node said before a clock went back.

        What it said then would stand after all that comes, and be taken for the newest.
        """
        recent = self._recent.setdefault(place, deque(maxlen=REMEMBERED))
        ahead = [one for one in recent if one.series.node == node and one.at > newest + NOW_WITHIN_S]
        for one in ahead:
            recent.remove(one)
        return recent

    def _watch(self, place: str, *, now: int) -> Watch:
        limits = self.knowledge.registers.limits_of(place)
        return Watch(place, limits, self._alert(place), self.is_night(now))

    def _alert(self, place: str) -> Alert | None:
        own = [one for one in alerts.standing(self.writer.readings) if (one.place, one.kind) == (place, KIND)]
        return max(own, key=lambda one: one.opened, default=None)

    def _said(self, fresh: list[Arrival], *, now: int) -> list[tuple[int, Reading]]:
        """Return what can be read of records; where it is sure to be a value, its hours are not looked at."""
        if self.on_readings is None and not self.is_careful:
            calm = self._calm.readings(fresh)
            if calm is not None:
                return [(now, one) for one in calm]
        return self._readings(fresh, now=now)

    def _readings(self, fresh: list[Arrival], *, now: int) -> list[tuple[int, Reading]]:
        """Return what can be read of records, each with when it was by the station's own clock [s UTC]."""
        newest = max(arrival.uptime for arrival in fresh)
        moments = {arrival.number: now - (newest - arrival.uptime) for arrival in fresh}
        placed = [
            replace(one, time=moments[one.number], known=TimeKnown.ESTIMATED) if one.time is None else one
            for one in fresh
        ]
        of_station = {one.time: moments[one.number] for one in placed}
        signals: dict[SeriesKey, Signals] = {
            series: one.rows.sorted() for series, one in arrivals.by_series(enumerate(placed)).items()
        }
        node = fresh[0].node
        self._hours.lay_beside(node, self._calm.waiting.pop(node, []))
        found = self.knowledge.derive(self._hours.with_fresh(node, signals))
        self._calm.looked(node, fresh, found)
        return [
            (
                of_station.get(at, now),
                Reading(series, at, value, Flag(flag), TimeKnown(known)),
            )
            for series, rows in found.items()
            for at, value, flag, known in _rows(rows, _moments(signals, series.channel))
        ]


def _matters(arrival: Arrival) -> bool:
    """Tell whether a record says more to remember here than that its node spoke."""
    return any(not _NOT_REMEMBERED.issuperset(values) for values in arrival.values.values())


def _moments(fresh: Mapping[SeriesKey, Signals], channel: str) -> Ints:
    """Return when anything was measured on a channel that has just come [s UTC]."""
    own = [rows.time for series, rows in fresh.items() if series.channel == channel]
    return np.concatenate(own) if own else np.empty(0, dtype=np.int64)


def _rows(found: Derived, moments: Ints) -> Iterator[tuple[int, float, int, int]]:
    kept = found.take(np.isin(found.time, moments))
    return zip(kept.time.tolist(), kept.value.tolist(), kept.flag.tolist(), kept.known.tolist(), strict=True)
