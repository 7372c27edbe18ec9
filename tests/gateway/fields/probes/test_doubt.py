"""Probes and balance that part too far are asked about and not swallowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from gateway.fields.course import Question
from gateway.fields.probes.doubt import Sight, Watch, watched
from tests.followed import FIRST, day_number

FAR, NEAR, BETWEEN = {"apart_mm": 31.0}, {"apart_mm": 15.0}, {"apart_mm": 25.0}
JUMP: dict[str, Any] = {"jump_mm": 32.0}


def a_sight(number: int, **others: Any) -> Sight:
    """Return a day on which probes and model agree within a sigma of 10 mm."""
    known: dict[str, Any] = {
        "apart_mm": 0.0,
        "sigma_mm": 10.0,
        "jump_mm": 0.0,
        "jump_sigma_mm": 5.0,
        "is_watered": False,
        "is_denied": False,
    }
    return Sight(FIRST + timedelta(days=number), **(known | others))


def asked(sights: Sequence[dict[str, Any]]) -> Question | None:
    watch = Watch()
    for number, others in enumerate(sights):
        watch = watched(watch, a_sight(number, **others))
    return watch.question


def test_beyond_three_sigmas_for_three_days_probes_and_model_disagree_since_the_first() -> None:
    assert asked([{}, FAR, FAR, FAR]) == Question("disagree", day_number(1))
    assert asked([{}, {"apart_mm": -31.0}, FAR, FAR]) == Question("disagree", day_number(1))


def test_two_days_or_three_with_a_better_one_between_are_no_question() -> None:
    assert asked([FAR, FAR]) is None
    assert asked([FAR, FAR, BETWEEN, FAR]) is None


@pytest.mark.parametrize(("jump_mm", "asked_mm"), [(32.0, 30.0), (33.0, 35.0), (16.0, 15.0)])
def test_a_jump_to_the_wet_asks_for_an_irrigation_in_steps_of_5_mm(jump_mm: float, asked_mm: float) -> None:
    assert asked([{}, {"jump_mm": jump_mm}]) == Question("irrigated", day_number(1), asked_mm)


def test_a_small_one_or_one_within_three_sigmas_asks_nothing() -> None:
    assert asked([{"jump_mm": 14.9}]) is None
    assert asked([{"jump_mm": 32.0, "jump_sigma_mm": 11.0}]) is None


def test_one_that_an_irrigation_explains_asks_nothing() -> None:
    assert asked([JUMP | {"is_watered": True}]) is None


def test_one_on_a_day_on_which_nobody_watered_is_a_disagreement() -> None:
    assert asked([JUMP | {"is_denied": True}]) == Question("disagree", day_number(0))


def test_an_irrigation_of_the_day_after_answers_and_a_later_one_does_not() -> None:
    watered = {"is_watered": True}

    assert asked([JUMP, watered]) is None
    assert asked([JUMP, FAR, watered | FAR]) == Question("irrigated", day_number(0), 30.0)


def test_three_days_in_a_row_that_agree_end_any_question() -> None:
    assert asked([JUMP, NEAR, NEAR]) is not None
    assert asked([JUMP, NEAR, NEAR, NEAR]) is None
    assert asked([FAR, FAR, FAR, NEAR, NEAR, BETWEEN, NEAR]) is not None
