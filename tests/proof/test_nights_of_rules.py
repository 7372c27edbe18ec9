"""Thirty nights of the demo's ponds: each low is alarmed at once, nothing flaps, a dead aerator rings."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gateway.demo.world.cast import PONDS
from tests.gateway.app.watched_station import watched_station
from tests.proof.nights_of_rules import Nights, by_night

BEGIN = int(datetime(2026, 3, 25, 22, tzinfo=UTC).timestamp())
"""Six in the evening in the commune, a month before the rains."""
DIED_WITHIN_S = 50 * 60
"""From an aerator's death at 3:40 to half past four."""
LONG_H = (3 if os.environ.get("CONUCO_PROOF") == "ci" else 30) * 24
MOST_CALLS = 5
"""Opened, raised twice, and twice again: what one kind may call of one pond in a night."""


@pytest.mark.parametrize("hours", [14, pytest.param(LONG_H, marks=pytest.mark.proof)])
def test_nights_of_the_demo_s_ponds(tmp_path: Path, hours: int) -> None:
    with watched_station(tmp_path, now=BEGIN, ponds=len(PONDS)) as station:
        nights = Nights(station, seed=hours)
        nights.pass_by(hours)
        calls = nights.calls()

    worst = by_night(calls).most_common(5)
    print(f"\nhours {hours}, lows {len(nights.lows)}, dead aerators {len(nights.died)}")
    print("calls:", dict(Counter((kind, what) for kind, _, what, _ in calls)), "worst:", worst)
    assert all(one.has_alarm for one in nights.lows)
    assert max(by_night(calls).values(), default=0) <= MOST_CALLS
    assert not {kind for kind, *_ in calls} & {"sensor", "silent_node", "mains", "clock", "silent_station"}
    for place, died in nights.died:
        ringing = [
            at
            for kind, where, _, at in calls
            if where == place and kind in ("aerator", "oxygen") and at >= died
        ]
        assert min(ringing, default=2**40) <= died + DIED_WITHIN_S, (place, died)
