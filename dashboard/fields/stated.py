"""What the statuses of a field's nodes say of its soil before the records that tell it are here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import numpy as np

from dashboard.fields.measured import of_what_day
from dashboard.measured.watch import standing_nodes
from dashboard.visit.given import Visit
from gateway.derivation import derive_alone
from gateway.domain.columns import Signals
from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.fields.soil.threshold import depth_of
from gateway.store.base import NodeState

STATED_S: Final = 12 * 3600
"""What a status said longer ago stands for nothing now [s]: its records have come, or never will. Ours."""
SAME_TALK_S: Final = 600
"""A status so soon after a stored reading tells the same once more [s]: a talk takes five minutes at most."""


def soil_stated(visit: Visit, place: str) -> dict[SeriesKey, Reading]:
    """Return the water of a field's soil as its nodes' statuses say it, where nothing newer is stored.

    A node that is visited says first what is newest and hands over weeks afterwards. It is derived as a
    record would be, with its flag as of when the status came, and never stored as a reading.
    """
    here = standing_nodes(visit.registered.placements, place, now=visit.now)
    found: dict[SeriesKey, Reading] = {}
    for state in visit.nodes:
        if state.node in here:
            found |= _said(visit, state)
    return {key: told for key, told in found.items() if _is_news(told, visit.station.store.latest(key))}


def _is_news(told: Reading, stored: Reading | None) -> bool:
    return stored is None or told.at > stored.at + SAME_TALK_S


def _said(visit: Visit, state: NodeState) -> dict[SeriesKey, Reading]:
    status, at = state.status, state.status_at
    if status is None or at is None or not 0 <= visit.now - at <= STATED_S:
        return {}
    signals = {
        SeriesKey(state.node, channel, quantity): Signals.measured(np.array([at]), np.array([value]))
        for channel, values in status.newest.items()
        if depth_of(channel) is not None
        for quantity, value in values.items()
        if "soil_water" in derived_quantities(quantity)
    }
    derived = derive_alone(
        signals,
        calibrations=visit.registered.calibrations,
        altitude_m=visit.station.config.commune.altitude_m,
    )
    return {
        key: Reading(key, at, float(rows.value[0]), Flag(int(rows.flag[0])), TimeKnown.SYNCED)
        for key, rows in derived.items()
        if len(rows)
    }


def with_stated(
    soil: Mapping[date, Mapping[int, float]],
    stated: Mapping[SeriesKey, Reading],
    visit: Visit,
    *,
    wet: Collection[date],
) -> dict[date, dict[int, float]]:
    """Return the soil of each day with what statuses say of a morning for which no dawn is stored.

    As with what hands find: what is said in the morning is how the day before ended, and what is said
    later waits for the next dawn, since the sun moves a probe.

    Args:
        soil: By day and depth [cm], what is stored.
        stated: What statuses say.
        visit: Whose.
        wet: The days on which water came: a probe has seen it, and it would be counted twice.
    """
    found = {day: dict(told) for day, told in soil.items()}
    for key, told in stated.items():
        depth, day = depth_of(key.channel), of_what_day(visit.words, told.at)
        on = visit.words.local(told.at).date()
        if depth is not None and day < on and on not in wet and told.flag < Flag.FAIL:
            found.setdefault(day, {}).setdefault(depth, told.value)
    return found


def heard_of_visited(visit: Visit) -> tuple[tuple[str, int | None, int | None], ...]:
    """Return when each node that is only visited was heard: it hands over what is weeks old, all at once."""
    return tuple(
        (one.node, one.heard, one.status_at)
        for one in visit.nodes
        if one.status is not None and one.status.is_visited
    )
