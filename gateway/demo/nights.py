"""The nights before the demo begins, forecast, planned and counted as the station would have done it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gateway.app.forecasting import CAME_AFTER_S, Forecasting
from gateway.demo.world import cast
from gateway.ponds.night import nights_between
from gateway.ponds.said import PLAN_AFTER_S
from gateway.ponds.spans import HOUR_S
from gateway.ponds.sun import DAY_S

NIGHTS: Final = 30
"""As many as a page counts how often the forecast was right."""


def moments(start: int, *, since: int) -> Iterator[int]:
    """Yield when the station would have had something to do in the nights before a moment [s UTC], rising.

    Of past nights the hour of the plan and the morning after are enough; of the night that goes on, each
    hour so far.

    Args:
        start: Where the demo begins [s UTC].
        since: Where its measurements begin [s UTC].
    """
    first = max(start - (NIGHTS + 1) * DAY_S, since)
    for night in nights_between(first, start, latitude=cast.LATITUDE, longitude=cast.LONGITUDE):
        if start < night.sunrise:
            yield from range(night.sunset, start + 1, HOUR_S)
            return
        yield night.sunset + PLAN_AFTER_S
        if night.end + CAME_AFTER_S <= start:
            yield night.end + CAME_AFTER_S


def live_through(task: Forecasting, start: int, *, since: int) -> Iterator[tuple[int, int]]:
    """Let the station live through the nights before the demo; yield how many are done and all [moments].

    It knows at each moment only what had been measured by then, and tells nobody of its plans.
    """
    every = list(moments(start, since=since))
    for done, moment in enumerate(every):
        yield done, len(every)
        while task.is_due(moment):
            task.act(moment)
