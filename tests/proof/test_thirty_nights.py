"""Thirty nights of the demo's commune through the whole gateway, with a crew that goes and aerates."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from crew import helping
from night_rules import MOST_CALLS, nights_of, told
from past import prepared
from village import Commune, commune

from gateway.demo.world.cast import PONDS
from gateway.demo.world.cycles import CALENDAR
from gateway.store.sqlite import nights as kept

FIRST = date(2026, 5, 10)
NIGHTS = 3 if os.environ.get("CONUCO_PROOF") == "ci" else 30
MOST_SMS = 40
"""To two people in one night of six ponds; more of them are not read any more."""

pytestmark = pytest.mark.proof


def evenings() -> list[date]:
    return [FIRST + timedelta(days=number) for number in range(NIGHTS)]


def test_thirty_nights_are_warned_of_without_flaps_and_never_in_silence(tmp_path: Path) -> None:
    history = prepared(tmp_path / "history", FIRST)
    with commune(tmp_path, history, FIRST) as village:
        village.crew = helping()
        for evening in evenings():
            village.live_through_the_night(evening)

        nights = nights_of(village, FIRST, NIGHTS)
        print("thirty nights:", told(nights))
        print(
            "calls by kind:", dict(Counter(one.alert.kind for one in village.changes if one.what == "opened"))
        )
        print("sms in a night, at most:", max(sms_by_night(village).values(), default=0))
        assert any(one.under_at is not None for one in nights)
        assert [one.name for one in nights if not one.is_warned] == [], told(nights)
        assert [one.name for one in nights if one.calls > MOST_CALLS] == [], told(nights)
        assert max(sms_by_night(village).values(), default=0) <= MOST_SMS
        assert [one for one in village.changes if one.alert.kind in ("sensor", "silent_node", "clock")] == []
        assert silent_nights(village) == []


def sms_by_night(village: Commune) -> Counter[date]:
    """Return how many SMS went out in the night of each evening, from noon to noon."""
    return Counter(
        CALENDAR.local(at - 12 * 3600).date() for at, way, _, _ in village.phones.taken if way == "sms"
    )


def silent_nights(village: Commune) -> list[str]:
    """Return the pond-nights of which nothing was said, neither a number nor why there is none."""
    readings = village.station.writer.readings
    found = []
    for evening in evenings():
        said = {one.place for one in kept.forecasts(readings, evening=evening.isoformat())}
        found += [f"{pond.place} {evening}" for pond in PONDS if pond.place not in said]
    return found
