"""Files of the API read back as anybody else's program would, and readings to fill them with."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import numpy as np
from fakes import DAY_S, MemoryReadings
from hypothesis import strategies as st

from dashboard.api.export.sheet import Sheet
from dashboard.api.standing import Told
from dashboard.measured.history import Part, Span
from dashboard.words.language import languages
from gateway.domain.columns import Derived
from gateway.domain.readings import Flag, SeriesKey, TimeKnown

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
KNOWN = [one.name.lower() for one in TimeKnown]

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
