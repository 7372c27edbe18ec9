"""What came late changes what hangs on the hours around it, and nothing that is judged by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import START, a_reader, a_record, a_writer, arrive

from gateway.domain.readings import SeriesKey
from gateway.store.sqlite.blocks import HOUR

ITSELF = ("mains", "aerator_running", "ph")
"""Judged by themselves; they come in the same records as the water."""


@pytest.mark.parametrize("quantity", ITSELF)
def test_late_water_takes_nothing_from_the_hours_beside_it(tmp_path: Path, quantity: str) -> None:
    sound = {quantity: 1.0, "water_temperature": 28.0}
    series = SeriesKey("pond-1", "sonda", quantity)
    with a_writer(tmp_path) as writer:
        arrive(writer, [a_record(1, 3 * HOUR, **sound), a_record(2, 5 * HOUR, **sound)])
        writer.seal(now=START + 9 * HOUR)

        arrive(writer, [a_record(3, 4 * HOUR, **sound)])
        writer.seal(now=START + 9 * HOUR)

        found = a_reader(tmp_path).readings(series, START, START + 9 * HOUR)
    assert (found.time - START).tolist() == [3 * HOUR, 4 * HOUR, 5 * HOUR]
