"""Which oxygen probes something is wrong with; one of them is judged at a look, in turn."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from gateway.alerts.facts import ProbeSeen
from gateway.alerts.finding import Finding, Key, Unknown, Verdict
from gateway.alerts.rules.sensor import sensor, silent_probe
from gateway.app.heard import Lately
from gateway.conversion.oxygen import saturation_percent
from gateway.domain.alerts import Kind
from gateway.domain.by_hand import is_by_hand
from gateway.domain.columns import Derived
from gateway.domain.errors import BusyError, DiskError
from gateway.domain.readings import SeriesKey
from gateway.quality.medians import Medians
from gateway.quality.verdict import Beside
from gateway.store.base import ReadingStore

log = logging.getLogger(__name__)

OF_THE_DISK: Final = (DiskError, BusyError, OSError, sqlite3.Error)
"""What the loop waits out and tries again."""

EVERY_S = 300
BACK_S = 12 * 3600
"""So much of what a probe said is looked at [s]; the rules of quality want eleven hours."""
DAYS_BACK_S = 4 * 86_400
"""So much is looked at for day and night [s]; the rule wants three days."""
TOGETHER_S = 60
"""What is said in less than a minute is said together [s]."""


@dataclass(slots=True)
class Probing:
    """Reads the store, which costs more than all other rules together: so it goes round.

    Attributes:
        readings: The store.
        altitude_m: Of the commune, for what water holds [m].
    """

    readings: ReadingStore
    altitude_m: float = 0.0
    _judged: dict[SeriesKey, tuple[int, Verdict]] = field(default_factory=dict)

    def look(
        self, lately: Lately, places: Mapping[str, str], standing: Iterable[Key], *, now: int
    ) -> list[Verdict]:
        """Return what is said of every probe; what was not judged yet nobody can tell.

        Args:
            lately: What was heard since the start: its oxygen series are the probes.
            places: The short name of the pond at which each node stands.
            standing: What the alerts that are not cleared are about.
            now: [s UTC].
        """
        own = sorted(one for one in lately.probes if one.node in places and not is_by_hand(one.node))
        self._judge_one(own, places, now=now)
        said = [_silent(one, lately, places) or self._judged[one][1] for one in own if one in self._judged]
        known = {f"{one.node}/{one.channel}" for one in own if one in self._judged}
        waiting = [
            Unknown(Kind.SENSOR, place, subject)
            for kind, place, subject in standing
            if kind == Kind.SENSOR and subject not in known and subject.partition("/")[0] in places
        ]
        return [*said, *waiting]

    def _judge_one(self, own: list[SeriesKey], places: Mapping[str, str], *, now: int) -> None:
        """Judge the probe that has waited longest, if any has waited long enough."""
        if not own:
            return
        first = min(own, key=lambda one: self._judged.get(one, (-(2**62), None))[0])
        at = self._judged[first][0] if first in self._judged else None
        if at is None or not 0 <= now - at < EVERY_S:
            self._judged[first] = (now, self._guarded(first, places[first.node], now=now))

    def _guarded(self, probe: SeriesKey, place: str, *, now: int) -> Verdict:
        """Judge a probe; what of it cannot be read or judged stops no other rule."""
        try:
            return self._verdict(probe, place, now=now)
        except OF_THE_DISK:
            raise
        except Exception:
            log.exception("probe not judged series=%s", probe)
            return Unknown(Kind.SENSOR, place, f"{probe.node}/{probe.channel}")

    def _verdict(self, probe: SeriesKey, place: str, *, now: int) -> Finding | Unknown | None:
        oxygen, temperature, saturation = (
            self.readings.readings(probe._replace(quantity=one), now - BACK_S, now + 1)
            for one in ("oxygen", "water_temperature", "oxygen_saturation")
        )
        if not len(saturation):
            saturation = self._saturation(oxygen, temperature)
        beside = Beside(saturation, self._hours(probe, now=now))
        return sensor(ProbeSeen(place, probe, oxygen, temperature, beside), now=now)

    def _saturation(self, oxygen: Derived, temperature: Derived) -> Derived:
        """Return that of a probe that gives mg/L itself, where the thermometer spoke in the same minute."""
        warm = temperature.usable()
        if not len(warm) or not len(oxygen):
            return Derived.empty()
        place = np.clip(np.searchsorted(warm.time, oxygen.time, side="right") - 1, 0, len(warm) - 1)
        rows = oxygen.take(np.abs(warm.time[place] - oxygen.time) < TOGETHER_S)
        celsius = warm.value[place][np.abs(warm.time[place] - oxygen.time) < TOGETHER_S]
        full = saturation_percent(rows.value, celsius, altitude_m=self.altitude_m)
        return Derived(rows.time, full, rows.flag, rows.known)

    def _hours(self, probe: SeriesKey, *, now: int) -> Medians:
        """Return one value for each finished hour of the last days, as the rollups have them."""
        end = now // 3600 * 3600
        found = self.readings.series(probe, end - DAYS_BACK_S, end, points=DAYS_BACK_S // 3600)
        return Medians(found.start, found.mean)


def _silent(probe: SeriesKey, lately: Lately, places: Mapping[str, str]) -> Verdict:
    said = lately.probes[probe]
    return silent_probe(places[probe.node], probe, said=said, spoke=lately.spoke.get(probe.node, said))
