"""When oxygen calls for an alarm; the limits are 3, 2 and 1 mg/L."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import NIGHT, a_reading, an_alert, an_entry, limits
from hypothesis import given
from hypothesis import strategies as st

from gateway.alerts.rules.oxygen import Watch, acknowledged, oxygen_changes
from gateway.domain.alerts import Alert, Change, Level
from gateway.domain.entries import AlarmAcknowledged
from gateway.domain.readings import Flag, Reading, TimeKnown


def a_watch(alert: Alert | None = None, *, is_night: bool = True) -> Watch:
    return Watch("estanque-1", limits(), alert, is_night=is_night)


def minutes(*values: float, start: int = NIGHT + 60, **others: object) -> list[Reading]:
    """Return one reading a minute."""
    return [a_reading(value, at=start + 60 * turn, **others) for turn, value in enumerate(values)]  # type: ignore[arg-type]


def changes(
    *values: float, alert: Alert | None = None, is_night: bool = True, **others: object
) -> list[Change]:
    return oxygen_changes(minutes(*values, **others), a_watch(alert, is_night=is_night), now=NIGHT + 3600)


def test_without_readings_nothing_changes() -> None:
    assert changes() == []
    assert changes(alert=an_alert(), is_night=False) == []


def test_one_low_reading_is_not_yet_an_alert() -> None:
    assert changes(6.0, 6.0, 2.9) == []
    assert changes(1.5) == []


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ((2.9, 2.8), Level.WARN),
        ((2.9, 3.5, 2.8), Level.WARN),
        ((2.5, 1.9), Level.WARN),
        ((1.9, 1.8), Level.CRITICAL),
        ((1.9, 2.5, 1.8), Level.CRITICAL),
    ],
)
def test_two_of_the_last_three_readings_open_the_level_they_agree_on(
    values: tuple[float, ...], level: Level
) -> None:
    (change,) = changes(6.0, *values)

    assert (change.what, change.alert.level) == ("opened", level)
    assert change.alert.value == values[-1]


def test_two_low_readings_with_two_good_ones_between_do_not_agree() -> None:
    assert changes(2.9, 3.5, 3.6, 2.8) == []


def test_one_reading_under_the_emergency_limit_is_enough() -> None:
    (change,) = changes(6.0, 0.9)

    assert (change.what, change.alert.level) == ("opened", Level.EMERGENCY)


def test_at_the_limit_a_pond_is_not_under_it() -> None:
    assert changes(3.0, 3.0, 3.0) == []
    assert changes(6.0, 1.0) == []


@pytest.mark.parametrize("flag", [Flag.SUSPECT, Flag.NOT_EVALUATED])
def test_a_suspect_reading_counts_like_a_good_one(flag: Flag) -> None:
    assert changes(1.9, 1.8, flag=flag) == changes(1.9, 1.8)
    assert changes(0.5, flag=flag) == changes(0.5)


@pytest.mark.parametrize("flag", [Flag.FAIL, Flag.MISSING])
def test_a_failed_reading_never_opens_an_oxygen_alarm(flag: Flag) -> None:
    assert changes(0.1, 0.1, 0.1, flag=flag) == []


def test_a_failed_reading_between_two_low_ones_is_as_if_it_were_not_there() -> None:
    readings = [*minutes(1.9, 1.8), a_reading(9.9, at=NIGHT + 90, flag=Flag.FAIL)]

    (change,) = oxygen_changes(readings, a_watch(), now=NIGHT + 3600)

    assert change.alert.level is Level.CRITICAL


def test_a_reading_repeated_does_not_count_twice() -> None:
    reading = a_reading(1.9)

    assert oxygen_changes([reading, reading], a_watch(), now=NIGHT) == []


def test_an_alert_is_raised_by_its_first_worse_readings() -> None:
    (change,) = changes(1.9, 1.8, alert=an_alert(Level.WARN))

    assert (change.what, change.alert.level, change.alert.value) == ("raised", Level.CRITICAL, 1.8)


def test_a_raised_alert_keeps_its_name_and_its_beginning() -> None:
    before = an_alert(Level.WARN)

    (change,) = changes(0.5, alert=before)

    assert (change.alert.uid, change.alert.opened) == (before.uid, before.opened)


def test_raising_an_acknowledged_alert_asks_again() -> None:
    (change,) = changes(0.5, alert=an_alert(Level.CRITICAL, acknowledged=NIGHT))

    assert change.alert.acknowledged is None


def test_an_alert_that_stays_at_its_level_says_nothing_new() -> None:
    assert changes(1.9, 1.8, 2.5, 2.6, alert=an_alert(Level.CRITICAL)) == []


def test_three_readings_well_above_the_limit_clear_the_alert_by_day() -> None:
    (change,) = changes(1.0, 3.8, 3.9, 4.0, alert=an_alert(), is_night=False)

    assert change.what == "cleared"
    assert change.alert.cleared == NIGHT + 60 * 4
    assert not change.alert.is_over


def test_an_acknowledged_alert_that_is_cleared_is_over() -> None:
    (change,) = changes(3.8, 3.9, 4.0, alert=an_alert(acknowledged=NIGHT), is_night=False)

    assert change.alert.is_over


@pytest.mark.parametrize("values", [(3.8, 3.9), (3.8, 3.7, 3.9), (1.9, 3.8, 3.9), (2.8, 2.9, 3.0)])
def test_less_than_three_readings_well_above_do_not_clear(values: tuple[float, ...]) -> None:
    assert "cleared" not in {one.what for one in changes(*values, alert=an_alert(), is_night=False)}


def test_an_emergency_that_has_become_a_caution_is_not_over() -> None:
    (change,) = changes(2.5, 2.6, 2.7, alert=an_alert(Level.EMERGENCY), is_night=False)

    assert (change.what, change.alert.danger) == ("eased", Level.CRITICAL)


def test_by_night_nothing_is_cleared() -> None:
    (change,) = changes(5.0, 5.0, 5.0, alert=an_alert(), is_night=True)

    assert change.what == "eased"


@pytest.mark.parametrize("known", [TimeKnown.ESTIMATED, TimeKnown.UNRESOLVED])
def test_a_time_that_is_not_known_never_clears_but_opens(known: TimeKnown) -> None:
    assert changes(5.0, 5.0, 5.0, alert=an_alert(), is_night=False, known=known) == []
    assert changes(1.9, 1.8, known=known) != []


def test_failed_readings_never_clear() -> None:
    assert changes(5.0, 5.0, 5.0, alert=an_alert(), is_night=False, flag=Flag.FAIL) == []


def test_readings_from_before_the_alert_do_not_clear_it() -> None:
    assert changes(5.0, 5.0, 5.0, alert=an_alert(), is_night=False, start=NIGHT - 120) == []


def test_what_was_low_before_the_pond_was_calm_again_opens_no_second_alert() -> None:
    assert changes(1.9, 1.8, 3.8, 3.9, 4.0, 4.0, is_night=False) == []


def test_the_first_low_reading_after_a_calm_pond_counts_at_once() -> None:
    (change,) = changes(3.8, 3.9, 4.0, 0.9, is_night=False)

    assert change.what == "opened"


def test_a_time_that_was_resolved_clears_like_one_that_was_known_at_once() -> None:
    assert changes(5.0, 5.0, 5.0, alert=an_alert(), is_night=False, known=TimeKnown.RESOLVED) != []


def test_a_cleared_alert_that_nobody_acknowledged_does_not_swallow_the_next_one() -> None:
    (change,) = changes(1.9, 1.8, alert=an_alert(cleared=NIGHT))

    assert change.what == "opened"
    assert change.alert.uid != an_alert().uid


def test_the_same_readings_give_the_same_alert() -> None:
    assert changes(2.9, 2.8)[0].alert == changes(2.9, 2.8)[0].alert
    assert changes(2.9, 2.8)[0].alert.uid == f"oxygen-estanque-1-{NIGHT + 120}"


def test_an_acknowledgement_stands_in_the_alert_and_does_not_end_it() -> None:
    entry = an_entry(AlarmAcknowledged("alerta-1"), happened=NIGHT + 7)

    change = acknowledged(an_alert(), entry)

    assert change.what == "acknowledged"
    assert (change.alert.acknowledged, change.alert.is_over) == (NIGHT + 7, False)


OXYGEN_VALUES = st.lists(st.floats(-0.1, 12.0), max_size=12)
SHUFFLES = st.randoms(use_true_random=False)


def judged_one_by_one(readings: Sequence[Reading]) -> Alert | None:
    """Return the alert when each reading comes in a commit of its own."""
    alert: Alert | None = None
    for end in range(1, len(readings) + 1):
        for change in oxygen_changes(readings[:end], a_watch(alert), now=NIGHT):
            alert = change.alert
    return alert


@given(OXYGEN_VALUES, SHUFFLES)
def test_the_order_of_batches_within_a_commit_does_not_matter(values: list[float], chance: object) -> None:
    readings = minutes(*values)
    shuffled = list(readings) + readings[:3]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert oxygen_changes(shuffled, a_watch(), now=NIGHT) == oxygen_changes(readings, a_watch(), now=NIGHT)


@given(st.lists(st.floats(-0.1, 3.7), max_size=12))
def test_many_commits_or_one_give_the_same_alert(values: list[float]) -> None:
    together = oxygen_changes(minutes(*values), a_watch(), now=NIGHT)

    alert = judged_one_by_one(minutes(*values))
    assert _named(alert) == _named(together[0].alert if together else None)


def _named(alert: Alert | None) -> tuple[str, int, Level] | None:
    """Return what an alert is; how it follows the water within itself is another matter."""
    return None if alert is None else (alert.uid, alert.opened, alert.level)


@given(OXYGEN_VALUES, st.lists(st.sampled_from([Flag.GOOD, Flag.SUSPECT]), min_size=12, max_size=12))
def test_a_suspect_flag_never_mutes(values: list[float], flags: list[Flag]) -> None:
    good = minutes(*values)
    doubtful = [replace(one, flag=flag) for one, flag in zip(good, flags, strict=False)]

    for is_night in (True, False):
        watch = a_watch(an_alert(Level.WARN), is_night=is_night)
        assert oxygen_changes(doubtful, watch, now=NIGHT) == oxygen_changes(good, watch, now=NIGHT)


@given(OXYGEN_VALUES, st.sampled_from(Level), st.booleans())
def test_an_open_alert_never_falls_and_never_ends_while_the_pond_is_low(
    values: list[float], level: Level, is_night: bool
) -> None:
    found = changes(*values, alert=an_alert(level), is_night=is_night)

    assert all(change.alert.level >= level for change in found)
    if any(change.what == "cleared" for change in found):
        assert not is_night
        assert min(values[-3:]) > 3.7


@given(OXYGEN_VALUES)
def test_a_pond_that_is_low_now_has_an_alert_of_that_level(values: list[float]) -> None:
    low = [*values, 1.5, 1.4]

    (change,) = changes(*low)

    assert change.alert.level >= Level.CRITICAL
