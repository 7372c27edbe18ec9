"""What the enterprises of the small commune earned, spent and handed over around session 11.

Until the session the ponds have a surplus of 900 USD and 17,000 VES, the maize one of 80 kg of coffee; since
then the ponds have one of 660 USD, in which one expense has no agreement.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fakes import DAY_S, HOUR_S
from small_commune import BEGAN, MIDNIGHT, NOW

from gateway.domain.entries import (
    Body,
    CounterpartRegistered,
    Delivered,
    Destination,
    Goods,
    MoneyMoved,
    ProductRegistered,
    Weighing,
)

Written = tuple[str, int, Body]
"""Uid, when it happened [s UTC] and what."""

GOODS: Final[tuple[Written, ...]] = (
    ("producto-cafe", BEGAN, ProductRegistered("cafe", "Café", "kg")),
    ("contraparte-cerro-azul", BEGAN, CounterpartRegistered("cerro-azul", "Comuna Cerro Azul", "commune")),
    ("contraparte-escuela", BEGAN, CounterpartRegistered("escuela", "Escuela El Samán", "institution")),
    ("contraparte-feria", BEGAN, CounterpartRegistered("feria", "Feria del campo", "buyer")),
)


def _long_ago(days: int, hour: int = 10) -> int:
    return MIDNIGHT - days * DAY_S + hour * HOUR_S


def _money(direction: str, sort: str, amount: int, currency: str = "USD", **others: str) -> MoneyMoved:
    return MoneyMoved("cachamas", direction, sort, Decimal(amount), currency, **others)  # type: ignore[arg-type]


def _fish(kg: int, destination: Destination, to: str | None = None, **others: int) -> Delivered:
    weighed = Weighing(Decimal(kg))
    return Delivered("cachamas", "hibrido-cachamoto", weighed, "weighed", destination, to, **others)  # type: ignore[arg-type]


BEFORE: Final[tuple[Written, ...]] = (
    ("ingreso-enero", _long_ago(140), _money("in", "sale", 2400, voucher="I-101")),
    ("egreso-alimento", _long_ago(130), _money("out", "inputs", 1100, voucher="E-201")),
    ("egreso-jornadas", _long_ago(120), _money("out", "remuneration", 400, voucher="E-202")),
    ("ingreso-feria", _long_ago(115), _money("in", "sale", 48_000, "VES", voucher="I-102")),
    ("egreso-gasoil", _long_ago(110), _money("out", "fuel", 31_000, "VES", voucher="E-203")),
    (
        "trueque",
        _long_ago(100),
        Delivered(
            "maiceros",
            "maiz-blanco",
            Weighing(Decimal(400), Decimal(14), Decimal(2)),
            "weighed",
            "exchange",
            "cerro-azul",
            base_moisture=Decimal(14),
            base_impurity=Decimal(2),
            goods=[Goods("cafe", Decimal(80))],
        ),
    ),
)
"""In the quarter before session 11."""

AFTER: Final[tuple[Written, ...]] = (
    ("ingreso-mayo", _long_ago(20), _money("in", "sale", 1500, voucher="I-103")),
    (
        "egreso-pago",
        _long_ago(18),
        _money("out", "remuneration", 720, voucher="E-204", agreed="acuerdo-11-pago"),
    ),
    (
        "egreso-mantenimiento",
        _long_ago(17),
        _money("out", "upkeep", 200, voucher="E-205", agreed="acuerdo-11-excedente", fund="mantenimiento"),
    ),
    ("egreso-sin-acuerdo", _long_ago(16), _money("out", "transport", 120, voucher="E-206")),
    ("entrega-la-ceiba", NOW - 14 * DAY_S, _fish(300, "community", "la-ceiba", families=80)),
    ("entrega-el-saman", NOW - 14 * DAY_S + HOUR_S, _fish(180, "community", "el-saman", families=90)),
    ("entrega-equipo", NOW - 13 * DAY_S, _fish(60, "workers")),
    ("entrega-escuela", NOW - 13 * DAY_S + HOUR_S, _fish(40, "social", "escuela")),
    ("entrega-feria", NOW - 12 * DAY_S, _fish(200, "sale", "feria")),
)
"""Since session 11."""
