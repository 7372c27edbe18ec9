"""Whatever the order of arrivals, calibrations, corrections, seals and kills: one derivation of all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from builders import a_draft
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.derivation import derive
from gateway.domain.calibration import OxygenMarks
from gateway.domain.entries import CalibrationRecorded, Reversed
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, rollups
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, series_of
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.retiring import old_days, retire
from tests.gateway.app.small_station import SmallStation, small_station

START = 1_772_323_200
DAYS = 4
NOW = START + (DAYS + 3) * DAY
OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")

MOMENTS = st.integers(0, DAYS * 4 - 2).map(lambda one: START + 6 * 3600 * one)
STEPS = st.one_of(
    st.tuples(st.just("arrive"), MOMENTS),
    st.tuples(st.just("arrive"), MOMENTS),
    st.tuples(st.just("seal"), MOMENTS),
    st.tuples(st.just("calibrate"), MOMENTS),
    st.tuples(st.just("take back"), MOMENTS),
    st.tuples(st.just("derive on"), MOMENTS),
    st.tuples(st.just("kill"), MOMENTS),
    st.tuples(st.just("retire"), MOMENTS),
)


def a_record(number: int, at: int) -> Arrival:
    values = {"sonda": {"oxygen_signal": 800.0 + number % 2, "water_temperature": 28.0}}
    return Arrival("pond-1", 0xABCD, number, 1, number, at, at, TimeKnown.SYNCED, at, values)


def arrive(station: SmallStation, at: int, number: int) -> None:
    with station.writer.transaction() as readings:
        for one in range(24):
            arrivals.insert(readings, a_record(100 * number + one, at + 900 * one + number))


def calibrate(station: SmallStation, at: int, number: int) -> None:
    marks = OxygenMarks(Decimal(1500 + 10 * number), Decimal(28))
    station.say(f"marks-{number}", CalibrationRecorded("pond-1", "sonda", "oxygen_signal", at, marks))


def take_back(station: SmallStation, _at: int, _number: int) -> None:
    said = station.journal.entries("station", kinds={"calibration"})
    if said and station.journal.entry(f"{said[-1].uid}-back") is None:
        last = said[-1].uid
        told = {"uid": f"{last}-back", "journal": "station", "reverses": last, "happened": NOW}
        back = a_draft(Reversed("equivocado"), **told)
        station.journal.append(back, now=station.now)


def seal(station: SmallStation, at: int, _number: int) -> None:
    station.writer.seal(now=at + DAY)


def derive_on(station: SmallStation, _at: int, _number: int) -> None:
    station.following.catch_up(NOW)
    station.following.acting.rederiving.act(NOW)


def go(station: SmallStation, at: int, _number: int) -> None:
    for old in old_days(station.writer.archive, before=at):
        list(retire(station.writer.archive, old, now=NOW))


ACTS = {
    "arrive": arrive,
    "calibrate": calibrate,
    "take back": take_back,
    "seal": seal,
    "derive on": derive_on,
    "retire": go,
}


_TOLD = ("start", "flag", "count", "low")


def hours(station: SmallStation) -> list[object]:
    connection = station.writer.archive.connection
    found: list[object] = []
    for series, number in sorted(series_of(connection).items()):
        one = rollups.hours(connection, number, start=0, end=2**40)
        if len(one):
            found.append(
                (series, [getattr(one, name).tolist() for name in ("start", "flag", "count", "low")])
            )
    return found


def read(station: SmallStation) -> list[tuple[int, float, int]]:
    calibrations = station.following.knowledge.registers.calibrations
    reader = SqliteReadings(
        station.folder,
        lambda signals: derive(signals, calibrations=calibrations, altitude_m=0.0),
        utc_offset_hours=-4,
    )
    found = reader.readings(OXYGEN, 0, 2**40)
    return sorted(zip(found.time.tolist(), found.value.tolist(), found.flag.tolist(), strict=True))


def live(folder: Path, steps: list[tuple[str, int]]) -> None:
    """Have everything happen, and the station killed wherever it says so."""
    left = list(enumerate(steps))
    while left:
        with small_station(folder, now=NOW) as station:
            while left:
                number, (what, at) = left.pop(0)
                if what == "kill":
                    break
                ACTS[what](station, at, number)


def live_plainly(station: SmallStation, steps: list[tuple[str, int]]) -> None:
    """Have all be said before anything is measured, and all be measured before anything is sealed."""
    for wanted in ({"calibrate", "take back"}, {"arrive"}):
        for number, (what, at) in enumerate(steps):
            if what in wanted:
                ACTS[what](station, at, number)
        station.following.catch_up(NOW)
    station.writer.seal(now=NOW)


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEPS, min_size=3, max_size=14))
def test_in_the_end_everything_is_derived_from_all_signals_by_the_calibrations_that_stand(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, plain = tmp_path_factory.mktemp("story"), tmp_path_factory.mktemp("plain")
    live(folder, steps)

    with small_station(folder, now=NOW) as station:
        station.follow()
        station.writer.seal(now=NOW)
        retired = station.writer.archive.connection.execute("SELECT count(*) FROM retired").fetchone()[0]
        found, rolled = read(station), hours(station)

    with small_station(plain, now=NOW) as other:
        live_plainly(other, steps)

        assert rolled == hours(other)
        assert retired or found == read(other)
