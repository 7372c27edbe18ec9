"""Cycles beside each other: a scale that people count in, and names only where they can be read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from builders import NIGHT

from dashboard.charts.beside import beside
from dashboard.production.comparing import Compared, Neighbours
from dashboard.production.cycles import Cycle, Loss, Unit
from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.domain.entries import ReferenceSet

WORDS = Words(languages()["es"], -4, NIGHT)
UNIT = Unit("laguna-1", "e", "estanque-1", "Laguna 1", Decimal(1000), "tape")
CYCLE = Cycle("c", UNIT, "stocking", "fish", "cachama", NIGHT, NIGHT + 86_400, ())
OWN = Compared(CYCLE, Decimal(4947))


def near(*values: int) -> Neighbours:
    return Neighbours(None, [Compared(replace(CYCLE, uid=f"c{one}"), Decimal(one)) for one in values], [], [])


def drawn(found: Neighbours, *references: ReferenceSet, plan: int = 5467):
    return beside(OWN, found, plan=Decimal(plan), references=references, words=WORDS)


@pytest.mark.parametrize(
    ("plan", "labels"),
    [
        (5467, ["0", "2.000", "4.000", "6.000"]),
        (9000, ["0", "2.000", "4.000", "6.000", "8.000", "10.000"]),
        (12_000, ["0", "5.000", "10.000", "15.000"]),
    ],
)
def test_the_scale_has_three_to_five_steps_from_zero(plan: int, labels: list[str]) -> None:
    assert [tick.label for tick in drawn(near(4000), plan=plan).across] == labels


def test_numbers_are_told_only_where_they_stand_apart() -> None:
    apart, close = drawn(near(1000, 3000)), drawn(near(4000, 4100))

    assert all(mark.is_told and mark.is_named for mark in apart.before)
    assert not any(mark.is_told or mark.is_named for mark in close.before)


def test_a_mean_stands_there_from_four_earlier_cycles_on() -> None:
    assert drawn(near(1000, 2000, 3000)).mean is None
    mean = drawn(near(1000, 2000, 3000, 4000)).mean
    assert mean is not None
    assert mean.label == "2.500"


def test_a_lost_cycle_is_marked_at_zero() -> None:
    lost = Compared(replace(CYCLE, uid="l", lost=Loss("x", NIGHT, "theft")), Decimal(0))

    (mark,) = drawn(Neighbours(None, [lost], [], [])).before

    assert (mark.is_lost, mark.left) == (True, 0)


def test_a_comparable_range_from_elsewhere_is_drawn_on_the_scale() -> None:
    zulia = ReferenceSet(
        "r", "kg_per_ha", "cachama", Decimal(3000), Decimal(6000), "INIA", "base", comparable=True
    )

    (stretch,) = drawn(near(4000), zulia).outside

    assert (stretch.left, stretch.width) == (37.5, 37.5)


def test_nothing_beside_and_no_plan_is_no_drawing() -> None:
    assert beside(OWN, near(), plan=None, references=(), words=WORDS) is None
