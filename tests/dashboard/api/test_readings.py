from __future__ import annotations

import csv
import io
import zipfile

import numpy as np
import pytest
from builders import a_draft
from exported import KNOWN, OFFICE, tables, value
from fakes import DAY_S
from small_commune import NOW, derived_of

from gateway.domain.columns import Derived
from gateway.domain.entries import NodePlaced
from gateway.domain.errors import StoreError
from gateway.domain.readings import SeriesKey

POND = SeriesKey("pond-1", "sonda", "oxygen")
ASKED = f"place=estanque-1&quantity=oxygen&from={NOW - DAY_S}&to={NOW}"
FORMATS = ("csv", "json", "ods")


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
