"""What thirst in the days ahead may cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gateway.fields.advice.advised import Loss
from gateway.fields.advice.yield_loss import lost_to_thirst
from gateway.fields.course import Course, DayAhead
from gateway.fields.setting import DAYS_TO_MATURITY

LEAST_LACK_MM: Final = 2.0
"""Less water than this that a crop goes without is not worth a word [mm]. Source: ours."""


def loss_of(course: Course, days: Sequence[DayAhead]) -> Loss | None:
    """Return what thirst on days to come may cost beside a season without any more of it, as a wide range.

    None where they cost nothing worth a word.

    Args:
        course: Of the field; what its season takes is what it took, and then what it takes on an average day
            of those to come, until it is 125 days old.
        days: Those on which nobody waters it.
    """
    lacking = sum(one.crop_mm - one.actual_mm for one in days)
    if lacking < LEAST_LACK_MM:
        return None
    season = _season_mm(course, days)
    return Loss(lost_to_thirst(season - lacking, season), "fao33")


def _season_mm(course: Course, days: Sequence[DayAhead]) -> float:
    """Return what the crop takes from sowing to its black layer if it is never thirsty [mm]."""
    so_far = sum(one.crop_mm for one in course.days if one.stage is not None)
    left = max(len(days), DAYS_TO_MATURITY - (course.last.age_days or 0))
    return so_far + left * sum(one.crop_mm for one in days) / len(days)
