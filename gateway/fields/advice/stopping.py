"""When watering maize does no good."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Final

from gateway.fields.advice.advised import Reason
from gateway.fields.course import Course, Stage
from gateway.fields.crop.stages import growths
from gateway.fields.setting import ROOT_LIMIT_M, Planted

MUCH_RAIN_MM: Final = 20.0
"""After more rain than this in a day nobody waters [mm/d]. Source: ours, not verified."""

NEAR_RIPE_SHARE: Final = 0.60
"""Near maturity so much of what the roots can hold may be missing [-].

Source:
    University of Nebraska-Lincoln, CropWatch: 60 % depletion is allowed near maturity.
"""

NEEDED_TO_RIPEN: Final = ((0, 0.0), (7, 25.0), (13, 57.0), (19, 95.0), (24, 127.0), (34, 190.0))
"""What maize still takes before its black layer, by days to it [d, mm].

Source:
    University of Nebraska-Lincoln, CropWatch, 22 August 2013, inches converted: dough (R4) 34 d, R4.7 24 d,
    a quarter of the milk line (R5) 19 d, half 13 d, three quarters 7 d, black layer (R6) 0 d. Nebraska's
    Augusts: not verified for the llanos.
"""


def is_ripe(course: Course, planted: Planted, *, today: date) -> bool:
    """Tell whether the maize has its black layer, because somebody saw it or by its age."""
    return is_seen_ripe(planted, today=today) or course.ahead[0].stage is Stage.RIPE


def is_seen_ripe(planted: Planted, *, today: date) -> bool:
    """Tell whether somebody has seen the black layer."""
    return planted.matured is not None and planted.matured <= today


def days_to_ripe(course: Course, planted: Planted, *, today: date) -> int:
    """Return the days to the black layer by warmth and by what people saw, 0 where they are over [d].

    Args:
        course: Of the field; its days tell how warm it was.
        planted: The maize on it, sown today or before.
        today: The commune's day.
    """
    days = [one.seen for one in course.days]
    ahead = (today - days[-1].day).days
    growth = growths(planted, days, ahead=ahead, root_limit_m=ROOT_LIMIT_M)[-1]
    return planted.days_to_maturity if growth is None else growth.days_to_maturity


def needed_to_ripen_mm(days_left: float) -> float | None:
    """Return what maize still takes before its black layer [mm], None where nobody measured that long.

    Args:
        days_left: To the black layer, 0 or more [d].

    Source:
        University of Nebraska-Lincoln, CropWatch, 22 August 2013; in between by straight lines.
    """
    for (fewer, less), (more, most) in pairwise(NEEDED_TO_RIPEN):
        if days_left <= more:
            return less + (most - less) * (days_left - fewer) / (more - fewer)
    return None


def is_enough_to_ripen(course: Course, *, days_left: float) -> bool:
    """Tell whether the soil holds what maize still takes, also if it is a standard deviation drier.

    Down to 60 % depletion: what lies deeper is hard to take.

    Args:
        course: Of the field.
        days_left: To the black layer [d].
    """
    needed = needed_to_ripen_mm(days_left)
    if needed is None:
        return False
    stored = NEAR_RIPE_SHARE * course.ahead[0].total_available_mm - course.depletion_mm - course.sigma_mm
    return stored >= needed


def why_wet(course: Course, *, is_probe_heard: bool) -> Reason | None:
    """Return why it is too wet to water a field now, None where it is not.

    More than 20 mm of rain on this day or the one before; or a probe that stood above field capacity at dawn,
    at any depth.

    Args:
        course: Of the field.
        is_probe_heard: Whether the probe is neither silent nor in doubt; else it is not asked.
    """
    rains = (course.today.rain_mm, course.last.seen.rain_mm)
    if any(rain is not None and rain > MUCH_RAIN_MM for rain in rains):
        return "rained"
    return "above_capacity" if is_probe_heard and course.last.wet_depths else None
