"""What can be said of a cycle beside its conditions, and no word more.

A condition and a harvest that stand side by side happened together; nothing here says that
one made the other.

Source:
    Ours: what stands side by side happened together, and nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from dashboard.production.comparing import FEWEST_FOR_A_TREND
from dashboard.production.cycle import Cycle
from dashboard.production.dryness import Dryness
from dashboard.production.fish import Deaths, FishFigures
from dashboard.production.saying import Moment, Saying
from dashboard.production.shares import whole_percent
from dashboard.production.yields import FEWEST_FOR_AN_AVERAGE
from gateway.ponds.exposure import Exposure

ENOUGH_COVERAGE = 0.8
"""Under this share of the span nothing is said about a condition.

Source:
    Ours, not verified.
"""

DAY_S = 86_400

__all__ = ["ENOUGH_COVERAGE", "IT_COINCIDED", "Saying", "what_can_be_said"]

IT_COINCIDED = Saying("Coincidió; no prueba la causa.", {})


def of_oxygen(found: Exposure) -> Saying:
    """Return what can be said about a pond's oxygen."""
    coverage = whole_percent(found.coverage)
    if found.coverage < ENOUGH_COVERAGE:
        return Saying(
            "Hay datos insuficientes para hablar de oxígeno (cobertura %(coverage)s %%).",
            {"coverage": coverage},
        )
    silent = len(found.nights) - found.nights_measured
    values = {
        "hours": found.hours_below,
        "limit": found.limit,
        "nights": found.nights_below,
        "coverage": coverage,
    }
    if silent:
        return Saying(
            "En este ciclo hubo %(hours)s horas con menos de %(limit)s mg/L "
            "(%(nights)s noches; cobertura %(coverage)s %%; noches sin dato: %(silent)s).",
            values | {"silent": silent},
        )
    return Saying(
        "En este ciclo hubo %(hours)s horas con menos de %(limit)s mg/L "
        "(%(nights)s noches; cobertura %(coverage)s %%).",
        values,
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
        "Medido en toda la hondura de las sondas: %(days)s días de suelo seco y %(full)s de tierra llena "
        "(cobertura %(coverage)s %%).",
        {"days": found.days_dry, "full": found.days_full, "coverage": coverage},
    )


def of_the_harvest(cycle: Cycle) -> Saying:
    """Return what can be said about a cycle's kilos beside its plan."""
    if cycle.lost is not None:
        return _of_a_loss(cycle)
    if not cycle.harvests:
        return Saying("Todavía no hay cosecha en este ciclo.", {})
    yielded = cycle.yielded
    if yielded is None:
        return Saying("Los kilos de este ciclo no tienen una misma base: no se suman.", {})
    kg = yielded.amount if yielded.good.base is None else _whole(yielded.amount)
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


def _of_a_loss(cycle: Cycle) -> Saying:
    if cycle.kg:
        return Saying("El ciclo se perdió; antes se cosecharon %(kg)s kg.", {"kg": cycle.kg})
    return Saying("El ciclo se perdió: 0 kg. Cuenta como los demás en todos los totales y puntos.", {})


def _whole(kg: Decimal) -> Decimal:
    """Return computed kilos without tenths that nobody weighed [kg]."""
    return kg.quantize(Decimal(1), ROUND_HALF_UP)


def of_missing_fish(found: FishFigures) -> list[Saying]:
    """Return what can be said about the fish that were not harvested; nothing where nobody counted."""
    if not found.missing:
        return []
    if found.unexplained is None:
        return [
            Saying(
                "Se anotaron %(dead)s muertos y faltaron %(missing)s: las cuentas no cierran.",
                {"dead": found.dead, "missing": found.missing},
            )
        ]
    if not found.dead:
        return [
            Saying(
                "De los %(missing)s peces que faltaron no se sabe cuándo ni cómo.", {"missing": found.missing}
            )
        ]
    return [
        Saying(
            "De los %(missing)s peces que faltaron, %(dead)s se anotaron muertos. "
            "De %(unexplained)s no se sabe cuándo ni cómo.",
            {"missing": found.missing, "dead": found.dead, "unexplained": found.unexplained},
        )
    ]


