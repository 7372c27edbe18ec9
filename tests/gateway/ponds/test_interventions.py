"""From taps on a page to the times in which a pond was helped."""

from __future__ import annotations

from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.entries import Intervened
from gateway.ponds.forecast import Intervention
from gateway.ponds.interventions import FORGOTTEN_AFTER_S, interventions

Means = Literal["aerator", "pump", "exchange", "feeding", "swimming"]
HOUR = 3600


def tap(hour: float, action: Literal["on", "off"], means: Means = "aerator") -> tuple[int, Intervened]:
    return round(hour * HOUR), Intervened("estanque-1", means, action)


def test_a_means_helps_from_on_to_off() -> None:
    assert interventions([tap(3, "on"), tap(5, "off")]) == [Intervention(3 * HOUR, 5 * HOUR)]


def test_on_said_twice_is_one_help() -> None:
    found = interventions([tap(3, "on"), tap(4, "on"), tap(5, "off")])

    assert found == [Intervention(3 * HOUR, 5 * HOUR)]


def test_two_means_are_two_helps() -> None:
    found = interventions([tap(3, "on"), tap(4, "on", "pump"), tap(5, "off"), tap(6, "off", "pump")])

    assert found == [Intervention(3 * HOUR, 5 * HOUR), Intervention(4 * HOUR, 6 * HOUR)]


def test_feed_withheld_is_no_help_of_one_night() -> None:
    assert interventions([tap(3, "off", "feeding"), tap(4, "on", "feeding")]) == []


def test_off_without_on_says_nothing() -> None:
    assert interventions([tap(5, "off")]) == []


def test_what_was_never_recorded_as_off_is_over_by_the_next_evening() -> None:
    found = interventions([tap(3, "on"), tap(27, "on"), tap(28, "off")])

    assert found == [
        Intervention(3 * HOUR, 3 * HOUR + FORGOTTEN_AFTER_S),
        Intervention(27 * HOUR, 28 * HOUR),
    ]


@given(
    st.lists(
        st.tuples(st.floats(0, 200), st.sampled_from(["on", "off"]), st.sampled_from(["aerator", "pump"])),
        max_size=20,
    )
)
def test_every_help_has_an_end_and_begins_with_an_on(taps: list[tuple[float, str, str]]) -> None:
    said = [tap(*one) for one in taps]  # type: ignore[arg-type]

    found = interventions(said)

    begun = {at for at, body in said if body.action == "on"}
    assert all(one.start in begun for one in found)
    assert all(one.end is not None and 0 <= one.end - one.start <= FORGOTTEN_AFTER_S for one in found)
    assert found == interventions(reversed(said)) or len({at for at, _ in said}) < len(said)
