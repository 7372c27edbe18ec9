"""Which oxygen probes say what no water can; one of them is judged at a look, in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gateway.alerts.finding import Finding, Key, Unknown, Verdict
from gateway.alerts.rules.sensor import sensor
from gateway.domain.alerts import Kind
from gateway.domain.by_hand import is_by_hand
from gateway.domain.readings import SeriesKey
from gateway.store.base import ReadingStore

EVERY_S = 300
BACK_S = 12 * 3600
"""So much of what a probe said is looked at [s]; the rules of quality want nine hours."""


@dataclass(slots=True)
class Probing:
    """Reads the store, which costs more than all other rules together: so it goes round."""

    readings: ReadingStore
    _judged: dict[SeriesKey, tuple[int, Verdict]] = field(default_factory=dict)

    def look(
        self, probes: Iterable[SeriesKey], places: Mapping[str, str], standing: Iterable[Key], *, now: int
    ) -> list[Verdict]:
        """Return what is said of every probe; what was not judged yet nobody can tell.

        Args:
            probes: The oxygen series heard since the start.
            places: The short name of the pond at which each node stands.
            standing: What the alerts that are not cleared are about.
            now: [s UTC].
        """
        own = sorted(one for one in probes if one.node in places and not is_by_hand(one.node))
        self._judge_one(own, places, now=now)
        said = [self._judged[one][1] for one in own if one in self._judged]
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
            self._judged[first] = (now, self._verdict(first, places[first.node], now=now))

    def _verdict(self, probe: SeriesKey, place: str, *, now: int) -> Finding | Unknown | None:
        oxygen = self.readings.readings(probe, now - BACK_S, now + 1)
        beside = probe._replace(quantity="water_temperature")
        temperature = self.readings.readings(beside, now - BACK_S, now + 1)
        return sensor(place, probe, oxygen, temperature if len(temperature) else None, now=now)