def of_silent_deaths(deaths: Sequence[Deaths], oxygen: Exposure) -> list[Saying]:
    """Return the worst day of deaths that came while nothing was measured; of that night nobody knows."""
    silent = [
        one
        for one in deaths
        if not any(
            night.lowest is not None and night.lowest_at is not None and 0 <= one.at - night.lowest_at < DAY_S
            for night in oxygen.nights
        )
    ]
    if not silent:
        return []
    worst = max(silent, key=lambda one: one.fish)
    return [
        Saying(
            "Peces muertos el %(day)s: %(fish)s, con la sonda callada; "
            "de esa noche tampoco se sabe el oxígeno.",
            {"day": Moment(worst.at), "fish": worst.fish},
        )
    ]


def of_earlier_cycles(earlier: int, placed: Literal["inside", "outside"] | None = None) -> list[Saying]:
    """Return how little a few earlier cycles say about the next one; nothing when there are none.

    Args:
        earlier: How many there are.
        placed: Where this one fell.

    Source:
        Of n + 1 exchangeable values the last is the lowest or the highest with chance 2 / (n + 1).
    """
    if earlier < 1:
        return []
    if earlier == 1:
        return [Saying("Con un solo ciclo anterior no se puede comparar.", {})]
    return [_of_chance(earlier), *_of_place(placed), *_of_too_few(earlier)]


def _of_chance(earlier: int) -> Saying:
    if earlier == 3:
        return Saying(
            "Con 3 ciclos anteriores, el siguiente cae fuera de su rango "
            "la mitad de las veces por puro azar: 2/(3+1).",
            {},
        )
    return Saying(
        "Con %(earlier)s ciclos anteriores, el siguiente cae fuera de su rango "
        "2 de cada %(of)s veces por puro azar: 2/(%(earlier)s+1).",
        {"earlier": earlier, "of": earlier + 1},
    )


def _of_place(placed: Literal["inside", "outside"] | None) -> list[Saying]:
    if placed is None:
        return []
    return [Saying("Este cayó dentro.", {}) if placed == "inside" else Saying("Este cayó fuera.", {})]


def _of_too_few(earlier: int) -> list[Saying]:
    values = {"mean": FEWEST_FOR_AN_AVERAGE, "trend": FEWEST_FOR_A_TREND}
    if earlier < FEWEST_FOR_AN_AVERAGE:
        return [
            Saying(
                "No hay promedio hasta tener %(mean)s ciclos anteriores ni tendencia hasta tener %(trend)s.",
                values,
            )
        ]
    if earlier < FEWEST_FOR_A_TREND:
        return [Saying("No hay tendencia hasta tener %(trend)s ciclos anteriores.", values)]
    return []


def what_can_be_said(
    cycle: Cycle, conditions: Exposure | Dryness | None, *, fish: FishFigures | None = None
) -> list[Saying]:
    """Return the sentences of a cycle's page, in their order.

    Args:
        cycle: The cycle.
        conditions: What its place went through in it, None where nobody measured it.
        fish: What became of its fish, where it has any.
    """
    said = []
    if isinstance(conditions, Exposure):
        said.append(of_oxygen(conditions))
    elif conditions is not None:
        said.append(of_soil(conditions))
    said.append(of_the_harvest(cycle))
    if cycle.ended is not None and conditions is not None and conditions.coverage >= ENOUGH_COVERAGE:
        said.append(IT_COINCIDED)
    if fish is not None and cycle.ended is not None:
        said += of_missing_fish(fish)
    if fish is not None and isinstance(conditions, Exposure) and conditions.hours_measured:
        said += of_silent_deaths(fish.deaths, conditions)
    return said
