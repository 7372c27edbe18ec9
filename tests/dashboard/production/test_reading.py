"""What can be said, and no word more."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from builders import NIGHT, a_harvest

from dashboard.production import reading
from dashboard.production.cycles import Cycle, Harvest, Loss, Unit
from dashboard.production.dryness import Dryness
from dashboard.production.fish import Deaths
from dashboard.production.reading import (
    IT_COINCIDED,
    Saying,
    of_earlier_cycles,
    of_silent_deaths,
    what_can_be_said,
)
from gateway.ponds.exposure import Exposure, ExposureNight

UNIT = Unit("laguna-1", "las-lagunas", "estanque-1", "Laguna 1", Decimal(1000), "tape")
CYCLE = Cycle(
    "c", UNIT, "stocking", "fish", "cachama", NIGHT, NIGHT + 9, (Harvest("h", NIGHT, a_harvest("c", "620")),)
)


def oxygen(*, measured: float) -> Exposure:
    return Exposure(2.0, 41.0, measured, 100.0, 12, 0.8, NIGHT, ())


def text(saying: Saying) -> str:
    values = {
        name: f"{value.normalize():f}" if isinstance(value, Decimal) else value
        for name, value in saying.values.items()
    }
    return saying.sentence % values


def said(cycle: Cycle = CYCLE, *, measured: float = 86.0) -> list[str]:
    return [text(one) for one in what_can_be_said(cycle, oxygen(measured=measured))]


def earlier(count: int) -> str:
    return " ".join(text(one) for one in of_earlier_cycles(count))


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
    ("count", "words"),
    [(1, "un solo ciclo"), (2, "2 de cada 3 veces"), (3, "la mitad de las veces"), (4, "2 de cada 5 veces")],
)
def test_few_earlier_cycles_say_little(count: int, words: str) -> None:
    assert words in earlier(count)


@pytest.mark.parametrize(
    ("count", "mean", "trend"), [(3, True, True), (4, False, True), (7, False, True), (8, False, False)]
)
def test_what_too_few_cycles_do_not_allow_is_said(count: int, mean: bool, trend: bool) -> None:
    assert ("No hay promedio" in earlier(count)) is mean
    assert ("tendencia" in earlier(count)) is trend


def test_where_this_cycle_fell_is_said() -> None:
    assert [text(one) for one in of_earlier_cycles(2, "outside")][1] == "Este cayó fuera."
    assert [text(one) for one in of_earlier_cycles(2, "inside")][1] == "Este cayó dentro."


def test_without_earlier_cycles_there_is_nothing_to_compare() -> None:
    assert of_earlier_cycles(0) == []


def test_a_lost_cycle_counts_with_nothing() -> None:
    lost = replace(CYCLE, harvests=(), lost=Loss("l", NIGHT + 9, "oxygen"))

    assert said(lost)[1] == "El ciclo se perdió: 0 kg. Cuenta como los demás en todos los totales y puntos."


def test_deaths_of_a_night_that_nobody_measured_are_told_as_such() -> None:
    at = NIGHT + 10 * 86_400
    measured = ExposureNight(date(2026, 2, 3), 0.0, 24.0, 4.0, at - 3600)
    unknown = ExposureNight(date(2026, 2, 4), 0.0, 0.0, None, None)
    found = replace(oxygen(measured=86.0), nights=(measured, unknown))
    deaths = [Deaths(at, 38, is_counted=True), Deaths(at + 2 * 86_400, 18, is_counted=True)]

    (saying,) = of_silent_deaths(deaths, found)

    assert saying.values["fish"] == 18


def test_dry_soil_is_told_in_days() -> None:
    dry = Dryness(days_dry=0, longest_run=0, days=())

    assert "agua del suelo" in what_can_be_said(CYCLE, dry)[0].sentence


def test_no_sentence_claims_a_cause() -> None:
    source = Path(reading.__file__).read_text(encoding="utf-8").lower()

    assert re.findall(r"\bporque\b|\bcausó\b|gracias a|por culpa|debido a", source) == []
