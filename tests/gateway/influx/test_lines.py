"""Line protocol by hand: what a line says is what was meant, whatever a name or a text holds."""

from __future__ import annotations

import math
import re

import msgspec
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.by_hand import QUEUE
from gateway.domain.columns import NOT_STATED, Derived, Signals
from gateway.domain.message import Status
from gateway.domain.places import Placement
from gateway.domain.readings import SeriesKey
from gateway.store.base import NodeState
from gateway.store.influx import lines
from gateway.store.influx.lines import Source, Whereabouts

SIGNAL = SeriesKey("pond-1", "sonda", "oxygen_signal")
OXYGEN = SIGNAL._replace(quantity="oxygen")
AIR = SeriesKey("field-1", "mastil", "air_temperature")
NOWHERE = Whereabouts.of([], "pond-1")


def some_signals(*rows: tuple[int, float, int, int], queue: int = 7) -> Signals:
    """Return rows of (time, value, number, stated)."""
    time, value, number, stated = (np.array(column) for column in zip(*rows, strict=True))
    whole = np.ones(len(rows), dtype=np.int64)
    return Signals(
        time.astype(np.int64), value.astype(float), 0 * whole, queue * whole, number.astype(np.int64),
        3 * whole, 60 * whole, stated.astype(np.int64),
    )  # fmt: skip


def derived_of(rows: Signals) -> Derived:
    return Derived(rows.time, rows.value / 200, np.ones(len(rows), dtype=np.int64), rows.known)


def test_a_signal_says_its_record_and_has_no_flag() -> None:
    rows = some_signals((1_772_000_000, 1500.0, 41, 1_772_000_003))
    stood = Whereabouts.of([Placement("pond-1", "estanque-1", 0)], "pond-1")

    found = list(lines.signal_lines("la-ceiba", SIGNAL, rows, stood))

    assert found == [
        "reading,commune=la-ceiba,node=pond-1,channel=sonda,quantity=oxygen_signal"
        ' value=1500.0,known=0i,place="estanque-1",queue=7i,number=41i,boot=3i,uptime=60i,stated=1772000003i'
        " 1772000000000000041"
    ]


def test_what_was_not_stated_and_where_nobody_stood_is_left_out() -> None:
    rows = some_signals((10, 1.0, 0, NOT_STATED))

    (found,) = lines.signal_lines("la-ceiba", SIGNAL, rows, NOWHERE)

    assert "stated" not in found
    assert "place" not in found


def test_a_derived_value_has_a_flag_and_stands_at_the_moment_of_its_record() -> None:
    rows = some_signals((10, 1500.0, 41, 10), (10, 1600.0, 42, 10), (11, 1700.0, 43, 11))
    source = Source.of(OXYGEN, {SIGNAL: rows})

    found = list(lines.derived_lines("la-ceiba", OXYGEN, derived_of(rows), source, NOWHERE))

    assert [one.split(" ")[1] for one in found] == [
        f"value={value},known=0i,flag=1i" for value in (7.5, 8.0, 8.5)
    ]
    assert [one.split(" ")[2] for one in found] == ["10000000041", "10000000042", "11000000043"]


def test_a_sensor_that_says_its_own_value_has_one_line_with_flag_and_record() -> None:
    rows = some_signals((10, 28.5, 41, 10))
    source = Source.of(AIR, {AIR: rows})

    (found,) = lines.derived_lines("la-ceiba", AIR, derived_of(rows), source, NOWHERE)

    assert "flag=1i,queue=7i,number=41i,boot=3i,uptime=60i,stated=10i 10000000041" in found


def test_of_a_channel_that_was_once_a_signal_only_its_own_values_bring_their_record() -> None:
    digital, signal = some_signals((10, 6.0, 1, 10)), some_signals((20, 1500.0, 1, 20))
    source = Source.of(OXYGEN, {SIGNAL: signal, OXYGEN: digital})
    both = Derived.joined(derived_of(digital), derived_of(signal))

    first, second = lines.derived_lines("la-ceiba", OXYGEN, both, source, NOWHERE)

    assert "queue=7i" in first
    assert "queue" not in second


def test_where_a_second_has_fewer_values_than_records_they_stand_in_their_order() -> None:
    rows = some_signals((10, 1500.0, 41, 10), (10, 1600.0, 42, 10))
    source = Source.of(OXYGEN, {SIGNAL: rows})

    (found,) = lines.derived_lines("la-ceiba", OXYGEN, derived_of(rows.take(slice(0, 1))), source, NOWHERE)

    assert found.endswith(" 10000000000")


def test_a_reading_is_filed_where_its_node_stood_then() -> None:
    moves = [Placement("pond-1", "estanque-1", 100), Placement("pond-1", None, 200),
             Placement("pond-2", "estanque-9", 0)]  # fmt: skip

    found = Whereabouts.of(moves, "pond-1").at(np.array([99, 100, 199, 200]))

    assert found == [None, "estanque-1", "estanque-1", None]


