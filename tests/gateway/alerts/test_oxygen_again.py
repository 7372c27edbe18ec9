"""How an alert follows the water: better, and bad again; the limits are 3, 2 and 1 mg/L, the margin 0.7."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable
from dataclasses import replace

import pytest
from builders import NIGHT, a_reading, an_alert, an_entry, limits
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.alerts.rules.oxygen import Watch, covers, oxygen_changes
from gateway.domain.alerts import Alert, Change, Level
from gateway.domain.entries import AlarmAcknowledged
from gateway.domain.readings import Flag, Reading, TimeKnown

WENT = NIGHT + 30


def minutes(*values: float, start: int = NIGHT + 60, flag: Flag = Flag.GOOD) -> list[Reading]:
    return [a_reading(value, at=start + 60 * turn, flag=flag) for turn, value in enumerate(values)]


def judged(readings: Iterable[Reading], alert: Alert | None, *, is_night: bool = True) -> list[Change]:
    """Return every change when each reading comes by itself and twelve are kept in mind."""
    recent: deque[Reading] = deque(maxlen=12)
    found: list[Change] = []
    for one in readings:
        recent.append(one)
        watch = Watch("estanque-1", limits(), alert, is_night=is_night)
        for change in oxygen_changes(recent, watch, now=one.at):
            alert = change.alert
            found.append(change)
    return found


def whats(*values: float, alert: Alert | None = None, is_night: bool = True) -> list[str]:
    alert = an_alert(acknowledged=WENT) if alert is None else alert
    return [one.what for one in judged(minutes(*values), alert, is_night=is_night)]


def test_three_readings_well_above_every_limit_are_a_recovery_that_is_watched() -> None:
    [change] = judged(minutes(3.8, 3.9, 4.0), an_alert())

    assert (change.what, change.alert.danger, change.alert.is_recovering) == ("eased", None, True)
    assert change.alert.level is Level.CRITICAL


@pytest.mark.parametrize("values", [(3.8, 3.9), (2.1, 2.6, 2.7), (2.8, 2.6, 2.9)])
def test_less_is_no_recovery(values: tuple[float, ...]) -> None:
    assert whats(*values) == []


def test_an_alert_that_was_just_opened_is_in_danger() -> None:
    assert (an_alert().danger, an_alert().is_recovering) == (Level.CRITICAL, False)


def test_the_danger_goes_down_step_by_step_and_the_level_stays() -> None:
    found = judged(minutes(1.8, 1.9, 2.0, 2.8, 2.9, 3.0, 3.8, 3.9, 4.0), an_alert(Level.EMERGENCY))

    assert [one.alert.danger for one in found] == [Level.CRITICAL, Level.WARN, None]
    assert {one.alert.level for one in found} == {Level.EMERGENCY}


def test_a_pond_that_had_recovered_and_falls_again_calls_again() -> None:
    readings = minutes(3.8, 3.9, 4.0, 1.9, 1.8)

    *_, change = judged(readings, an_alert(acknowledged=WENT))

    assert (change.what, change.alert.acknowledged) == ("again", None)
    assert (change.alert.value, change.alert.again) == (1.8, readings[-1].at)
    assert (change.alert.danger, change.alert.opened) == (Level.CRITICAL, NIGHT)


def test_it_calls_again_each_time_that_it_had_recovered() -> None:
    assert whats(*(3.8, 3.9, 4.0, 1.9, 1.8) * 2) == ["eased", "again", "eased", "again"]


def test_a_pond_that_was_only_out_of_danger_and_falls_again_calls_again() -> None:
    assert whats(2.8, 2.9, 3.0, 1.9, 1.8) == ["eased", "again"]


def test_one_reading_under_the_emergency_limit_calls_again_at_once() -> None:
    alert = an_alert(Level.EMERGENCY, acknowledged=WENT)

    assert whats(1.8, 1.9, 2.0, 0.9, alert=alert) == ["eased", "again"]


def test_worse_than_ever_is_raised_and_no_recovery_is_left() -> None:
    *_, change = judged(minutes(3.8, 3.9, 4.0, 0.9), an_alert(acknowledged=WENT))

    assert (change.what, change.alert.danger, change.alert.again) == ("raised", Level.EMERGENCY, None)


def test_a_caution_in_the_wake_of_a_danger_calls_nobody() -> None:
    found = judged(minutes(3.8, 3.9, 4.0, 2.9, 2.8), an_alert(acknowledged=WENT))

    assert [one.what for one in found] == ["eased", "slipped"]
    assert (found[-1].alert.danger, found[-1].alert.acknowledged) == (Level.WARN, WENT)


def test_a_caution_that_was_never_worse_calls_again() -> None:
    alert = an_alert(Level.WARN, acknowledged=WENT)

    assert whats(3.8, 3.9, 4.0, 2.9, 2.8, alert=alert) == ["eased", "again"]


def test_what_was_low_before_the_recovery_does_not_call_again() -> None:
    assert whats(1.9, 1.8, 1.9, 3.8, 3.9, 4.0, 4.1, 4.0) == ["eased"]


def test_a_recovery_is_known_after_it_has_left_the_mind_of_the_judge() -> None:
    hovering = (3.4, 3.5) * 10

    assert whats(3.8, 3.9, 4.0, *hovering, 1.9, 1.8) == ["eased", "again"]


@pytest.mark.parametrize("flag", [Flag.FAIL, Flag.MISSING])
def test_failed_readings_are_no_recovery_and_no_fall(flag: Flag) -> None:
    assert judged(minutes(4.0, 4.0, 4.0, flag=flag), an_alert()) == []
    assert judged(minutes(0.1, 0.1, 0.1, flag=flag), replace(an_alert(), eased=2)) == []


def test_a_time_that_is_not_known_is_no_recovery_but_falls() -> None:
    high = [replace(one, known=TimeKnown.ESTIMATED) for one in minutes(4.0, 4.0, 4.0)]
    low = [replace(one, known=TimeKnown.ESTIMATED) for one in minutes(1.0, 1.1)]

    assert judged(high, an_alert()) == []
    assert [one.what for one in judged(low, replace(an_alert(), eased=2))] == ["again"]


def test_an_alert_that_is_over_is_no_recovery() -> None:
    assert not an_alert(cleared=NIGHT).is_recovering
    assert an_alert(cleared=NIGHT).danger is None


def test_who_went_before_it_fell_again_is_not_on_the_way() -> None:
    alert = replace(an_alert(), again=NIGHT + 600)
    before = an_entry(AlarmAcknowledged(alert.uid), happened=NIGHT + 600)
    after = an_entry(AlarmAcknowledged(alert.uid), happened=NIGHT + 601)

    assert not covers(before, alert)
    assert covers(after, alert)


def test_what_calls_again_and_becomes_worse_still_calls_once_more() -> None:
    falls_in_two_steps = (3.8, 3.9, 4.0, 1.9, 1.8, 0.9)

    found = judged(minutes(*falls_in_two_steps), an_alert(Level.EMERGENCY, acknowledged=WENT))

    assert [one.what for one in found] == ["eased", "again", "again"]
    assert [one.alert.danger for one in found] == [None, Level.CRITICAL, Level.EMERGENCY]


@given(st.lists(st.floats(0.0, 6.0), max_size=40), st.sampled_from(Level))
def test_it_calls_again_for_the_same_danger_only_after_it_was_better(
    values: list[float], level: Level
) -> None:
    called, lowest_since = int(level), int(level)
    for change in judged(minutes(*values), an_alert(level)):
        danger = int(change.alert.danger or 0)
        if change.what == "again":
            assert lowest_since < called or danger > called
        if change.what in ("again", "raised"):
            called, lowest_since = danger, danger
        lowest_since = min(lowest_since, danger)


@given(st.lists(st.floats(0.0, 6.0), max_size=30), st.sampled_from(Level))
def test_judged_again_nothing_changes(values: list[float], level: Level) -> None:
    readings = minutes(*values)
    alert = an_alert(level)
    for change in judged(readings, alert):
        alert = change.alert
    watch = Watch("estanque-1", limits(), alert, is_night=True)

    assert oxygen_changes(readings[-12:], watch, now=NIGHT) == []


@settings(deadline=None, max_examples=18)
@given(st.sampled_from([1.0, 1.7, 2.0, 2.7, 3.0, 3.7]), st.integers(0, 2**32))
def test_noise_around_a_limit_does_not_flap(limit: float, seed: int) -> None:
    """A probe with ten times the noise of ours stands at a limit for a night of twelve hours."""
    chance = random.Random(seed)
    night = minutes(*(limit + chance.uniform(-0.3, 0.3) for _ in range(720)))

    found = judged(night, None)

    assert len(found) <= 3
    assert "again" not in {one.what for one in found}


@pytest.mark.parametrize("seed", range(30))
def test_a_night_that_falls_and_rises_has_few_changes(seed: int) -> None:
    """Thirty nights: down to 0.5 to 3 mg/L at sunrise and up again, with a noise of 0.15 mg/L."""
    chance = random.Random(seed)
    low = chance.uniform(0.5, 3.0)
    slope = [low + abs(minute - 600) / 600 * (6.0 - low) for minute in range(900)]
    night = minutes(*(max(0.0, one + chance.gauss(0, 0.15)) for one in slope))

    found = judged(night, None)

    assert len(found) <= 8
    assert sum(one.what == "again" for one in found) == 0
