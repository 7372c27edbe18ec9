"""A dated calibration derives again what stands, whatever the station's clock says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gateway.app.rederiving import Rederiving, whole_future
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, rederiving
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from gateway.store.sqlite.writer import SqliteWriter

START = 1_772_000_000 // DAY * DAY
WATER = SeriesKey("pond-1", "sonda", "water_temperature")


class Deriving:
    """Counts how often it is asked."""

    asked = 0

    def derive(self, _signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
        self.asked += 1
        return {}


def test_a_station_that_wakes_up_in_1970_derives_again_all_the_same(tmp_path: Path) -> None:
    deriving = Deriving()
    values = {"sonda": {"water_temperature": 27.0}}
    record = Arrival("pond-1", 1, 0, 1, 5, START, START, TimeKnown.SYNCED, START, values)
    with SqliteWriter(tmp_path, deriving.derive, utc_offset_hours=-4) as writer:
        with writer.transaction() as readings:
            arrivals.insert(readings, record)
            rederiving.add(readings, whole_future("pond-1", START))
        writer.seal(now=START + 2 * DAY)
        deriving.asked = 0

        Rederiving(writer).act(now=1000)

        assert deriving.asked == 1
        assert rederiving.first(writer.readings) is None
