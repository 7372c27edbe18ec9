"""A commune's nights through the whole gateway: one process, its files, its tasks, the world's clock.

Only broker, modem and sockets are left out: each message goes through the same pipeline, each task is
asked as the loop asks it, letters go through the same lanes, and the crew acts through the journal as
people do. What goes to telephones and to the siren is written down here.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from unittest import mock

import numpy as np
from past import pristine
from reached import FakeBroker, Phones

from gateway.app.reaching import Reaching, reaching
from gateway.app.station import OpenStation, open_station
from gateway.config import load
from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.cast import PONDS, DemoPond
from gateway.demo.world.commune import World, make_world
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.doings import planned_aerations, planned_irrigations
from gateway.demo.world.faults import Fault
from gateway.demo.world.power import as_it_ran, has_mains, takes_current
from gateway.demo.world.probes import oxygen_millivolts
from gateway.demo.world.settings import Running, settings_text
from gateway.domain.alerts import Alert, Change
from gateway.domain.columns import Derived, Floats
from gateway.domain.entries import AlarmAcknowledged, Body, Draft, DutySet, Intervened
from gateway.domain.readings import SeriesKey
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Ears, Pipeline
from gateway.people import People
from gateway.store.sqlite import alerts, letters, nights
from gateway.store.sqlite.reader import SqliteReadings

MINUTE_S = 60
NIGHT_STEP_S = 300
DAY_STEP_S = 600
"""Nodes measure each minute; in a whole night less is enough, and thirty of them are lived in minutes [s]."""
DAY_S = 86_400
Crew = Callable[["Commune", Change], None]


def _nobody(_commune: Commune, _change: Change) -> None:
    """Sleep."""


@dataclass
class Commune:
    """A commune whose gateway is open.

    Attributes:
        now: The world's time [s UTC].
        error_s: How far the gateway's own clock is ahead of the world's [s].
        mute: Nodes whose messages wait in their flash.
        crew: What people do about a change, at the minute in which it is made.
    """

    station: OpenStation
    people: Reaching
    phones: Phones
    siren: FakeBroker
    pipeline: Pipeline
    world: World
    now: int
    error_s: int = 0
    is_trusted: bool = True
    faults: list[Fault] = field(default_factory=list)
    mute: set[str] = field(default_factory=set)
    crew: Crew = _nobody
    changes: list[Change] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _waiting: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    _switches: list[Switch] = field(default_factory=list)
    _doings: list[tuple[int, Callable[[], None]]] = field(default_factory=list)
    _helped: set[str] = field(default_factory=set)
    _powered_on: int = 0
    _seen: int = 0
    _water: dict[str, tuple[int, Floats, Floats]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let what counts real seconds count the world's."""
        self.station.watching.monotonic = lambda: float(self.now)

    def live(self, until: int, *, step_s: int = MINUTE_S) -> None:
        """Let the world go on to a moment [s UTC]."""
        while self.now < until:
            self.now += step_s
            for one in sorted((one for one in self._doings if one[0] <= self.now), key=lambda one: one[0]):
                self._doings.remove(one)
                one[1]()
            self._measure()
            self.look()

    def live_through_the_night(self, evening: date) -> None:
        """Let the world go on from a noon to the next."""
        self.live(CALENDAR.at(evening, 18.0), step_s=DAY_STEP_S)
        self.live(CALENDAR.at(evening, 34.0), step_s=NIGHT_STEP_S)
        self.live(CALENDAR.at(evening, 36.0), step_s=DAY_STEP_S)

    @property
    def began(self) -> int:
        """When the gateway began to listen [s UTC]."""
        return self._powered_on + DAY_S

    def forecast_places(self, evening: date) -> set[str]:
        """Return of which ponds something was said of a night, a forecast or why there is none."""
        said = nights.forecasts(self.station.writer.readings, evening=evening.isoformat())
        return {one.place for one in said}

    def say(self, body: Body, *, kind: str, author: str = "alguien de la comuna") -> None:
        """Write an entry as a page would, and let gateway and world follow it."""
        journal = "book" if kind in ("intervention", "gasping") else "station"
        draft = Draft(str(uuid.uuid4()), journal, kind, body, self.clock, author)  # type: ignore[arg-type]
        self.station.journal.append(draft, now=self.clock)
        self.station.following.catch_up(self.clock)
        if isinstance(body, Intervened):
            self.switch(body.place, body.means, is_on=body.action == "on")

    def switch(self, place: str, means: str, *, is_on: bool) -> None:
        """Switch something in the world, whoever knows of it."""
        self._switches.append(Switch(place, means, is_on, self.now))  # type: ignore[arg-type]
        self._as_it_runs()

    def breaks(self, fault: Fault) -> None:
        """Let something break in the world; nobody is told."""
        self.faults.append(fault)
        self._as_it_runs()

    def _as_it_runs(self) -> None:
        self.world = self.world.with_switches(as_it_ran(self._switches, self.faults))
        self._water.clear()

    def later(self, seconds: int, act: Callable[[], None]) -> None:
        """Let somebody do something after a while."""
        self._doings.append((self.now + seconds, act))

    def help(self, place: str, means: str) -> None:
        """Switch a means on until nine in the morning, unless it runs already."""
        if place in self._helped:
            return
        self._helped.add(place)
        self.say(Intervened(place, means, "on"), kind="intervention")  # type: ignore[arg-type]
        morning = CALENDAR.at(CALENDAR.local(self.now - 10 * 3600).date() + timedelta(days=1), 9.0)
        self.later(morning - self.now, lambda: self._stop_helping(place, means))

    def _stop_helping(self, place: str, means: str) -> None:
        self._helped.discard(place)
        self.say(Intervened(place, means, "off"), kind="intervention")  # type: ignore[arg-type]

    def acknowledge(self, alert: Alert) -> None:
        self.say(AlarmAcknowledged(alert.uid, int(alert.level)), kind="acknowledgement")

    @property
    def clock(self) -> int:
        """What the gateway's own clock says [s UTC]."""
        return self.now + self.error_s

    def look(self) -> None:
        """Ask every task as the loop does, and let the crew answer what came of it."""
        self.station.following.catch_up(self.clock)
        self.people.calling._looked_at = self.people.sirens._looked_at = None
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            due = [one for one in (*self.station.tasks, *self.people.tasks) if one.is_due(self.clock)]
            for task in due:
                task.act(self.clock)
            if not due and all(lane.is_free for lane in self.people.sending.lanes.values()):
                break
        for number, change in alerts.changes(self.station.writer.readings, after=self._seen):
            self._seen = number
            self.changes.append(change)
            self.crew(self, change)

    def letters(self) -> list[letters.Letter]:
        return letters.since(self.station.writer.readings)

    def oxygen_kept(self, pond: DemoPond, start: int, end: int) -> Derived:
        """Return what the pages read of a pond's probe within a span."""
        folder = Path(self.station.config.storage.folder)
        derive = self.station.judge.knowledge.derive
        store = SqliteReadings(folder, derive, utc_offset_hours=cast.UTC_OFFSET_HOURS)
        return store.readings(SeriesKey(pond.node, "sonda", "oxygen"), start, end)

    def oxygen(self, pond: DemoPond, start: int, end: int) -> tuple[Floats, Floats]:
        """Return each minute of a span and the oxygen that the pond really had [mg/L]."""
        moments = np.arange(start, end, MINUTE_S, dtype=np.float64)
        return moments, self.world.oxygen(pond, moments)

    def _measure(self) -> None:
        sent = [(one, self._record(one)) for one in PONDS if not self._has(one, "battery")]
        self.station.writer.begin()
        for pond, record in sent:
            waiting = self._waiting.setdefault(pond.node, [])
            waiting.append(record)
            if pond.node not in self.mute:
                self._send(pond, waiting)
                waiting.clear()
        self.station.writer.commit()

    def _has(self, pond: DemoPond, trouble: str) -> bool:
        own = [one for one in self.faults if one.node == pond.node and one.trouble == trouble]
        return any(one.is_on(self.now) for one in own)

    def _record(self, pond: DemoPond) -> dict[str, object]:
        number = self._numbers[pond.node] = self._numbers.get(pond.node, -1) + 1
        millivolts, temperature = self._at(pond)
        water = {"oxygen_signal": round(millivolts), "water_temperature": round(temperature * 16) / 16}
        return {
            "number": number,
            "boot": 1,
            "uptime": self.now - self._powered_on,
            "clock": "synced",
            "time": self.clock,
            "values": {"sonda": water} | self._inputs(pond),
        }

    def _inputs(self, pond: DemoPond) -> dict[str, object]:
        """Return what the pond's contacts say."""
        runs = takes_current(pond.place, self._switches, self.faults, self.now)
        return {
            "luz": {"mains": int(has_mains(self.faults, self.now))},
            "aireador": {"aerator_running": int(runs)},
        }

    def _at(self, pond: DemoPond) -> tuple[float, float]:
        """Return what a pond's probe gives now [mV] and its temperature [°C]; computed for hours at once."""
        start, millivolts, temperature = self._water.get(pond.node, (0, np.empty(0), np.empty(0)))
        place = (self.now - start) // MINUTE_S
        if start == 0 or place >= len(millivolts):
            own = [one for one in self.faults if one.node == pond.node]
            moments = np.arange(self.now, self.now + 4 * 3600, MINUTE_S, dtype=np.float64)
            millivolts = oxygen_millivolts(self.world, pond, moments, own)
            temperature = self.world.water_temperature(pond, moments)
            self._water[pond.node], place = (self.now, millivolts, temperature), 0
        return float(millivolts[place]), float(temperature[place])

    def _send(self, pond: DemoPond, records: Sequence[dict[str, object]]) -> None:
        for at in range(0, len(records), 20):
            part = records[at : at + 20]
            first, last = part[0]["number"], part[-1]["number"]
            topic = f"conuco/v1/{cast.SLUG}/{pond.node}/readings/0000abcd/{first}/{first}/{last}"
            body = {"uptime": self.now - self._powered_on, "boot": 1, "records": part}
            heard = Heard(topic, json.dumps(body).encode())
            self.pipeline.take(heard, arrived=Arrived(self.clock * 1000, self.is_trusted))


