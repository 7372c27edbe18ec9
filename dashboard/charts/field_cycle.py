"""The bars of a field's cycle: rain and dry days of each month."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.bars import Bar, Bars, bar_chart
from dashboard.production.dryness import Dryness, MonthOfRain
from dashboard.words import MONTHS, Words
from gateway.fields.threshold import is_dry


def rain_bars(months: Sequence[MonthOfRain], words: Words) -> Bars:
    """Return the rain of each month [mm]; one that was not measured at all has no bar."""
    bars = [
        Bar(_label(one.month, words), _name(one.year, one.month, words), one.millimetres) for one in months
    ]
    return bar_chart(bars, unit="mm", words=words, least=50.0)


def dry_bars(found: Dryness, words: Words) -> Bars:
    """Return the dry days of each month; days without a reading may have been dry or not."""
    by_month: dict[tuple[int, int], list[float | None]] = {}
    for day, fraction in found.days:
        by_month.setdefault((day.year, day.month), []).append(fraction)
    bars = [
        Bar(
            _label(month, words),
            _name(year, month, words),
            float(sum(one is not None and is_dry(one) for one in fractions)),
            doubtful=float(sum(one is None for one in fractions)),
        )
        for (year, month), fractions in by_month.items()
    ]
    return bar_chart(bars, unit="", words=words, least=10.0)


def _label(month: int, words: Words) -> str:
    return MONTHS[words.language.code][month - 1][:3]


def _name(year: int, month: int, words: Words) -> str:
    return f"{MONTHS[words.language.code][month - 1]} {year}"
