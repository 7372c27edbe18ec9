"""Flags of soil and air hang on the hours around a reading, never on how those came in and were sealed."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.derivation import derive
from gateway.domain.calibration import Calibration, SoilMarks, TipSize
from gateway.domain.columns import Derived, Signals
from gateway.domain.context import OF_AIR, OF_RAIN, OF_SOIL, reach_of
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, rederiving
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

SIGNAL = SeriesKey("field-1", "sonda-20cm", "soil_signal")
SOIL = SIGNAL._replace(quantity="soil_water")
TIPS = SeriesKey("field-1", "pluviometro", "rain_tips")
HUMIDITY = SeriesKey("field-1", "aire", "air_humidity")
DRY, WET = Decimal(2600), Decimal(1350)
MARKS = [
    Calibration(*SIGNAL, since=0, constants=SoilMarks(DRY, Decimal("0.04"), WET, Decimal("0.42"))),
    Calibration(*TIPS, since=0, constants=TipSize(Decimal("0.2"))),
]
START = 1_772_000_000 // DAY * DAY
FOREVER = START + 90 * DAY


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=MARKS, altitude_m=0.0)


def a_record(number: int, at: int, values: dict[str, dict[str, float]]) -> Arrival:
    return Arrival("field-1", 0xABCD, number, 1, 0, at, at, TimeKnown.SYNCED, START, values)


def records_of(chance: random.Random, *, hours: int, step_s: int) -> list[Arrival]:
    """Return a field's hours: steps with and without rain, spikes, shorts, silences, full air."""
    found, signal, humidity, still = [], 1900.0, 80.0, 0
    for number in range(hours * HOUR // step_s):
        if chance.random() < 0.03:
            signal = chance.choice([1500.0, 1700.0, 1900.0, 2200.0])
        if chance.random() < 0.01:
            still = chance.randint(1, 60 * HOUR // step_s)
        still -= 1
        humidity = 100.0 if still > 0 else chance.choice([70.0, 80.0, 90.0])
        given_mv = (
            chance.choice([0.0, 1200.0]) if chance.random() < 0.04 else signal + chance.choice([-3, 0, 3])
        )
        if chance.random() < 0.02:
            continue
        values = {
            "sonda-20cm": {"soil_signal": given_mv},
            "pluviometro": {"rain_tips": 30.0 if chance.random() < 0.01 else 0.0},
            "aire": {"air_humidity": humidity},
        }
        found.append(a_record(number, START + number * step_s, values))
    return found


def rows_of(found: Derived) -> list[tuple[int, float, int]]:
    return list(zip(found.time.tolist(), found.value.tolist(), found.flag.tolist(), strict=True))


def told_at_once(some: list[Arrival], series: SeriesKey) -> list[tuple[int, float, int]]:
    of_all = arrivals.by_series((one.number, one) for one in some)
    return rows_of(
        deriving({key: part.rows.sorted() for key, part in of_all.items()}).get(series, Derived.empty())
    )


def told_by_the_store(folder: Path, series: SeriesKey, start: int, end: int) -> list[tuple[int, float, int]]:
    return rows_of(SqliteReadings(folder, deriving, utc_offset_hours=-4).readings(series, start, end))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([900, 1800, 3600]), st.sampled_from(["rising", "shuffled"]))
def test_the_store_gives_the_flags_of_one_derivation_of_everything(
    seed: int, step_s: int, order: str
) -> None:
    chance = random.Random(seed)
    records = records_of(chance, hours=150, step_s=step_s)
    cuts = sorted(chance.sample(range(len(records) + 1), 5))
    parts = [records[first:last] for first, last in zip([0, *cuts], [*cuts, len(records)], strict=True)]
    if order == "shuffled":
        chance.shuffle(parts)
    came: list[Arrival] = []

    with (
        tempfile.TemporaryDirectory() as name,
        SqliteWriter(Path(name), deriving, utc_offset_hours=-4) as writer,
    ):
        for part in parts:
            with writer.transaction() as readings:
                for one in part:
                    arrivals.insert(readings, one)
            came += part
            if chance.random() < 0.7:
                writer.seal(now=START + chance.choice([40, 80, 120, 190]) * HOUR)

            start = START + chance.randint(0, 140) * HOUR
            for series in (SOIL, HUMIDITY):
                whole = told_at_once(came, series)
                assert told_by_the_store(Path(name), series, START, FOREVER) == whole
                cut = [row for row in whole if start <= row[0] < start + 7 * HOUR]
                assert told_by_the_store(Path(name), series, start, start + 7 * HOUR) == cut
        writer.seal(now=FOREVER)
        for series in (SOIL, HUMIDITY):
            assert told_by_the_store(Path(name), series, START, FOREVER) == told_at_once(came, series)


def test_what_is_measured_changes_no_flag_beyond_its_reach() -> None:
    chance = random.Random(20260701)
    for _ in range(40):
        records = records_of(chance, hours=120, step_s=1800)
        one = chance.choice(records)
        others = [record for record in records if record != one]
        for series, reach in ((SOIL, OF_RAIN), (HUMIDITY, OF_AIR)):
            with_it, without = (told_at_once(some, series) for some in (records, others))

            low, high = (one.time or 0) - reach.after_s, (one.time or 0) + reach.before_s
            far = [[row for row in rows if not low <= row[0] <= high] for rows in (with_it, without)]
            assert far[0] == far[1]


def test_soil_reaches_less_far_than_rain_and_ponds_as_far_as_before() -> None:
    assert reach_of([SIGNAL]) == OF_SOIL
    assert reach_of([SIGNAL, TIPS]) == OF_RAIN
    assert reach_of([SeriesKey("pond-1", "sonda", "oxygen_signal")]).before_s == 11 * HOUR
    assert reach_of([]).before_s == 11 * HOUR


@pytest.mark.parametrize(("channel", "stale"), [("sonda-20cm", True), ("luz", False)])
def test_the_soil_that_an_older_station_has_sealed_is_derived_again(
    tmp_path: Path, channel: str, stale: bool
) -> None:
    step = files("gateway.store") / "migrations" / "readings_004_soil_judged_beside.sql"
    values = {"soil_signal": 1900.0} if stale else {"mains": 1.0}
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        with writer.transaction() as readings:
            arrivals.insert(readings, a_record(1, START, {channel: values}))

        writer.readings.executescript(step.read_text(encoding="utf-8"))

        assert (rederiving.first(writer.readings) is not None) == stale


def test_rain_that_a_node_sends_late_clears_the_rise_that_stood_suspect(tmp_path: Path) -> None:
    dry = [
        a_record(
            n,
            START + n * HOUR,
            {"sonda-20cm": {"soil_signal": 1900.0 if n < 60 else 1700.0}, "pluviometro": {"rain_tips": 0.0}},
        )
        for n in range(72)
    ]
    storm = a_record(72, START + 50 * HOUR + 60, {"pluviometro": {"rain_tips": 100.0}})
    flags = []

    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        for part in (dry, [storm]):
            with writer.transaction() as readings:
                for one in part:
                    arrivals.insert(readings, one)
            writer.seal(now=FOREVER)
            flags.append(told_by_the_store(tmp_path, SOIL, START + 60 * HOUR, START + 61 * HOUR)[0][2])

    assert flags == [Flag.SUSPECT, Flag.GOOD]
