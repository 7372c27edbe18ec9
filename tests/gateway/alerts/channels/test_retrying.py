from __future__ import annotations

import pytest

from gateway.alerts.channels.retrying import ORDINARY_FOR_S, PAUSES_S, URGENT_FOR_S, next_attempt, pause_s
from gateway.domain.errors import PassingError, PermanentError

MADE = 1_800_000_000


def test_a_passing_error_is_tried_again_after_the_first_pause() -> None:
    again = next_attempt(PassingError("sin señal"), attempts=1, made=MADE, now=MADE + 20, is_urgent=True)

    assert again == MADE + 20 + PAUSES_S[0]


def test_a_permanent_error_is_given_up_at_once() -> None:
    assert next_attempt(PermanentError("sin saldo"), attempts=1, made=MADE, now=MADE, is_urgent=True) is None


def test_an_urgent_letter_is_tried_three_times_within_its_first_minute() -> None:
    assert sum(PAUSES_S[:3]) < 60


def test_an_urgent_letter_is_given_up_when_a_newer_one_has_said_it() -> None:
    late = MADE + URGENT_FOR_S

    assert next_attempt(PassingError(""), attempts=9, made=MADE, now=late, is_urgent=True) is None


def test_an_ordinary_message_waits_for_the_internet_a_whole_evening() -> None:
    late = MADE + URGENT_FOR_S

    assert next_attempt(PassingError(""), attempts=9, made=MADE, now=late) == late + PAUSES_S[-1]
    assert next_attempt(PassingError(""), attempts=9, made=MADE, now=MADE + ORDINARY_FOR_S) is None


@pytest.mark.parametrize(("attempts", "pause"), [(0, 5), (1, 5), (2, 15), (5, 120), (50, 120)])
def test_pauses_grow_and_then_stay(attempts: int, pause: int) -> None:
    assert pause_s(attempts) == pause
