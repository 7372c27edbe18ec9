"""What people measure by hand: kept once, used like any other, and marked when it is taken back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain.alerts import Level
from gateway.domain.entries import HandRead, RainRead
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.store.sqlite.blocks import DAY
from tests.gateway.app.small_station import (
    MIDNIGHT,
    OXYGEN,
    RAIN,
    SECCHI,
    SOIL,
    THREE,
    SmallStation,
    of_water,
    small_station,
)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SmallStation]:
    with small_station(tmp_path) as opened:
        yield opened


def forget_readings(folder: Path, *names: str) -> None:
    for name in names:
        for path in folder.glob(f"{name}.db*"):
            path.unlink()


def test_what_was_measured_by_hand_is_a_series_in_the_stored_units(station: SmallStation) -> None:
    water = HandRead(
        "estanque-1", "measured", oxygen=Decimal("4.6"), ph=Decimal("7.2"), secchi_cm=Decimal(35)
    )
    soil = HandRead("lote-1", "measured", soil_water=Decimal("0.21"), depth_cm=30)
    station.say("water", water)
    station.say("soil", soil)
    station.say("rain", RainRead("lote-1", Decimal("12.5"), "measured"), at=THREE - DAY)
    station.follow()

    assert station.rows(OXYGEN) == [(THREE, 4.6, Flag.GOOD)]
    assert station.rows(SECCHI) == [(THREE, 35.0, Flag.GOOD)]
    assert station.rows(SOIL) == [(THREE, 0.21, Flag.GOOD)]
    assert station.rows(RAIN) == [(THREE - DAY, 12.5, Flag.GOOD)]
    assert station.rows(SeriesKey("mano-estanque-1", "a-mano", "ph")) == [(THREE, 7.2, Flag.GOOD)]


def test_the_newest_the_chart_and_the_days_show_it(station: SmallStation) -> None:
    station.say("one", of_water("4.6"), at=THREE - 10 * DAY)
    station.say("two", of_water("5.2"))
    station.follow()
    station.seal()
    reader = station.reader()

    latest = reader.latest(OXYGEN)
    assert latest is not None
    assert (latest.at, latest.value, latest.known) == (THREE, 5.2, TimeKnown.SYNCED)
    assert reader.series(OXYGEN, THREE - 3600, THREE + 3600).mean.tolist() == [5.2]
    assert reader.days(OXYGEN, THREE - 20 * DAY, THREE + DAY).mean.tolist() == [4.6, 5.2]
    assert reader.days(OXYGEN, THREE - 20 * DAY, THREE + DAY).start.tolist() == [
        MIDNIGHT - 10 * DAY,
        MIDNIGHT,
    ]


def test_nobody_takes_people_for_a_node(station: SmallStation) -> None:
    station.say("one", of_water("4.6"))
    station.follow()
    station.seal()

    assert station.reader().nodes() == []


def test_a_feel_of_the_soil_without_a_number_stays_in_the_book(station: SmallStation) -> None:
    station.say("feel", HandRead("lote-1", "estimated", soil_feel="moist", depth_cm=30))
    station.follow()

    assert station.reader().keys() == []


def test_an_estimate_is_doubted(station: SmallStation) -> None:
    station.say("guess", of_water("4.6", quality="estimated"))
    station.follow()

    assert station.rows() == [(THREE, 4.6, Flag.SUSPECT)]


def test_a_number_that_no_water_can_have_is_kept_and_fails(station: SmallStation) -> None:
    station.say("slip", of_water("46"))
    station.follow()

    assert station.rows() == [(THREE, 46.0, Flag.FAIL)]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_what_is_taken_back_stays_and_fails_everywhere(station: SmallStation, *, is_sealed: bool) -> None:
    station.say("right", of_water("4.6"), at=THREE - 60)
    station.say("wrong", of_water("6.4"))
    station.follow()
    if is_sealed:
        station.seal()
    station.take_back("wrong")
    station.follow()
    station.seal()

    assert station.rows() == [(THREE - 60, 4.6, Flag.GOOD), (THREE, 6.4, Flag.FAIL)]
    assert station.reader().days(OXYGEN, THREE - DAY, THREE + DAY).mean.tolist() == [4.6]
    latest = station.reader().latest(OXYGEN)
    assert latest is not None
    assert latest.value == 4.6


def test_of_two_equal_readings_only_the_one_that_is_taken_back_fails(station: SmallStation) -> None:
    station.say("one", of_water("4.6"))
    station.say("two", of_water("4.6"))
    station.take_back("two")
    station.follow()

    assert station.rows() == [(THREE, 4.6, Flag.GOOD), (THREE, 4.6, Flag.FAIL)]


def test_where_all_was_taken_back_nothing_is_the_newest(station: SmallStation) -> None:
    station.say("wrong", of_water("6.4"))
    station.take_back("wrong")
    station.follow()

    assert station.reader().latest(OXYGEN) is None


@pytest.mark.parametrize("lost", [("readings",), ("readings", "archive")])
def test_a_new_database_takes_the_whole_book_again(tmp_path: Path, lost: tuple[str, ...]) -> None:
    with small_station(tmp_path) as station:
        station.say("sealed", of_water("4.6"), at=THREE - 3 * DAY)
        station.say("wrong", of_water("9.9"), at=THREE - 3 * DAY + 60)
        station.follow()
        station.seal()
        station.take_back("wrong")
        station.follow()
        station.say("open", of_water("5.2"), at=THREE - 3 * DAY + 120)
        station.follow()
        before = station.rows()
    forget_readings(tmp_path, *lost)

    with small_station(tmp_path) as station:
        assert station.rows() == before
        station.seal()
        assert station.rows() == before
    assert [flag for _, _, flag in before] == [Flag.GOOD, Flag.FAIL, Flag.GOOD]


def test_a_kill_at_any_statement_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    with small_station(tmp_path / "before") as station:
        station.say("two", of_water("4.6"), at=THREE - 2 * DAY)
        station.follow()
        station.seal(days=0)
        station.take_back("two")
        station.say("one", of_water("0.4"))
        station.say("three", HandRead("lote-1", "measured", soil_water=Decimal("0.2"), depth_cm=30))

    for statement in range(1, 200):
        folder = tmp_path / str(statement)
        shutil.copytree(tmp_path / "before", folder)
        is_killed = _follow_and_die(folder, at_statement=statement)
        with small_station(folder) as station:
            assert station.rows() == [(THREE - 2 * DAY, 4.6, Flag.FAIL), (THREE, 0.4, Flag.GOOD)]
            assert station.rows(SOIL) == [(THREE, 0.2, Flag.GOOD)]
            assert [alert.level for alert in station.alerts()] == [Level.EMERGENCY]
        if not is_killed:
            break
    assert statement > 20


def _follow_and_die(folder: Path, *, at_statement: int) -> bool:
    """Open a station in a process of its own that dies at its n-th statement; tell whether it did."""
    child = os.fork()
    if child == 0:
        left = iter(range(at_statement - 1, -1, -1))
        try:
            with small_station(folder, on_statement=lambda _: None if next(left) else os._exit(9)) as station:
                station.seal()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


MOMENTS = st.integers(0, 2).map(lambda step: THREE - 2 * DAY + 1800 * step)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), MOMENTS, st.sampled_from(["0.4", "4.6", "46"])),
        st.tuples(st.just("take back"), st.integers(0, 9)),
        st.tuples(st.sampled_from(["follow", "seal", "restart", "lose readings", "lose both"])),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_any_order_of_events_gives_each_standing_value_once_and_each_other_one_marked(
    steps: list[tuple[object, ...]],
) -> None:
    with TemporaryDirectory() as name:
        expected = _lived_through(Path(name), steps)
        with small_station(Path(name)) as station:
            assert station.rows() == expected
            station.seal()
            assert station.rows() == expected


def _lived_through(folder: Path, steps: list[tuple[object, ...]]) -> list[tuple[int, float, int]]:
    """Do all steps, restarting where they say so; return what the station must hold in the end."""
    said: list[tuple[int, float, bool]] = []
    remaining = list(steps)
    while remaining:
        with small_station(folder) as station:
            while remaining and (step := remaining.pop(0))[0] not in _ENDINGS:
                _do(station, step, said)
        if step[0] in _ENDINGS:
            forget_readings(folder, *_ENDINGS[str(step[0])])
    return sorted(
        (at, value, int(Flag.FAIL if is_back or value > 25 else Flag.GOOD)) for at, value, is_back in said
    )


_ENDINGS = {"restart": (), "lose readings": ("readings",), "lose both": ("readings", "archive")}


def _do(station: SmallStation, step: tuple[object, ...], said: list[tuple[int, float, bool]]) -> None:
    match step:
        case ("say", int(at), str(oxygen)):
            station.say(f"reading-{len(said)}", of_water(oxygen), at=at)
            said.append((at, float(oxygen), False))
        case ("take back", int(number)) if number < len(said) and not said[number][2]:
            station.take_back(f"reading-{number}")
            said[number] = (*said[number][:2], True)
        case ("follow",):
            station.follow()
        case ("seal",):
            station.follow()
            station.seal()
