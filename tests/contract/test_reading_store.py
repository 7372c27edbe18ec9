"""What every store of readings answers: SQLite, in whatever shape it is, and the mirror in InfluxDB 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import an_alert
from mirror_stories import MirrorTeller
from stores import (
    DOUBTED,
    OXYGEN,
    PH,
    SHAPES,
    SIGNAL,
    START,
    Teller,
    a_record,
    by_hand,
    mixed,
)

from gateway.domain.alerts import Change, Level
from gateway.domain.by_hand import hand_node
from gateway.domain.columns import Derived
from gateway.domain.message import Status
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.cursors import Cursor

STORES = [*SHAPES, "while it derives", pytest.param("InfluxDB 2", marks=pytest.mark.influxd)]
NOBODY = SeriesKey("pond-9", "sonda", "ph")


@pytest.fixture(params=STORES)
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Teller]:
    """Call it with records; it gives the store that was told them."""
    if request.param == "InfluxDB 2":
        teller: Teller = MirrorTeller(tmp_path, mixed, request.getfixturevalue("influx"))
    elif request.param == "while it derives":
        teller = Teller(tmp_path, mixed, is_rebuilding=True)
    else:
        teller = Teller(tmp_path, SHAPES[request.param])
    yield teller
    teller.close()


def pairs(rows: Derived) -> list[tuple[int, float]]:
    """Return what was read, counted from START; of one second the lower value first."""
    return sorted(zip((rows.time - START).tolist(), rows.value.tolist(), strict=True))


def test_every_series_that_a_person_can_read_has_its_key(told: Teller) -> None:
    store = told(
        a_record(1, 7200, ph=7.0, oxygen_signal=900.0),
        a_record(2, 7260, node="lote-1", soil_signal=1200.0),
    )

    expected = [("lote-1", "soil_water"), ("pond-1", "oxygen"), ("pond-1", "oxygen_saturation")]
    keys = store.keys()
    assert [(key.node, key.quantity) for key in keys] == [*expected, ("pond-1", "ph")]


def test_readings_are_there_once_rising_by_time_whatever_order_they_came_in(told: Teller) -> None:
    store = told(
        *(a_record(number, at, ph=6 + number / 10) for number, at in enumerate((30, 50000, 10, 7200)))
    )

    found = store.readings(PH, START, START + DAY)

    assert found.time.tolist() == [START + 10, START + 30, START + 7200, START + 50000]
    assert found.value.tolist() == [6.2, 6.0, 6.3, 6.1]


def test_a_stretch_has_its_first_second_and_not_its_last(told: Teller) -> None:
    store = told(*(a_record(number, 100 * number, ph=7.0) for number in range(4)))

    assert pairs(store.readings(PH, START + 100, START + 300)) == [(100, 7.0), (200, 7.0)]
    assert not len(store.readings(PH, START + 300, START + 300))


def test_a_stretch_may_be_longer_than_any_calendar(told: Teller) -> None:
    store = told(a_record(1, 100, ph=7.0))

    assert pairs(store.readings(PH, -(2**40), 2**40)) == [(100, 7.0)]


def test_a_reading_keeps_its_flag_and_how_its_time_is_known(told: Teller) -> None:
    store = told(
        a_record(1, 100, ph=7.0),
        a_record(2, 200, ph=15.0, known=TimeKnown.RESOLVED),
        a_record(3, 300, ph=7.0, known=TimeKnown.ESTIMATED),
    )

    found = store.readings(PH, START, START + DAY)

    assert found.flag.tolist() == [Flag.GOOD, Flag.FAIL, Flag.SUSPECT]
    assert found.known.tolist() == [TimeKnown.SYNCED, TimeKnown.RESOLVED, TimeKnown.ESTIMATED]


def test_two_records_of_one_second_are_two_readings_also_from_two_queues(told: Teller) -> None:
    store = told(
        a_record(1, 100, ph=7.0),
        a_record(2, 100, ph=7.1),
        a_record(2, 100, queue=0xBEEF, ph=7.2),
        by_hand(1, 100, ph=7.3),
    )

    assert pairs(store.readings(PH, START, START + DAY)) == [(100, 7.0), (100, 7.1), (100, 7.2)]


def test_a_signal_becomes_readings_from_its_first_calibration_on(told: Teller) -> None:
    store = told(*(a_record(number, number * 1200, oxygen_signal=900.0) for number in range(6)))

    assert len(store.readings(OXYGEN, START, START + DAY)) == 3
    assert store.readings(OXYGEN, START, START + DAY).time.tolist()[0] == START + 3600
    assert not len(store.readings(SIGNAL, START, START + DAY))


def test_of_a_series_that_is_not_there_nothing_is_told(told: Teller) -> None:
    store = told(a_record(1, 100, ph=7.0))

    assert not len(store.readings(NOBODY, START, START + DAY))
    assert not len(store.series(NOBODY, START, START + DAY))
    assert not len(store.series(NOBODY, START, START + 400 * DAY))
    assert not len(store.days(NOBODY, START, START + DAY))
    assert store.latest(NOBODY) is None


def test_a_station_that_heard_nothing_answers_all_the_same(told: Teller) -> None:
    store = told()

    assert (store.keys(), store.nodes(), store.alerts(), store.alive()) == ([], [], [], None)


def test_buckets_begin_where_the_chart_does_and_tell_lowest_highest_and_mean(told: Teller) -> None:
    store = told(*(a_record(number, 90 + 50 * number, ph=6.0 + number) for number in range(5)))

    found = store.series(PH, START + 90, START + 90 + 4 * 120, points=4)

    assert (found.width, found.start.tolist()) == (120, [START + 90, START + 210])
    assert (found.low.tolist(), found.high.tolist()) == ([6.0, 9.0], [8.0, 10.0])
    assert (found.count.tolist(), found.total.tolist(), found.mean.tolist()) == (
        [3, 2],
        [21.0, 19.0],
        [7.0, 9.5],
    )


def test_a_gap_stays_a_gap(told: Teller) -> None:
    store = told(a_record(1, 0, ph=7.0), a_record(2, 10 * HOUR, ph=7.0))

    assert store.series(PH, START, START + DAY, points=48).start.tolist() == [START, START + 10 * HOUR]
    assert store.series(PH, START, START + DAY, points=24).start.tolist() == [START, START + 10 * HOUR]


@pytest.mark.parametrize("points", [96, 24])
def test_what_fails_counts_in_no_bucket_and_makes_none(told: Teller, points: int) -> None:
    store = told(
        *(a_record(number, at, ph=ph) for number, (at, ph) in enumerate([(0, 7.0), (60, 15.0), (120, 6.0)])),
        a_record(7, 5 * HOUR, ph=15.0),
        *(a_record(10 + number, 8 * HOUR + number, ph=6.5) for number in range(3)),
    )

    found = store.series(PH, START, START + DAY, points=points)

    assert found.start.tolist() == [START, START + 8 * HOUR]
    assert (found.count.tolist(), found.high.tolist(), found.low.tolist()) == ([2, 3], [7.0, 6.5], [6.0, 6.5])


def test_what_fails_here_and_there_over_many_days_is_left_out_everywhere(told: Teller) -> None:
    wrong = range(0, 26, 2)
    store = told(*(a_record(day, day * DAY + 7200, ph=15.0 if day in wrong else 7.0) for day in range(26)))

    found = store.days(PH, START - DAY, START + 30 * DAY)

    assert found.start.tolist() == [START + day * DAY - 20 * HOUR for day in range(26) if day not in wrong]


def test_buckets_of_hours_hold_the_whole_hours_that_begin_in_the_stretch(told: Teller) -> None:
    store = told(*(a_record(number, 1800 * number, ph=6 + number / 10) for number in range(12)))

    found = store.series(PH, START + 600, START + 600 + 4 * HOUR, points=2)

    # The hour of the first second is not whole; that of the last begins within and is.
    assert (found.width, found.start.tolist()) == (2 * HOUR, [START, START + 2 * HOUR, START + 4 * HOUR])
    assert found.count.tolist() == [2, 4, 2]
    assert (found.low.tolist(), found.high.tolist()) == ([6.2, 6.4, 6.8], [6.3, 6.7, 6.9])


def test_a_day_is_the_communes_own_and_is_whole_when_it_begins_in_the_stretch(told: Teller) -> None:
    midnight = 4 * HOUR
    store = told(
        *(a_record(number, midnight + at, ph=6.0 + number) for number, at in enumerate((-1, 0, DAY - 1, DAY)))
    )

    found = store.days(PH, START + midnight, START + midnight + HOUR)

    assert (found.start.tolist(), found.width) == ([START + midnight], DAY)
    assert (found.low.tolist(), found.high.tolist(), found.count.tolist()) == ([7.0], [8.0], [2])
    everything = store.days(PH, START - DAY, START + 3 * DAY)
    assert everything.start.tolist() == [START + midnight + day * DAY for day in (-1, 0, 1)]
    assert everything.count.tolist() == [1, 2, 1]


def test_the_latest_is_the_newest_one_whatever_its_flag_and_whenever_it_came(told: Teller) -> None:
    store = told(
        a_record(1, 3 * HOUR, ph=15.0), a_record(2, HOUR, ph=7.0), a_record(3, DAY, oxygen_signal=900.0)
    )

    assert store.latest(PH) == Reading(PH, START + 3 * HOUR, 15.0, Flag.FAIL, TimeKnown.SYNCED)


def test_the_latest_of_a_node_are_the_latest_of_each_of_its_series(told: Teller) -> None:
    store = told(
        a_record(1, 2 * HOUR, ph=7.0, oxygen_signal=850.0, water_temperature=28.0),
        a_record(2, 3 * HOUR, ph=7.1, oxygen_signal=900.0),
        a_record(3, DAY, oxygen_signal=905.0, water_temperature=85.0),
        a_record(4, DAY + HOUR, node="pond-2", ph=6.0),
    )

    found = store.latest_of("pond-1")

    known = store.keys()
    own = [one for one in known if one.node == "pond-1"]
    assert len(own) == 4
    assert found == {one: store.latest(one) for one in own}
    assert store.latest_of(NOBODY.node) == {}


def test_the_latest_by_hand_is_the_newest_one_that_stands(told: Teller) -> None:
    store = told(by_hand(6, HOUR, ph=7.0), by_hand(DOUBTED, 2 * HOUR, ph=7.9))
    series = SeriesKey(hand_node("estanque-1"), "a-mano", "ph")

    assert store.latest(series) == Reading(series, START + HOUR, 7.0, Flag.GOOD, TimeKnown.SYNCED)
    assert store.readings(series, START, START + DAY).flag.tolist() == [Flag.GOOD, Flag.FAIL]


def test_a_node_that_only_ever_spoke_of_itself_is_known_too_and_a_person_is_no_node(told: Teller) -> None:
    status = Status("online", battery_v=3.9, newest={"sonda": {"ph": 7.0}})
    store = told(
        a_record(1, 100, ph=7.0),
        by_hand(1, 100, ph=7.0),
        statuses={"pond-2": status},
        cursors=[Cursor("pond-1", 0xABCD, 1, 1, dropped=2, heard=START + 5)],
    )

    first, second = store.nodes()

    assert (first.node, first.status, first.heard, first.dropped) == ("pond-1", None, START + 5, 2)
    assert (second.node, second.status, second.status_at, second.heard) == ("pond-2", status, START, None)


def test_alerts_stand_worst_first_and_everything_newest_first(told: Teller) -> None:
    def opened(uid: str, level: Level, at: int, **others: int) -> Change:
        alert = an_alert(level, **others)
        return Change("opened", replace(alert, uid=uid, opened=START + at), START + at)

    over = {"acknowledged": START + 3, "cleared": START + 4}
    changes = [
        opened("a", Level.WARN, 1),
        opened("b", Level.CRITICAL, 2),
        opened("c", Level.CRITICAL, 3, **over),
        opened("d", Level.CRITICAL, 2),
    ]
    store = told(changes=changes)

    assert [one.uid for one in store.alerts()] == ["b", "d", "a"]
    assert [one.uid for one in store.alerts(everything=True)] == ["c", "b", "d", "a"]
    assert store.alerts(everything=True)[0] == changes[2].alert


def test_it_tells_when_the_gateway_was_last_at_work(told: Teller) -> None:
    assert told(alive=START + 77).alive() == START + 77
