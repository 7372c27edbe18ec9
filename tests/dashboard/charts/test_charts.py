from __future__ import annotations

import re

import numpy as np
from builders import limits, readings_every
from hypothesis import given
from hypothesis import strategies as some

from dashboard.charts.bars import Bar, bar_chart
from dashboard.charts.frame import Frame, rounded
from dashboard.charts.paths import band, gaps, line, pieces
from dashboard.charts.series import oxygen_chart
from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.domain.columns import Derived
from gateway.store.base import bucketed

WORDS = Words(languages()["es"], -4, 100_000)
FRAME = Frame(0, 36_000, 0.0, 10.0)


def heights(path: str) -> list[int]:
    """Return how far from the top each point of a path in one piece stands."""
    numbers = [int(one) for one in re.findall(r"-?\d+", path)]
    return np.cumsum(numbers[1::2]).tolist()


def test_a_gap_in_the_readings_is_a_gap_in_the_line() -> None:
    found = Derived.joined(readings_every(600, [5.0] * 12), readings_every(600, [4.0] * 12, start=18_000))
    buckets = bucketed(found, start=0, width=600)

    drawn = line(buckets, buckets.mean, FRAME)

    assert drawn.count("M") == 2
    assert gaps(buckets, FRAME, end=25_200) == [(7200, 18_000)]


def test_a_probe_that_measures_each_half_hour_has_no_gaps_in_ten_minute_buckets() -> None:
    buckets = bucketed(readings_every(1800, [5.0] * 20), start=0, width=600)

    assert len(pieces(buckets)) == 1


def test_a_lonely_reading_is_a_dot() -> None:
    buckets = bucketed(readings_every(600, [5.0]), start=0, width=600)

    assert line(buckets, buckets.mean, FRAME) == "M8 500h0"
    assert band(buckets, FRAME) == ""


def test_without_readings_nothing_is_drawn_and_everything_is_a_gap() -> None:
    buckets = bucketed(Derived.empty(), start=0, width=600)

    chart = oxygen_chart(buckets, span=(0, 36_000), limits=limits(), words=WORDS)

    assert [stroke.path for stroke in chart.strokes] == ["", ""]
    assert chart.lowest is None
    assert [hole.width for hole in chart.holes] == [100.0]


def test_the_night_dip_does_not_vanish_in_the_wide_buckets_of_a_year() -> None:
    day = [6.0] * 47 + [0.8]
    buckets = bucketed(readings_every(1800, day * 30), start=0, width=86_400)

    chart = oxygen_chart(buckets, span=(0, 30 * 86_400), limits=limits(), words=WORDS)

    assert chart.lowest is not None
    assert chart.lowest.value == 0.8
    assert Frame(0, 1, 0.0, 6.0).y(0.8) in heights(chart.strokes[1].path)


@given(some.floats(-50, 50), some.floats(0.1, 100))
def test_a_scale_holds_its_values_in_few_steps(low: float, spread: float) -> None:
    bottom, top, step = rounded(low, low + spread)

    assert bottom <= low + 1e-6
    assert top >= low + spread - 1e-6
    assert 1 <= round((top - bottom) / step) <= 4


def test_a_day_without_a_gauge_is_not_a_dry_day() -> None:
    bars = bar_chart([Bar("lu", "lunes", 0.0), Bar("ma", "martes", None)], unit="mm", words=WORDS)

    assert [one.label for one in bars.drawn] == ["0", ""]
    assert bars.unknown == 1
