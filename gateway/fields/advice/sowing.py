"""Whether a field on which nothing grows can be sown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile
from typing import Final

from gateway.fields.advice.advised import Advice, Between, Loss, Missing, Reason, State
from gateway.fields.advice.footing import confidence_of, is_stale, sources, who_gives_rain
from gateway.fields.course import SURE_80, Course, DayOfField
from gateway.fields.observed import FieldDay
from gateway.fields.setting import FieldSetting

NEEDED_SHARE: Final = 0.65
"""Of what the upper 40 cm can hold so much must be there before maize is sown [-]: 40 mm in a loam.

A first storm that wets only the surface, and then a dry fortnight, kills what came up: the false start. After
25 mm in a week that happens in one year of two, which is unacceptable; 40 mm in four days is what growers
themselves wait for. It is the store that guards, not the number of wet days: nobody here can tell the rain to
come, and the store of a loam keeps seedlings from thirst for a fortnight without any.

Source:
    Raes et al. 2004, Agricultural and Forest Meteorology 125: 177-185, Zimbabwe, thirty years, the criteria
    AREX and DEPTH. The share for other soils is ours, not verified; nothing was verified in the llanos.
    Seed in dry soil: Kipkorir et al. 2007, the same journal 144: 193-199, Kenya, false starts in 9.9 % of dry
    sowings against 1.5 % of wet ones.
"""

UPPER_CM: Final = 45
"""Probes down to here look at the upper 40 cm [cm]; the usual depths are 15-20, 40-45 and 70-75."""

OVERFLOW_MM: Final = 5.0
"""So much more than the soil holds, and no tractor enters on that day and the next [mm].

Source:
    ours, not verified; that a soil drains to field capacity in a day or more: Allen et al. 1998, FAO-56,
    chapter 8.
"""

SOWN_FROM: Final = (4, 16)
SOWN_UNTIL: Final = (7, 31)
"""Between these days of the year maize is sown that only rain waters, as (month, day).

The rains of the western llanos go from April to October, and maize needs some four months of them. A storm
in January wets the soil as well, and then nothing comes.

Source:
    rains: Peña 2019, La distribución de las lluvias en Venezuela, Minuta Agropecuaria. Sowing begins at the
    end of April: Portuguesa Reporta, June 2025. The two days themselves are ours, not verified.
"""

LOST_A_FORTNIGHT_KG_HA: Final = 340.0
"""Less grain for each fortnight that sowing is later than the first one of May [kg/ha].

Source:
    García et al. 2009, Agronomía Tropical 59(2): 161-172, western llanos, plots of ASOPORTUGUESA, 2001 to
    2003: four fortnights from 1 May to 30 June. The mean of other plots, not of this one.
