"""What is said of a night: a forecast, or why there is none."""

from __future__ import annotations

import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain.columns import Derived
from gateway.domain.readings import Flag
from gateway.ponds.forecast import (
    Forecast,
    Intervention,
    NoForecast,
    PondRecord,
    Silence,
    evenings,
    forecast,
    outlooks,
)
from gateway.ponds.night import Night, nights_between
from tests.gateway.ponds.forecast.ponds import COMMUNE, DAY, a_pond_of, an_ordinary_pond, nights, series

HOUR = 3600
NIGHTS = nights(60)
POND = an_ordinary_pond(60)


def said_of(record: PondRecord, night: Night, *, hours: float = 2.0) -> Forecast | NoForecast:
    return forecast(record, now=night.sunset + round(hours * HOUR), **COMMUNE)


def forecast_of(record: PondRecord, night: Night, *, hours: float = 2.0) -> Forecast:
    found = said_of(record, night, hours=hours)
    assert isinstance(found, Forecast)
    return found


def silence_of(record: PondRecord, night: Night, *, hours: float = 2.0) -> Silence:
    found = said_of(record, night, hours=hours)
    assert isinstance(found, NoForecast)
    return found.reason


def without(readings: Derived, start: int, end: int) -> Derived:
    return readings.take((readings.time < start) | (readings.time >= end))


def test_a_pond_that_does_the_same_every_night_will_do_it_tonight() -> None:
    found = forecast_of(PondRecord(a_pond_of([2.5] * 40)), NIGHTS[39])

    assert found.minimum == pytest.approx(2.5, abs=0.3)  # a median of three half hours blunts the tip
    assert found.band80.width < 0.3
    assert found.probability_under(3.0) > 0.95
    assert found.probability_under(2.0) < 0.05


def test_the_crossing_of_a_limit_is_a_window_around_when_it_comes() -> None:
    found = forecast_of(PondRecord(a_pond_of([2.0] * 40)), NIGHTS[39])

    falls_s = NIGHTS[39].sunrise + HOUR - NIGHTS[39].sunset
    comes = NIGHTS[39].sunset + falls_s * (8.0 - 3.0) / (8.0 - 2.0)
    window = found.crossings[0].window
    assert window is not None
    assert window.earliest <= window.middle <= window.latest
    assert window.middle == pytest.approx(comes, abs=HOUR / 2)


def test_a_pond_that_is_under_a_limit_crosses_it_now() -> None:
    found = forecast_of(PondRecord(a_pond_of([2.0] * 40, dusk=2.8)), NIGHTS[39])

    assert found.crossings[0].probability == found.probability_under(3.0) == 1.0
    assert found.crossings[0].window is not None
    assert found.crossings[0].window.latest == found.issued


def test_by_day_there_is_no_forecast() -> None:
    assert silence_of(PondRecord(POND), NIGHTS[30], hours=-3) is Silence.NO_NIGHT
    assert silence_of(PondRecord(POND), NIGHTS[30], hours=11.9) is Silence.NO_NIGHT


def test_where_the_sun_does_not_set_there_is_no_forecast() -> None:
    found = forecast(PondRecord(POND), now=NIGHTS[30].sunset, latitude=78.0, longitude=15.0)

    assert found == NoForecast(NIGHTS[30].sunset, None, Silence.NO_NIGHT)


@pytest.mark.parametrize("flag", [Flag.FAIL, Flag.MISSING])
def test_without_usable_readings_there_is_no_forecast(flag: Flag) -> None:
    failed = Derived(POND.time, POND.value, np.full(len(POND), int(flag)), POND.known)

    assert silence_of(PondRecord(failed), NIGHTS[30]) is Silence.NO_DATA
    assert silence_of(PondRecord(Derived.empty()), NIGHTS[30]) is Silence.NO_DATA


def test_a_probe_that_was_silent_for_more_than_an_hour_gives_no_forecast() -> None:
    now = NIGHTS[30].sunset + 2 * HOUR

    assert silence_of(PondRecord(without(POND, now - 65 * 60, now)), NIGHTS[30]) is Silence.NO_DATA
    assert forecast_of(PondRecord(without(POND, now - 25 * 60, now)), NIGHTS[30])


def test_suspect_readings_are_used() -> None:
    suspect = Derived(POND.time, POND.value, np.full(len(POND), int(Flag.SUSPECT)), POND.known)

    assert forecast_of(PondRecord(suspect), NIGHTS[30]) == forecast_of(PondRecord(POND), NIGHTS[30])


def test_the_first_nights_are_learning_with_a_wide_band() -> None:
    first, later = (forecast_of(PondRecord(POND), NIGHTS[one]) for one in (0, 40))

    assert first.is_learning
    assert not later.is_learning
    assert first.band80.width > 2 * later.band80.width


def test_once_somebody_helped_tonight_nobody_can_know_how_it_would_be_without() -> None:
    helped = [Intervention(NIGHTS[40].sunset + HOUR)]

    assert silence_of(PondRecord(POND, interventions=helped), NIGHTS[40]) is Silence.HELPED


def test_help_that_began_before_sunset_and_goes_on_counts() -> None:
    helped = [Intervention(NIGHTS[40].sunset - 5 * HOUR)]

    assert silence_of(PondRecord(POND, interventions=helped), NIGHTS[40]) is Silence.HELPED


def test_help_by_day_leaves_the_night_its_own() -> None:
    helped = [Intervention(NIGHTS[40].sunset - 5 * HOUR, NIGHTS[40].sunset - HOUR)]

    found = forecast_of(PondRecord(POND, interventions=helped), NIGHTS[40])

    assert found == forecast_of(PondRecord(POND), NIGHTS[40])


