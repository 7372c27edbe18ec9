"""A comparison that found a probe off marks what it said since its last good check; nothing is altered."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from builders import a_reversal

from gateway.domain.entries import NodePlaced, ProbeCared
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY
from tests.gateway.app.small_station import THREE, SmallStation, small_station

OXYGEN = SeriesKey("pond-1", "sonda", "oxygen")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SmallStation]:
    with small_station(tmp_path) as opened:
        opened.say("placed", NodePlaced("pond-1", "estanque-1", 0))
        with opened.writer.transaction() as readings:
            for day in range(6):
                at = THREE - (6 - day) * DAY
                values = {"sonda": {"oxygen": 5.0 + day}}
                one = Arrival("pond-1", 1, day, 1, 0, at, at, TimeKnown.SYNCED, at, values)
                arrivals.insert(readings, one)
        opened.seal()
        opened.follow()
        yield opened


def compare(station: SmallStation, uid: str, said: str, *, days_ago: int) -> None:
    body = ProbeCared("estanque-1", "pond-1", "sonda", "compared", "oxygen", Decimal(said), Decimal("4.0"))
    station.say(uid, body, at=THREE - days_ago * DAY - 3600)


def flags(station: SmallStation) -> list[int]:
    return [flag for *_, flag in station.rows(OXYGEN)]


def test_what_a_probe_said_since_its_last_good_check_becomes_suspect(station: SmallStation) -> None:
    compare(station, "good", "4.1", days_ago=3)
    compare(station, "off", "3.0", days_ago=1)
    station.follow()

    assert flags(station) == [Flag.GOOD] * 3 + [Flag.SUSPECT] * 3


def test_a_calibration_afterwards_lets_the_next_be_believed(station: SmallStation) -> None:
    compare(station, "good", "4.1", days_ago=3)
    compare(station, "off", "3.0", days_ago=2)
    station.follow()
    station.say("mark", ProbeCared("estanque-1", "pond-1", "sonda", "calibrated"), at=THREE - DAY - 7200)
    station.follow()

    assert flags(station) == [Flag.GOOD] * 3 + [Flag.SUSPECT] * 2 + [Flag.GOOD]


def test_a_comparison_that_was_a_slip_doubts_nothing_any_more(station: SmallStation) -> None:
    compare(station, "off", "3.0", days_ago=1)
    station.follow()
    assert flags(station) == [Flag.SUSPECT] * 6

    station.journal.append(a_reversal("off", uid="off-back", journal="station"), now=station.now)
    station.follow()

    assert flags(station) == [Flag.GOOD] * 6


def test_values_stay_as_they_were_said(station: SmallStation) -> None:
    before = [value for _, value, _ in station.rows(OXYGEN)]

    compare(station, "off", "3.0", days_ago=1)
    station.follow()

    assert [value for _, value, _ in station.rows(OXYGEN)] == before
