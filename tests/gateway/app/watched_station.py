"""A station without a broker: its nodes speak through its pipeline, its rules are asked as time goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from builders import a_draft
from msgspec.structs import replace

from gateway.app.following import Following
from gateway.app.judge import PondJudge
from gateway.app.knowledge import Knowledge
from gateway.app.station import acting
from gateway.app.watching import Watching, watching
from gateway.config import checked
from gateway.config.settings import ClockChoice, Config, Storage
from gateway.domain.alerts import Alert
from gateway.domain.entries import Body, Entry, Intervened, NodePlaced, PlaceRegistered
from gateway.domain.topics import node_topic
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.pipeline import Pipeline
from gateway.journal import CommuneJournal
from gateway.store.sqlite import alerts, orders
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.app.small_station import CONFIG, MIDNIGHT

SPEED = 60.0
MINUTE_S = 60
HOUR_S = 3600


def config(folder: Path) -> Config:
    """Return the settings of a station whose world runs sixty times as fast as ours."""
    clock = ClockChoice(world_began=0.0, world_start=0.0, world_speed=SPEED)
    return replace(checked(CONFIG), storage=Storage(str(folder)), clock=clock)


@dataclass
class WatchedStation:
    """One that is open.

    Attributes:
        now: What its clock says [s UTC].
        counted: What a clock of the world says that only counts [s]; setting the station's leaves it alone.
    """

    folder: Path
    writer: SqliteWriter
    journal: CommuneJournal
    judge: PondJudge
    following: Following
    watching: Watching
    pipeline: Pipeline
    now: int
    counted: int = 0
    is_trusted: bool = True
    said: list[str] = field(default_factory=list)

    def take(self, topic: str, body: bytes, *, retain: bool = False) -> Outcome:
        with self.writer.transaction():
            arrived = Arrived(self.now * 1000, self.is_trusted)
            return self.pipeline.take(Heard(topic, body, retain=retain), arrived=arrived)

    def look(self) -> None:
        """Do what is due between two batches."""
        for task in (self.following, self.watching):
            if task.is_due(self.now):
                task.act(self.now)
        with self.writer.transaction():
            orders.be_alive(self.writer.readings, self.now)

    def run(self, seconds: int, *, every: int = 30, doing: Callable[[], object] = lambda: None) -> None:
        """Let time pass in steps; `doing` is done in each of them."""
        for _ in range(0, seconds, every):
            self.now += every
            self.counted += every
            doing()
            self.look()

    def set_clock(self, by: int) -> None:
        """Set the station's clock; time does not pass by it."""
        self.now += by

    def say(self, uid: str, body: Body) -> Entry:
        entry = self.journal.append(a_draft(body, uid=uid, happened=self.now), now=self.now)
        self.following.catch_up(self.now)
        return entry

    def alerts(self, kind: str | None = None) -> list[Alert]:
        """Return every alert there ever was, the oldest first."""
        found = alerts.everything(self.writer.readings)
        return sorted((one for one in found if kind in (None, one.kind)), key=lambda one: one.opened)

    def open_kinds(self) -> list[tuple[str, str]]:
        """Return kind and place or subject of what is not cleared."""
        return sorted((one.kind, one.subject or one.place) for one in self.alerts() if one.cleared is None)

    def whats(self, kind: str) -> list[str]:
        """Return what the steps of the alerts of a kind are called, in order."""
        return [one.what for _, one in alerts.changes(self.writer.readings) if one.alert.kind == kind]


@dataclass(frozen=True, slots=True)
class StationsClock:
    """Says what a station's clock says."""

    station: WatchedStation

    def now(self) -> float:
        return float(self.station.now)


@dataclass
class WatchedNode:
    """A node of a pond that speaks each minute; its clock is the station's, but for `ahead` seconds."""

    station: WatchedStation
    node: str = "pond-1"
    queue: str = "0000abcd"
    ahead: int = 0
    number: int = 0
    booted: int = 0
    is_synced: bool = True

    def __post_init__(self) -> None:
        """Begin a day before."""
        self.booted = self.station.counted - 86_400

    def record(self, values: dict[str, dict[str, float]], *, ago: int = 0) -> dict[str, object]:
        """Return a record that was measured some time ago."""
        uptime = self.station.counted - self.booted - ago
        found: dict[str, object] = {"number": self.number, "boot": 1, "uptime": uptime, "values": values}
        self.number += 1
        if not self.is_synced:
            return found | {"clock": "unsynced"}
        return found | {"clock": "synced", "time": self.station.now + self.ahead - ago}

    def send(self, *records: dict[str, object]) -> Outcome:
        numbers = [int(str(one["number"])) for one in records]
        uptime = self.station.counted - self.booted
        body = {"uptime": uptime, "boot": 1, "records": records}
        leaf = f"readings/{self.queue}/0/{numbers[0]}/{numbers[-1]}"
        return self.station.take(node_topic("demo", self.node, leaf), json.dumps(body).encode())

    def says(self, oxygen: float | None = None, *, warm: float = 28.0, **inputs: float) -> Outcome:
        """Send what was measured just now; inputs are `mains` and `aerator_running`."""
        oxygen = 6.0 + self.number % 7 / 50 if oxygen is None else oxygen
        channels = {"mains": "luz", "aerator_running": "aireador"}
        values = {"sonda": {"oxygen": oxygen, "water_temperature": warm}}
        values |= {channels[one]: {one: value} for one, value in inputs.items()}
        return self.send(self.record(values))

    def status(self, state: str = "online", *, retain: bool = False, **fields: object) -> Outcome:
        body = json.dumps({"state": state, "clock": "synced", **fields}).encode()
        return self.station.take(node_topic("demo", self.node, "status"), body, retain=retain)


def switch(action: str) -> Intervened:
    return Intervened("estanque-1", "aerator", action)  # type: ignore[arg-type]


@contextmanager
def watched_station(
    folder: Path, *, now: int = MIDNIGHT, ponds: int = 1, counted: int = 0
) -> Iterator[WatchedStation]:
    """Open a station with ponds, each with an electric aerator and a node, whose backlog is drained."""
    settings = config(folder)
    knowledge = Knowledge(altitude_m=0.0)
    with (
        SqliteWriter(folder, knowledge.derive, utc_offset_hours=-4) as writer,
        CommuneJournal(folder / "commune.db", commune="demo") as journal,
    ):
        for n in range(1, ponds + 1):
            place = f"estanque-{n}"
            pond = PlaceRegistered(
                place, "pond", n, f"Estanque {n}", means=["aerator"], aerator_power="electric"
            )
            journal.append(a_draft(pond, uid=place, happened=0), now=now)
            journal.append(a_draft(NodePlaced(f"pond-{n}", place, 0), uid=f"p{n}", happened=0), now=now)
        judge = PondJudge(knowledge, writer, settings.commune, lambda: True)
        following = Following(writer, journal, knowledge, acting(writer, journal, judge))
        following.catch_up(now)
        watch = watching(settings, judge, journal, now=now)
        pipeline = Pipeline(writer, judge, commune="demo")
        pipeline.presence.drained()
        station = WatchedStation(folder, writer, journal, judge, following, watch, pipeline, now, counted)
        watch.clock = StationsClock(station)
        watch.monotonic = lambda: station.counted / SPEED
        judge.is_clock_trusted = lambda: station.is_trusted
        yield station
