"""The bars of a field's cycle: rain and days of too much water of each month, days of thirst by stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dashboard.charts.bars import Bar, Bars, bar_chart
from dashboard.production.dryness import Dryness, MonthOfRain, is_full
from dashboard.words.language import N_
from dashboard.words.written import MONTHS, Words
from gateway.fields.advice.thirst import Ordeal
from gateway.fields.course import Stage
from gateway.fields.soil.threshold import is_dry


def rain_bars(months: Sequence[MonthOfRain], words: Words) -> Bars:
    """Return the rain of each month [mm]; one that was not measured at all has no bar."""
    bars = [
        Bar(_label(one.month, words), _name(one.year, one.month, words), one.millimetres) for one in months
    ]
    return bar_chart(bars, unit="mm", words=words, least=50.0)


def dry_bars(found: Dryness, words: Words) -> Bars:
    """Return the dry days of each month; days without a reading may have been dry or not."""
    return _days(found, lambda fraction: fraction is not None and is_dry(fraction), words)


STAGES: Final[Mapping[Stage, tuple[str, str]]] = {
    Stage.INITIAL: (N_("nace"), N_("al nacer")),
    Stage.DEVELOPMENT: (N_("crece"), N_("creciendo")),
    Stage.FLOWERING: (N_("florece"), N_("en flor")),
    Stage.MIDDLE: (N_("llena"), N_("llenando el grano")),
    Stage.LATE: (N_("madura"), N_("madurando")),
}
"""The stages in which thirst costs, under a bar and in words."""


def thirst_bars(found: Ordeal, words: Words) -> Bars:
    """Return the days of thirst in each stage of the crop, the first stage first."""
    _ = words.language.gettext
    bars = [
        Bar(_(label), _(name), float(found.thirst_by_stage.get(stage, 0)))
        for stage, (label, name) in STAGES.items()
    ]
    return bar_chart(bars, unit="", words=words, least=10.0)


def full_bars(found: Dryness, words: Words) -> Bars:
    """Return the days of each month on which the soil held too much; days without a reading may have been."""
    return _days(found, is_full, words)


def _days(found: Dryness, counts: Callable[[float | None], bool], words: Words) -> Bars:
    by_month: dict[tuple[int, int], list[float | None]] = {}
    for day, fraction in found.days:
        by_month.setdefault((day.year, day.month), []).append(fraction)
    bars = [
        Bar(
            _label(month, words),
            _name(year, month, words),
            float(sum(counts(one) for one in fractions)),
            doubtful=float(sum(one is None for one in fractions)),
        )
        for (year, month), fractions in by_month.items()
    ]
    return bar_chart(bars, unit="", words=words, least=10.0)


def _label(month: int, words: Words) -> str:
    return MONTHS[words.language.code][month - 1][:3]


def _name(year: int, month: int, words: Words) -> str:
    return f"{MONTHS[words.language.code][month - 1]} {year}"
