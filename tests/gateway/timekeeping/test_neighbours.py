"""Records whose time nobody will ever know stand between those of their queue."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gateway.timekeeping.neighbours import Known, Lost, between

NOON = 1_780_000_000
HOUR_S = 3600


def minutes(boot: int, count: int, *, received: int = NOON + 9 * HOUR_S, first: int = 60) -> list[Lost]:
    return [Lost(boot, first + 60 * number, received) for number in range(count)]


def test_one_power_on_between_two_stands_in_the_middle_of_the_time_that_is_left() -> None:
    lost = minutes(2, 5)

    at = between(lost, before=Known(1, 9000, NOON), after=Known(3, 60, NOON + 2 * HOUR_S))

    first, last = at[0] - NOON, NOON + 2 * HOUR_S - at[-1]
    assert [later - one for one, later in pairwise(at)] == [60] * 4
    assert abs(first - last) <= 1


def test_what_was_measured_before_a_sync_of_the_same_power_on_stands_by_its_uptime() -> None:
    at = between(minutes(2, 3), before=Known(1, 9000, NOON), after=Known(2, 600, NOON + 2 * HOUR_S))

    assert at == [NOON + 2 * HOUR_S - 600 + uptime for uptime in (60, 120, 180)]


def test_what_follows_a_record_of_the_same_power_on_stands_by_its_uptime() -> None:
    at = between(minutes(1, 2, first=9060), before=Known(1, 9000, NOON), after=None)

    assert at[0] >= NOON
    assert at[1] - at[0] == 60


def test_the_time_that_is_left_is_shared_among_power_ons() -> None:
    lost = [*minutes(2, 2), *minutes(3, 2)]

    at = between(lost, before=Known(1, 9000, NOON), after=Known(4, 60, NOON + 3 * HOUR_S))

    off = [at[0] - NOON - 60, at[2] - at[1] - 60, NOON + 3 * HOUR_S - 60 - at[3]]
    assert max(off) - min(off) <= 1


def test_uptimes_that_ask_for_more_time_than_there_is_are_pressed_together() -> None:
    at = between(minutes(2, 10), before=Known(1, 9000, NOON), after=Known(3, 60, NOON + 60))

    assert at == sorted(at)
    assert at[0] >= NOON
    assert at[-1] <= NOON + 60


def test_without_anything_before_they_end_where_the_next_power_on_began() -> None:
    at = between(minutes(1, 3), before=None, after=Known(2, 100, NOON))

    assert at == [NOON - 220, NOON - 160, NOON - 100]


def test_without_neighbours_they_end_when_they_came() -> None:
    assert between(minutes(1, 2, received=NOON), before=None, after=None) == [NOON - 60, NOON]


def test_an_arrival_in_1970_bounds_nothing() -> None:
    at = between(minutes(2, 2, received=500), before=Known(1, 9000, NOON), after=Known(3, 60, NOON + HOUR_S))

    assert NOON < at[0] < at[1] < NOON + HOUR_S


def test_of_nothing_there_is_nothing() -> None:
    assert between([], before=None, after=None) == []


records = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 100_000), st.integers(0, 10 * 86_400)),
    min_size=1,
    max_size=30,
)
neighbour = st.none() | st.tuples(st.integers(0, 100_000), st.integers(0, 5 * 86_400))


@given(records, neighbour, neighbour)
def test_the_order_is_kept_and_nobody_stands_outside_the_neighbours_or_after_coming(
    found: list[tuple[int, int, int]], first: tuple[int, int] | None, last: tuple[int, int] | None
) -> None:
    lost = [Lost(boot, uptime, NOON + received) for boot, uptime, received in sorted(found)]
    before = None if first is None else Known(0, first[0], NOON + first[1])
    start = NOON if before is None else before.time
    after = None if last is None else Known(3, last[0], start + last[1])

    at = between(lost, before=before, after=after)

    assert len(at) == len(lost)
    assert at == sorted(at)
    if before is not None:
        assert at[0] >= before.time
    if after is not None:
        assert at[-1] <= after.time
    came = [max(one.received, start) if before is not None else one.received for one in lost]
    assert all(moment <= bound for moment, bound in zip(at, came, strict=True) if bound > start)


@given(
    st.lists(st.integers(0, 600), min_size=2, max_size=20),
    st.integers(1, 50),
    st.integers(0, 20 * 86_400),
)
def test_where_there_is_time_enough_a_power_ons_records_are_as_far_apart_as_their_uptimes(
    steps: list[int], first: int, spare: int
) -> None:
    uptimes = [first + sum(steps[:number]) for number in range(len(steps))]
    lost = [Lost(2, uptime, NOON + 100 * 86_400) for uptime in uptimes]
    after = Known(3, 60, NOON + uptimes[-1] + 60 + spare)

    at = between(lost, before=Known(1, 10, NOON), after=after)

    assert [one - at[0] for one in at] == [one - uptimes[0] for one in uptimes]
