"""What waits for the session that is convened: five matters, put in the week before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from gateway.demo.world.assembly_items import ECONOMY, FISH, MAIZE, Item
from gateway.demo.world.assembly_recurring import COFFEE_GOOD, MAIZE_GOOD, surplus
from gateway.demo.world.assembly_rules import SOCIAL, WORKERS
from gateway.demo.world.assembly_sessions import agreement
from gateway.domain.entries import FundShare, PayLine, PlanLine, ProductShare

_COFFEE: Final = (
    FundShare("maiz", COFFEE_GOOD, SOCIAL, Decimal(60), Decimal(48)),
    FundShare("maiz", COFFEE_GOOD, WORKERS, Decimal(40), Decimal(32)),
)
"""What came in April for a thousand kilos of maize."""
_LEFT_OVER: Final = (
    "Reinvertir el excedente de abril: dólares, bolívares y café, cada uno aparte\n"
    "Del café, 48 kilos para la escuela y el ambulatorio, y 32 para quienes trabajaron."
)
_UNTIL: Final = date(2026, 7, 5)


def to_decide(shares: Sequence[FundShare], maize_kg: Decimal) -> list[Item]:
    """Return what waits to be decided.

    Args:
        shares: What is left over since the last session, by funds.
        maize_kg: What lies in the silo of the newest harvest [kg at the base].
    """
    kept = maize_kg / 100
    return [
        Item(
            "plan",
            "plan",
            FISH,
            "Sembrar la parcela Caño Seco con las primeras lluvias, y otra vez el estanque 6 en mayo\n"
            "Meta: 45.600 kilos de maíz y 650 de cachamoto.",
            {
                "plans": [
                    PlanLine("maiz-3", MAIZE_GOOD, Decimal(45_600)),
                    PlanLine("cachama-6", "kg:hibrido-cachamoto", Decimal(650)),
                ]
            },
        ),
        Item(
            "remuneracion",
            "remuneration",
            MAIZE,
            "La jornada de seis horas pasa de USD 5 a USD 6\nEn bolívares, de Bs. 1.350 a Bs. 1.620.",
            {
                "pays": [
                    PayLine(own, Decimal(amount), code)
                    for own in ("cachama", "maiz")
                    for amount, code in (("6", "USD"), ("1620", "VES"))
                ]
            },
        ),
        Item(
            "reparto",
            "distribution",
            ECONOMY,
            "Repartir el maíz de la cosecha de abril\n"
            "De cada 100 kilos, 60 al molino del Estado, 30 a las familias y 10 a la escuela.",
            {
                "products": [
                    ProductShare(MAIZE_GOOD, "state_mill", Decimal(60), _kg(kept * 60), "planta-llanera"),
                    ProductShare(MAIZE_GOOD, "community", Decimal(30), _kg(kept * 30)),
                    ProductShare(MAIZE_GOOD, "social", Decimal(10), _kg(kept * 10), "escuela"),
                ]
            },
        ),
        replace(surplus([*shares, *_COFFEE], until=_UNTIL), text=_LEFT_OVER, debate=None),
        Item(
            "cerca",
            "other",
            ECONOMY,
            "Cerca de la parcela 4: nuevo plazo o retirarla\nViene de las actas 16 y 17.",
            {"pending": agreement(17, "cerca")},
        ),
    ]


def _kg(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1))
