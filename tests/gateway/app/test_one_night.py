"""One night of the demo's commune through the whole gateway; thirty of them are in `make proof`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crew import helping
from night_rules import MOST_CALLS, nights_of, told
from past import prepared
from village import commune

from gateway.demo.world.cast import PONDS

EVENING = date(2026, 5, 12)


def test_every_pond_that_falls_under_its_limit_is_spoken_of_before_or_at_once(tmp_path: Path) -> None:
    history = prepared(tmp_path / "history", EVENING)
    with commune(tmp_path, history, EVENING) as village:
        village.crew = helping()

        village.live_through_the_night(EVENING)

        nights = nights_of(village, EVENING, 1)
        assert any(one.under_at is not None for one in nights)
        assert [one.name for one in nights if not one.is_warned] == [], told(nights)
        assert max(one.calls for one in nights) <= MOST_CALLS, told(nights)
        assert village.forecast_places(EVENING) == {one.place for one in PONDS}