@contextmanager
def commune(folder: Path, history: Path, day: date, *, error_s: int = 0) -> Iterator[Commune]:
    """Open the prepared commune at the noon of a day, with a gateway that listens and calls two people."""
    start = CALENDAR.at(day, 12.0)
    pristine(history, day).copy_to(folder / "datos")
    running = Running(folder / "datos", 1, 1, began=0.0, start=start + error_s, speed=1e-9)
    (folder / "conuco.toml").write_text(settings_text(running), encoding="utf-8")
    planned = planned_irrigations()
    world = make_world(planned)
    world = world.with_switches([*planned, *planned_aerations(world)])
    phones, siren = Phones(), FakeBroker()
    with (
        mock.patch("gateway.app.reaching.ways_of", phones.ways),
        open_station(load(folder / "conuco.toml")) as station,
        reaching(station.config, station.following, station.judge, siren) as people,  # type: ignore[arg-type]
    ):
        station.forecasting.planning.telling = people.telling
        pipeline = Pipeline(station.writer, people.judge, commune=cast.SLUG, ears=Ears(people.sirens.hear))
        pipeline.presence.connected()
        pipeline.presence.drained()
        found = Commune(station, people, phones, siren, pipeline, world, start, error_s)
        found._powered_on = start - DAY_S
        found._switches = list(world.switches)
        phones.clock = siren.clock = lambda: found.now
        _put_on_duty(found)
        yield found


def _put_on_duty(commune: Commune) -> None:
    """Put the first two of the register on duty, with telephones."""
    known = People(commune.station.journal)
    two = known.everybody()[:2]
    for number, one in enumerate(two):
        known.add(replace(one, telephone=f"0412555000{number}"))
    commune.say(DutySet([one.uid for one in two]), kind="duty")
