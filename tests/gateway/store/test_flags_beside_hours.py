"""A flag hangs on the hours around a reading, never on how those came in and were sealed."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.derivation import derive
from gateway.domain.calibration import Calibration, OxygenMarks, ProbeFactor
from gateway.domain.columns import Derived, Signals
from gateway.domain.context import AFTER_S, BEFORE_S
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, cursors, rederiving
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.cursors import Cursor
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.rederiving import Stale
from gateway.store.sqlite.writer import SqliteWriter

SIGNAL = SeriesKey("pond-1", "sonda", "oxygen_signal")
DIGITAL = SIGNAL._replace(quantity="oxygen_probe")
OXYGEN = SIGNAL._replace(quantity="oxygen")
SATURATION = SIGNAL._replace(quantity="oxygen_saturation")
WATER = SIGNAL._replace(quantity="water_temperature")
MARKS = Calibration(*SIGNAL, since=0, constants=OxygenMarks(Decimal(1600), Decimal(28)))
FACTOR = Calibration(*DIGITAL, since=0, constants=ProbeFactor(Decimal("1.05")))
START = 1_772_000_000 // DAY * DAY
FOREVER = START + 90 * DAY


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[MARKS, FACTOR], altitude_m=0.0)


def a_record(number: int, at: int, values: dict[str, float]) -> Arrival:
    return Arrival("pond-1", 0xABCD, number, 1, 0, at, at, TimeKnown.SYNCED, START, {"sonda": values})


def records_of(chance: random.Random, *, hours: int, step_s: int, is_digital: bool = False) -> list[Arrival]:
    """Return a probe's hours with everything that can be wrong with it, here and there."""
    found, signal, water, trouble, left = [], 900.0, 28.0, "none", 0
    for number in range(hours * HOUR // step_s):
        if left <= 0:
            trouble = chance.choice(["none", "still", "still", "nothing", "wild", "silent", "cold"])
            left = chance.randint(1, (14 if trouble == "still" else 5) * HOUR // step_s)
        left -= 1
        if trouble == "silent":
            continue
        signal += 0 if trouble == "still" else chance.choice([-7, -3, 2, 7, 300 * (trouble == "wild")])
        signal = min(max(signal, 0), 2400)
        water += 0 if trouble == "still" else chance.choice([-1, 0, 0, 1]) / 16
        said = 0.0 if trouble == "nothing" else signal
        values = {"oxygen_probe": round(said / 200, 2)} if is_digital else {"oxygen_signal": said}
        if trouble != "cold":
            values["water_temperature"] = -127.0 if chance.random() < 0.03 else water
        record = a_record(number, START + number * step_s, values)
        if is_digital and chance.random() < 0.8:
            record.values["agua"] = {"water_temperature": water - 1}
        found.append(record)
    return found


def told_at_once(some: list[Arrival], series: SeriesKey) -> list[tuple[int, float, int]]:
    of_all = arrivals.by_series((one.number, one) for one in some)
    found = deriving({key: part.rows.sorted() for key, part in of_all.items()}).get(series, Derived.empty())
    return list(zip(found.time.tolist(), found.value.tolist(), found.flag.tolist(), strict=True))


def told_by_the_store(folder: Path, series: SeriesKey, start: int, end: int) -> list[tuple[int, float, int]]:
    found = SqliteReadings(folder, deriving, utc_offset_hours=-4).readings(series, start, end)
    return list(zip(found.time.tolist(), found.value.tolist(), found.flag.tolist(), strict=True))


@settings(max_examples=12, deadline=None)
@given(
    st.integers(0, 2**32),
    st.sampled_from([600, 900, 1800]),
    st.sampled_from(["rising", "shuffled", "late"]),
    st.booleans(),
)
def test_the_store_gives_the_flags_of_one_derivation_of_everything(
    seed: int, step_s: int, order: str, is_digital: bool
) -> None:
    chance = random.Random(seed)
    some = records_of(chance, hours=60, step_s=step_s, is_digital=is_digital)
    parts = split(chance, some, order)
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
                writer.seal(now=START + chance.choice([20, 40, 60, 99]) * HOUR)

            start = START + chance.randint(0, 50) * HOUR
            for series in (OXYGEN, SATURATION, WATER):
                whole = told_at_once(came, series)
                assert told_by_the_store(Path(name), series, START, FOREVER) == whole
                cut = [row for row in whole if start <= row[0] < start + 7 * HOUR]
                assert told_by_the_store(Path(name), series, start, start + 7 * HOUR) == cut
        writer.seal(now=FOREVER)
        assert told_by_the_store(Path(name), OXYGEN, START, FOREVER) == told_at_once(came, OXYGEN)


def split(chance: random.Random, records: list[Arrival], order: str) -> list[list[Arrival]]:
    """Return the records in up to nine parts, rising or not; a late one comes after all others."""
    cuts = sorted(chance.sample(range(len(records) + 1), min(8, len(records))))
    parts = [records[first:last] for first, last in zip([0, *cuts], [*cuts, len(records)], strict=True)]
    if order == "shuffled":
        chance.shuffle(parts)
    if order == "late":
        parts = [*parts[:3], *parts[4:], parts[3]]
    return [part for part in parts if part]


@pytest.mark.parametrize("offset_s", [-AFTER_S, BEFORE_S])
def test_what_is_measured_changes_no_flag_beyond_its_reach(offset_s: int) -> None:
    chance = random.Random(20260528)
    for _ in range(40):
        records = records_of(chance, hours=40, step_s=600)
        if not records:
            continue
        one = chance.choice(records)
        border = one.time + offset_s  # type: ignore[operator]

        with_it, without = (
            told_at_once(some, OXYGEN) for some in (records, [r for r in records if r != one])
        )

        far = [
            [row for row in rows if (row[0] < border if offset_s < 0 else row[0] > border)]
            for rows in (with_it, without)
        ]
        assert far[0] == far[1]


def test_the_spike_of_an_hours_last_minutes_is_seen_when_the_next_hour_comes(tmp_path: Path) -> None:
    values = [900.0] * 5 + [1700.0] + [900.0] * 6
    hours = [
        a_record(n, START + n * 600, {"oxygen_signal": v + n, "water_temperature": 28.0})
        for n, v in enumerate(values)
    ]
    flags = []

    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        for part, now in ((hours[:6], START + HOUR + 200), (hours[6:], START + 2 * HOUR + 200)):
            with writer.transaction() as readings:
                for one in part:
                    arrivals.insert(readings, one)
            writer.seal(now=now)
            flags.append(told_by_the_store(tmp_path, OXYGEN, START + 3000, START + 3001)[0][2])
        suspects = writer.archive._archive.execute(
            "SELECT count(*) FROM day_rollups WHERE flag = ?", (int(Flag.SUSPECT),)
        ).fetchone()[0]

    assert flags == [Flag.GOOD, Flag.SUSPECT]
    assert suspects > 0


def test_a_file_taken_in_day_by_day_gives_the_flags_of_the_whole(tmp_path: Path) -> None:
    time = START + 600 * np.arange(3 * 144, dtype=np.int64)
    value = np.where((time > START + 20 * HOUR) & (time < START + 40 * HOUR), 900.0, 900.0 + time // 600 % 7)
    rows = {SIGNAL: Signals.measured(time, value), WATER: Signals.measured(time, np.full(len(time), 28.0))}
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        for day in (START + DAY, START, START + 2 * DAY):
            with writer.archive.transaction():
                part = {one: some.between(day, day + DAY) for one, some in rows.items()}
                writer.add_rows("pond-1", day, part, now=FOREVER)

    whole = deriving(rows)[OXYGEN]

    assert [flag for *_, flag in told_by_the_store(tmp_path, OXYGEN, START, FOREVER)] == whole.flag.tolist()
    assert set(whole.flag.tolist()) == {Flag.GOOD, Flag.SUSPECT, Flag.FAIL}


def test_what_an_older_station_has_sealed_is_derived_again(tmp_path: Path) -> None:
    step = files("gateway.store") / "migrations" / "readings_003_judged_beside.sql"
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        cursors.save(writer.readings, Cursor("pond-1", 0xABCD, 7, 1))

        writer.readings.executescript(step.read_text(encoding="utf-8"))

        assert rederiving.first(writer.readings) == Stale("pond-1", 0, 2**40)
