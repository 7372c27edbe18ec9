"""A delivery that another person recorded, confirmed or not, observed, and the pages that tell of both."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from builders import a_draft
from filled import Filled

from gateway.domain.entries import (
    Body,
    CouncilRegistered,
    Delivered,
    DeliveryConfirmed,
    Observed,
    ProductRegistered,
    Weighing,
)
from gateway.journal import CommuneJournal, salted

OF_DELIVERIES: Final[Mapping[str, Filled]] = {
    "confirmacion": Filled(
        {"entrega": "entrega-sola"},
        {"kilos": "2950", "humedad": "23", "cuando": "hoy"},
        {"kilos": "1.500", "boleto": "Sr. Pérez; calle 4"},
    ),
}
RECEIPTS: Final = {
    "papelito": "/recibo/entrega-confirmada/papel",
    "observaciones": "/libro/observaciones",
    "recibo de entrega confirmada": "/recibo/entrega-confirmada",
    "recibo de entrega sin confirmar": "/recibo/entrega-sola",
}
NOTE: Final = salted("El molino pesó 400 kilos menos.", salt=b"fedcba9876543210")


def a_load(kg: str) -> Delivered:
    weighed = Weighing(Decimal(kg), Decimal(22), Decimal(2), "A-0417")
    base = {"base_moisture": Decimal(14), "base_impurity": Decimal(2)}
    return Delivered("maiceros", "maiz-blanco", weighed, "weighed", "community", "las-vegas", **base)


def deliver(journal: CommuneJournal, *, now: int) -> None:
    """Write two deliveries to a council; one is confirmed with another weighing, and observed."""
    theirs = Weighing(Decimal(9600), Decimal(24), Decimal(2), "B-2")
    said: tuple[tuple[str, Body, str], ...] = (
        ("las-vegas", CouncilRegistered("las-vegas", "Las Vegas", 84), "una"),
        ("maiz-blanco", ProductRegistered("maiz-blanco", "maíz blanco", "kg", is_grain=True), "una"),
        ("entrega-confirmada", a_load("10000"), "una"),
        ("entrega-sola", a_load("3000"), "una"),
        ("confirmada", DeliveryConfirmed("entrega-confirmada", theirs), "otra"),
        ("observada", Observed("entrega-confirmada", "open", NOTE.salted_hash), "contralora"),
    )
    for uid, body, author in said:
        draft = a_draft(body, uid=uid, happened=now - 1200, author=author)
        journal.append(draft, now=now - 1000, texts=[NOTE] if uid == "observada" else [])
