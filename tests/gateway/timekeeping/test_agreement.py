"""What time it is by the nodes that lived on; a mad or forged one moves nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gateway.timekeeping.agreement import (
    ALONE_FOR_S,
    ALONE_MOST_S,
    ALONE_TIMES,
    FRESH_S,
    Claim,
    Expected,
    agreed,
    claim,
    said_again,
)

NOON = 1_780_000_000
PASSED = 1_000.0
THREE = Expected(frozenset({"a", "b", "c"}), NOON - 3600)
ONE = Expected(frozenset({"a"}), NOON - 3600)


def a_claim(off: float = 0.0, *, age: int = 3600, passed: float = PASSED, times: int = 1) -> Claim:
    """Return what a node says that is off by so much [s]."""
    found = claim(utc=round(NOON + off) - age, age_s=age, passed_s=passed)
    assert found is not None
    return Claim(found.zero, found.spread_s, passed, passed - 60.0 * (times - 1), times)


def test_two_nodes_that_say_the_same_say_what_time_it_is() -> None:
    found = agreed({"a": a_claim(), "b": a_claim(2)}, THREE, passed_s=PASSED)

    assert found is not None
    assert abs(found - NOON) <= 2


def test_one_of_several_nodes_says_nothing_alone() -> None:
    assert agreed({"a": a_claim(times=99)}, THREE, passed_s=PASSED) is None


def test_two_nodes_that_differ_say_nothing() -> None:
    assert agreed({"a": a_claim(), "b": a_claim(3600)}, THREE, passed_s=PASSED) is None


def test_a_mad_node_is_outvoted_by_two() -> None:
    claims = {"a": a_claim(), "b": a_claim(1), "mad": a_claim(10 * 365 * 86_400)}

    found = agreed(claims, THREE, passed_s=PASSED)

    assert found is not None
    assert abs(found - NOON) <= 2


def test_two_against_two_say_nothing() -> None:
    claims = {"a": a_claim(), "b": a_claim(), "c": a_claim(7200), "d": a_claim(7200)}

    assert agreed(claims, THREE, passed_s=PASSED) is None


def test_the_only_node_of_a_commune_is_believed_once_it_has_said_the_same_for_minutes() -> None:
    assert agreed({"a": a_claim(times=2)}, ONE, passed_s=PASSED) is None

    found = agreed({"a": a_claim(times=ALONE_TIMES)}, ONE, passed_s=PASSED)

    assert found == NOON


def test_the_only_node_is_not_believed_before_the_station_last_lived_or_long_after() -> None:
    lived = Expected(frozenset({"a"}), NOON + 600)
    died = Expected(frozenset({"a"}), NOON - ALONE_MOST_S - 60)

    assert agreed({"a": a_claim(times=9)}, lived, passed_s=PASSED) is None
    assert agreed({"a": a_claim(times=9)}, died, passed_s=PASSED) is None


def test_a_node_that_changes_what_it_says_begins_anew() -> None:
    before = a_claim(passed=0.0, times=5)
    after = a_claim(3600, passed=float(ALONE_FOR_S))

    assert said_again(before, after).times == 1
    assert said_again(before, a_claim(60, passed=60.0)).times == 6


def test_a_node_that_has_not_asked_for_long_does_not_count() -> None:
    claims = {"a": a_claim(), "b": a_claim(-FRESH_S - 1, passed=PASSED - FRESH_S - 1)}

    assert agreed(claims, THREE, passed_s=PASSED) is None


def test_nodes_that_remember_a_year_before_this_software_are_not_believed() -> None:
    claims = {"a": a_claim(-NOON + 100_000), "b": a_claim(-NOON + 100_000)}

    assert agreed(claims, THREE, passed_s=PASSED) is None


def test_an_uptime_that_went_back_says_nothing() -> None:
    assert claim(utc=NOON, age_s=-1, passed_s=PASSED) is None


@given(
    honest=st.lists(st.floats(-2, 2), min_size=2, max_size=6),
    ages=st.integers(0, 30 * 86_400),
    forged=st.floats(-1e8, 1e8),
)
def test_one_forged_node_never_moves_the_hour_by_more_than_clocks_drift(
    honest: list[float], ages: int, forged: float
) -> None:
    claims = {f"n{number}": a_claim(off, age=ages) for number, off in enumerate(honest)}
    claims["forged"] = a_claim(forged, age=0)

    found = agreed(claims, THREE, passed_s=PASSED)

    assert found is None or abs(found - NOON) <= 2 * (a_claim(age=ages).spread_s + 5) + 4
