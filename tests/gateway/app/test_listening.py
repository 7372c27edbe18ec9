"""Since when the gateway has listened without a break."""

from __future__ import annotations

from builders import NIGHT

from gateway.app.listening import Listening

SPEED = 60.0


def looking(*moments: tuple[int, float, int | None]) -> int:
    """Return since when it listens, after looks at (calendar [s], machine's clock [s], newest word)."""
    listening = Listening(NIGHT - 86_400, SPEED)
    for calendar, machine, newest in moments:
        listening.look(newest, now=NIGHT + calendar, monotonic=machine)
    return listening.since - NIGHT


def test_time_that_passes_evenly_is_no_break() -> None:
    assert looking((0, 0.0, None), (60, 1.0, None), (1860, 31.0, None)) == -86_400


def test_a_calendar_that_leaps_begins_anew() -> None:
    assert looking((0, 0.0, None), (3660, 1.0, None)) == 3660
    assert looking((0, 0.0, None), (-3540, 1.0, None)) == -3540


def test_a_gateway_that_stood_still_begins_anew() -> None:
    assert looking((0, 0.0, None), (3720, 62.0, None)) == 3720


def test_the_first_word_after_all_were_silent_begins_anew() -> None:
    assert looking((0, 0.0, NIGHT), (60, 1.0, NIGHT), (900, 15.0, NIGHT + 900)) == 900


def test_words_of_every_few_minutes_are_no_break() -> None:
    assert looking((0, 0.0, NIGHT), (600, 10.0, NIGHT + 600)) == -86_400


def test_the_first_word_ever_is_no_break() -> None:
    assert looking((0, 0.0, None), (60, 1.0, NIGHT + 60)) == -86_400
