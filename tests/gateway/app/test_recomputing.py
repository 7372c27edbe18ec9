"""What is derived can be derived again at any time, and says what that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from gateway.app.orders.recomputing import Told, recomputing
from gateway.app.orders.retiring import retiring
from gateway.app.rederiving import Rederiving
from gateway.app.retiring import Retiring
from gateway.app.rules import follow_rules
from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import OrderRefusedError
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, blocks, rederiving
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

START = 1_772_323_200
"""2026-03-01."""
DAYS = 40
NOW = START + 130 * DAY + 14 * 3600
"""Ten in the morning at the commune."""
WATER = SeriesKey("pond-1", "sonda", "water_temperature")


class Rules:
    """Rules of ours, to be changed: a value is the signal and something, and its flag."""

    def __init__(self) -> None:
        self.more, self.flag = 0.0, 1
        self.days: list[int] = []

    def derive(self, signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
        self.days += [int(one.time[0]) // DAY * DAY for one in signals.values() if len(one)]
        return {
            series: Derived(rows.time, rows.value + self.more, 0 * rows.time + self.flag, rows.known)
            for series, rows in signals.items()
        }


@pytest.fixture
def rules() -> Rules:
    return Rules()


@pytest.fixture
def writer(tmp_path: Path, rules: Rules) -> Iterator[SqliteWriter]:
    """Open a station of two nodes and forty days of a reading each."""
    with SqliteWriter(tmp_path, rules.derive, utc_offset_hours=-4) as opened:
        values = {"sonda": {"water_temperature": 27.0}}
        with opened.transaction() as readings:
            for day in range(DAYS):
                at = START + day * DAY + 6 * 3600
                record = Arrival("pond-1", 1, day, 1, 60, at, at, TimeKnown.SYNCED, at, values)
                arrivals.insert(readings, record)
                arrivals.insert(readings, replace(record, node="pond-2"))
        opened.seal(now=NOW)
        yield opened


def told(writer: SqliteWriter, **argument: str) -> Told:
    *_, last = recomputing(writer)(argument, NOW)
    return msgspec.json.decode(last.said, type=Told)


def values(folder: Path, rules: Rules) -> set[float]:
    reader = SqliteReadings(folder, rules.derive, utc_offset_hours=-4)
    return set(reader.readings(WATER, 0, NOW).value.tolist())


def test_nothing_has_changed_where_the_rules_are_the_same(writer: SqliteWriter) -> None:
    assert told(writer) == Told(days=2 * DAYS, changed=[], failed=[])


def test_a_changed_rule_is_told_by_series_with_values_and_flags(
    writer: SqliteWriter, rules: Rules, tmp_path: Path
) -> None:
    rules.more, rules.flag = 0.5, 3

    found = told(writer, node="pond-1")

    assert [(one.node, one.values, one.flags) for one in found.changed] == [("pond-1", DAYS, {"1>3": DAYS})]
    assert values(tmp_path, rules) == {27.5}


def test_a_dry_run_tells_the_same_and_writes_nothing(
    writer: SqliteWriter, rules: Rules, tmp_path: Path
) -> None:
    rules.more = 0.5

    assert told(writer, dry_run="1").changed == told(writer, dry_run="1").changed != []
    assert values(tmp_path, rules) == {27.0}


def test_a_range_is_taken_as_it_is_said(writer: SqliteWriter, rules: Rules) -> None:
    rules.more = 0.5
    argument = {"from": str(START + 5 * DAY), "to": str(START + 8 * DAY)}

    assert sum(one.values for one in told(writer, node="pond-1", **argument).changed) == 3


def test_a_node_that_nobody_knows_is_refused_with_those_that_are(writer: SqliteWriter) -> None:
    with pytest.raises(OrderRefusedError, match="pond-1, pond-2"):
        told(writer, node="pond-9")


def test_a_block_that_rotted_is_named_and_stops_no_other_day(writer: SqliteWriter, rules: Rules) -> None:
    writer.archive.connection.execute("UPDATE blocks SET body = x'00' WHERE sort = 0 AND start = ?", (START,))
    rules.more = 0.5

    found = told(writer, node="pond-1")

    assert len(found.failed) == 1
    assert "pond-1 2026-03-01" in found.failed[0]
    assert sum(one.values for one in found.changed) == DAYS - 1


def test_a_station_that_starts_with_other_rules_derives_all_again_the_newest_first(
    writer: SqliteWriter, rules: Rules, tmp_path: Path
) -> None:
    follow_rules(writer, rules=1)
    finish(writer)
    rules.more, rules.days = 0.5, []

    follow_rules(writer, rules=2)
    assert rederiving.progress(writer.readings) == (0, 2 * DAYS)
    finish(writer)

    assert values(tmp_path, rules) == {27.5}
    assert rules.days[0] == START + (DAYS - 1) * DAY
    assert rules.days[-1] == START
    assert rederiving.progress(writer.readings) is None
    follow_rules(writer, rules=2)
    assert rederiving.first(writer.readings) is None


def finish(writer: SqliteWriter) -> None:
    task = Rederiving(writer)
    before = 0
    while task.is_due(NOW):
        task.act(NOW)
        now = rederiving.progress(writer.readings)
        assert now is None or now[0] >= before
        before = before if now is None else now[0]


def test_old_months_go_into_files_by_day_and_as_a_whole(writer: SqliteWriter) -> None:
    task = Retiring(writer, 60, -4, lambda: True)
    newest = START + DAYS * DAY

    while task.is_due(newest + 61 * DAY + 14 * 3600):
        task.act(newest + 61 * DAY + 14 * 3600)

    # The newest sealed day is the 9th of April: 60 days before it nothing is old.
    assert blocks.days_of_node(writer.archive.connection, "pond-1") == DAYS
    assert writer.archive.connection.execute("SELECT count(*) FROM retired").fetchone() == (0,)


def later(writer: SqliteWriter) -> None:
    at = NOW - DAY
    with writer.transaction() as readings:
        values = {"sonda": {"water_temperature": 27.0}}
        arrivals.insert(readings, Arrival("pond-2", 1, 99, 1, 60, at, at, TimeKnown.SYNCED, at, values))
    writer.seal(now=NOW + DAY)


@pytest.mark.parametrize(
    ("hour", "is_trusted", "raw_days", "gone"),
    [(14, True, 90, 62), (14, False, 90, 0), (14, True, None, 0), (1, True, 90, 0), (23, True, 90, 0)],
)
def test_a_whole_old_month_goes_by_day_where_the_clock_is_believed(
    writer: SqliteWriter, hour: int, is_trusted: bool, raw_days: int | None, gone: int
) -> None:
    later(writer)
    now = NOW // DAY * DAY + hour * 3600
    task = Retiring(writer, raw_days, -4, lambda: is_trusted)

    while task.is_due(now):
        task.act(now)

    # Of April the days up to the 9th are old as well: they wait for the rest of their month.
    assert writer.archive.connection.execute("SELECT count(*) FROM retired").fetchone() == (gone,)


def test_the_order_takes_every_day_that_is_old(writer: SqliteWriter) -> None:
    later(writer)

    *_, last = retiring(writer)({"raw_days": "60"}, NOW)

    assert last.said == str(2 * DAYS - 1)
