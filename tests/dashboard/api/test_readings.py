from __future__ import annotations

import csv
import io
import json
import tracemalloc
import zipfile
from xml.etree import ElementTree

import numpy as np
import pytest
from builders import OXYGEN, a_draft, readings_every
from fakes import DAY_S, MemoryReadings
from hypothesis import given, settings
from hypothesis import strategies as st
from small_commune import NOW, derived_of

from dashboard.api.export.csv_file import csv_bytes, plain
from dashboard.api.export.json_file import json_bytes
from dashboard.api.export.ods_file import ods_file
from dashboard.api.export.rows import pieces
from dashboard.api.export.sheet import Sheet
from dashboard.api.standing import Told
from dashboard.history import Part, Span
from dashboard.language import languages
from gateway.domain.columns import Derived
from gateway.domain.entries import NodePlaced
from gateway.domain.errors import StoreError
from gateway.domain.readings import Flag, SeriesKey, TimeKnown

POND = SeriesKey("pond-1", "sonda", "oxygen")
SECOND = SeriesKey("pond-9", "sonda", "oxygen")
ASKED = f"place=estanque-1&quantity=oxygen&from={NOW - DAY_S}&to={NOW}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
KNOWN = [one.name.lower() for one in TimeKnown]
FORMATS = ("csv", "json", "ods")

rows = st.lists(
    st.tuples(
        st.integers(0, 200 * DAY_S),
        st.one_of(st.floats(), st.sampled_from([-0.0, 1e-9, 1e300])),
        st.sampled_from(list(Flag)),
        st.sampled_from(list(TimeKnown)),
    ),
    max_size=30,
)


def derived(found: list[tuple[int, float, Flag, TimeKnown]]) -> Derived:
    found = sorted(found, key=lambda one: one[0])
    columns = [[one[place] for one in found] for place in range(4)]
    sorts = (np.int64, np.float64, np.int64, np.int64)
    return Derived(*(np.array(column, dtype=sort) for column, sort in zip(columns, sorts, strict=True)))


def a_sheet(*keys: SeriesKey, language: str = "es", end: int = 200 * DAY_S + 1) -> Sheet:
    span = Span(0, end)
    told = tuple(Told(key, f"sensor-{n}", (Part(key, span),)) for n, key in enumerate(keys, 1))
    return Sheet(
        place="estanque-1",
        quantity="oxygen",
        span=span,
        told=told,
        names_nodes=True,
        offset_hours=-4,
        commune="Los Samanes",
        language=languages()[language],
    )


def stored(store: MemoryReadings) -> list[tuple[str, int, float | None, int, str]]:
    found = [
        (key.node, int(time), float(value) if np.isfinite(value) else None, int(flag), KNOWN[known])
        for key, one in store.derived.items()
        for time, value, flag, known in zip(one.time, one.value, one.flag, one.known, strict=True)
    ]
    return sorted(found, key=repr)


def seconds(text: str) -> int:
    return int(np.datetime64(text.removesuffix("Z"), "s").astype(int))


def read_csv(text: str) -> list[tuple[str, int, float | None, int, str]]:
    return [
        (
            one["node"],
            seconds(one["time_utc"]),
            float(one["value"]) if one["value"] else None,
            int(one["flag"]),
            one["time_known"],
        )
        for one in csv.DictReader(io.StringIO(text, newline=""))
    ]


def read_json(text: str) -> list[tuple[str, int, float | None, int, str]]:
    answer = json.loads(text)
    named = [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]
    return [
        (one["node"], seconds(one["time"]), one["value"], one["flag"], one["time_known"]) for one in named
    ]


def read_ods(body: bytes) -> list[tuple[str, int, float | None, int]]:
    _, readings = tables(body)
    cells = [[value(cell) for cell in row] for row in readings[1:]]
    return [
        (str(row[9]), seconds(str(row[1])), None if row[2] is None else float(row[2]), int(row[5] or 0))
        for row in cells
    ]


def tables(body: bytes) -> list[list[list[ElementTree.Element]]]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        content = ElementTree.fromstring(package.read("content.xml"))
    return [[list(row) for row in table.iter(f"{TABLE}table-row")] for table in content.iter(f"{TABLE}table")]


def value(cell: ElementTree.Element) -> str | None:
    for name in ("date-value", "value"):
        if f"{OFFICE}{name}" in cell.attrib:
            return cell.attrib[f"{OFFICE}{name}"]
    return "".join(cell.itertext()) or None


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


def test_a_spreadsheet_has_typed_cells_and_says_its_words_in_the_reader_s_language(api) -> None:
    answer = api.get(f"/readings.ods?{ASKED}", accept_language="en")

    about, readings = tables(answer.content)
    types = [cell.attrib.get(f"{OFFICE}value-type") for cell in readings[1]]
    assert value(about[0][1]) == "Los Samanes"
    assert [value(cell) for cell in readings[0]][:3] == ["Time in the commune", "UTC time", "Value"]
    assert types == ["date", "date", "float", "string", "string", "float", "string", "string", "string"]
    assert value(readings[1][4]) == "good"


def test_a_spreadsheet_is_known_by_its_first_bytes_and_names_its_parts(api) -> None:
    body = api.get(f"/readings.ods?{ASKED}").content

    with zipfile.ZipFile(io.BytesIO(body)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.testzip() is None
        assert {"content.xml", "META-INF/manifest.xml"} < set(package.namelist())
    assert body[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def test_a_file_tells_the_commune_s_time_beside_utc(api) -> None:
    row = next(csv.DictReader(io.StringIO(api.get(f"/readings.csv?{ASKED}").text)))

    assert row["time_utc"] == "2026-06-09T07:12:00Z"
    assert row["time_local"] == "2026-06-09T03:12:00-04:00"


def test_csv_ends_its_lines_and_doubles_its_quotes_as_the_standard_says(api) -> None:
    strange = SeriesKey("pond-1", 'a"b,c', "oxygen")
    api.store.derived[strange] = derived_of(np.array([NOW - 60]), np.array([5.0]))

    text = api.get(f"/readings.csv?{ASKED}").text

    assert '"a""b,c"' in text
    assert text.count("\r\n") == text.count("\n")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "'"])
