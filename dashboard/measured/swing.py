"""Whether a probe has lost the swing between day and night that those of other ponds have kept."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.domain.readings import SeriesKey
from gateway.quality.swing import BEFORE_DAYS, DAY_S, LATELY_DAYS, LEFT, Days, is_attenuated, left_of_swing
from gateway.store.base import ReadingStore


def swing_left(
    store: ReadingStore, own: SeriesKey, others: Sequence[SeriesKey], *, midnight: int
) -> int | None:
    """Return how much of its swing a fouled probe has left [%], None where it is in order or nobody can tell.

    Those of other ponds are read only where its own is small: most pages cost one question.

    Args:
        store: The readings.
        own: Its oxygen.
        others: The oxygen of the probes of other ponds.
        midnight: When the commune's day began [s UTC]; today is not over and does not count.
    """
    days = _days(store, own, midnight)
    left = left_of_swing(days, until=midnight)
    if left is None or left >= LEFT:
        return None
    theirs = [_days(store, one, midnight) for one in others]
    return round(left * 100) if is_attenuated(days, theirs, until=midnight) else None


def _days(store: ReadingStore, series: SeriesKey, midnight: int) -> Days:
    found = store.days(series, midnight - (LATELY_DAYS + BEFORE_DAYS) * DAY_S, midnight)
    return Days(found.start, found.low, found.high)
