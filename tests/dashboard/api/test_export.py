from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from builders import OXYGEN, readings_every
from exported import a_sheet, derived, read_csv, read_json, read_ods, rows, stored, tables
from fakes import DAY_S, MemoryReadings
from hypothesis import given, settings
from hypothesis import strategies as st
from small_commune import derived_of

from dashboard.api.export.csv_file import csv_bytes, plain
from dashboard.api.export.json_file import json_bytes
from dashboard.api.export.ods_file import ods_file
from dashboard.api.export.rows import pieces
from gateway.domain.readings import SeriesKey

SECOND = SeriesKey("pond-9", "sonda", "oxygen")


@given(rows, rows)
@settings(max_examples=60, deadline=None)
def test_csv_and_json_read_back_are_what_the_store_holds(one: list, other: list) -> None:
    store = MemoryReadings({OXYGEN: derived(one), SECOND: derived(other)})
    sheet = a_sheet(OXYGEN, SECOND)

    as_csv = b"".join(csv_bytes(sheet, pieces(store, sheet.told))).decode()
    as_json = b"".join(json_bytes(sheet, pieces(store, sheet.told))).decode()

    assert sorted(read_csv(as_csv), key=repr) == stored(store)
    assert sorted(read_json(as_json), key=repr) == stored(store)
    assert [row[1] for row in read_csv(as_csv)] == sorted(row[1] for row in read_csv(as_csv))


@given(rows)
@settings(max_examples=30, deadline=None)
def test_a_spreadsheet_read_back_is_what_the_store_holds(one: list) -> None:
    store, sheet = MemoryReadings({OXYGEN: derived(one)}), a_sheet(OXYGEN)

    with ods_file(sheet, pieces(store, sheet.told)) as file:
        found = read_ods(file.read())

    assert sorted(found, key=repr) == sorted((row[:4] for row in stored(store)), key=repr)


@given(st.text())
def test_the_quote_in_front_of_a_formula_can_be_taken_away_again(text: str) -> None:
    written = plain(text)

    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written.removeprefix("'") == text


@pytest.mark.parametrize("name", ["\x00\x1b", "\ud800", "<&\"'>", "\ufffe"])
def test_any_name_of_a_probe_makes_a_spreadsheet_that_can_be_opened(name: str) -> None:
    key = SeriesKey("pond-1", f"a{name}b", "oxygen")
    store, sheet = MemoryReadings({key: derived_of(np.array([5]), np.array([1.0]))}), a_sheet(key)

    with ods_file(sheet, pieces(store, sheet.told)) as file:
        assert len(tables(file.read())[1]) == 2


def test_a_spreadsheet_goes_on_in_another_table_where_one_is_full() -> None:
    store, sheet = MemoryReadings({OXYGEN: readings_every(60, [5.0] * 10)}), a_sheet(OXYGEN)
    ten = next(pieces(store, sheet.told))

    with ods_file(sheet, [ten] * 5, rows_of_a_table=25) as file:
        found = tables(file.read())

    assert [len(table) - 1 for table in found[1:]] == [20, 20, 10]


def test_a_long_stretch_never_stands_in_memory() -> None:
    time = np.arange(0, 60 * DAY_S, 60, dtype=np.int64)
    store, sheet = MemoryReadings({OXYGEN: derived_of(time, time % 7 / 10)}), a_sheet(OXYGEN)
    tracemalloc.start()

    lines = sum(piece.count(b"\n") for piece in csv_bytes(sheet, pieces(store, sheet.told)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert lines == len(time) + 1
    assert peak < 12_000_000
