"""Measured series from a file: what is taken, what is refused, and that twice is once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import ImportRefusedError
from gateway.domain.readings import SeriesKey
from gateway.importing.reading import ReadingsFile, Wanted, read_file
from gateway.importing.taking import take
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

NOW = 1_790_000_000
SAPELO = Path(__file__).parents[2] / "samples" / "sapelo_deancreek_2012-06_30min_utc-5.csv"


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[], altitude_m=0.0)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-5) as opened:
        yield opened


def a_file(folder: Path, text: str, *, name: str = "pond-1.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, **wanted: object) -> ReadingsFile:
    return read_file(path, Wanted(**wanted), now=NOW)  # type: ignore[arg-type]


def test_a_wide_file_is_of_the_node_that_its_name_says(tmp_path: Path) -> None:
    path = a_file(tmp_path, "time,sonda.oxygen,sonda.water_temperature\n2026-03-01T00:00Z,5.5,27.0\n")

    found = read(path)

    assert {str(key) for key in found.series} == {"pond-1/sonda/oxygen", "pond-1/sonda/water_temperature"}


def test_a_long_file_names_the_series_of_each_line(tmp_path: Path) -> None:
    path = a_file(tmp_path, "time,node,channel,quantity,value\n2026-03-01T00:00Z,a,sonda,oxygen,5.5\n")

    assert list(read(path).series) == [SeriesKey("a", "sonda", "oxygen")]


def test_the_name_of_a_file_may_tell_the_time_zone(tmp_path: Path) -> None:
    path = a_file(tmp_path, "time,do_mgl\n2026-03-01T00:00,5.5\n", name="pozo_utc-4.csv")

    [(series, rows)] = read(path).series.items()

    assert rows.time.tolist() == [1_772_337_600]
    assert series.node == "pozo"


REFUSED = {
    "no time zone": ("2026-03-01T00:00,5", "zona"),
    "no time": ("ayer,5", "no es una hora"),
    "the future": ("2036-03-01T00:00Z,5", "futuro"),
    "not a number": ("2026-03-01T00:00Z,cinco", "no es un número"),
    "infinity": ("2026-03-01T00:00Z,inf", "no es un número"),
    "a time before all calendars": ("0001-01-01T00:00+14:00,5", "anterior a 1970"),
    "a time after all calendars": ("9999-12-31T23:59-14:00,5", "futuro"),
    "half a second before 1970": ("1969-12-31T23:59:59.5Z,5", "anterior a 1970"),
    "a cell is missing": ("2026-03-01T00:00Z", "faltan columnas"),
}


@pytest.mark.parametrize(("line", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_line_that_cannot_be_taken_is_refused_with_its_number_and_reason(
    tmp_path: Path, line: str, reason: str
) -> None:
    found = read(a_file(tmp_path, f"time,oxygen\n{line}\n2026-03-01T00:30Z,5.5\n"))

    assert [one.line for one in found.refused] == [2]
    assert reason in found.refused[0].reason
    assert sum(len(rows) for rows in found.series.values()) == 1


def test_a_value_that_no_pond_can_have_is_taken_and_flagged_later(tmp_path: Path) -> None:
    found = read(a_file(tmp_path, "time,water_temperature\n2026-03-01T00:30Z,-127\n"))

    assert not found.refused


FILES = {
    "nothing in it": ("", "vacío"),
    "no column of time": ("a,b\n1,2\n", "columna de tiempo"),
    "no column of ours": ("time,pH\n2026-03-01T00:30Z,7\n", "--column"),
}


@pytest.mark.parametrize(("text", "reason"), FILES.values(), ids=FILES.keys())
def test_a_file_of_which_nothing_can_be_taken_says_what_to_do(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ImportRefusedError, match=reason):
        read(a_file(tmp_path, text))


def test_a_name_that_tells_an_impossible_time_zone_is_a_sentence(tmp_path: Path) -> None:
    path = a_file(tmp_path, "time,oxygen\n2026-03-01T00:00,5\n", name="pond-1_utc+99.csv")

    with pytest.raises(ImportRefusedError, match="--utc-offset"):
        read(path)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="no se puede leer"):
        read(tmp_path / "nada.csv")


def test_sixty_real_days_are_all_there_and_a_second_import_adds_nothing(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    found = read(SAPELO)

    added = [list(take(writer, found.series, now=NOW))[-1].said for _ in range(2)]

    lines = list(csv.DictReader(SAPELO.open()))
    measured = [float(line["do_mgl"]) for line in lines if line["do_mgl"]]
    reader = SqliteReadings(tmp_path, deriving, utc_offset_hours=-5)
    oxygen = next(key for key in sorted(found.series) if key.quantity == "oxygen")
    assert added == [str(found.cells), "0"]
    assert reader.readings(oxygen, 0, NOW).value.tolist() == measured
    assert reader.days(oxygen, 0, NOW).low.min() == min(measured)
