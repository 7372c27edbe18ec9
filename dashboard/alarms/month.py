"""What the alarms of a month were worth, counted and never averaged over too few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from dashboard.alarms.history import OF_THE_WATER, Story
from gateway.domain.alerts import Kind
from gateway.domain.outlook import NightCame

LEAST: Final = 4
"""Under how many nothing is summed up in one figure."""


@dataclass(frozen=True, slots=True)
class MonthCount:
    """The figures of one month.

    Attributes:
        alarms: How many alarms there were of the water, the power, the aerators and the probes.
        true: Of how many people said that there was trouble.
        false: Of how many they said that there was none.
        unjudged: Of how many that are over, and of a place, nobody has said anything.
        missed: Nights under the limit of attention of which no alarm and no forecast had warned.
        forecast_true: Warnings of the forecast after which the water did fall under it.
        forecast_false: After which it did not, though nobody helped.
        forecast_unknown: After which somebody helped first, or nothing was measured.
        nights_woken: In how many nights somebody was woken.
        times_woken: How often in all.
        nights: How many nights of ponds were measured to their end.
        answer_s: How long it took until somebody said "I go", in the median [s]; None under four.
        answered: Of how many alarms that is.
    """

    alarms: int
    true: int
    false: int
    unjudged: int
    missed: int
    forecast_true: int
    forecast_false: int
    forecast_unknown: int
    nights_woken: int
    times_woken: int
    nights: int
    answer_s: float | None
    answered: int

    @property
    def forecasts(self) -> int:
        """How many warnings of the forecast there were."""
        return self.forecast_true + self.forecast_false + self.forecast_unknown


@dataclass(frozen=True, slots=True)
class Asked:
    """How something is told that the figures need.

    Attributes:
        limit_of: The limit of attention of a place [mg/L].
        is_night: Whether the dangers of the night last at a moment [s UTC].
    """

    limit_of: Callable[[str], float]
    is_night: Callable[[int], bool]


def month_count(found: Sequence[Story], nights: Sequence[NightCame], asked: Asked) -> MonthCount:
    """Return the figures of the alarms and nights of a month."""
    rung = [one for one in found if one.alert.kind != Kind.DAWN]
    warned = {(one.alert.place, one.evening.isoformat()) for one in found if one.alert.kind == Kind.DAWN}
    alarmed = {(one.alert.place, one.evening.isoformat()) for one in found if one.alert.kind in OF_THE_WATER}
    came = {(one.place, one.evening): one for one in nights}
    fell = {key for key, night in came.items() if _fell(night, asked)}
    known = {key for key, night in came.items() if night.lowest is not None}
    helped = {key for key, night in came.items() if night.helped is not None}
    woken = [(one.evening, at) for one in found for at in one.woke if asked.is_night(at)]
    answers = _answers(rung)
    return MonthCount(
        alarms=len(rung),
        true=sum(one.judged == "true" for one in rung),
        false=sum(one.judged == "false" for one in rung),
        unjudged=sum(one.judged is None and one.may_be_judged for one in rung),
        missed=len(fell - warned - alarmed),
        forecast_true=len(warned & fell),
        forecast_false=len((warned & known) - fell - helped),
        forecast_unknown=len(warned - fell) - len((warned & known) - fell - helped),
        nights_woken=len({evening for evening, _ in woken}),
        times_woken=len({at for _, at in woken}),
        nights=len(known),
        answer_s=median(answers) if len(answers) >= LEAST else None,
        answered=len(answers),
    )


def _fell(night: NightCame, asked: Asked) -> bool:
    return night.lowest is not None and night.lowest < asked.limit_of(night.place)


def _answers(found: Iterable[Story]) -> list[int]:
    """Return how long it took until somebody went, of alarms that rang [s]."""
    return [after for one in found if one.woke and (after := one.answered_after) is not None]
