"""What to do at a field, and what can be told back with one tap."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dashboard.fields.look import FieldLook
from gateway.fields.advice.advised import Advice, Between, State
from gateway.fields.course import Course, Stage

Does = Literal[
    "start", "after", "first", "stop_if_rain", "wait_cannot",
    "start_after", "hold", "look_again", "no_water", "no_more",
    "drain", "no_tractor", "weed", "read_gauge", "write_rain",
    "dig", "sow", "write_sowing", "wait_season",
    "fix_rain", "fix_air", "feel_soil", "write_yesterday",
]  # fmt: skip
Tap = Literal["watered", "cannot", "rain", "no_rain", "soil", "flowered", "stage", "sown"]

PUMP_DAY_H: Final = 10
"""A pump that somebody must watch runs so long a day [h]. Source: ours."""
FLOWERS_FROM_D: Final = 35
"""Before this age no maize flowers [d]. Source: FAO-56, table 11: 20 + 35 days, with a wide margin."""


@dataclass(frozen=True, slots=True)
class FieldStep:
    """One thing to do.

    Attributes:
        days: For how many days, where that is said [d].
    """

    does: Does
    days: int | None = None


def steps(look: FieldLook) -> tuple[FieldStep, ...]:
    """Return what to do at a field, in order; never empty."""
    advice = look.advice
    if advice.state is State.IRRIGATE:
        return _watering(look)
    if advice.state is State.NO_ADVICE:
        return tuple(FieldStep(one) for one in _mending(advice))
    if advice.state in (State.WAIT, State.WET) and {"ripe", "enough_to_ripen"} & {*advice.reasons}:
        return (FieldStep("no_more"),)
    if advice.state is State.WAIT_TO_SOW and "off_season" in advice.reasons:
        return (FieldStep("wait_season"), FieldStep("read_gauge"))
    return tuple(FieldStep(one) for one in _OF_STATE[advice.state])


_OF_STATE: Final[Mapping[State, tuple[Does, ...]]] = {
    State.WAIT: ("hold", "look_again"),
    State.WET: ("no_water", "look_again"),
    State.SOW: ("sow", "write_sowing"),
    State.WAIT_TO_SOW: ("read_gauge", "dig"),
    State.TOO_WET: ("drain", "no_tractor"),
    State.THIRST: ("weed", "read_gauge"),
    State.FINE: ("read_gauge",),
}


def _watering(look: FieldLook) -> tuple[FieldStep, ...]:
    advice = look.advice
    hours = advice.amount.pump_hours if advice.amount else None
    days = max(1, round((hours.low + hours.high) / 2 / PUMP_DAY_H)) if hours else None
    if advice.cannot_until is not None:
        return (FieldStep("wait_cannot", days), FieldStep("stop_if_rain"))
    if advice.pump_turn is None or not look.pump_fields:
        return (FieldStep("start", days), FieldStep("stop_if_rain"))
    if advice.pump_turn == 1:
        return (FieldStep("start", days), FieldStep("first"), FieldStep("stop_if_rain"))
    return (FieldStep("after"), FieldStep("start_after", days), FieldStep("stop_if_rain"))


def _mending(advice: Advice) -> tuple[Does, ...]:
    missing = advice.missing
    if missing is None or missing.what == "crop":
        return ("read_gauge",)
    if missing.what == "rain":
        return ("fix_rain", "write_rain") if missing.mends == "sensors" else ("write_rain", "write_yesterday")
    if missing.what == "temperature":
        return ("fix_air", "read_gauge")
    return ("feel_soil", "write_rain")


def taps(look: FieldLook, *, today: date) -> tuple[Tap, ...]:
    """Return what can be told back, the main one first."""
    state = look.advice.state
    found: list[Tap] = []
    if state is State.IRRIGATE:
        found += ["watered", "cannot"]
    elif state is State.SOW:
        found += ["sown"]
    elif state is State.NO_ADVICE and _needs_a_hand(look.advice):
        found += ["soil"]
    found += ["rain"] if look.rain_from in ("field", "commune") else ["rain", "no_rain"]
    if look.setting.watering is not None and state is not State.IRRIGATE:
        found += ["watered"]
    if look.planted is None:
        found += ["sown"] if "sown" not in found else []
    else:
        found += [_stage_tap(look, today)]
    return tuple(found)


def _needs_a_hand(advice: Advice) -> bool:
    return advice.missing is not None and advice.missing.what in ("spread", "soil")


def _stage_tap(look: FieldLook, today: date) -> Tap:
    planted = look.planted
    is_due = planted is not None and planted.flowered is None and (today - planted.sown).days > FLOWERS_FROM_D
    return "flowered" if is_due else "stage"


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a field is told what it is told, and how sure that is.

    Attributes:
        daily_mm: What the crop takes in a day, by the last week [mm]; None where nothing grows.
        age_days: Since sowing [d].
        rain_days, rain_known: Days looked back on, and those of which the rain is known.
    """

    daily_mm: Between | None
    stage: Stage | None
    age_days: int | None
    rain_days: int
    rain_known: int


BACK_D: Final = 15
LEAST_SPREAD_MM: Final = 1.0
"""Nobody knows what a crop takes better than to a millimetre a side of half a day [mm]."""


def grounds(course: Course) -> Grounds:
    """Return why, from the days of a course."""
    week, seen = course.days[-7:], [one.seen for one in course.days[-BACK_D:]]
    crop = [one.crop_mm for one in week]
    low, high = math.floor(min(crop)), math.ceil(max(crop))
    if high - low < LEAST_SPREAD_MM:
        low, high = max(0, low - 1), high + 1
    stage = course.last.stage
    return Grounds(
        daily_mm=Between(low, high),
        stage=stage,
        age_days=None if course.last.age_days is None else course.last.age_days + 1,
        rain_days=len(seen),
        rain_known=sum(one.rain_mm is not None for one in seen),
    )
