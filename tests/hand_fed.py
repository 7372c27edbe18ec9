"""An ingest loop without a network: a broker that gives what it is told to give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from fakes import FixedClock

from gateway.domain.alerts import Change
from gateway.ingest.broker import Broker
from gateway.ingest.heard import Heard
from gateway.ingest.loop import IngestLoop, Standing, Station
from gateway.ingest.pipeline import Pipeline
from gateway.ingest.tasks import Task
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

NOW = 1_772_000_000


class NobodyJudges:
    """Lets everything pass."""

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        return []

    def forget(self) -> None:
        pass


class HandFedBroker(Broker):
    """Gives what it is told to give, and remembers what was acknowledged."""

    def __init__(self) -> None:
        super().__init__("nowhere", 0, client_id="nobody")
        self.given: list[Heard] = []
        self.acknowledged: list[str] = []
        self.published: list[str] = []

    @property
    def is_connected(self) -> bool:
        return True

    def exchange(self, within_s: float) -> list[Heard]:
        given, self.given = self.given, []
        return given

    def acknowledge(self, some: Iterable[Heard]) -> None:
        self.acknowledged += [heard.topic for heard in some]

    def publish(self, topic: str, body: bytes, *, qos: int = 1, retain: bool = False) -> None:
        self.published.append(topic)


def a_loop(
    writer: SqliteWriter,
    broker: Broker,
    judge: NobodyJudges,
    *,
    tasks: Sequence[Task] = (),
    turned: Callable[[Standing], None] = lambda _: None,
) -> IngestLoop:
    """Return a loop that commits at once and trusts its clock."""
    pipeline = Pipeline(writer, judge, commune="la-ceiba")
    stands = Station("la-ceiba", 0.0, FixedClock(NOW), lambda: True, tasks, turned)
    return IngestLoop(broker, pipeline, writer, stands)
