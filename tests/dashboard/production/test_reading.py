"""What can be said, and no word more."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from builders import NIGHT, a_harvest

from dashboard.production import reading
from dashboard.production.cycles import Cycle, Harvest, Unit
from dashboard.production.dryness import Dryness
from dashboard.production.reading import IT_COINCIDED, Saying, of_earlier_cycles, what_can_be_said
from gateway.ponds.exposure import Exposure

UNIT = Unit("laguna-1", "las-lagunas", "estanque-1", "Laguna 1", Decimal(1000), "tape")
CYCLE = Cycle(
    "c", UNIT, "stocking", "fish", "cachama", NIGHT, NIGHT + 9, (Harvest("h", NIGHT, a_harvest("c", "620")),)
)


def oxygen(*, measured: float) -> Exposure:
    return Exposure(2.0, 41.0, measured, 100.0, 12, 0.8, NIGHT, ())


def text(saying: Saying) -> str:
    return saying.sentence % saying.values


def said(cycle: Cycle = CYCLE, *, measured: float = 86.0, earlier: int = 0) -> list[str]:
    return [text(one) for one in what_can_be_said(cycle, oxygen(measured=measured), earlier=earlier)]


def test_conditions_and_harvest_stand_side_by_side_and_prove_nothing() -> None:
    assert said(replace(CYCLE, plan_kg=Decimal(700))) == [
        "En este ciclo hubo 41.0 horas con menos de 2.0 mg/L (12 noches; cobertura 86 %).",
        "La cosecha fue de 620 kg, 80 kg menos que la meta.",
        "Coincidió; no prueba la causa.",
    ]


@pytest.mark.parametrize(("measured", "enough"), [(79.9, False), (80.0, True)])
def test_under_80_percent_of_coverage_nothing_is_said_of_oxygen(measured: float, enough: bool) -> None:
    first = said(measured=measured)[0]

    assert ("insuficientes para hablar de oxígeno" in first) is not enough
    assert (text(IT_COINCIDED) in said(measured=measured)) is enough


def test_an_open_cycle_coincided_with_nothing() -> None:
    assert said(replace(CYCLE, ended=None))[1:] == ["Van 620 kg; el ciclo sigue abierto."]
    assert said(replace(CYCLE, ended=None, harvests=()))[1:] == ["Todavía no hay cosecha en este ciclo."]


@pytest.mark.parametrize(
    ("plan", "words"), [(None, "no había meta"), ("620", "igual que la meta"), ("600", "20 kg más")]
)
def test_the_harvest_is_set_beside_its_plan(plan: str | None, words: str) -> None:
    cycle = replace(CYCLE, plan_kg=None if plan is None else Decimal(plan))

    assert words in said(cycle)[1]


@pytest.mark.parametrize(
    ("earlier", "words"), [(1, "un solo ciclo"), (3, "50.0 de cada 100"), (4, "40.0 de cada 100")]
)
def test_few_earlier_cycles_say_little(earlier: int, words: str) -> None:
    assert words in said(earlier=earlier)[-1]


def test_without_earlier_cycles_there_is_nothing_to_compare() -> None:
    assert of_earlier_cycles(0) is None


def test_dry_soil_is_told_in_days() -> None:
    dry = Dryness(days_dry=0, longest_run=0, days=())

    assert "agua del suelo" in what_can_be_said(CYCLE, dry, earlier=0)[0].sentence


def test_no_sentence_claims_a_cause() -> None:
    source = Path(reading.__file__).read_text(encoding="utf-8").lower()

    assert re.findall(r"\bporque\b|\bcausó\b|gracias a|por culpa|debido a", source) == []
