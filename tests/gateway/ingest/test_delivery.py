"""Exactly once, whoever dies: the rule, then the rule in a world where everybody may die."""

from __future__ import annotations

from delivery_model import World
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain.topics import ReadingsTopic
from gateway.ingest.delivery import Step, step


def a_batch(oldest: int, first: int, last: int) -> ReadingsTopic:
    return ReadingsTopic("pond-1", "0000abcd", oldest, first, last)


def test_the_next_batch_is_taken_and_moves_the_cursor() -> None:
    assert step(9, a_batch(0, 10, 14)) == Step(14, 9, 0, again=False)


def test_a_batch_behind_the_cursor_is_acknowledged_again_and_not_taken() -> None:
    assert step(14, a_batch(0, 10, 14)) == Step(14, None, 0, again=False)


def test_a_batch_that_overlaps_the_cursor_gives_only_what_is_above() -> None:
    assert step(12, a_batch(0, 10, 14)) == Step(14, 12, 0, again=False)


def test_a_batch_beyond_the_cursor_is_not_taken_and_asked_for_again() -> None:
    assert step(9, a_batch(0, 15, 20)) == Step(9, None, 0, again=True)


def test_numbers_below_the_oldest_were_dropped_by_the_node_and_are_counted() -> None:
    assert step(9, a_batch(13, 13, 14)) == Step(14, 12, 3, again=False)


def test_a_fresh_database_starts_from_the_oldest_and_counts_nothing_dropped() -> None:
    assert step(None, a_batch(40, 40, 44)) == Step(44, 39, 0, again=False)


def test_a_fresh_database_that_hears_a_later_batch_first_asks_for_the_oldest() -> None:
    assert step(None, a_batch(40, 50, 54)) == Step(39, None, 0, again=True)


OFTEN = ("puts", "send", "deliver", "commit")
SELDOM = (
    "connect",
    "full",
    "wait",
    "node_dies",
    "gateway_dies",
    "fresh_gateway",
    "broker_dies",
    "broker_dies",
)
EVENTS = st.tuples(st.sampled_from([*OFTEN, *OFTEN, *SELDOM]), st.integers(1, 9))


@settings(max_examples=1200, deadline=None)
@given(st.lists(EVENTS, min_size=8, max_size=60))
def test_whoever_dies_each_record_is_stored_once_and_a_quiet_hour_drains_all(
    events: list[tuple[str, int]],
) -> None:
    world = World()
    for what, how_much in events:
        world.happen(what, how_much)
    before = world.node.messages

    for seconds in [*[1] * 5, *[60] * 80]:
        world.turn(seconds=seconds)

    stored = world.station.stored
    assert len(set(stored)) == len(stored)
    assert set(world.put) <= set(stored) | set(world.kept_before)
    assert world.node.flash == []
    assert world.node.messages - before <= 8 * (len(world.put) + 1)


def test_a_broker_that_dies_with_a_full_window_does_not_stop_the_node_for_ever() -> None:
    world = World()
    world.happen("puts", 12)
    world.turn(seconds=1)
    world.happen("puts", 12)
    world.happen("send", 1)
    world.station.broker_dies()

    for _ in range(10):
        world.turn(seconds=60)

    assert world.node.flash == []


def test_answering_many_repeats_does_not_explode() -> None:
    world = World()
    world.happen("puts", 9)
    world.turn(seconds=1)
    for _ in range(50):
        world.node.hear(world.node.queue, world.node.acked, again=True)
        world.station.broker += world.node.send()

    assert world.node.messages < 20
