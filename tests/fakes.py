"""Stand-ins of our own for what the pages lean on: readings in memory, a clock that stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from gateway.domain.alerts import Alert, Change
from gateway.domain.columns import Derived
from gateway.domain.letters import ChannelHealth, Letter
from gateway.domain.outlook import ForecastSaid, NightCame, PlanSaid
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.store.base import Buckets, NodeState, bucketed

HOUR_S = 3600
DAY_S = 24 * HOUR_S


@dataclass
class FixedClock:
    """A clock that stands until a test moves it."""

    at: float

    def now(self) -> float:
        return self.at


@dataclass
class MemoryWarnings:
    """Implements `gateway.store.warnings.WarningStore` over lists."""

    said_changes: Sequence[Change] = ()
    said_letters: Sequence[Letter] = ()
    health: Sequence[ChannelHealth] = ()
    said_forecasts: Sequence[ForecastSaid] = ()
    known_nights: Sequence[NightCame] = ()
    plans: Sequence[PlanSaid] = ()

    def alert_changes(self) -> list[Change]:
        return list(self.said_changes)

    def letters(self, *, channel: str | None = None, after: int = 0, made: int = 0) -> list[Letter]:
        return [
            one
            for one in self.said_letters
            if one.id > after and one.made >= made and channel in (None, one.channel)
        ]

    def channel_health(self) -> list[ChannelHealth]:
        return sorted(self.health, key=lambda one: one.channel)

    def forecasts(self, evening: str, *, place: str | None = None) -> list[ForecastSaid]:
        found = [one for one in self.said_forecasts if one.evening == evening and place in (None, one.place)]
        return sorted(found, key=lambda one: (one.issued, one.place))

    def nights(self, since: str, *, place: str | None = None) -> list[NightCame]:
        found = [one for one in self.known_nights if one.evening >= since and place in (None, one.place)]
        return sorted(found, key=lambda one: (one.evening, one.place))

    def plan(self, evening: str | None = None) -> PlanSaid | None:
        found = [one for one in self.plans if evening in (None, one.evening)]
        return max(found, key=lambda one: (one.evening, one.issued), default=None)


@dataclass
class MemoryReadings:
    """Implements `gateway.store.base.ReadingStore` over columns."""

    derived: Mapping[SeriesKey, Derived] = field(default_factory=dict)
    known_nodes: Sequence[NodeState] = ()
    known_alerts: Sequence[Alert] = ()
    utc_offset_hours: int = -4

    def keys(self) -> list[SeriesKey]:
        return sorted(self.derived)

    def readings(self, series: SeriesKey, start: int, end: int) -> Derived:
        return self.derived.get(series, Derived.empty()).between(start, end)

    def series(self, series: SeriesKey, start: int, end: int, *, points: int = 500) -> Buckets:
        width = -(-(end - start) // points)
        if width >= HOUR_S:
            width = -(-width // HOUR_S) * HOUR_S
            start -= start % HOUR_S
        return bucketed(self.readings(series, start, end), start=start, width=width)

    def days(self, series: SeriesKey, start: int, end: int) -> Buckets:
        midnight = start - (start + self.utc_offset_hours * HOUR_S) % DAY_S
        return bucketed(self.readings(series, start, end), start=midnight, width=DAY_S)

    def latest(self, series: SeriesKey) -> Reading | None:
        found = self.derived.get(series, Derived.empty())
        if not len(found):
            return None
        last = found.take(np.array([len(found) - 1]))
        flag, known = Flag(int(last.flag[0])), TimeKnown(int(last.known[0]))
        return Reading(series, int(last.time[0]), float(last.value[0]), flag, known)

    def latest_of(self, node: str) -> dict[SeriesKey, Reading]:
        found = {one: self.latest(one) for one in self.derived if one.node == node}
        return {one: reading for one, reading in found.items() if reading is not None}

    def nodes(self) -> list[NodeState]:
        return sorted(self.known_nodes, key=lambda one: one.node)

    def alive(self) -> int | None:
        return max((one.heard for one in self.known_nodes if one.heard is not None), default=None)

    def alerts(self, *, everything: bool = False) -> list[Alert]:
        if everything:
            return sorted(self.known_alerts, key=lambda one: -one.opened)
        return sorted((one for one in self.known_alerts if not one.is_over), key=lambda one: -one.level)
