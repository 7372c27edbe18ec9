"""When fish that gasp call for an alarm, and when it is over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import NIGHT
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.alerts.rules.gasping import QUIET_S, Report, Water, gasping_changes
from gateway.domain.alerts import Alert, Change, Level

HOUR_S = 3600


def judged(
    reports: list[Report],
    alert: Alert | None = None,
    *,
    now: int = NIGHT,
    is_night: bool = True,
    has_oxygen: bool = False,
) -> list[Change]:
    water = Water(is_night=is_night, has_oxygen=has_oxygen)
    return gasping_changes("estanque-1", reports, alert, now=now, water=water)


def an_alarm(*, acknowledged: int | None = None) -> Alert:
    [opened] = judged([Report(7, NIGHT)])
    return replace(opened.alert, acknowledged=acknowledged)


def test_one_report_is_an_emergency_at_once() -> None:
    [change] = judged([Report(7, NIGHT - 60)])

    assert change.what == "opened"
    assert change.alert == Alert(
        "gasping-estanque-1-7", "estanque-1", "gasping", Level.EMERGENCY, NIGHT - 60, 0.0
    )


def test_a_second_report_is_not_a_second_alarm() -> None:
    assert judged([Report(7, NIGHT), Report(8, NIGHT + 300)], an_alarm(), now=NIGHT + 300) == []


@pytest.mark.parametrize("ago", [901, HOUR_S, 86_400])
def test_what_was_seen_long_ago_rings_nobody(ago: int) -> None:
    assert judged([Report(7, NIGHT - ago)]) == []


def test_what_was_seen_a_quarter_of_an_hour_ago_is_of_now() -> None:
    assert [change.what for change in judged([Report(7, NIGHT - 900)])] == ["opened"]


def test_what_was_told_at_once_rings_when_the_gateway_comes_back_an_hour_later() -> None:
    waiting = Report(7, NIGHT - HOUR_S, told=NIGHT - HOUR_S + 5)

    assert [change.what for change in judged([waiting])] == ["opened"]


def test_what_waited_in_a_telephone_rings_nobody() -> None:
    assert judged([Report(7, NIGHT - HOUR_S, told=NIGHT - 5)]) == []


def test_what_waited_for_the_gateway_for_two_hours_rings_nobody() -> None:
    assert judged([Report(7, NIGHT - QUIET_S, told=NIGHT - QUIET_S)]) == []


def test_it_is_over_by_day_two_hours_after_the_last_report_when_somebody_has_gone() -> None:
    alarm, reports = an_alarm(acknowledged=NIGHT + 60), [Report(7, NIGHT), Report(8, NIGHT + HOUR_S)]
    end = NIGHT + HOUR_S + QUIET_S

    assert judged(reports, alarm, now=end - 1, is_night=False) == []
    [change] = judged(reports, alarm, now=end, is_night=False)

    assert (change.what, change.alert.cleared) == ("cleared", end)


def test_it_is_not_over_while_nobody_has_gone() -> None:
    assert judged([Report(7, NIGHT)], an_alarm(), now=NIGHT + 9 * HOUR_S, is_night=False) == []


def test_it_is_not_over_at_night() -> None:
    assert judged([Report(7, NIGHT)], an_alarm(acknowledged=NIGHT), now=NIGHT + 9 * HOUR_S) == []


def test_a_report_that_is_taken_back_ends_it_also_at_night() -> None:
    [change] = judged([], an_alarm(), now=NIGHT + 60)

    assert (change.what, change.alert.cleared) == ("cleared", NIGHT + 60)


@pytest.mark.parametrize("seen", [NIGHT - 600, NIGHT, NIGHT + 600])
def test_it_stands_while_another_report_of_it_does(seen: int) -> None:
    assert judged([Report(8, seen)], an_alarm(), now=NIGHT + 700) == []


SEEN, OVER = Report(7, NIGHT), Report(8, NIGHT + 600, is_over=True)


@pytest.mark.parametrize(("is_night", "has_oxygen"), [(False, False), (True, True)])
def test_it_is_over_when_they_gasp_no_more_by_day_or_with_oxygen(is_night: bool, has_oxygen: bool) -> None:
    [change] = judged([SEEN, OVER], an_alarm(), now=NIGHT + 600, is_night=is_night, has_oxygen=has_oxygen)

    assert (change.what, change.alert.cleared) == ("cleared", NIGHT + 600)


def test_by_night_without_oxygen_it_stands_although_they_gasp_no_more() -> None:
    assert judged([SEEN, OVER], an_alarm(), now=NIGHT + 600) == []


def test_oxygen_alone_does_not_end_it() -> None:
    assert judged([SEEN], an_alarm(), now=NIGHT + 600, has_oxygen=True) == []


def test_whoever_sees_them_gasp_after_that_is_heard() -> None:
    later = Report(9, NIGHT + 700)

    assert judged([SEEN, OVER, later], an_alarm(), now=NIGHT + 700, has_oxygen=True) == []
    assert [one.what for one in judged([SEEN, OVER, later], now=NIGHT + 700)] == ["opened"]


def test_what_was_seen_before_they_stopped_opens_nothing() -> None:
    assert judged([SEEN, OVER], now=NIGHT + 600) == []


@settings(deadline=None)
@given(
    st.lists(
        st.builds(Report, st.integers(1, 50), st.integers(NIGHT - 2000, NIGHT + 2000), st.booleans()),
        max_size=6,
    ),
    st.integers(NIGHT, NIGHT + 2000),
    st.randoms(),
)
def test_the_order_of_the_reports_does_not_matter_and_judging_again_changes_nothing(
    reports: list[Report], now: int, chance: object
) -> None:
    reports = list({one.number: one for one in reports}.values())
    shuffled = list(reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    changes = judged(reports, now=now)

    assert judged(shuffled, now=now) == changes
    assert not changes or judged(reports, changes[0].alert, now=now) == []
