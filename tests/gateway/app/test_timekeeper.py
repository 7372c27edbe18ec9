"""The station's time over a whole station: nodes agree, a person says it, the machine is put right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from builders import a_draft

from gateway.app.timekeeper import Timekeeper
from gateway.domain.entries import ClockSet
from gateway.domain.topics import node_topic
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.pipeline import Ears, Pipeline
from gateway.journal import CommuneJournal
from gateway.store.sqlite import statuses
from gateway.store.sqlite.writer import SqliteWriter
from gateway.timekeeping.clock import StationTime
from gateway.timekeeping.offset import NAME
from gateway.timekeeping.trust import Choice, Machine, Trust
from tests.gateway.app.small_station import MIDNIGHT

HOUR_S = 3600
BEFORE = MIDNIGHT - 2 * HOUR_S


@dataclass
class Hands:
    """A machine whose clock is set, and one that only counts."""

    said: float = 0.0
    counted: float = 0.0

    def now(self) -> float:
        return self.said

    def pass_by(self, seconds: float) -> None:
        self.said += seconds
        self.counted += seconds


@dataclass
class SaidMachine(Machine):
    """A kernel that says of its clock what a test wants."""

    is_set: bool = False

    @property
    def is_synchronised(self) -> bool:
        return self.is_set

    @property
    def has_battery_clock(self) -> bool:
        return False


class NobodyJudges:
    def judge(self, *_: object, **__: object) -> list[object]:
        return []

    def forget(self) -> None: ...


@dataclass
class Awake:
    """A station that woke without knowing the time; its nodes took it two hours before midnight."""

    hands: Hands
    writer: SqliteWriter
    journal: CommuneJournal
    keeper: Timekeeper
    pipeline: Pipeline
    machine: SaidMachine
    answers: list[bool] = field(default_factory=list)

    def ask(self, node: str, uptime: float, *, boot: int = 1, at: int | None = None) -> Outcome:
        """Let a node ask the time; `at`: while the station still knew it."""
        body = json.dumps({"n": 1, "queue": "0000abcd", "boot": boot, "uptime_ms": int(uptime * 1000)})
        trusted = at is not None or self.keeper.trust()
        now = self.keeper.clock.now() if at is None else at
        with self.writer.transaction():
            found = self.pipeline.take(
                Heard(node_topic("demo", node, "time/ask"), body.encode()),
                arrived=Arrived(int(now * 1000), trusted),
            )
        self.answers.append(found.answers[node].trusted)
        return found

    def turn(self) -> None:
        self.keeper._looked_at = float("-inf")
        if self.keeper.is_due(0):
            self.keeper.act(0)

    def said(self) -> list[tuple[str, int]]:
        found = [one.body for one in self.journal.entries("station", kinds={"clock"})]
        return [(one.by, one.offset_s) for one in found if isinstance(one, ClockSet)]


@contextmanager
def awake(folder: Path, hands: Hands, *, choice: Choice = "auto", run: str = "run 2") -> Iterator[Awake]:
    clock = StationTime(hands, folder, run, counted=lambda: hands.counted)
    machine = SaidMachine()
    with (
        SqliteWriter(folder, lambda signals: {}, utc_offset_hours=-4) as writer,
        CommuneJournal(folder / "commune.db", commune="demo") as journal,
    ):
        keeper = Timekeeper(writer, journal, Trust(choice, clock, machine))
        keeper.begin()
        pipeline = Pipeline(writer, NobodyJudges(), commune="demo", ears=Ears(ask=keeper.hear))
        yield Awake(hands, writer, journal, keeper, pipeline, machine)


@pytest.fixture(params=[0.0, MIDNIGHT - 3.0 * HOUR_S, MIDNIGHT + 10.0 * 365 * 86_400])
def station(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Awake]:
    """A station that woke in 1970, three hours behind, or in ten years; it is midnight."""
    with awake(tmp_path, Hands(request.param)) as found:
        for node in ("pond-1", "pond-2"):
            found.ask(node, 1000, at=BEFORE)
        yield found


def test_two_nodes_that_lived_on_give_the_station_its_time(station: Awake) -> None:
    for node in ("pond-1", "pond-2"):
        station.ask(node, 1000 + 2 * HOUR_S)
    station.turn()

    assert abs(station.keeper.clock.now() - MIDNIGHT) <= 2
    assert station.keeper.trust.voucher == "nodes"
    assert [by for by, _ in station.said()] == ["nodes"]


def test_a_node_gets_no_answer_to_trust_before_and_the_right_one_after(station: Awake) -> None:
    for node in ("pond-1", "pond-2"):
        station.ask(node, 1000 + 2 * HOUR_S)
    station.turn()
    found = station.ask("pond-1", 1060 + 2 * HOUR_S).answers["pond-1"]

    assert station.answers[2:] == [False, False, True]
    assert abs(found.utc_ms / 1000 - MIDNIGHT) <= 2


def test_one_forged_question_moves_nothing(station: Awake) -> None:
    for _ in range(9):
        station.hands.pass_by(60)
        station.ask("pond-1", 1000 + 500 * HOUR_S + station.hands.counted)
        station.turn()

    assert station.said() == []
    assert not station.keeper.trust()


def test_nodes_that_lost_their_power_as_well_know_nothing(station: Awake) -> None:
    for node in ("pond-1", "pond-2"):
        station.ask(node, 60, boot=2)
    station.turn()

    assert station.said() == []


def test_nodes_that_sleep_are_not_asked(station: Awake) -> None:
    with station.writer.transaction() as readings:
        for node in ("pond-1", "pond-2"):
            statuses.save(readings, node, statuses.Status("sleeping"), at=BEFORE)
    for node in ("pond-1", "pond-2"):
        station.ask(node, 1000 + 2 * HOUR_S)
    station.turn()

    assert station.said() == []


def test_the_only_always_on_node_is_believed_after_minutes(tmp_path: Path) -> None:
    with awake(tmp_path, Hands()) as station:
        station.ask("pond-1", 1000, at=BEFORE)
        for _ in range(2):
            station.ask("pond-1", 1000 + 2 * HOUR_S + station.hands.counted)
            station.turn()
            station.hands.pass_by(60)
        assert not station.keeper.trust()
        station.ask("pond-1", 1000 + 2 * HOUR_S + station.hands.counted)
        station.turn()

        assert abs(station.keeper.clock.now() - (MIDNIGHT + station.hands.counted)) <= 2


def person(station: Awake, offset_s: int, *, run: str = "run 2") -> None:
    draft = a_draft(ClockSet(offset_s, "person", run), uid=f"{run} {offset_s}", happened=MIDNIGHT)
    station.journal.append(draft, now=MIDNIGHT)


def test_what_a_person_says_holds_at_once_and_is_trusted(tmp_path: Path) -> None:
    with awake(tmp_path, Hands()) as station:
        person(station, MIDNIGHT)
        station.turn()

        assert station.keeper.clock.now() == MIDNIGHT
        assert station.keeper.trust.voucher == "person"


def test_what_a_person_says_outlives_the_gateway_and_ends_with_the_machines_run(tmp_path: Path) -> None:
    with awake(tmp_path, Hands()) as station:
        person(station, MIDNIGHT)  # and the gateway dies before it has looked
    with awake(tmp_path, Hands()) as station:
        assert station.keeper.clock.now() == MIDNIGHT
    (tmp_path / NAME).unlink()
    with awake(tmp_path, Hands()) as station:
        assert station.keeper.clock.now() == MIDNIGHT
    with awake(tmp_path, Hands(), run="run 3") as station:
        assert (station.keeper.clock.now(), station.keeper.trust()) == (0.0, False)


def test_a_restart_of_the_gateway_begins_to_count_from_where_it_was(tmp_path: Path) -> None:
    """The machine's clock was set meanwhile; that is no reason to move."""
    hands = Hands()
    with awake(tmp_path, hands) as station:
        person(station, MIDNIGHT)
        station.turn()
    hands.said, hands.counted = 5000.0, 60.0
    with awake(tmp_path, hands) as station:
        assert station.keeper.clock.now() == MIDNIGHT + 60


def test_once_the_network_has_put_the_machine_right_its_clock_holds_again(tmp_path: Path) -> None:
    with awake(tmp_path, Hands()) as station:
        person(station, MIDNIGHT + 90)
        station.turn()
        station.hands.said, station.machine.is_set = float(MIDNIGHT), True
        station.turn()
        station.turn()

        assert station.said() == [("person", MIDNIGHT + 90), ("machine", 0)]
        assert station.keeper.clock.now() == MIDNIGHT
        assert station.keeper.trust.voucher == "network"


def test_settings_that_trust_nobody_still_trust_a_person(tmp_path: Path) -> None:
    with awake(tmp_path, Hands(), choice="never") as station:
        station.machine.is_set = True
        assert not station.keeper.trust()
        person(station, MIDNIGHT)
        station.turn()
        station.turn()

        assert station.keeper.trust.voucher == "person"
