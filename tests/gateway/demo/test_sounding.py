"""What a siren sounds like, by what its pin did."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from gateway.demo.sounding import Edge, Outputs, Sound, sound_of


def edges(*lengths_s: float) -> list[Edge]:
    """Return the edges of a pin that goes on at 0 and changes after each length."""
    ends = itertools.accumulate(lengths_s, initial=0.0)
    return [(at, number % 2 == 0) for number, at in enumerate(ends)]


@pytest.mark.parametrize(
    ("lengths_s", "after_s", "heard"),
    [
        ((), 3.1, "emergency"),
        ((9.0,), 0.1, "silence"),
        ((2.0,), 0.5, "critical"),
        ((2.0, 1.0), 0.5, "critical"),
        ((2.0,), 3.5, "silence"),
        ((0.2,), 0.5, "beep"),
        ((0.2,), 2.0, "warn"),
        ((0.2, 14.8, 0.2), 2.0, "warn"),
        ((0.3, 0.3, 0.3), 0.1, "alone"),
        ((0.3, 0.3, 0.3, 0.3, 0.3, 2.5), 0.1, "alone"),
        ((0.3, 0.3, 0.3, 0.3, 0.3), 5.5, "silence"),
        ((2.0, 1.0, 0.4, 0.3, 0.3), 0.1, "alone"),
    ],
)
def test_a_pattern_is_known_by_the_lengths_of_its_beeps(
    lengths_s: Sequence[float], after_s: float, heard: Sound
) -> None:
    pin = edges(*lengths_s)

    assert sound_of(pin, pin[-1][0] + after_s) == heard


def test_a_beep_that_has_just_begun_is_nothing_yet() -> None:
    assert sound_of(edges(), 0.5) == "beep"


def test_a_pin_that_was_never_driven_is_silent() -> None:
    assert Outputs().sound("siren-1", 26, now=5.0) == "silence"


def test_the_same_told_again_is_no_second_beep() -> None:
    outputs = Outputs()
    for at in (1.0, 1.1, 1.2):
        outputs.driven("siren-1", 26, is_on=True, at=at)

    assert outputs.edges("siren-1", 26) == [(1.0, True)]
