"""What a person may choose when starting the demo."""

from __future__ import annotations

import pytest

from gateway.demo.options import DEFAULT_START, chosen_faults, start_moment
from gateway.demo.world import cast
from gateway.demo.world.faults import Fault
from gateway.domain.errors import DemoError
from tests.gateway.demo.worlds import CALENDAR, START


def test_the_demo_starts_at_ten_to_three_of_the_prepared_night() -> None:
    assert start_moment(DEFAULT_START) == START


def test_an_hour_after_noon_is_of_the_evening_before() -> None:
    assert CALENDAR.local(start_moment("17:30")).isoformat() == "2026-04-23T17:30:00-04:00"


@pytest.mark.parametrize("word", ["", "25:00", "las tres", "2.50", "02:60"])
def test_what_is_no_clock_time_is_refused_with_an_example(word: str) -> None:
    with pytest.raises(DemoError, match="escriba la hora como 02:50"):
        start_moment(word)


def test_a_fault_can_be_asked_for_by_node_and_word() -> None:
    assert chosen_faults(["pond-4=seca"], start=START)[-1] == Fault("pond-4", "dry", START)


def test_a_dirty_probe_has_been_getting_dirty_for_days() -> None:
    assert chosen_faults(["pond-2=sucia"], start=START)[-1].since == START - 10 * 86_400


def test_a_fault_can_begin_at_an_hour() -> None:
    assert chosen_faults(["pond-1=aireador@03:40"], start=START)[-1] == Fault(
        "pond-1", "aerator_dead", CALENDAR.at(cast.MORNING, 3 + 40 / 60)
    )


def test_the_mains_go_for_the_whole_commune() -> None:
    assert chosen_faults(["comuna=luz"], start=START)[-1] == Fault("comuna", "mains", START)
    for word in ("pond-1=luz", "comuna=seca", "siren-1=seca"):
        with pytest.raises(DemoError, match="la luz es de comuna"):
            chosen_faults([word], start=START)


@pytest.mark.parametrize("word", ["pond-9=seca", "pond-1=rota", "pond-1", "="])
def test_a_fault_that_does_not_exist_is_refused_with_those_that_do(word: str) -> None:
    with pytest.raises(DemoError, match=r"pond-1.*termometro"):
        chosen_faults([word], start=START)