"""

ONE_SIDED_80: Final = 0.8416
"""Eight of ten values of a bell lie above its middle less so many standard deviations [-]."""

WAITED: Final = Between(5, 10)
"""For rain that comes in so many days `Advice.loss` is reckoned [d]."""

STEP_MM: Final = 5
STEP_KG_HA: Final = 50
FORTNIGHT_D: Final = 15


def sowing_advice(course: Course, setting: FieldSetting, *, today: date) -> Advice:
    """Return whether a field on which nothing grows can be sown.

    Rain read by hand is enough for it; air and probes only narrow the range. It is never told that it can be
    sown by a course whose rain nobody knows.

    Args:
        course: Of the field, with its upper 40 cm of bare soil.
        setting: The field's.
        today: The commune's day.
    """
    if is_stale(course.rain_age_h):
        missing = Missing("rain", course.rain_age_h, who_gives_rain(course))
        return Advice(State.NO_ADVICE, confidence=1, missing=missing)
    held_mm = course.last.total_available_mm
    needed_mm = NEEDED_SHARE * held_mm
    stored = stored_mm(course)
    if wet_days := days_too_wet(course):
        return _too_wet(course, setting, wet_days=wet_days, today=today)
    if _is_open(course, needed_mm=needed_mm):
        return Advice(State.NO_ADVICE, confidence=1, missing=Missing("spread", None, "grower"))
    shown = Between(_down(stored.low, STEP_MM), min(_up(stored.high, STEP_MM), _up(held_mm, STEP_MM)))
    round_need = max(float(STEP_MM), STEP_MM * math.floor(needed_mm / STEP_MM + 0.5))
    is_wet = held_mm - course.depletion_mm >= needed_mm
    is_its_time = _will_have_water(setting, today=today)
    lacking = Between(max(0.0, round_need - shown.high), max(float(STEP_MM), round_need - shown.low))
    return Advice(
        State.SOW if is_wet and is_its_time else State.WAIT_TO_SOW,
        confidence=confidence_of(course, setting),
        reasons=_reasons(course, setting, today=today, is_wet=is_wet),
        stored_mm=shown,
        needed_mm=round_need,
        lacking_mm=None if is_wet else lacking,
        loss=cost_of_waiting(today) if is_its_time else None,
    )


def stored_mm(course: Course) -> Between:
    """Return what the soil of a course likely holds for plants now, in eight of ten cases [mm]."""
    held_mm = course.last.total_available_mm
    middle = held_mm - course.depletion_mm
    reach = SURE_80 * course.sigma_mm
    return Between(max(0.0, middle - reach), min(held_mm, middle + reach))


def cost_of_waiting(today: date) -> Loss | None:
    """Return what it may cost to wait for rain that comes in 5 to 10 days, rounded outwards.

    None before the first fortnight of May ends within that time, and after June: nobody looked at later
    sowings.

    Source:
        García et al. 2009, Agronomía Tropical 59(2).
    """
    costly_from, known_until = date(today.year, 5, 16), date(today.year, 6, 30)
    if today > known_until:
        return None
    before = max(0, (costly_from - today).days)
    low, high = (
        max(0.0, days - before) / FORTNIGHT_D * LOST_A_FORTNIGHT_KG_HA for days in (WAITED.low, WAITED.high)
    )
    if high == 0:
        return None
    return Loss(Between(_down(low, STEP_KG_HA), _up(high, STEP_KG_HA)), "garcia_2009")


def days_too_wet(course: Course) -> int:
    """Return for how many days in a row, today within, no tractor could enter; 0 where it can today.

    A day is too wet when more water came than the upper soil holds, on it or on the day before, or when a
    probe in it stood above field capacity at its dawn. Where probes were heard that know their field
    capacity, they have the word on what is left of the day before.
    """
    days = course.days
    overfull = [days[0].drained_mm >= OVERFLOW_MM]
    overfull += [_is_overfull(one, before=before) for before, one in pairwise(days)]
    left = [_is_left_wet(course, one, was_overfull=was) for one, was in zip(days, overfull, strict=True)]
    marks = [now or before for now, before in zip(overfull[1:], left, strict=False)]
    marks.append(left[-1] or _overflows(course.today, course.last))
    return sum(1 for _ in takewhile(bool, reversed(marks)))


def _is_overfull(day: DayOfField, *, before: DayOfField) -> bool:
    """Tell whether more came on a day than the upper soil could hold, wherever the rest went."""
    entered = (day.seen.rain_mm or 0.0) + (day.seen.irrigation_mm or 0.0) - day.ran_off_mm
    return entered - day.actual_mm - before.depletion_mm >= OVERFLOW_MM


def _is_left_wet(course: Course, day: DayOfField, *, was_overfull: bool) -> bool:
    if any(depth <= UPPER_CM for depth in day.wet_depths):
        return True
    is_heard = course.learned is not None and min(day.seen.soil, default=UPPER_CM + 1) <= UPPER_CM
    return was_overfull and not is_heard


def _overflows(today: FieldDay, yesterday: DayOfField) -> bool:
    came = (today.rain_mm or 0.0) + (today.irrigation_mm or 0.0)
    return came - yesterday.depletion_mm >= OVERFLOW_MM


def _will_have_water(setting: FieldSetting, *, today: date) -> bool:
    """Tell whether maize sown today gets water until it is ripe, from the sky or from a pump."""
    return setting.watering is not None or _is_season(today)


def _is_season(today: date) -> bool:
    return SOWN_FROM <= (today.month, today.day) <= SOWN_UNTIL


def _too_wet(course: Course, setting: FieldSetting, *, wet_days: int, today: date) -> Advice:
    return Advice(
        State.TOO_WET,
        confidence=confidence_of(course, setting),
        reasons=("above_capacity", *_sources(course)),
        days=Between(wet_days, wet_days),
        loss=cost_of_waiting(today) if _will_have_water(setting, today=today) else None,
        wet_depths=course.last.wet_depths,
    )


def _reasons(course: Course, setting: FieldSetting, *, today: date, is_wet: bool) -> tuple[Reason, ...]:
    wet: Reason = "wet_to_40" if is_wet else "not_wet_to_40"
    season: tuple[Reason, ...] = () if _is_season(today) else ("off_season",)
    # Without a pump the season decides and stands first; with one it only says on what the maize will live.
    ordered = (wet, *season) if setting.watering is not None else (*season, wet)
    return (*ordered, *_sources(course))


def _sources(course: Course) -> tuple[Reason, ...]:
    """Return what the advice had to do without; rain that nobody read counts for a fortnight."""
    found = sources(course)
    is_guessed = _days_guessed(course.days) > 0 and "rain_guessed" not in found
    return (*found, "rain_guessed") if is_guessed else found


def _days_guessed(days: Sequence[DayOfField]) -> int:
    return sum(one.seen.rain_mm is None for one in days[-FORTNIGHT_D:])


def _is_open(course: Course, *, needed_mm: float) -> bool:
    """Tell whether so little is known that neither answer would be right in eight of ten cases.

    So it is after a dry season, of which nobody knows how dry it left the soil, when a first rain has come
    that does not fill it. A range no wider than what plants readily take is believed as it is.
    """
    if 2 * SURE_80 * course.sigma_mm <= course.last.readily_available_mm:
        return False
    middle = course.last.total_available_mm - course.depletion_mm
    return abs(middle - needed_mm) < ONE_SIDED_80 * course.sigma_mm


def _down(value: float, step: int) -> float:
    return float(step * math.floor(value / step + 1e-9))


def _up(value: float, step: int) -> float:
    return float(step * math.ceil(value / step - 1e-9))
