"""What a node's records tell of its clock."""

from __future__ import annotations

from pathlib import Path

from gateway.app.knowledge import Knowledge
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.stamps import stamps
from gateway.store.sqlite.writer import SqliteWriter
from gateway.timekeeping.node_clocks import NodeClock, Stamped, node_clock

NOON = 1_780_000_000


def a_stamp(number: int, *, off: int = 0, boot: int = 1, **more: bool) -> Stamped:
    return Stamped(1, number, boot, 60 * number, NOON + 60 * number + off, **{"is_estimated": False} | more)


def test_a_clock_that_goes_with_the_uptime_is_well() -> None:
    found = node_clock([a_stamp(number) for number in range(5)])

    assert found == NodeClock(records=5)
    assert found.is_well


def test_a_clock_that_falls_while_the_uptime_rises_runs_backwards() -> None:
    found = node_clock([a_stamp(0), a_stamp(1), a_stamp(2, off=-3600), a_stamp(3, off=-3600)])

    assert found.backwards == 1


def test_a_clock_that_is_set_by_a_second_does_not() -> None:
    assert node_clock([a_stamp(0), Stamped(1, 1, 1, 0, NOON - 1, is_estimated=False)]).is_well


def test_series_imported_one_after_the_other_are_no_clock_that_fell() -> None:
    imported = [
        Stamped(1, number, 0, 0, NOON + 3600 * (number % 3), is_estimated=False) for number in range(6)
    ]

    assert node_clock(imported).is_well


def test_another_power_on_may_begin_at_any_time() -> None:
    assert node_clock([a_stamp(0), a_stamp(1, boot=2, off=-9999)]).backwards == 0


def test_what_was_ahead_and_what_nobody_knows_are_told_apart() -> None:
    lost = Stamped(1, 9, 1, 540, None, is_estimated=True)
    waits = Stamped(1, 10, 2, 60, None, is_estimated=False, is_waiting=True)

    found = node_clock([a_stamp(0, is_estimated=True), lost, waits])

    assert (found.ahead, found.estimated, found.waiting) == (1, 1, 1)


def test_records_are_told_of_once_whether_they_stand_in_arrivals_or_in_blocks(tmp_path: Path) -> None:
    values = {"sonda": {"water_temperature": 28.0, "oxygen_signal": 900.0}}
    with SqliteWriter(tmp_path, Knowledge(altitude_m=0.0).derive, utc_offset_hours=-4) as writer:
        for number in range(120):
            at = NOON + 60 * number
            stated = at if number < 60 else at - 7200
            with writer.transaction() as readings:
                arrivals.insert(
                    readings,
                    Arrival(
                        "pond-1", 1, number, 1, 60 * number, stated, stated, TimeKnown.SYNCED, at, values
                    ),
                )
        writer.seal(now=NOON + 4 * 3600)

    found = node_clock(Stamped(*one) for one in stamps(tmp_path, since=NOON - 86_400)["pond-1"])

    assert found == NodeClock(records=120, backwards=1)


def test_where_nothing_was_kept_nothing_is_told(tmp_path: Path) -> None:
    assert stamps(tmp_path, since=0) == {}
