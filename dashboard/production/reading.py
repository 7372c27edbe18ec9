"""What can be said of a cycle beside its conditions, and no word more.

A condition and a harvest that stand side by side happened together; nothing here says that
one made the other.

Source:
    facts of the enterprises, section 5.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from dashboard.production.cycles import Cycle
from dashboard.production.dryness import Dryness
from dashboard.production.shares import whole_percent
from gateway.ponds.exposure import Exposure

ENOUGH_COVERAGE = 0.8
"""Under this share of the span nothing is said about a condition.

Source:
    facts of the enterprises, section 5.3 rule 4.
"""

Value = int | float | Decimal | str


@dataclass(frozen=True, slots=True)
class Saying:
    """A Spanish sentence with named places, and the numbers that stand in them.

    A page translates the sentence, writes the numbers as people do and puts them in.
    """

    sentence: str
    values: Mapping[str, Value]


IT_COINCIDED = Saying("Coincidió; no prueba la causa.", {})


def of_oxygen(found: Exposure) -> Saying:
    """Return what can be said about a pond's oxygen."""
    coverage = whole_percent(found.coverage)
    if found.coverage < ENOUGH_COVERAGE:
        return Saying(
            "Hay datos insuficientes para hablar de oxígeno (cobertura %(coverage)s %%).",
            {"coverage": coverage},
        )
    return Saying(
        "En este ciclo hubo %(hours)s horas con menos de %(limit)s mg/L "
        "(%(nights)s noches; cobertura %(coverage)s %%).",
        {
            "hours": found.hours_below,
            "limit": found.limit,
            "nights": found.nights_below,
            "coverage": coverage,
        },
    )


def of_soil(found: Dryness) -> Saying:
    """Return what can be said about a field's water."""
    coverage = whole_percent(found.coverage)
    if found.coverage < ENOUGH_COVERAGE:
        return Saying(
            "Hay datos insuficientes para hablar del agua del suelo (cobertura %(coverage)s %%).",
            {"coverage": coverage},
        )
    return Saying(
        "En este ciclo hubo %(days)s días de suelo seco (cobertura %(coverage)s %%).",
        {"days": found.days_dry, "coverage": coverage},
    )


def of_the_harvest(cycle: Cycle) -> Saying:
    """Return what can be said about a cycle's kilos beside its plan."""
    kg = cycle.kg if cycle.kg_at_base is None else _whole(cycle.kg_at_base)
    if not cycle.harvests:
        return Saying("Todavía no hay cosecha en este ciclo.", {})
    if cycle.ended is None:
        return Saying("Van %(kg)s kg; el ciclo sigue abierto.", {"kg": kg})
    if cycle.plan_kg is None:
        return Saying("La cosecha fue de %(kg)s kg; no había meta.", {"kg": kg})
    difference = abs(kg - cycle.plan_kg)
    values = {"kg": kg, "difference": difference}
    if kg < cycle.plan_kg:
        return Saying("La cosecha fue de %(kg)s kg, %(difference)s kg menos que la meta.", values)
    if kg > cycle.plan_kg:
        return Saying("La cosecha fue de %(kg)s kg, %(difference)s kg más que la meta.", values)
    return Saying("La cosecha fue de %(kg)s kg, igual que la meta.", {"kg": kg})


def _whole(kg: Decimal) -> Decimal:
    """Return computed kilos without tenths that nobody weighed [kg]."""
    return kg.quantize(Decimal(1), ROUND_HALF_UP)


def of_earlier_cycles(earlier: int) -> Saying | None:
    """Return how little a few earlier cycles say about the next one; None when there are none.

    Source:
        Of n + 1 exchangeable values the last is the lowest or the highest with chance 2 / (n + 1);
        facts of the enterprises, section 0.8.
    """
    if earlier < 1:
        return None
    if earlier == 1:
        return Saying("Con un solo ciclo anterior no se puede comparar.", {})
    return Saying(
        "Con %(earlier)s ciclos anteriores, el siguiente cae fuera de su rango "
        "%(chance)s de cada 100 veces por azar.",
        {"earlier": earlier, "chance": 100 * 2 / (earlier + 1)},
    )


def what_can_be_said(cycle: Cycle, conditions: Exposure | Dryness, *, earlier: int) -> list[Saying]:
    """Return the sentences of a cycle's page, in their order.

    Args:
        cycle: The cycle.
        conditions: What its place went through in it.
        earlier: How many ended cycles of the same product its unit had before.
    """
    condition = of_oxygen(conditions) if isinstance(conditions, Exposure) else of_soil(conditions)
    said = [condition, of_the_harvest(cycle)]
    if cycle.ended is not None and conditions.coverage >= ENOUGH_COVERAGE:
        said.append(IT_COINCIDED)
    chance = of_earlier_cycles(earlier)
    return [*said, chance] if chance is not None else said
