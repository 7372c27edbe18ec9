"""What a step of the mirror deletes: the spans of a node that touch each other in one request."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gateway.store.influx.points import stretches
from gateway.store.sqlite.blocks import HOUR, Span

spans = st.builds(lambda node, hour, hours: (node, Span(hour * HOUR, hours * HOUR)),
                  st.sampled_from(["a", "b"]), st.integers(0, 20), st.sampled_from([1, 3]))  # fmt: skip


def hours_of(node: str, start: int, end: int) -> set[tuple[str, int]]:
    return {(node, hour) for hour in range(start, end, HOUR)}


@given(st.lists(spans, max_size=12))
def test_stretches_are_the_spans_and_nothing_else_each_hour_once(some: list[tuple[str, Span]]) -> None:
    found = [hours_of(*one) for one in stretches(some)]

    wanted = set().union(*(hours_of(node, span.start, span.end) for node, span in some))
    assert set().union(*found) == wanted
    assert sum(map(len, found)) == len(wanted)


def test_days_that_follow_each_other_are_one_stretch_whatever_their_order() -> None:
    some = [("a", Span(2 * HOUR, HOUR)), ("a", Span(HOUR, HOUR)), ("a", Span(4 * HOUR, HOUR))]

    assert list(stretches(some)) == [("a", HOUR, 3 * HOUR), ("a", 4 * HOUR, 5 * HOUR)]
