"""A pond is in one of four states, and never in one that is only remembered."""

from __future__ import annotations

import pytest
from builders import NIGHT, a_reading, limits

from gateway.domain.readings import Flag
from gateway.ponds.state import PondState, pond_state


@pytest.mark.parametrize(
    ("oxygen", "state"),
    [
        (3.0, PondState.FINE),
        (2.9, PondState.CAUTION),
        (2.0, PondState.CAUTION),
        (1.9, PondState.DANGER),
        (0.4, PondState.DANGER),
        (-0.05, PondState.DANGER),
    ],
)
def test_the_state_follows_the_limits(oxygen: float, state: PondState) -> None:
    assert pond_state(a_reading(oxygen), limits(), now=NIGHT) is state


def test_a_reading_counts_for_fifteen_minutes() -> None:
    assert pond_state(a_reading(6.0), limits(), now=NIGHT + 900) is PondState.FINE
    assert pond_state(a_reading(6.0), limits(), now=NIGHT + 901) is PondState.NO_DATA


def test_without_a_reading_nothing_is_known() -> None:
    assert pond_state(None, limits(), now=NIGHT) is PondState.NO_DATA


@pytest.mark.parametrize("flag", [Flag.FAIL, Flag.MISSING])
def test_a_failed_reading_says_nothing_about_the_pond(flag: Flag) -> None:
    assert pond_state(a_reading(0.2, flag=flag), limits(), now=NIGHT) is PondState.NO_DATA


def test_what_is_not_a_number_says_nothing() -> None:
    assert pond_state(a_reading(float("nan")), limits(), now=NIGHT) is PondState.NO_DATA


def test_a_suspect_reading_still_says_danger() -> None:
    assert pond_state(a_reading(1.5, flag=Flag.SUSPECT), limits(), now=NIGHT) is PondState.DANGER
