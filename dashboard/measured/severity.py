"""Which field needs somebody first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from gateway.fields.advice.advised import Advice, State

_ORDER: Final[tuple[State, ...]] = (
    State.THIRST,
    State.TOO_WET,
    State.IRRIGATE,
    State.SOW,
    State.WAIT_TO_SOW,
    State.NO_ADVICE,
    State.WAIT,
    State.WET,
    State.FINE,
)

Tone = Literal["danger", "caution", "none", "fine"]
_TONES: Final[Mapping[State, Tone]] = {
    State.THIRST: "danger",
    State.TOO_WET: "caution",
    State.IRRIGATE: "caution",
    State.SOW: "fine",
    State.WAIT_TO_SOW: "caution",
    State.NO_ADVICE: "none",
    State.WAIT: "fine",
    State.WET: "fine",
    State.FINE: "fine",
}


def tone_of(advice: Advice) -> Tone:
    """Return how an advice is drawn, in the colours of the ponds; thirst is danger with a pump, too."""
    return _TONES[State.THIRST if _is_thirsty(advice) else advice.state]


def severity(advice: Advice) -> tuple[int, int, int, float]:
    """Return how far down a field stands where the neediest comes first: lower is more urgent.

    A field whose limit is passed counts as thirsty, whatever it is told. Among fields of one state the
    sooner window decides, then the turn at the pump, then the sooner end of the water or the longer thirst.
    """
    state = State.THIRST if _is_thirsty(advice) else advice.state
    begins = 0 if advice.window is None else advice.window.first.toordinal()
    return _ORDER.index(state), begins, advice.pump_turn or 0, _days(advice)


def _is_thirsty(advice: Advice) -> bool:
    return advice.state is State.IRRIGATE and "below_limit" in advice.reasons


def _days(advice: Advice) -> float:
    if advice.days is None:
        return 0.0
    grows_worse = advice.state in (State.THIRST, State.TOO_WET)
    return -advice.days.high if grows_worse else advice.days.low