def test_a_night_is_used_until_the_help_and_not_after_it() -> None:
    at = NIGHTS[39].sunset + 6 * HOUR
    rescued = Derived(POND.time, np.where((POND.time >= at) & (POND.time < NIGHTS[39].end), 9.0, POND.value),
                      POND.flag, POND.known)  # fmt: skip
    help_ = [Intervention(at, at + 2 * HOUR)]

    assert forecast_of(PondRecord(rescued, interventions=help_), NIGHTS[40]) == forecast_of(
        PondRecord(without(POND, at, NIGHTS[39].end), interventions=help_), NIGHTS[40]
    )


def test_a_pond_that_was_helped_every_night_has_no_night_to_learn_from() -> None:
    helped = [Intervention(one.sunset + 6 * HOUR, one.end) for one in NIGHTS[20:40]]

    assert silence_of(PondRecord(POND, interventions=helped), NIGHTS[40]) is Silence.HELPED


def test_with_25_of_30_nights_helped_each_evening_has_a_forecast_or_the_sentence() -> None:
    helped = [Intervention(one.sunset + 7 * HOUR, one.end) for one in NIGHTS[20:50] if one.day.day % 6]

    found = [said_of(PondRecord(POND, interventions=helped), one) for one in NIGHTS[20:50]]

    assert len(helped) in range(24, 27)
    assert all(isinstance(one, Forecast) or one.reason is Silence.HELPED for one in found)
    assert sum(isinstance(one, Forecast) for one in found) >= 20


@pytest.mark.parametrize("step_s", [60, 300, 900, 3600])
def test_any_sampling_from_a_minute_to_an_hour_gives_much_the_same(step_s: int) -> None:
    every_half_hour, otherwise = (
        forecast_of(PondRecord(an_ordinary_pond(45, step_s=step)), NIGHTS[44]) for step in (1800, step_s)
    )

    assert otherwise.minimum == pytest.approx(every_half_hour.minimum, abs=0.6)


def test_a_thermometer_may_be_there_or_not_and_may_fail() -> None:
    warmth = series(POND.time, 28 + np.sin(POND.time / 13_000.0))
    broken = Derived(warmth.time, warmth.value, np.full(len(warmth), int(Flag.FAIL)), warmth.known)

    with_it, without_it = (
        forecast_of(PondRecord(POND, warmth), NIGHTS[50]),
        forecast_of(PondRecord(POND), NIGHTS[50]),
    )

    assert with_it.minimum == pytest.approx(without_it.minimum, abs=0.5)
    assert forecast_of(PondRecord(POND, broken), NIGHTS[50]) == without_it


def test_gaps_of_whole_days_leave_a_forecast() -> None:
    gaps = without(without(POND, NIGHTS[38].sunset, NIGHTS[39].end), NIGHTS[30].sunset, NIGHTS[33].end)

    assert forecast_of(PondRecord(gaps), NIGHTS[40]).nights_learnt > 20


@given(seed=st.integers(0, 1000), row=st.integers(0, 59), hours=st.integers(0, 10))
@settings(max_examples=25, deadline=None)
def test_what_comes_after_the_issue_changes_no_forecast(seed: int, row: int, hours: int) -> None:
    now = NIGHTS[row].sunset + hours * HOUR
    chance = np.random.default_rng(seed)
    other = np.where(POND.time > now, chance.uniform(0, 15, len(POND)), POND.value)
    helped = [Intervention(now + int(chance.integers(1, 5 * DAY)))]

    changed = PondRecord(Derived(POND.time, other, POND.flag, POND.known), interventions=helped)

    assert forecast(changed, now=now, **COMMUNE) == forecast(PondRecord(POND), now=now, **COMMUNE)


@given(seed=st.integers(0, 1000), row=st.integers(1, 58))
@settings(max_examples=25, deadline=None)
def test_later_nights_change_nothing_in_the_rows_before(seed: int, row: int) -> None:
    rows = evenings(PondRecord(POND), NIGHTS, after_sunset_s=2 * HOUR)
    chance = np.random.default_rng(seed)
    other = np.where(POND.time > rows.issue[row], chance.uniform(0, 15, len(POND)), POND.value)
    changed = PondRecord(Derived(POND.time, other, POND.flag, POND.known))

    found = outlooks(evenings(changed, NIGHTS, after_sunset_s=2 * HOUR), range(row + 1))

    assert found == outlooks(rows, range(row + 1))


def test_tonight_is_told_as_the_rows_of_the_past_are() -> None:
    before = nights_between(NIGHTS[0].sunset - 5 * DAY, NIGHTS[0].sunset, **COMMUNE)
    rows = evenings(PondRecord(POND), [*before, *NIGHTS], after_sunset_s=2 * HOUR)

    [of_the_past] = outlooks(rows, [len(before) + 45])

    tonight = forecast_of(PondRecord(POND), NIGHTS[45])
    assert isinstance(of_the_past, Forecast)
    assert tonight.minimum == pytest.approx(of_the_past.minimum, abs=1e-4)
    assert tonight.possible == pytest.approx(of_the_past.possible, abs=1e-4)
    assert tonight.issued == of_the_past.issued


def test_an_evening_of_twenty_ponds_takes_less_than_a_second_and_60_mb() -> None:
    long_ago = nights(120)
    record = PondRecord(an_ordinary_pond(120, step_s=600))
    tracemalloc.start()
    forecast_of(record, long_ago[119])
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    began = time.process_time()
    for _ in range(20):
        forecast_of(record, long_ago[119])

    assert time.process_time() - began < 1.0
    assert most < 60e6
