"""What rain and people gave a field, a bar a day; a day nobody knows is an outline with a question mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from dashboard.charts.frame import Frame, Tick, rounded, value_ticks
from dashboard.words.written import Words
from gateway.fields.observed import FieldDay

FILLED: Final = 0.66
"""How much of its day a bar takes [-]."""
LEAST_MM: Final = 20.0
WEEKS_D: Final = 13
"""Of more days than seven back and six to come the weekdays do not fit [d]."""
STEP_MM: Final = 5
"""What reached the roots of an irrigation is not known better [mm]."""


class Given(NamedTuple):
    """One bar in its place [%]; without a label nobody knows how much it was.

    Attributes:
        sort: `rain` or `given`.
        height: From the bottom [%]; of what nobody knows a third of the drawing.
    """

    sort: str
    left: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Supply:
    """The bars of some days.

    Attributes:
        dry: The middles of the days without rain, from the left [%].
        total_mm: Of the rain that is known [mm].
        unknown: On how many days nobody knows the rain.
        ahead: Where the days to come begin, from the left [%]; None where none is drawn.
    """

    bars: tuple[Given, ...]
    dry: tuple[float, ...]
    up: tuple[Tick, ...]
    across: tuple[Tick, ...]
    total_mm: float
    unknown: int
    ahead: float | None
    has_water: bool


def supply(days: Sequence[date], seen: Iterable[FieldDay], *, today: date, words: Words) -> Supply:
    """Return the bars of consecutive days; those after today have none."""
    told = {one.day: one for one in seen if days[0] <= one.day <= today}
    known = [told.get(day) or FieldDay(day) for day in days if day <= today]
    highest = max([LEAST_MM, *_amounts(known)])
    _low, high, step = rounded(0.0, highest * 1.35, steps=2)
    frame, place = Frame(0, len(days), 0.0, high), 100 / len(days)
    middles = {day: place * (number + 0.5) for number, day in enumerate(days)}
    return Supply(
        bars=tuple(bar for one in known for bar in _bars(one, middles, place, frame, words)),
        dry=tuple(round(middles[one.day], 1) for one in known if one.rain_mm == 0),
        up=value_ticks(frame, step, words),
        across=tuple(
            Tick(round(middles[day], 1), _day_label(day, is_long=len(days) > WEEKS_D, words=words))
            for number, day in enumerate(days)
            if len(days) <= WEEKS_D or (len(days) - number) % 3 == 1
        ),
        total_mm=sum(one.rain_mm for one in known if one.rain_mm is not None),
        unknown=sum(one.rain_mm is None for one in known),
        ahead=round(place * len(known), 1) if len(known) < len(days) else None,
        has_water=any(one.irrigation_mm != 0 for one in known),
    )


def _day_label(day: date, *, is_long: bool, words: Words) -> str:
    if not is_long:
        return words.weekday(day)[:2]
    return words.language.gettext("hoy") if day == words.today else str(day.day)


def whole(millimetres: float) -> int:
    """Return what an irrigation gave in steps that are honest of it [mm]."""
    return max(STEP_MM, STEP_MM * int(millimetres / STEP_MM + 0.5))


def _amounts(days: Iterable[FieldDay]) -> list[float]:
    return [mm for one in days for mm in (one.rain_mm, one.irrigation_mm) if mm is not None]


def _bars(
    one: FieldDay, middles: Mapping[date, float], place: float, frame: Frame, words: Words
) -> list[Given]:
    found: list[tuple[str, float | None]] = []
    if one.rain_mm is None or one.rain_mm > 0:
        found.append(("rain", one.rain_mm))
    if one.irrigation_mm is None or one.irrigation_mm > 0:
        found.append(("given", one.irrigation_mm))
    width = place * FILLED / max(1, len(found))
    left = middles[one.day] - place * FILLED / 2
    return [
        Given(
            sort,
            round(left + number * width, 1),
            round(width, 1),
            34.0 if mm is None else round(100 - frame.top(mm), 1),
            "" if mm is None else _label(sort, mm, words),
        )
        for number, (sort, mm) in enumerate(found)
    ]


def _label(sort: str, millimetres: float, words: Words) -> str:
    if sort == "given":
        return words.number(whole(millimetres))
    return words.number(millimetres) if millimetres >= 1 else "<1"
