"""What a probe gave lately, as it came: before any calibration."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from dashboard.visit.given import Visit
from gateway.domain.errors import StoreError
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite.reader import SqliteReadings

SAME_S: Final = 45
"""A status that comes so soon after a record tells the same number once more [s]; ours."""
FRESH_S: Final = 900
"""What is older says nothing of a probe that was just set somewhere [s]; ours."""


class Given(NamedTuple):
    """What a probe gave at a moment [s UTC]."""

    at: int
    value: float


FRESH_OF_SLEEPERS_S: Final = 2 * 3600
"""The same of what hangs on nodes that sleep: they measure each quarter of an hour and send each hour [s]."""


def fresh_s(quantity: str) -> int:
    """Return how far back what a probe gave still says something of now [s]."""
    return (
        FRESH_S if quantity in ("oxygen_signal", "oxygen_probe", "water_temperature") else FRESH_OF_SLEEPERS_S
    )


def lately(visit: Visit, series: SeriesKey, *, within_s: int | None = None) -> list[Given]:
    """Return what a series gave lately, rising by time; empty where nothing was heard.

    What a node's status tells is the last of it: a record may wait for its commit.
    """
    since = visit.now - (fresh_s(series.quantity) if within_s is None else within_s)
    found = _stored(visit, series, since)
    state = next((one for one in visit.nodes if one.node == series.node), None)
    if state is not None and state.status is not None and state.status_at is not None:
        value = state.status.newest.get(series.channel, {}).get(series.quantity)
        is_new = not found or state.status_at > found[-1].at + SAME_S
        if value is not None and is_new and since <= state.status_at <= visit.now:
            found.append(Given(state.status_at, value))
    return found


def _stored(visit: Visit, series: SeriesKey, since: int) -> list[Given]:
    config = visit.station.config
    folder = Path(config.storage.folder)
    if not (folder / "readings.db").exists():
        return []
    store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=config.commune.utc_offset_hours)
    try:
        rows = store.signals(series, since, visit.now + 1)
    except StoreError:
        return []
    return [Given(at, value) for at, value in zip(rows.time.tolist(), rows.value.tolist(), strict=True)]
