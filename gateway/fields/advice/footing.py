"""On what an advice stands: what is missing, what was heard, how sure it is."""

from __future__ import annotations

from typing import Final, Literal

from gateway.fields.advice.advised import Between, Missing, Reason
from gateway.fields.course import SURE_80, Course, Rung
from gateway.fields.setting import FieldSetting

STALE_H: Final = 48.0
"""What is older than this says nothing of today [h]. Source: ours."""

WEEK: Final = 7
POOR_RUNGS: Final = (Rung.TEMPERATURE, Rung.MONTH)
NARROW_SHARE: Final = 0.5
"""A range wider than this part of the readily available water costs a step of confidence [-].

Source:
    ours.
"""


def is_stale(age_h: float | None) -> bool:
    """Tell whether something was never known, or too long ago."""
    return age_h is None or age_h > STALE_H


def likely_now(course: Course) -> Between:
    """Return the depletions between which eight of ten such fields are now [mm]."""
    reach = SURE_80 * course.sigma_mm
    total = course.ahead[0].total_available_mm
    return Between(max(0.0, course.depletion_mm - reach), min(total, course.depletion_mm + reach))


def missing_of(course: Course) -> Missing | None:
    """Return the datum without which nothing is told of standing maize, None where nothing lacks."""
    if is_stale(course.rain_age_h):
        return Missing("rain", course.rain_age_h, who_gives_rain(course))
    if is_stale(course.air_age_h):
        return Missing("temperature", course.air_age_h, "sensors")
    if _spread_mm(course) > course.ahead[0].readily_available_mm:
        return Missing("spread", None, "grower" if course.soil_age_h is None else "sensors")
    return None


def who_gives_rain(course: Course) -> Literal["sensors", "grower"]:
    """Return the sensor team where a gauge of theirs was heard last, else who reads one by hand."""
    heard = (one.rain_from for one in (course.today, *(day.seen for day in reversed(course.days))))
    return "sensors" if next((one for one in heard if one), "hand") != "hand" else "grower"


def _spread_mm(course: Course) -> float:
    low, high = likely_now(course)
    return high - low


def is_doubted(course: Course) -> bool:
    """Tell whether its probes are not heard, not lately, or part from what is calculated."""
    parts = course.question is not None and course.question.kind == "disagree"
    return parts or is_stale(course.soil_age_h)


def sources(course: Course, *, is_probe_failed: bool = False) -> tuple[Reason, ...]:
    """Return what an advice had to do without, the most important first; empty where it had everything.

    Args:
        course: Of the field.
        is_probe_failed: Whether what its probe sends is known to be wrong.
    """
    found: list[Reason] = []
    if is_probe_failed:
        found.append("probe_failed")
    elif course.soil_age_h is None:
        found.append("model_only")
    elif course.soil_age_h > STALE_H:
        found.append("probe_stale")
    elif course.is_learning:
        found.append("probe_learning")
    if any(one.seen.rain_mm is None for one in course.days[-WEEK:]):
        found.append("rain_guessed")
    return tuple(found)


def confidence_of(course: Course, setting: FieldSetting, *, is_probe_failed: bool = False) -> int:
    """Return how sure an advice is: 3, and one less for each thing that weakens it, 1 at least.

    It weakens without a probe that is heard, knows its full soil and agrees; with an air that says little
    (temperature alone or less); with a soil that nobody looked at; with rain that nobody read on a day of the
    last week; with a range wider than half of the readily available water.

    Args:
        course: Of the field.
        setting: The field's.
        is_probe_failed: Whether what its probe sends is known to be wrong.
    """
    lacking = sources(course, is_probe_failed=is_probe_failed)
    weak = (
        bool(set(lacking) - {"rain_guessed"}) or course.question is not None,
        course.last.rung in POOR_RUNGS,
        setting.soil.known == "guess",
        "rain_guessed" in lacking,
        _spread_mm(course) > NARROW_SHARE * course.ahead[0].readily_available_mm,
    )
    return max(1, 3 - sum(weak))
