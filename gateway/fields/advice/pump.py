"""In which order one pump waters its fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from gateway.fields.advice.advised import Advice, State, Window
from gateway.fields.advice.cost import loss_of
from gateway.fields.advice.irrigation import amount_of, cubic_metres
from gateway.fields.advice.window import net_of, put_off, thirst_of, to_come
from gateway.fields.course import Course
from gateway.fields.setting import FieldSetting
from gateway.fields.soil.threshold import DEPLETION_FRACTION

HOURS_A_DAY: Final = 24.0
"""So long a pump can run [h/d]. Source: ours; one that rests at night takes longer than is told here."""

HOURS_UNKNOWN: Final = 24.0
"""A field takes its pump so long where nobody knows its flow or the field's area [h]. Source: ours."""

LONGEST_WAIT_D: Final = 60
"""No field is told to wait longer for its pump: a season is over by then [d]. Source: ours."""

Told = tuple[FieldSetting, Advice, Course]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A field that needs its pump.

    Attributes:
        hours: How long it takes the pump [h].
    """

    field: str
    told: Told
    window: Window
    hours: float

    @property
    def urgency(self) -> tuple[date, bool, float, str]:
        """What sorts first who must be watered first."""
        _, advice, course = self.told
        thirst_mm = course.depletion_mm - course.ahead[0].readily_available_mm
        return self.window.last, "flowering" not in advice.reasons, -thirst_mm, self.field

    def begins_h(self, free_h: float) -> float:
        """Return when its watering can begin, counted from last midnight [h]."""
        return max(free_h, HOURS_A_DAY * (self.window.first - self.today).days)

    @property
    def last_h(self) -> float:
        """When its window has closed, counted from last midnight [h]."""
        return HOURS_A_DAY * ((self.window.last - self.today).days + 1)

    @property
    def today(self) -> date:
        """The day of its course."""
        return self.told[2].today.day


def hours_once(setting: FieldSetting) -> float | None:
    """Return how long a pump runs to water a field once, from the limit to full [h].

    None where the field has no pump, or nobody knows its flow or the field's area.
    """
    watering = setting.watering
    if watering is None or not watering.pump_m3_h or not setting.area_m2:
        return None
    net = 1000 * DEPLETION_FRACTION * setting.soil.available * setting.root_limit_m
    volume = cubic_metres(net, area_m2=setting.area_m2, efficiency=watering.efficiency)
    return volume / watering.pump_m3_h


def rounds_h(settings: Iterable[FieldSetting]) -> dict[str, float]:
    """Return by pump how long it runs to water all of its fields once [h].

    Fields without a named pump are left out; one whose hours nobody knows counts as a day.
    """
    found: dict[str, float] = defaultdict(float)
    for one in settings:
        if one.watering is not None and one.watering.pump is not None:
            hours = hours_once(one)
            found[one.watering.pump] += HOURS_UNKNOWN if hours is None else hours
    return dict(found)


def in_turn(advices: Mapping[str, Told]) -> dict[str, Advice]:
    """Return the same advices, those of fields that need one pump at the same time put in order.

    First who must be watered by the earliest day; on a tie flowering before others, then the thirstier. Who
    cannot be watered yet lets pass who is done in time. Who has to wait for the pump gets a later window,
    and hears what thirst that costs if it comes too late.

    Args:
        advices: By field, with its setting and its course.
    """
    found = {field: told[1] for field, told in advices.items()}
    waiting: dict[str, list[_Turn]] = defaultdict(list)
    for field, told in advices.items():
        setting, advice, _ = told
        pump = setting.watering.pump if setting.watering else None
        if pump is not None and advice.state is State.IRRIGATE and advice.window is not None:
            waiting[pump].append(_Turn(field, told, advice.window, _hours_of(advice)))
    for turns in waiting.values():
        if len(turns) > 1:
            found |= _queued(sorted(turns, key=lambda one: one.urgency))
    return found


def _hours_of(advice: Advice) -> float:
    hours = advice.amount.pump_hours if advice.amount else None
    return HOURS_UNKNOWN if hours is None else hours.high


def _queued(waiting: list[_Turn]) -> dict[str, Advice]:
    """Return the advices of one pump's fields with their turns.

    Args:
        waiting: The most urgent first.
    """
    found: dict[str, Advice] = {}
    free_h, left = 0.0, list(waiting)
    while left:
        turn = _next(left, free_h)
        left.remove(turn)
        begins_h = turn.begins_h(free_h)
        # A flow or an area that somebody mistyped by a thousand asks for years.
        begins = turn.today + timedelta(days=int(min(begins_h // HOURS_A_DAY, LONGEST_WAIT_D)))
        found[turn.field] = replace(_begun(turn, begins), pump_turn=len(found) + 1)
        free_h = begins_h + turn.hours
    return found


def _next(left: Sequence[_Turn], free_h: float) -> _Turn:
    """Return the most urgent field, or one that is done before the last day of that one's window."""
    urgent = left[0]
    if urgent.begins_h(free_h) > free_h:
        for other in left[1:]:
            begins_h = other.begins_h(free_h)
            if begins_h < urgent.begins_h(free_h) and begins_h + other.hours <= urgent.last_h - HOURS_A_DAY:
                return other
    return urgent


def _begun(turn: _Turn, begins: date) -> Advice:
    """Return the advice of a field that its pump cannot reach before a day."""
    setting, advice, course = turn.told
    if begins <= turn.window.first:
        return advice
    later = put_off(turn.window, to=begins)
    days = to_come(course, today=turn.today, until=later.last)
    put = replace(
        advice,
        window=later,
        amount=amount_of(net_of(days, later), setting),
        reasons=(*advice.reasons[:1], "pump_busy", *advice.reasons[1:]),
    )
    if begins <= turn.window.last:
        return put
    dry = [one for one in days if one.day < begins]
    return replace(put, thirst_if_not=thirst_of(dry), loss=loss_of(course, dry))
