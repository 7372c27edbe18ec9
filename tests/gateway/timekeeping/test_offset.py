"""The file of the station's time: whole, of one run of the machine, and immune to the machine's clock."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from gateway.domain.clock import WorldClock
from gateway.timekeeping.clock import LEAP, StationTime, station_time
from gateway.timekeeping.offset import NAME, read_offset, remove_offset, write_offset
from gateway.timekeeping.trust import Trust

NOON = 1_780_000_000.0


@dataclass
class SetClock:
    """A machine's clock that somebody sets."""

    said: float = NOON

    def now(self) -> float:
        return self.said


@dataclass
class Counted:
    """A clock that only counts."""

    said: float = 500.0

    def __call__(self) -> float:
        return self.said


@pytest.fixture
def machine() -> SetClock:
    return SetClock()


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def clock(tmp_path: Path, machine: SetClock, counted: Counted) -> StationTime:
    return StationTime(machine, tmp_path, "this run", counted=counted)


def put(clock: StationTime, offset_s: int) -> None:
    write_offset(clock.folder, clock.set_by(offset_s, "person"))
    clock.look_again()


def test_without_a_file_the_machine_says_the_time(clock: StationTime) -> None:
    assert (clock.now(), clock.offset) == (NOON, None)


def test_what_a_person_said_is_added_to_what_the_machine_said_then(clock: StationTime) -> None:
    put(clock, 3600)

    assert clock.now() == NOON + 3600


def test_a_machine_whose_clock_is_set_moves_no_time_that_a_person_said(
    clock: StationTime, machine: SetClock, counted: Counted
) -> None:
    put(clock, 3600)
    machine.said, counted.said = 0.0, counted.said + 60

    assert clock.now() == NOON + 3660


def test_a_file_of_another_run_of_the_machine_is_void(clock: StationTime, tmp_path: Path) -> None:
    put(clock, 3600)

    assert read_offset(tmp_path, run="another") is None


@pytest.mark.parametrize("text", ["", "{", '{"offset_s": "x"}', "[]", "\x00\xff"])
def test_a_file_that_cannot_be_read_is_ignored_and_said(
    clock: StationTime, tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / NAME).write_text(text, encoding="latin-1")

    assert clock.now() == NOON
    assert "clock file not read" in caplog.text


def test_once_the_file_is_gone_the_machine_says_the_time_again(clock: StationTime, tmp_path: Path) -> None:
    put(clock, 3600)
    remove_offset(tmp_path)
    clock.look_again()

    assert clock.now() == NOON


def test_the_file_is_not_looked_at_with_every_question(clock: StationTime, tmp_path: Path) -> None:
    clock.now()
    write_offset(tmp_path, clock.set_by(3600, "nodes"))

    assert clock.now() == NOON


def test_a_world_that_begins_elsewhere_is_another_run_of_its_machine(tmp_path: Path) -> None:
    here = station_time(WorldClock(0.0, 1.0, 60.0), tmp_path)
    there = station_time(WorldClock(0.0, 2.0, 60.0), tmp_path)

    assert here.run != there.run


def test_the_clock_of_a_worlds_machine_can_leap_while_it_runs(tmp_path: Path) -> None:
    world = WorldClock(0.0, 0.0, 1e-9)
    (tmp_path / LEAP).write_text("-10800", encoding="ascii")

    assert abs(station_time(world, tmp_path).now() + 10_800) < 5


def test_settings_vouch_for_the_clock_of_a_world_until_it_leaps(tmp_path: Path) -> None:
    world = WorldClock(0.0, 1_780_000_000.0, 60.0)
    before = Trust("always", station_time(world, tmp_path)).voucher

    (tmp_path / LEAP).write_text("10800", encoding="ascii")

    assert (before, Trust("always", station_time(world, tmp_path)).voucher) == ("settings", None)
