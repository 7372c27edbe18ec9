"""What a field needs, in one state that a grower can act on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from gateway.fields.advice.advised import Advice, Between, Reason, State, Window
from gateway.fields.advice.cost import loss_of
from gateway.fields.advice.footing import confidence_of, is_doubted, missing_of, sources
from gateway.fields.advice.irrigation import amount_of
from gateway.fields.advice.pump import hours_once
from gateway.fields.advice.sowing import sowing_advice
from gateway.fields.advice.stopping import days_to_ripe, is_enough_to_ripen, is_ripe, is_seen_ripe, why_wet
from gateway.fields.advice.thirst import ordeal
from gateway.fields.advice.window import (
    HORIZON_DAYS,
    SLOW_ROUND_H,
    crossings,
    net_of,
    put_off,
    thirst_of,
    to_come,
    window_of,
)
from gateway.fields.course import Course, DayAhead, Stage
from gateway.fields.setting import FieldSetting, Planted

NOTICE_DAYS: Final = 2
"""So long before its window opens a field is told to be watered: for fuel and hands [d]. Source: ours."""

EXPECTED_DAYS: Final = 5
"""Nobody is sent to water for a limit that is expected later than this [d]: that it may be reached sooner is
told by the days to wait. Source: ours; a mean of last week foretells five days to some 6 mm.
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What an advice must know that no course can tell.

    Attributes:
        cannot_until: The last day on which the field cannot be watered; None where nobody said so.
        is_probe_failed: Whether what its probe sends is judged wrong; the course has not heard it then.
        round_h: How long the field's pump needs to water all of its fields once [h]; None: only this one.
    """

    cannot_until: date | None = None
    is_probe_failed: bool = False
    round_h: float | None = None


NOTHING_SAID: Final = Said()


@dataclass(frozen=True, slots=True)
class _Standing:
    """Maize that stands on a field, with all that an advice looks at.

    Attributes:
        days: To come, from today on.
        cannot_until: The last day on which it cannot be watered, today or later; else None.
    """

    course: Course
    setting: FieldSetting
    planted: Planted
    said: Said
    today: date
    days: tuple[DayAhead, ...]
    cannot_until: date | None

    @property
    def is_thirsty(self) -> bool:
        """Whether the crop suffers now."""
        return self.course.depletion_mm > self.days[0].readily_available_mm

    @property
    def is_slow(self) -> bool:
        """Whether the pump needs so long to get round that it must begin before the crop suffers."""
        round_h = self.said.round_h if self.said.round_h is not None else hours_once(self.setting)
        return round_h is not None and round_h > SLOW_ROUND_H

    @property
    def flowering(self) -> tuple[Reason, ...]:
        """The word for thirst in flowering, which costs most."""
        return ("flowering",) if self.days[0].stage is Stage.FLOWERING else ()

    @property
    def days_too_wet(self) -> int:
        """Days in a row, up to yesterday, on which the soil had been too wet for more than 48 hours."""
        return ordeal(self.course.days).excess_now

    @property
    def is_probe_heard(self) -> bool:
        """Whether what the probe shows may be told."""
        return not (self.said.is_probe_failed or is_doubted(self.course))

    def advice(self, state: State, *reasons: Reason) -> Advice:
        """Return an advice with what is told of every one: why, on what it stands, how sure it is."""
        failed = self.said.is_probe_failed
        return Advice(
            state,
            confidence=confidence_of(self.course, self.setting, is_probe_failed=failed),
            reasons=(*reasons, *sources(self.course, is_probe_failed=failed)),
            wet_depths=self.course.last.wet_depths if self.is_probe_heard else (),
        )


def advise(
    course: Course, setting: FieldSetting, planted: Planted | None, *, today: date, said: Said = NOTHING_SAID
) -> Advice:
    """Return what a field needs.

    A field that rain alone waters is never told IRRIGATE, WAIT or WET. Where rain or temperature is older
    than 48 hours, or the range is wider than what the crop can readily take, there is no advice, and it says
    what is missing; a black layer that somebody saw needs neither.

    Args:
        course: Of the field, until now.
        setting: The field's.
        planted: The maize on it, None where nothing grows.
        today: The commune's day.
        said: What people said, and what the gateway knows of probe and pump.
    """
    if planted is None or planted.sown > today:
        return sowing_advice(course, setting, today=today)
    standing = _standing(course, setting, planted, today=today, said=said)
    missing = None if is_seen_ripe(planted, today=today) else missing_of(course)
    if missing is not None:
        told = standing.advice(State.NO_ADVICE)
        return replace(told, confidence=1, missing=missing)
    return _of_rain(standing) if setting.watering is None else _of_water(standing)


def _standing(
    course: Course, setting: FieldSetting, planted: Planted, *, today: date, said: Said
) -> _Standing:
    cannot = said.cannot_until if said.cannot_until is not None and said.cannot_until >= today else None
    until = None if cannot is None else cannot + timedelta(days=1)
    days = to_come(course, today=today, until=until)
    return _Standing(course, setting, planted, said, today, days, cannot)


def _of_rain(standing: _Standing) -> Advice:
    """Return what is told of maize that rain alone waters: too much water, thirst, or fine."""
    if is_ripe(standing.course, standing.planted, today=standing.today):
        return _ripe(standing, State.FINE)
    if standing.days_too_wet:
        told = standing.advice(State.TOO_WET, "above_capacity", *standing.flowering)
        return replace(told, days=_exactly(standing.days_too_wet))
    if standing.is_thirsty:
        told = standing.advice(State.THIRST, "below_limit", *standing.flowering)
        return _with_what_comes(standing, replace(told, days=_exactly(_days_thirsty(standing.course))))
    soonest = crossings(standing.days).soonest
    is_soon = soonest is not None and soonest <= NOTICE_DAYS
    told = standing.advice(State.FINE, "limit_soon" if is_soon else "enough", *standing.flowering)
    return _with_what_comes(standing, replace(told, days=_days_left(standing, is_slow=False)))


def _of_water(standing: _Standing) -> Advice:
    """Return what is told of maize that can be watered: to water, to wait, or that it is wet."""
    course, planted = standing.course, standing.planted
    if is_ripe(course, planted, today=standing.today):
        return _ripe(standing, State.WAIT)
    if is_enough_to_ripen(course, days_left=days_to_ripe(course, planted, today=standing.today)):
        return standing.advice(State.WAIT, "enough_to_ripen")
    wet = why_wet(course, is_probe_heard=standing.is_probe_heard)
    if wet is not None:
        days = standing.days_too_wet
        return replace(standing.advice(State.WET, wet), days=_exactly(days) if days else None)
    window = window_of(standing.days, is_slow=standing.is_slow)
    if window is None or not _is_near(standing, window):
        told = standing.advice(State.WAIT, "enough", *standing.flowering)
        return _with_what_comes(standing, replace(told, days=_days_left(standing, is_slow=standing.is_slow)))
    return _irrigate(standing, window)


def _is_near(standing: _Standing, window: Window) -> bool:
    """Tell whether it is time to speak of watering: it opens soon, and the limit is not a mere possibility.

    What falls due while nobody can water counts as near.
    """
    barred = standing.cannot_until or standing.today
    opens = max(barred, standing.today + timedelta(days=NOTICE_DAYS))
    expected = max(barred, standing.today + timedelta(days=EXPECTED_DAYS))
    return window.first <= opens and window.last <= expected


def _irrigate(standing: _Standing, window: Window) -> Advice:
    """Return when to water and how much; where nobody can yet, what that costs until they can."""
    limit: Reason = "below_limit" if standing.is_thirsty else "limit_soon"
    cannot = standing.cannot_until
    if cannot is not None:
        window = put_off(window, to=cannot + timedelta(days=1))
    barred: tuple[Reason, ...] = () if cannot is None else ("cannot",)
    told = replace(
        standing.advice(State.IRRIGATE, limit, *standing.flowering, *barred),
        window=window,
        amount=amount_of(net_of(standing.days, window), standing.setting),
        cannot_until=cannot,
    )
    return _with_what_comes(standing, told)


def _ripe(standing: _Standing, state: State) -> Advice:
    is_seen = is_seen_ripe(standing.planted, today=standing.today)
    told = standing.advice(state, "ripe")
    return replace(told, confidence=3, reasons=("ripe",)) if is_seen else told


def _with_what_comes(standing: _Standing, told: Advice) -> Advice:
    """Return the advice with the thirst to come and its cost.

    On the days that the course knows; where somebody said that it cannot be watered, on those days alone.
    """
    count = len(standing.course.ahead)
    if told.cannot_until is not None:
        count = (told.cannot_until - standing.today).days + 1
    dry = standing.days[:count]
    return replace(told, thirst_if_not=thirst_of(dry), loss=loss_of(standing.course, dry))


def _days_left(standing: _Standing, *, is_slow: bool) -> Between:
    """Return in how many days the limit is reached, a fortnight where it lies beyond [d]."""
    found = crossings(standing.days, is_slow=is_slow)
    low, high = (HORIZON_DAYS if one is None else min(one, HORIZON_DAYS) for one in (found[0], found[2]))
    return Between(float(low), float(high))


def _days_thirsty(course: Course) -> int:
    """Return the days of thirst in a row, today within [d]."""
    return ordeal(course.days).thirst_now + 1


def _exactly(days: int) -> Between:
    return Between(float(days), float(days))
