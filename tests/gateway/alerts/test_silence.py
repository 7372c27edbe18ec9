"""When nothing is heard: of one node, of all, of the station itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import NIGHT
from hypothesis import given
from hypothesis import strategies as st

from gateway.alerts.facts import NodeSeen
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.alerts.rules.silence import ALL, GRACE_S, silence, was_away
from gateway.app.facts import NodeFacts
from gateway.domain.alerts import Kind, Level
from gateway.domain.message import Status

LONG_AGO = NIGHT - 86_400
MINUTE_S = 60


def heard(node: str, ago: int, **others: object) -> NodeSeen:
    return NodeSeen(node, node.replace("pond", "estanque"), NIGHT - ago, **others)  # type: ignore[arg-type]


def silent(*nodes: NodeSeen, is_night: bool = True, since: int = LONG_AGO) -> list[str]:
    """Return the subjects that are called silent."""
    return [one.subject for one in said(*nodes, is_night=is_night, since=since) if isinstance(one, Finding)]


def said(*nodes: NodeSeen, is_night: bool = True, since: int = LONG_AGO) -> list[Verdict]:
    return silence(nodes, is_night=is_night, heard_since=since, now=NIGHT)


WELL = heard("pond-9", 30)


@pytest.mark.parametrize(
    ("ago", "is_night", "expected"),
    [
        (45 * MINUTE_S, True, []),
        (45 * MINUTE_S + 1, True, ["pond-1"]),
        (180 * MINUTE_S, False, []),
        (180 * MINUTE_S + 1, False, ["pond-1"]),
    ],
)
def test_a_silent_node_is_called_sooner_by_night(ago: int, is_night: bool, expected: list[str]) -> None:
    assert silent(heard("pond-1", ago), WELL, is_night=is_night) == expected


def test_a_node_last_heard_before_the_clock_was_put_back_is_not_well_until_the_clock_is_there_again() -> None:
    before_the_leap = heard("pond-1", -6 * 3600)

    assert silent(before_the_leap, WELL, since=NIGHT - 46 * MINUTE_S) == ["pond-1"]
    assert silent(before_the_leap, WELL, since=NIGHT - 44 * MINUTE_S) == []


def test_the_alert_says_where_and_since_when() -> None:
    [verdict, _] = said(heard("pond-1", 3000), WELL)

    assert verdict == Finding(Kind.SILENT_NODE, "estanque-1", Level.WARN, NIGHT - 3000, subject="pond-1")


def test_a_node_that_the_broker_lost_is_called_sooner() -> None:
    lost = heard("pond-1", 20 * MINUTE_S, lost=NIGHT - 16 * MINUTE_S)

    assert silent(lost, WELL) == ["pond-1"]
    assert silent(replace(lost, lost=NIGHT - 14 * MINUTE_S), WELL) == []
    assert silent(lost, WELL, is_night=False) == []


def test_a_node_that_sleeps_has_a_patience_of_its_own() -> None:
    sleeping = heard("soil-1", 7 * 3600, sleeps=True)

    assert silent(sleeping, WELL, is_night=False) == []
    assert silent(replace(sleeping, heard=NIGHT - 9 * 3600), WELL, is_night=False) == ["soil-1"]


def test_a_node_that_is_visited_each_week_is_not_called_silent_between_two_visits() -> None:
    told = Status("sleeping", speaks_every_s=10 * 86_400)
    visited = heard("soil-1", 8 * 86_400, sleeps=True, is_at_field=True, patience_s=told.may_be_silent_s)

    assert silent(visited, WELL, is_night=False) == []
    assert silent(replace(visited, heard=NIGHT - 11 * 86_400), WELL, is_night=False) == ["soil-1"]


@given(
    own=st.integers(0, 2**53),
    ago=st.integers(0, 40 * 86_400),
    state=st.sampled_from(["online", "sleeping", "lost"]),
)
def test_whatever_a_node_says_of_its_silence_it_has_eight_hours_at_least_and_fifteen_days_at_most(
    own: int, ago: int, state: str
) -> None:
    status = Status(state, speaks_every_s=own)  # type: ignore[arg-type]
    patience_s = status.may_be_silent_s
    found = silent(heard("soil-1", ago, sleeps=True, patience_s=patience_s), WELL, is_night=False)

    assert patience_s <= 15 * 86_400
    assert patience_s == 0 or state == "sleeping"
    if ago <= 8 * 3600:
        assert found == []
    if ago > max(8 * 3600, patience_s):
        assert found == ["soil-1"]


def test_a_node_that_never_sleeps_gets_no_patience_by_its_own_word() -> None:
    awake = heard("pond-1", 3000, patience_s=Status("online", speaks_every_s=864_000).may_be_silent_s)

    assert silent(awake, WELL) == ["pond-1"]


def test_nobody_is_woken_for_a_field() -> None:
    field = heard("soil-1", 86_400, is_at_field=True)

    assert silent(field, WELL, is_night=True) == []
    assert silent(field, WELL, is_night=False) == ["soil-1"]


def test_when_all_are_silent_it_is_one_thing_and_not_ten() -> None:
    nodes = [heard(f"pond-{n}", 2640 + 30 * n) for n in range(10)]

    assert silent(*nodes) == [ALL]


def test_what_stands_of_single_nodes_is_kept_meanwhile() -> None:
    verdicts = said(*(heard(f"pond-{n}", 3000) for n in range(3)))

    assert sum(isinstance(one, Unknown) for one in verdicts) == 3


def test_some_that_are_silent_are_called_one_by_one() -> None:
    assert silent(heard("pond-1", 3000), heard("pond-2", 3000), WELL) == ["pond-1", "pond-2"]


def test_a_station_with_one_node_calls_it_by_its_name() -> None:
    assert silent(heard("pond-1", 3000)) == ["pond-1"]


def test_nodes_that_sleep_do_not_vouch_for_the_network() -> None:
    nodes = [heard("pond-1", 3000), heard("pond-2", 3000), heard("soil-1", 5, sleeps=True)]

    assert silent(*nodes) == [ALL]


@pytest.mark.parametrize("since", [NIGHT, NIGHT - GRACE_S + 1])
def test_after_a_start_nothing_is_called_silent_for_a_while(since: int) -> None:
    verdicts = said(heard("pond-1", 86_400), WELL, since=since)

    assert all(isinstance(one, Unknown) for one in verdicts)


def test_without_nodes_nothing_is_silent() -> None:
    assert silent() == []


def away(since: int | None, *, was_night: bool = True, later_s: int = 5) -> Verdict:
    return was_away(since, NIGHT, was_night=was_night, now=NIGHT + later_s)


def test_a_station_that_was_away_in_the_night_says_so() -> None:
    assert away(NIGHT - 601) == Finding(Kind.SILENT_STATION, "", Level.WARN, NIGHT - 601, 601.0)


@pytest.mark.parametrize("since", [None, NIGHT - 600, NIGHT + 9000])
def test_a_short_absence_is_nothing(since: int | None) -> None:
    assert away(since) is None


def test_by_day_an_absence_is_nothing() -> None:
    assert away(NIGHT - 9000, was_night=False) is None


def test_it_says_so_once() -> None:
    assert away(NIGHT - 9000, later_s=GRACE_S) is None


def test_a_device_of_others_is_called_by_itself_and_says_nothing_of_the_rest() -> None:
    slow = heard("laguna-4", 46 * MINUTE_S, is_foreign=True)

    assert silent(slow, WELL) == ["laguna-4"]
    assert silent(heard("pond-1", 3000), heard("pond-2", 3000), heard("laguna-4", 5, is_foreign=True)) == [
        ALL
    ]
    assert (
        NodeFacts((slow, heard("laguna-5", 5, is_foreign=True), heard("pond-1", 60)), ()).newest == NIGHT - 60
    )