def test_what_people_measure_stands_at_its_place_without_any_entry() -> None:
    assert Whereabouts.of([], "mano-estanque-1").at(np.array([5])) == ["estanque-1"]


def test_what_is_no_number_is_not_sent() -> None:
    rows = some_signals(
        (10, math.nan, 1, 10), (11, 5.0, 2, 11), (12, math.inf, 3, 12), (13, -math.inf, 4, 13)
    )

    assert len(list(lines.signal_lines("la-ceiba", SIGNAL, rows, NOWHERE))) == 1
    source = Source.of(AIR, {AIR: rows})
    assert len(list(lines.derived_lines("la-ceiba", AIR, derived_of(rows), source, NOWHERE))) == 1


def test_rows_of_a_file_in_one_second_stay_as_many_points() -> None:
    rows = Signals.measured(np.array([10, 10, 10, 11]), np.array([1.0, 2.0, 3.0, 4.0]))

    assert lines.stamps(rows).tolist() == [10 * 10**9, 10 * 10**9 + 1, 10 * 10**9 + 2, 11 * 10**9]


numbers = st.one_of(st.integers(0, 4), st.integers(10**9 - 3, 10**9 + 3))


@given(st.lists(st.tuples(st.integers(0, 3), numbers), max_size=30), st.data())
def test_no_two_rows_share_a_moment_and_more_rows_take_no_moment_away(
    rows: list[tuple[int, int]], data: st.DataObject
) -> None:
    rows = sorted(rows)
    fewer = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))

    def moments(some: list[tuple[int, int]]) -> set[int]:
        if not some:
            return set()
        found = lines.stamps(some_signals(*((time, 0.0, number, 0) for time, number in some)))
        assert found.tolist() == sorted(set(found.tolist()), key=found.tolist().index)
        assert (found // 10**9).tolist() == [time for time, _ in some]
        return set(found.tolist())

    part = [row for row, is_in in zip(rows, fewer, strict=True) if is_in]
    assert moments(part) <= moments(rows)
    assert len(moments(rows)) == len(rows)


LINE = re.compile(
    r"(?P<tags>(?:[^ \\]|\\.)*) (?P<fields>(?:[^ \"]|\"(?:[^\"\\]|\\.)*\")*) (?P<stamp>-?\d+)", re.DOTALL
)


def as_influx_reads(line: str) -> tuple[list[str], dict[str, str], int]:
    """Return tags, fields of text and timestamp of a line, by the rules of the documentation."""
    found = LINE.fullmatch(line)
    assert found is not None, line
    tags = [
        re.sub(r"\\([,= ])", r"\1", one).partition("=")[2] for one in re.split(r"(?<!\\),", found["tags"])[1:]
    ]
    texts = re.findall(r"(\w+)=\"((?:[^\"\\]|\\.)*)\"", found["fields"], re.DOTALL)
    said = {name: re.sub(r"\\([\\\"])", r"\1", value) for name, value in texts}
    return tags, said, int(found["stamp"])


words = st.text(
    st.characters(codec="utf-8", exclude_characters="\\", exclude_categories=("Cc", "Cs")), min_size=1
)


@given(words, words, words, st.text(st.characters(codec="utf-8", exclude_categories=("Cs",))))
def test_names_and_texts_come_out_as_they_went_in(commune: str, node: str, channel: str, place: str) -> None:
    stood = Whereabouts.of([Placement("x", place, 0)], "x")
    rows = some_signals((10, 1.0, 41, 10))

    (found,) = lines.signal_lines(commune, SeriesKey(node, channel, "oxygen_signal"), rows, stood)

    assert as_influx_reads(found) == (
        [commune, node, channel, "oxygen_signal"], {"place": place}, 10 * 10**9 + 41
    )  # fmt: skip


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",))))
def test_no_name_can_break_a_line(name: str) -> None:
    line = lines.station_line(name, 5)

    assert line.count("\n") == 0
    assert as_influx_reads(line)[2] == 0


def test_a_node_and_an_alert_are_said_whole() -> None:
    state = NodeState("pond-1", Status("online", faults={"sonda": 'dice "nada"'}), 5, 6, 1, 2)
    alert = Alert("a-1", "estanque-1", Kind.OXYGEN, Level.WARN, 77, 2.5)

    said = as_influx_reads(lines.node_line("la-ceiba", state))
    told = as_influx_reads(lines.alert_line("la-ceiba", alert))

    assert msgspec.json.decode(said[1]["state"], type=NodeState) == state
    assert msgspec.json.decode(told[1]["body"], type=Alert) == alert
    assert told[2] == 77 * 10**9


def test_a_hand_reading_keeps_the_queue_that_no_node_can_have() -> None:
    rows = some_signals((10, 6.0, 12, 10), queue=QUEUE)
    source = Source.of(OXYGEN, {OXYGEN: rows})

    (found,) = lines.derived_lines("la-ceiba", OXYGEN, derived_of(rows), source, NOWHERE)

    assert "queue=4294967296i,number=12i" in found