def test_no_text_of_a_csv_is_taken_for_a_formula(api, begin: str) -> None:
    channel = f"{begin}cmd|' /C calc'!A0"
    api.store.derived[SeriesKey("pond-1", channel, "oxygen")] = derived_of(
        np.array([NOW - 30]), np.array([-0.05])
    )

    found = list(csv.DictReader(io.StringIO(api.get(f"/readings.csv?{ASKED}").text, newline="")))

    row = next(one for one in found if one["time_utc"].endswith("07:11:30Z"))
    assert row["channel"] == f"'{channel}"
    assert row["value"] == "-0.05"


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


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_has_a_name_that_says_what_it_is(api, ending: str) -> None:
    answer = api.get(f"/readings.{ending}?{ASKED}")

    named = f'attachment; filename="conuco_estanque-1_oxygen_2026-06-09_2026-06-10.{ending}"'
    assert answer.headers["content-disposition"] == named


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("", "*/*", "application/json"),
        ("", "text/csv", "text/csv"),
        ("", "text/html;q=0.9, text/*;q=0.5", "text/csv"),
        ("", "application/vnd.oasis.opendocument.spreadsheet, */*;q=0.1", "application/vnd.oasis"),
        ("&format=csv", "application/json", "text/csv"),
        ("&format=ods", "*/*", "application/vnd.oasis"),
        ("", "text/csv;q=nan", "application/problem+json"),
        ("", "image/png", "application/problem+json"),
    ],
)
def test_the_format_is_the_one_asked_for(api, query: str, accept: str, kind: str) -> None:
    answer = api.get(f"/readings?{ASKED}{query}", accept=accept)

    assert answer.headers["content-type"].startswith(kind)
    assert answer.status_code == (406 if "problem" in kind else 200)


def test_nothing_is_left_out_whatever_its_quality(api) -> None:
    time = np.arange(NOW - 500, NOW, 100)
    flags = np.array([1, 2, 3, 4, 9])
    known = np.array([0, 1, 2, 3, 0])
    api.store.derived[POND] = Derived(time, np.array([1.0, 2.0, 3.0, -127.0, np.nan]), flags, known)

    found = list(csv.DictReader(io.StringIO(api.get(f"/readings.csv?{ASKED}").text)))

    assert [one["quality"] for one in found] == ["good", "not_evaluated", "suspect", "fail", "missing"]
    assert [one["time_known"] for one in found] == [*KNOWN, "synced"]
    assert [one["value"] for one in found] == ["1.0", "2.0", "3.0", "-127.0", ""]


def test_what_a_node_measured_before_it_moved_stays_where_it_was_measured(api) -> None:
    api.journal.append(a_draft(NodePlaced("pond-1", "estanque-6", NOW - 600), uid="moved"), now=NOW)

    there = api.get(f"/readings?place=estanque-6&quantity=oxygen&from={NOW - DAY_S}").json()["rows"]
    here = api.get(f"/readings?{ASKED}").json()["rows"]

    assert len(here) == 1430
    assert {row[5] for row in there} == {"sensor-1", "sensor-2"}


@pytest.mark.parametrize("ending", FORMATS)
def test_only_the_headers_are_made_for_who_wants_only_headers(api, ending: str) -> None:
    answer = api.client.head(f"/api/v1/readings.{ending}?{ASKED}")

    assert (answer.status_code, answer.content) == (200, b"")
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_store_that_cannot_be_read_is_told_before_the_file_begins(api, ending: str) -> None:
    def broken(*_: object) -> Derived:
        raise StoreError("no hay tarjeta")

    api.store.readings = broken

    answer = api.get(f"/readings.{ending}?{ASKED}")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "tarjeta" not in answer.text


def test_a_file_whose_reading_fails_in_the_middle_does_not_look_whole(api) -> None:
    whole, asked = api.store.readings, []

    def broken(*how: object) -> Derived:
        asked.append(how)
        if len(asked) > 3:
            raise StoreError("no hay tarjeta")
        return whole(*how)

    api.store.readings = broken

    with pytest.raises(RuntimeError):
        api.get(f"/readings.csv?place=estanque-1&quantity=oxygen&from={NOW - 300 * DAY_S}")


def test_no_more_spreadsheets_are_made_at_once_than_the_station_bears(api) -> None:
    (sheets,) = [one.app.state.sheets for one in api.client.app.routes if getattr(one, "path", "") == "/api"]
    while sheets.acquire(blocking=False):
        continue

    assert api.get(f"/readings.ods?{ASKED}").status_code == 503
    sheets.release()
    assert api.get(f"/readings.ods?{ASKED}").status_code == 200


def test_a_long_stretch_never_stands_in_memory() -> None:
    time = np.arange(0, 60 * DAY_S, 60, dtype=np.int64)
    store, sheet = MemoryReadings({OXYGEN: derived_of(time, time % 7 / 10)}), a_sheet(OXYGEN)
    tracemalloc.start()

    lines = sum(piece.count(b"\n") for piece in csv_bytes(sheet, pieces(store, sheet.told)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert lines == len(time) + 1
    assert peak < 12_000_000
