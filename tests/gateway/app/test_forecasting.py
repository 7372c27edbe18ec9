"""A station forecasts each pond's night hour by hour, plans it, and writes down what came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from gateway.app.deeds import Deeds
from gateway.app.forecasting import Forecasting
from gateway.app.planning import Planning
from gateway.app.water import Water
from gateway.config import checked
from gateway.domain.columns import Signals
from gateway.domain.entries import EquipmentSet, Intervened, NodePlaced, PlaceRegistered
from gateway.domain.outlook import ForecastSaid, NightCame, PlanSaid
from gateway.domain.readings import SeriesKey
from gateway.ponds.night import night_at
from gateway.store.sqlite import nights
from gateway.store.sqlite.blocks import DAY
from tests.gateway.app.small_station import CONFIG, MIDNIGHT, SmallStation, small_station

HOUR = 3600
COMMUNE = checked(CONFIG).commune
TONIGHT = night_at(MIDNIGHT, latitude=9.5, longitude=-69.2)
assert TONIGHT is not None
SUNSET, EVENING = TONIGHT.sunset, TONIGHT.day.isoformat()
NIGHTS = 30


def falls_to(low: float, *, until: int, nights_ago: int = NIGHTS) -> Signals:
    """Return oxygen each ten minutes that falls to about `low` each dawn."""
    time = np.arange((SUNSET - nights_ago * DAY) // 600 * 600, until + 1, 600)
    day = (time - 4 * HOUR) // DAY
    random = np.random.default_rng(int(low * 10))
    dawn = random.normal(low, 0.3, int(day.max() - day.min() + 1))[day - day.min()]
    hours = (time - 4 * HOUR) % DAY / HOUR
    wave = 0.5 - 0.5 * np.cos((hours - 6.5) / 24 * 2 * np.pi)
    return Signals.measured(time, np.maximum(0.1, dawn + 5 * wave))


def measure(station: SmallStation, node: str, rows: Signals, channel: str = "sonda") -> None:
    series = SeriesKey(node, channel, "oxygen")
    with station.writer.archive.transaction():
        for day in np.unique(rows.time // DAY) * DAY:
            part = rows.between(int(day), int(day) + DAY)
            station.writer.add_rows(node, int(day), {series: part}, now=int(rows.time[-1]) + 1)


def forecasting(station: SmallStation, *, is_trusted: Callable[[], bool] = lambda: True) -> Forecasting:
    knowledge = station.following.knowledge
    return Forecasting(
        station.writer,
        knowledge,
        COMMUNE,
        Water(station.reader(), station.writer.archive, knowledge),
        Deeds(station.journal),
        Planning(station.writer, knowledge),
        is_trusted,
    )


def do(task: Forecasting, now: int) -> int:
    """Do everything that is due at a moment; return in how many steps."""
    steps = 0
    while task.is_due(now):
        task.act(now)
        steps += 1
    return steps


def said(station: SmallStation, place: str = "estanque-1") -> list[ForecastSaid]:
    return nights.forecasts(station.writer.readings, evening=EVENING, place=place)


def came(station: SmallStation) -> list[NightCame]:
    return nights.nights(station.writer.readings, since=EVENING)


def planned(station: SmallStation) -> PlanSaid | None:
    return nights.newest_plan(station.writer.readings, evening=EVENING)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SmallStation]:
    with small_station(tmp_path, now=SUNSET) as opened:
        opened.say("placed", NodePlaced("pond-1", "estanque-1", 0))
        opened.follow()
        opened.now = SUNSET + 2 * DAY  # so late that anything of this night can be written into the book
        yield opened


@pytest.fixture
def low(station: SmallStation) -> SmallStation:
    """A pond that falls to about 2 mg/L each dawn, measured through the night."""
    measure(station, "pond-1", falls_to(2.0, until=TONIGHT.end + HOUR))  # type: ignore[union-attr]
    return station


def test_from_sunset_on_each_hour_says_once_what_the_night_will_be(low: SmallStation) -> None:
    task = forecasting(low)

    do(task, SUNSET - 60)
    for minutes in range(0, 3 * 60, 10):
        do(task, SUNSET + minutes * 60)

    assert [one.issued - SUNSET for one in said(low)] == [0, HOUR, 2 * HOUR]
    assert all(one.silence is None for one in said(low))


def test_what_comes_after_the_issue_changes_nothing_in_it(low: SmallStation) -> None:
    do(forecasting(low), SUNSET + 2 * HOUR)
    told = said(low)[0]

    record = forecasting(low)
    later = TONIGHT.end  # type: ignore[union-attr]
    do(record, later)

    assert said(low) == [told]
    assert told.minimum is not None
    assert told.now is not None
    assert 1.0 < told.minimum < 3.0 < told.now


def test_at_dusk_and_two_hours_the_plan_is_made_once(low: SmallStation) -> None:
    task = forecasting(low)

    do(task, SUNSET + HOUR)
    before = planned(low)
    do(task, SUNSET + 2 * HOUR)
    first = planned(low)
    do(task, SUNSET + 2 * HOUR + 900)

    assert before is None
    assert first is not None
    assert [(one.place, one.state, one.means) for one in first.lines] == [("estanque-1", "act", "aerator")]
    assert planned(low) == first


def test_a_station_that_was_started_in_the_night_goes_on_where_it_stopped(low: SmallStation) -> None:
    do(forecasting(low), SUNSET + 2 * HOUR)

    do(forecasting(low), SUNSET + 2 * HOUR + 600)
    do(forecasting(low), SUNSET + 5 * HOUR + 600)

    assert [one.issued - SUNSET for one in said(low)] == [2 * HOUR, 5 * HOUR + 600]


def test_a_station_that_slept_through_the_hour_of_the_plan_makes_it_late(low: SmallStation) -> None:
    do(forecasting(low), SUNSET + 4 * HOUR)

    plan = planned(low)
    assert plan is not None
    assert plan.issued == SUNSET + 4 * HOUR


def test_a_pond_whose_probe_is_silent_is_said_to_have_no_forecast(station: SmallStation) -> None:
    measure(station, "pond-1", falls_to(2.0, until=SUNSET - 2 * HOUR))

    do(forecasting(station), SUNSET + 2 * HOUR)

    assert [one.silence for one in said(station)] == ["no_data"]
    plan = planned(station)
    assert plan is not None
    assert [(one.state, one.reason) for one in plan.lines] == [("watch", "no_data")]


def test_a_probe_that_comes_back_is_heard_within_ten_minutes_and_planned_for(station: SmallStation) -> None:
    measure(station, "pond-1", falls_to(2.0, until=SUNSET))
    task = forecasting(station)
    do(task, SUNSET + 2 * HOUR)

    measure(station, "pond-1", falls_to(2.0, until=SUNSET + 3 * HOUR))
    do(task, SUNSET + 2 * HOUR + 660)

    assert [one.silence for one in said(station)] == ["no_data", None]
    plan = planned(station)
    assert plan is not None
    assert plan.lines[0].state == "act"


def test_a_silent_pond_is_not_written_down_again_within_its_hour(station: SmallStation) -> None:
    task = forecasting(station)

    for minutes in range(0, 60, 5):
        do(task, SUNSET + minutes * 60)

    assert len(said(station)) == 1


def test_while_no_clock_is_trusted_nobody_knows_what_night_it_is(low: SmallStation) -> None:
    trusted = [False]
    task = forecasting(low, is_trusted=lambda: trusted[0])
    do(task, SUNSET + 2 * HOUR)
    trusted[0] = True
    do(task, SUNSET + 2 * HOUR + 660)

    assert [one.silence for one in said(low)] == ["no_clock", None]
    assert came(low) == []


def test_a_pond_that_was_helped_says_that_nobody_can_know(low: SmallStation) -> None:
    low.say("on", Intervened("estanque-1", "aerator", "on"), at=SUNSET + 90 * 60)

    do(forecasting(low), SUNSET + HOUR)
    do(forecasting(low), SUNSET + 2 * HOUR)

    assert [one.silence for one in said(low)] == [None, "helped"]


def test_of_two_probes_the_lower_one_is_believed(station: SmallStation) -> None:
    measure(station, "pond-1", falls_to(5.0, until=SUNSET + 2 * HOUR), channel="arriba")
    measure(station, "pond-1", falls_to(1.5, until=SUNSET + 2 * HOUR), channel="abajo")

    do(forecasting(station), SUNSET + 2 * HOUR)

    minimum = said(station)[0].minimum
    assert minimum is not None
    assert minimum < 2.5


def test_when_the_night_is_over_it_is_written_down_what_came(low: SmallStation) -> None:
    task = forecasting(low)
    do(task, SUNSET + 2 * HOUR)
    do(task, TONIGHT.end + 600)  # type: ignore[union-attr]

    night = came(low)[-1]
    assert (night.place, night.evening, night.helped) == ("estanque-1", EVENING, None)
    assert night.said == said(low)[0]
    assert night.lowest is not None
    assert 1.0 < night.lowest < 3.0
    assert night.crossed is not None
    assert night.crossed < (night.lowest_at or 0)


def test_a_night_that_was_helped_tells_when_and_no_lowest(low: SmallStation) -> None:
    low.say("on", Intervened("estanque-1", "aerator", "on"), at=SUNSET + 8 * HOUR)
    task = forecasting(low)

    do(task, TONIGHT.end + 600)  # type: ignore[union-attr]

    night = came(low)[-1]
    assert (night.helped, night.lowest) == (SUNSET + 8 * HOUR, None)


def test_late_data_is_counted_at_the_next_evening(station: SmallStation) -> None:
    end = TONIGHT.end  # type: ignore[union-attr]
    measure(station, "pond-1", falls_to(2.0, until=SUNSET + 3 * HOUR))
    task = forecasting(station)
    do(task, SUNSET + 2 * HOUR)
    do(task, end + 600)
    unknown = came(station)[-1].lowest

    measure(station, "pond-1", falls_to(2.0, until=end + HOUR))
    do(task, SUNSET + DAY + 60)

    assert unknown is None
    assert next(one for one in came(station) if one.evening == EVENING).lowest is not None


def test_twenty_five_aerated_nights_of_thirty_still_give_a_forecast_or_the_sentence(
    low: SmallStation,
) -> None:
    for ago in range(1, 31):
        if ago % 6:
            begun = SUNSET - ago * DAY + 7 * HOUR
            low.say(f"on-{ago}", Intervened("estanque-1", "aerator", "on"), at=begun)
            low.say(f"off-{ago}", Intervened("estanque-1", "aerator", "off"), at=begun + 6 * HOUR)

    do(forecasting(low), SUNSET + 2 * HOUR)

    found = said(low)[0]
    assert found.silence == "helped" or found.minimum is not None


def test_the_plan_counts_the_equipment_that_there_is(low: SmallStation) -> None:
    low.say("second", PlaceRegistered("estanque-2", "pond", 2, "El Samán"))
    low.say("there", NodePlaced("pond-2", "estanque-2", 0))
    low.say("equipment", EquipmentSet(mobile_aerators=1))
    low.follow()
    measure(low, "pond-2", falls_to(1.5, until=SUNSET + 2 * HOUR))

    do(forecasting(low), SUNSET + 2 * HOUR)

    plan = planned(low)
    assert plan is not None
    assert {one.place: one.means for one in plan.lines} == {
        "estanque-1": "aerator",
        "estanque-2": "mobile_aerator",
    }


def test_each_step_reads_no_more_than_some_weeks_of_one_pond(low: SmallStation) -> None:
    steps = do(forecasting(low), SUNSET + 2 * HOUR)

    assert steps >= 160 // 20
