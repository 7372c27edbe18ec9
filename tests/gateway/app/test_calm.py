"""What is judged cheaply raises exactly what is judged beside all its hours, at the same record."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.alerts.facts import Contact
from gateway.app.calm import LOOK_EVERY_S
from gateway.app.judge import PondJudge
from gateway.config import checked
from gateway.domain.alerts import Change
from gateway.domain.calibration import Calibration, OxygenMarks, ProbeFactor
from gateway.domain.entries import NodePlaced
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.ponds.state import is_a_value
from gateway.store.sqlite import alerts, arrivals
from gateway.store.sqlite.arrivals import Arrival, Values
from tests.gateway.app.small_station import CONFIG, THREE, SmallStation, small_station

MARKS = OxygenMarks(Decimal(1600), Decimal(28))


@dataclass(frozen=True)
class Stretch:
    """Some records of one kind, so many seconds apart."""

    kind: str
    count: int
    step_s: int


KINDS = (
    "wave",
    "wave",
    "steady",
    "low",
    "falls",
    "nothing",
    "lost",
    "flips",
    "late",
    "unsynced",
    "one probe",
)
STRETCHES = st.lists(
    st.builds(Stretch, st.sampled_from(KINDS), st.integers(1, 12), st.sampled_from((1, 7, 60, 600))),
    max_size=12,
)
LONG = st.sampled_from(([], [Stretch("steady", 56, 600)], [Stretch("wave", 40, 600)]))


def values(kind: str, at: int, place: int) -> Values:
    """Return what a pond's probes, those that say mg/L by themselves and the inputs say."""
    wave = math.sin(at / 1700)
    millivolts = {"steady": 1200.0, "low": 430.0, "falls": 1200.0 - 90 * place, "nothing": 0.0}
    signal = millivolts.get(kind, round(1100 + 250 * wave))
    celsius = -127.0 if kind == "lost" and place % 2 else 28.0 if kind == "steady" else round(28 + wave, 2)
    first = {"oxygen_signal": max(0.0, signal), "water_temperature": celsius}
    if kind == "alone":
        return {"sonda": first}
    digital = {"steady": 6.0, "low": 1.5, "nothing": 0.0}.get(kind, round(6 + 4 * wave, 2))
    flips = float(place % 2) if kind == "flips" else 1.0
    contacts = {"mains": flips, "aerator_running": 1.0 - flips}
    second = {"oxygen": digital, "water_temperature": celsius + 0.5}
    third = {"oxygen_probe": round(digital / 1.1, 2), "water_temperature": celsius - 0.5}
    power = {"battery": round(3.9 + 0.1 * wave, 2)}
    if kind == "flips":
        contacts |= {"aerator_relay": flips, "aerator_reason": 1.0 + place % 7}
    return {"sonda": first, "otra": second, "tablero": contacts, "fina": third, "bateria": power}


def records(some: list[Stretch]) -> Iterator[tuple[Arrival, int]]:
    """Yield each record, and when it came."""
    at, number = THREE, 0
    for one in some:
        for place in range(one.count):
            at, number = at + one.step_s, number + 1
            time = at - 400 if one.kind == "late" and place % 3 == 1 else at
            stated = None if one.kind == "unsynced" else time
            known = TimeKnown.SYNCED if stated is not None else TimeKnown.ESTIMATED
            said = values(one.kind, at, place)
            yield Arrival("pond-1", 1, number, 1, time - THREE, stated, stated, known, at, said), at


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallStation]:
    folder: Path = tmp_path_factory.mktemp("calm")
    with small_station(folder) as opened:
        opened.say("placed", NodePlaced("pond-1", "estanque-1", 0))
        opened.follow()
        knowledge = opened.judge.knowledge
        factor = Calibration("pond-1", "fina", "oxygen_probe", THREE + 4000, ProbeFactor(Decimal("1.1")))
        marks = (Calibration("pond-1", "sonda", "oxygen_signal", 0, MARKS), factor)
        knowledge.registers = replace(knowledge.registers, calibrations=marks)
        yield opened


@dataclass(frozen=True)
class Seen:
    """What stands after a record, so far as any rule of now asks for it."""

    changes: list[Change]
    contacts: dict[SeriesKey, Contact]
    warm: dict[SeriesKey, list[tuple[int, float]]]
    probes: dict[SeriesKey, int]
    has_news: bool
    has_oxygen: bool
    recent: list[tuple[SeriesKey, int, float, bool]]


def seen(judge: PondJudge, changes: list[Change], *, now: int) -> Seen:
    lately = judge.lately
    warm = {key: [(one.at, one.value) for one in kept] for key, kept in lately.temperatures.items()}
    recent = [(one.series, one.at, one.value, is_a_value(one)) for one in judge._recent.get("estanque-1", ())]
    has_oxygen = judge.has_oxygen("estanque-1", now=now)
    heard = (dict(lately.contacts), warm, dict(lately.probes), lately.has_news)
    return Seen(changes, *heard, has_oxygen, recent)


def judged(station: SmallStation, some: list[Stretch], *, is_careful: bool) -> tuple[list[Seen], int]:
    """Return what stands after each record, and how often the hours were looked at."""
    writer = station.writer
    judge = PondJudge(station.judge.knowledge, writer, checked(CONFIG).commune, lambda: True)
    judge.is_careful = is_careful
    looks, found = 0, []
    writer.begin()
    try:
        for one, now in records(some):
            arrivals.insert(writer.readings, one)
            changes = judge.judge("pond-1", [one], now=now)
            for change in changes:
                alerts.save(writer.readings, change)
            looks += not judge._calm.waiting.get("pond-1")
            found.append(seen(judge, changes, now=now))
    finally:
        writer.roll_back()
    return found, looks


@given(LONG, STRETCHES)
@settings(max_examples=25, deadline=None)
def test_the_cheap_way_finds_at_each_record_what_looking_at_all_hours_finds(
    station: SmallStation, before: list[Stretch], some: list[Stretch]
) -> None:
    plain, _ = judged(station, [*before, *some], is_careful=True)
    cheap, _ = judged(station, [*before, *some], is_careful=False)

    assert cheap == plain


def test_alarms_open_and_probes_fail_in_what_is_compared(station: SmallStation) -> None:
    stuck, _ = judged(station, [Stretch("steady", 60, 600)], is_careful=False)
    falls, _ = judged(station, [Stretch("falls", 12, 60)], is_careful=False)

    assert not all(is_value for one in stuck for *_, is_value in one.recent)
    assert any(one.changes for one in falls)


def test_hours_are_looked_at_once_in_ten_minutes_while_a_probe_moves(station: SmallStation) -> None:
    _, looks = judged(station, [Stretch("wave", 60, 60)], is_careful=False)

    assert looks <= 60 * 60 // LOOK_EVERY_S + 1
