"""What a bench loads into InfluxDB is what the mirror would have written."""

from __future__ import annotations

import numpy as np
from builders import OXYGEN, readings_every
from influx_bulk import WEEK_S, line_bytes, week_by_week

from gateway.domain.columns import Derived, Signals
from gateway.domain.places import Placement
from gateway.domain.readings import Flag
from gateway.store.influx.lines import Source, Whereabouts, derived_lines


def test_a_line_of_the_loader_is_the_line_of_the_mirror() -> None:
    rows = readings_every(60, [6.0, 7.25, 1e-7], start=1_772_000_000, flag=Flag.SUSPECT)
    where = Whereabouts.of([Placement(OXYGEN.node, "estanque-1", 0)], OXYGEN.node)
    nowhere = Source(Signals.empty(), np.empty(0, dtype=bool))

    loaded = b"".join(line_bytes("la-ceiba", OXYGEN, rows, place="estanque-1")).decode().splitlines()

    assert loaded == list(derived_lines("la-ceiba", OXYGEN, rows, nowhere, where))


def test_every_reading_is_loaded_once_and_no_week_before_the_one_before_it() -> None:
    rows = {
        OXYGEN._replace(node=f"pond-{number}"): readings_every(3600, [7.0] * 500, start=1_772_000_000)
        for number in range(3)
    }

    parts = list(week_by_week(rows))

    weeks = [int(one.time[0]) // WEEK_S for _, one in parts if len(one)]
    assert weeks == sorted(weeks)
    for key, all_of_it in rows.items():
        loaded = Derived.joined(*(one for series, one in parts if series == key))
        assert loaded.time.tolist() == all_of_it.time.tolist()
