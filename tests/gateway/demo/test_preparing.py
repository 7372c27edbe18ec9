"""The files that each demo starts from."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from gateway.demo.preparing import Pristine
from gateway.demo.world import cast
from gateway.demo.world.book import people
from gateway.derivation import derive
from gateway.domain.entries import SensorDay
from gateway.domain.readings import SeriesKey
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers
from gateway.people import Credentials
from gateway.ponds.state import PondState, pond_state
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.warnings import SqliteWarnings
from tests.gateway.demo.worlds import START, the_world

OXYGEN = {one.place: SeriesKey(one.node, "sonda", "oxygen") for one in cast.PONDS}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    """Ten days are made as three years are."""
    made = Pristine(tmp_path_factory.mktemp("pristine"), START, since=cast.MORNING - timedelta(days=10))
    made.make(lambda what, done, total: None)
    return made


def store(folder: Path) -> SqliteReadings:
    with CommuneJournal(folder / "commune.db", commune=cast.SLUG) as journal:
        told = registers(journal.entries("station"))
    return SqliteReadings(
        folder,
        lambda signals: derive(signals, calibrations=told.calibrations, altitude_m=cast.ALTITUDE_M),
        utc_offset_hours=cast.UTC_OFFSET_HOURS,
    )


def test_what_was_made_is_current_for_its_own_start_alone(pristine: Pristine) -> None:
    assert pristine.is_current
    assert not Pristine(pristine.folder, START + 60).is_current


def test_the_demo_s_people_sign_in_with_what_the_playbill_says(pristine: Pristine) -> None:
    with CommuneJournal(pristine.folder / "commune.db", commune=cast.SLUG) as journal:
        credentials = Credentials(journal)

        right = [
            credentials.is_right(person, secret)
            for person, secret in zip(people(), cast.SECRETS, strict=True)
        ]

    assert right == [True] * len(people())


def test_a_making_that_was_cut_is_not_current(tmp_path: Path) -> None:
    (tmp_path / "readings.db").write_bytes(b"")

    assert not Pristine(tmp_path, START).is_current


def test_each_demo_begins_with_fresh_copies(pristine: Pristine, tmp_path: Path) -> None:
    running = tmp_path / "datos"
    pristine.copy_to(running)
    (running / "commune.db").write_bytes(b"spoilt by the last demo")

    pristine.copy_to(running)

    assert (running / "commune.db").read_bytes() == (pristine.folder / "commune.db").read_bytes()


def test_the_prepared_night_shows_all_four_states(pristine: Pristine, tmp_path: Path) -> None:
    pristine.copy_to(tmp_path / "datos")
    found = store(tmp_path / "datos")
    with CommuneJournal(tmp_path / "datos" / "commune.db", commune=cast.SLUG) as journal:
        told = registers(journal.entries("station"))

    states = [
        pond_state(found.latest(series), told.limits_of(place), now=START) for place, series in OXYGEN.items()
    ]

    assert states == [
        PondState.DANGER,
        PondState.FINE,
        PondState.CAUTION,
        PondState.FINE,
        PondState.FINE,
        PondState.NO_DATA,
    ]


def test_what_was_measured_by_hand_is_in_the_prepared_files(pristine: Pristine, tmp_path: Path) -> None:
    pristine.copy_to(tmp_path / "datos")
    found = store(tmp_path / "datos")

    disc = found.latest(SeriesKey("mano-estanque-1", "a-mano", "secchi"))

    assert disc is not None
    assert 15 < disc.value < 60
    assert len(found.days(SeriesKey("mano-lote-4", "a-mano", "rain"), START - 50 * 86_400, START)) > 0


def test_the_station_reads_back_the_oxygen_that_the_world_had(pristine: Pristine, tmp_path: Path) -> None:
    pristine.copy_to(tmp_path / "datos")

    read = store(tmp_path / "datos").readings(OXYGEN["estanque-4"], START - 86_400, START)
    had = the_world().oxygen(cast.PONDS[3], read.time.astype(float))

    assert len(read) > 140
    assert abs(read.value - had).max() < 0.15


def test_the_days_before_stand_digested_in_the_book_among_what_people_said(pristine: Pristine) -> None:
    with CommuneJournal(pristine.folder / "commune.db", commune=cast.SLUG) as journal:
        book = journal.entries("book")

    days = [one for one in book if isinstance(one.body, SensorDay)]
    between = book[days[0].number : days[-1].number]
    assert [one.body.day for one in days if isinstance(one.body, SensorDay)] == [
        (cast.MORNING - timedelta(days=back)).isoformat() for back in range(9, 0, -1)
    ]
    assert len({one.registered for one in days}) == len(days)
    assert any(one.kind not in ("sensor_day", "hand_reading") for one in between)
    assert [one.registered for one in book[days[0].number :]] == sorted(
        one.registered for one in book[days[0].number :]
    )


def test_the_nights_before_were_forecast_planned_and_counted_by_the_station(
    pristine: Pristine, tmp_path: Path
) -> None:
    pristine.copy_to(tmp_path / "datos")
    said = SqliteWarnings(tmp_path / "datos")

    tonight = (cast.MORNING - timedelta(days=1)).isoformat()
    hourly = said.forecasts(tonight, place="estanque-1")
    counted = said.nights((cast.MORNING - timedelta(days=6)).isoformat(), place="estanque-2")

    assert [one.issued - hourly[0].issued for one in hourly] == list(range(0, 3600 * len(hourly), 3600))
    assert len(hourly) >= 8
    assert [one.lowest is not None and one.said is not None for one in counted] == [True] * 5
    plan = said.plan(tonight)
    assert plan is not None
    assert {one.place for one in plan.lines} == set(OXYGEN)
    assert said.letters() == []
