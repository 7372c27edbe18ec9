"""A night in which something goes wrong: an outage, a clock, an aerator, the mains; all of the gateway."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from crew import helping
from night_rules import WARN, nights_of, told
from past import prepared
from village import Commune, commune

from gateway.demo.world.cast import PONDS
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.faults import EVERYWHERE, Fault
from gateway.domain.alerts import Change
from gateway.domain.entries import Intervened

EVENING = date(2026, 5, 12)
POND_4 = PONDS[3]

pytestmark = pytest.mark.proof


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("history"), EVENING)


@pytest.fixture
def village(tmp_path: Path, history: Path) -> Iterator[Commune]:
    with commune(tmp_path, history, EVENING) as opened:
        yield opened


def test_what_comes_late_after_an_outage_raises_nothing(village: Commune) -> None:
    village.live(CALENDAR.at(EVENING, 18.0), step_s=600)
    village.mute |= {POND_4.node}
    afternoon = CALENDAR.at(EVENING, 24 + 15.0)
    village.live(afternoon, step_s=300)
    _, water = village.oxygen(POND_4, afternoon - 1800, afternoon + 1800)
    assert water.min() > WARN

    village.mute.clear()
    village.live(afternoon + 1800)

    [night] = [one for one in nights_of(village, EVENING, 1) if one.pond == POND_4]
    assert night.under_at is not None
    spoken = [one for one in village.changes if (one.alert.place, one.alert.kind) == (POND_4.place, "oxygen")]
    assert spoken == []
    found = village.oxygen_kept(POND_4, village.began, afternoon + 1)
    assert len(found) == 6 * 6 + 21 * 12


@pytest.mark.parametrize("error_s", [3600, -3600], ids=["ahead", "behind"])
def test_a_gateway_whose_clock_is_an_hour_off_still_alarms(
    tmp_path: Path, history: Path, error_s: int
) -> None:
    with commune(tmp_path, history, EVENING, error_s=error_s) as village:
        village.live_through_the_night(EVENING)

        nights = nights_of(village, EVENING, 1)
        assert [one.name for one in nights if not one.is_warned] == [], told(nights)
        assert village.phones.taken


def test_an_aerator_on_at_three_that_dies_at_twenty_to_four_calls_again_before_half_past_four(
    village: Commune,
) -> None:
    def goes(there: Commune, change: Change) -> None:
        if change.what == "opened" and change.alert.kind == "oxygen" and change.alert.place == POND_4.place:
            there.acknowledge(change.alert)

    village.crew = goes
    village.live(CALENDAR.at(EVENING, 24.0), step_s=300)
    village.live(CALENDAR.at(EVENING, 27.0))
    village.say(Intervened(POND_4.place, "aerator", "on"), kind="intervention")
    village.live(CALENDAR.at(EVENING, 27 + 40 / 60))
    dies = village.now
    village.breaks(Fault(POND_4.node, "aerator_dead", dies))

    village.live(CALENDAR.at(EVENING, 28.5))

    rung = [text for _, text in village.phones.since(dies + 60) if "4" in text]
    assert any("aireador" in text for text in rung), village.phones.taken
    assert village.siren.level_at(CALENDAR.at(EVENING, 28.5)) > 0


def test_mains_that_go_at_two_reach_siren_and_telephone_within_a_minute(village: Commune) -> None:
    village.crew = helping(acknowledged_after_s=60)
    village.live(CALENDAR.at(EVENING, 25.5), step_s=300)
    village.live(CALENDAR.at(EVENING, 26.0))
    gone = village.now
    assert village.siren.level_at(gone) == 0
    village.breaks(Fault(EVERYWHERE, "mains", gone))

    village.live(gone + 60)

    assert any("luz" in text for _, text in village.phones.since(gone))
    assert village.phones.since(gone, way="call")
    assert village.siren.level_at(gone + 60) > 0
