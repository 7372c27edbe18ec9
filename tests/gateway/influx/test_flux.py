"""What a question to InfluxDB names goes in as one text, whatever it holds; an answer comes out as it is."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from influx_server import ORG, TOKEN, InfluxServer

from gateway.config.services import Mirror
from gateway.domain.errors import StoreError
from gateway.domain.readings import SeriesKey
from gateway.store.influx.answers import numbers, texts
from gateway.store.influx.client import Influx
from gateway.store.influx.flux import EARLIEST, LATEST, Stretch, named, picked, text
from gateway.store.influx.reader import InfluxStore
from gateway.store.influx.windows import MOST_STRETCHES, stretches

HARMFUL = [
    '" or true or "',
    "${1 + 1}",
    "\\",
    '\\"',
    "\n",
    "\r\n",
    "ñandú",
    "💧",
    "\x00",
    "$",
    '"',
    "'",
    "`",
    ",",
]


@given(value=st.text())
def test_a_literal_has_nothing_in_it_that_could_end_it_or_begin_an_expression(value: str) -> None:
    literal = text(value)

    assert literal[0] == literal[-1] == '"'
    assert not set(literal[1:-1]) & {'"', "$", "\n", "\r"}
    assert literal[1:-1].replace("\\x", "").count("\\") == 0
    escaped = literal[1:-1].encode("ascii").decode("unicode_escape").encode("latin-1")
    assert escaped.decode() == value


@pytest.mark.influxd
@settings(max_examples=15, deadline=None)
@given(values=st.lists(st.text() | st.sampled_from(HARMFUL), min_size=1, max_size=20))
def test_influxdb_reads_a_literal_as_the_text_it_was(influx: InfluxServer, values: list[str]) -> None:
    # JSON, because a cell of CSV cannot tell an empty text from none.
    rows = ", ".join(f"{{text: string(v: json.encode(v: {text(one)}))}}" for one in values)
    question = f'import "array"\nimport "json"\narray.from(rows: [{rows}])'

    with Influx(Mirror(influx.url, ORG, "first"), TOKEN) as asked:
        found = [json.loads(row["text"]) for row in texts(asked.answer(question))]

    assert found == values


@pytest.mark.influxd
@pytest.mark.parametrize("name", HARMFUL)
def test_a_name_that_means_harm_finds_nothing_and_breaks_nothing(influx: InfluxServer, name: str) -> None:
    bucket = influx.a_bucket()
    influx.write(bucket, ["reading,commune=c,node=n,channel=a,quantity=ph value=7,known=0i,flag=1i 1"])
    with Influx(Mirror(influx.url, ORG, bucket), TOKEN) as asked:
        store = InfluxStore(asked, commune="c", utc_offset_hours=-4)

        for series in (SeriesKey(name, "a", "ph"), SeriesKey("n", name, "ph"), SeriesKey("n", "a", name)):
            assert not len(store.readings(series, 0, 10))
            assert store.latest(series) is None
        assert InfluxStore(asked, commune=name, utc_offset_hours=-4).keys() == []
        assert store.keys() == [SeriesKey("n", "a", "ph")]


def test_every_part_of_a_question_is_a_literal() -> None:
    asked = picked('b"', Stretch(1, 2), measurement="reading", node='n"')

    assert asked == (
        'from(bucket: "b\\x22") |> range(start: time(v: 1), stop: time(v: 2))'
        ' |> filter(fn: (r) => r._measurement == "reading" and r.node == "n\\x22")'
    )
    assert named({'q"': "X"}, "_time") == 'X |> keep(columns: ["_time"]) |> yield(name: "q\\x22")'


def test_a_stretch_ends_where_the_calendar_of_influxdb_does() -> None:
    assert Stretch.of(-(2**60), 2**60) == Stretch(EARLIEST, LATEST)
    assert Stretch.of(5, 4).is_empty


def test_an_answer_that_broke_off_is_an_error_and_never_a_short_answer() -> None:
    begun = ",result,table,_time,_value\r\n,a,0,2026-01-01T00:00:00Z,1\r\n\r\n"
    broken = begun + "error,reference\r\nruntime error: out of memory,897\r\n"

    for read in (numbers, lambda answer: list(texts(answer))):
        with pytest.raises(StoreError, match="out of memory"):
            read(broken)


def test_a_text_of_several_lines_is_one_cell() -> None:
    answer = ',result,table,_value\r\n,a,0,"{""a"":\n1}"\r\n,a,1,\r\n\r\n'

    assert [row["_value"] for row in texts(answer)] == ['{"a":\n1}', ""]


@given(st.sets(st.integers(0, 600), max_size=250).map(sorted))
def test_windows_in_doubt_are_asked_for_in_few_stretches_that_hold_all_of_them(places: list[int]) -> None:
    starts = np.array(places, dtype=np.int64) * 60

    found = stretches(starts, width=60)

    assert len(found) <= MOST_STRETCHES
    assert all(any(first <= one < last for first, last in found) for one in starts.tolist())
