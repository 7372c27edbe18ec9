"""The demo's ponds, night after night, through the pipeline and the rules: who is called, and how often."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from gateway.demo.world.aeration import Switch
from gateway.demo.world.cast import PONDS, DemoPond
from gateway.demo.world.commune import World, make_world
from gateway.domain.alerts import Alert
from gateway.domain.entries import AlarmAcknowledged, Intervened
from gateway.store.sqlite import alerts
from tests.gateway.app.watched_station import WatchedNode, WatchedStation

STEP_S = 600
NOISE = 0.03
"""Of a probe [mg/L]: five millivolts of 1,600."""
GOES_AFTER_S = 600
DIES_AFTER_S = 2400


@dataclass(frozen=True, slots=True)
class Low:
    """A pond that went under its limit of warning, two of three readings.

    Attributes:
        at: When the second of them came [s UTC].
        has_alarm: Whether an alarm stood when it had been taken.
    """

    place: str
    at: int
    has_alarm: bool


@dataclass
class Nights:
    """Lets the ponds' world pass at a station; a crew goes to what is a danger, each second aerator dies."""

    station: WatchedStation
    seed: int
    world: World = field(default_factory=make_world)
    lows: list[Low] = field(default_factory=list)
    died: list[tuple[str, int]] = field(default_factory=list)
    _last: dict[str, list[float]] = field(default_factory=dict)
    _switches: list[Switch] = field(default_factory=list)
    _planned: list[tuple[int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Give each pond its node."""
        self._chance = random.Random(self.seed)
        self._nodes = {pond: WatchedNode(self.station, pond.node) for pond in PONDS}

    def pass_by(self, hours: int) -> None:
        for _ in range(hours * 3600 // STEP_S):
            self.station.now += STEP_S
            self.station.counted += STEP_S
            self._crew_acts()
            for pond, node in self._nodes.items():
                self._speaks(pond, node)
            self.station.look()

    def _speaks(self, pond: DemoPond, node: WatchedNode) -> None:
        moment = np.array([float(self.station.now)])
        oxygen = max(0.0, float(self.world.oxygen(pond, moment)[0]) + self._chance.gauss(0, NOISE))
        warm = float(self.world.water_temperature(pond, moment)[0])
        node.says(round(oxygen, 3), warm=round(warm, 2), mains=1)
        last = self._last.setdefault(pond.place, [])
        was_low = sum(one < 3.0 for one in last[-3:]) >= 2
        last.append(oxygen)
        if sum(one < 3.0 for one in last[-3:]) >= 2 and not was_low:
            self.lows.append(Low(pond.place, self.station.now, self._has_alarm(pond.place)))
        del last[:-3]

    def _has_alarm(self, place: str) -> bool:
        return any(one.place == place for one in self._standing())

    def _standing(self) -> list[Alert]:
        found = alerts.standing(self.station.writer.readings)
        return [one for one in found if one.kind == "oxygen" and one.cleared is None]

    def _crew_acts(self) -> None:
        """Acknowledge what nobody has, and do what was planned: on after ten minutes, off in the morning."""
        for alert in self._standing():
            has_aerator = "aerator" in next(one.means for one in PONDS if one.place == alert.place)
            if alert.acknowledged is None:
                self._say(AlarmAcknowledged(alert.uid, level=int(alert.level)))
                if has_aerator:
                    self._plan(alert.place)
        due = [one for one in self._planned if one[0] <= self.station.now]
        self._planned = [one for one in self._planned if one not in due]
        for at, place, what in due:
            self._do(at, place, what)

    def _plan(self, place: str) -> None:
        if any(one[1] == place for one in self._planned):
            return
        now = self.station.now
        self._planned += [(now + GOES_AFTER_S, place, "on"), (now + 6 * 3600, place, "off")]
        if self._chance.random() < 0.5:
            self._planned.append((now + GOES_AFTER_S + DIES_AFTER_S, place, "dies"))

    def _do(self, at: int, place: str, what: str) -> None:
        self._switches.append(Switch(place, "aerator", what == "on", self.station.now))
        self.world = self.world.with_switches(self._switches)
        if what == "dies":
            self.died.append((place, at))
        else:
            self._say(Intervened(place, "aerator", "on" if what == "on" else "off"))

    def _say(self, body: AlarmAcknowledged | Intervened) -> None:
        self.station.say(f"crew-{self._chance.getrandbits(64):x}", body)

    def calls(self) -> list[tuple[str, str, str, int]]:
        """Return kind, place, what and when of every change that calls somebody."""
        rows = alerts.changes(self.station.writer.readings)
        return [
            (one.alert.kind, one.alert.place, one.what, one.at)
            for _, one in rows
            if one.what in ("opened", "raised", "again")
        ]


def by_night(calls: Iterable[tuple[str, str, str, int]]) -> Counter[tuple[str, str, int]]:
    """Return how often each kind called of each pond from noon to noon in the commune."""
    return Counter((kind, place, (at - 16 * 3600) // 86_400) for kind, place, _, at in calls)
