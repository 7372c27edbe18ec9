"""What is due of a probe's care."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import NIGHT, an_entry

from gateway.domain.calibration import Calibration, OxygenMarks
from gateway.domain.due import DAY_S, RULES, Due, dues
from gateway.domain.entries import Entry, ProbeCared
from gateway.domain.readings import SeriesKey

PROBE = SeriesKey("pond-1", "sonda", "oxygen_signal")
MARKS = OxygenMarks(Decimal(1600), Decimal(28))


def cared(care: Any, *, days_ago: float) -> Entry:
    body = ProbeCared("estanque-1", "pond-1", "sonda", care)
    return an_entry(body, happened=NIGHT - int(days_ago * DAY_S))


def due_of(work: str, *cares: Entry, placed: int | None = None, calibrations: Any = ()) -> Due:
    found = dues(PROBE, cares, calibrations, placed=placed)
    return next(one for one in found if one.work == work)


def test_a_probe_is_wiped_every_seven_days() -> None:
    assert not due_of("wipe", cared("wiped", days_ago=6.9)).is_due(now=NIGHT)
    assert due_of("wipe", cared("wiped", days_ago=7)).is_due(now=NIGHT)
    assert due_of("wipe", cared("wiped", days_ago=9.5)).days_over(now=NIGHT) == 2


def test_whoever_compared_it_had_it_in_the_hand_but_wiping_is_no_check() -> None:
    assert not due_of("wipe", cared("compared", days_ago=1)).is_due(now=NIGHT)
    assert due_of("check", cared("wiped", days_ago=1)).is_due(now=NIGHT)


def test_a_new_membrane_brings_a_new_electrolyte() -> None:
    cares = (cared("electrolyte", days_ago=40), cared("membrane", days_ago=20))

    assert not due_of("electrolyte", *cares).is_due(now=NIGHT)
    assert due_of("electrolyte", cares[0]).is_due(now=NIGHT)


def test_what_nobody_wrote_down_counts_from_when_the_probe_was_put() -> None:
    placed = NIGHT - 3 * DAY_S

    assert not due_of("wipe", placed=placed).is_due(now=NIGHT)
    assert not due_of("membrane", placed=placed).is_due(now=NIGHT)
    assert due_of("membrane", placed=NIGHT - 61 * DAY_S).is_due(now=NIGHT)


def test_of_a_probe_that_stands_since_ever_wiping_is_due_and_the_membrane_nobody_knows() -> None:
    assert due_of("wipe").is_due(now=NIGHT)
    assert due_of("membrane").at is None
    assert not due_of("membrane").is_due(now=NIGHT)


def test_a_calibration_is_a_check_but_not_one_that_holds_since_ever() -> None:
    lately = Calibration(*PROBE, since=NIGHT - DAY_S, constants=MARKS)
    ever = Calibration(*PROBE, since=0, constants=MARKS)

    assert not due_of("check", calibrations=[lately]).is_due(now=NIGHT)
    assert due_of("check", calibrations=[ever]).is_due(now=NIGHT)


@pytest.mark.parametrize("rule", [one for rules in RULES.values() for one in rules])
def test_every_interval_says_where_it_comes_from(rule: Any) -> None:
    assert rule.source
    assert rule.every_days > 0


def test_a_thermometer_wants_no_care() -> None:
    assert dues(PROBE._replace(quantity="water_temperature"), (), (), placed=None) == []
