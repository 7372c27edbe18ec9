"""What the journal refuses of the work of every day, and in which words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import NIGHT, a_draft, a_reversal

from gateway.domain.entries import (
    Body,
    FishGasping,
    HandRead,
    Intervened,
    Irrigated,
    NodePlaced,
    PlaceNoted,
    PlaceRegistered,
    ProbeCared,
    RainRead,
)
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

ONE = Decimal(1)
NOTE = "0" * 64


def of_the_pond(**values: object) -> HandRead:
    return HandRead("estanque-1", "measured", **values)  # type: ignore[arg-type]


def of_the_field(**values: object) -> HandRead:
    return HandRead("lote-1", "measured", **values)  # type: ignore[arg-type]


def a_care(care: str, **values: object) -> ProbeCared:
    return ProbeCared("estanque-1", "pond-1", "sonda", care, **values)  # type: ignore[arg-type]


NOWHERE: list[Body] = [
    HandRead("nada", "measured", oxygen=ONE),
    RainRead("nada", ONE, "measured"),
    Irrigated("nada", "furrow", hours=ONE),
    PlaceNoted("nada", NOTE),
    FishGasping("nada"),
    ProbeCared("nada", "pond-1", "sonda", "wiped"),
    Intervened("nada", "aerator", "on"),
    Intervened("nada", "feeding", "off"),
]

REFUSED: list[tuple[str, Body]] = [
    ("en un estanque", FishGasping("lote-1")),
    ("en un estanque", Intervened("lote-1", "feeding", "off")),
    ("en un estanque", Intervened("lote-1", "swimming", "on")),
    ("no tiene ese medio", Intervened("estanque-1", "pump", "on")),
    ("no tiene ese medio", Intervened("estanque-1", "pump", "off")),
    ("al menos un número", of_the_pond()),
    ("al menos un número", of_the_field(depth_cm=30)),
    ("agua se mide en un estanque", of_the_field(oxygen=ONE)),
    ("suelo se mira en un lote", of_the_pond(soil_water=Decimal("0.2"), depth_cm=30)),
    ("a qué profundidad", of_the_field(soil_water=Decimal("0.2"))),
    ("a qué profundidad", of_the_field(soil_feel="moist")),
    ("a qué profundidad", of_the_pond(ph=ONE, depth_cm=30)),
    ("debe ser 0 o más", of_the_pond(oxygen=Decimal("-0.1"))),
    ("debe ser 0 o más", RainRead("lote-1", Decimal(-1), "measured")),
    ("cuánto se regó", Irrigated("lote-1", "furrow", quality="measured")),
    ("dos números", a_care("compared")),
    ("dos números", a_care("compared", said=ONE)),
    ("dos números", a_care("compared", reference=ONE)),
    ("magnitud «limpieza»", a_care("wiped", quantity="limpieza")),
    ("a mano", NodePlaced("mano-estanque-1", "estanque-1", NIGHT)),
]

TAKEN: list[Body] = [
    FishGasping("estanque-1", "many"),
    Intervened("estanque-1", "aerator", "on"),
    Intervened("lote-1", "pump", "off"),
    Intervened("estanque-1", "feeding", "off"),
    Intervened("estanque-1", "swimming", "on"),
    of_the_pond(water_temperature=Decimal("28.5"), ph=Decimal("7.2"), secchi_cm=Decimal(35)),
    of_the_pond(oxygen=Decimal(0)),
    of_the_field(soil_water=Decimal("0.21"), soil_feel="moist", depth_cm=30),
    of_the_field(soil_feel="dry", depth_cm=30),
    RainRead("estanque-1", Decimal(0), "estimated"),
    Irrigated("lote-1", "drip", cubic_metres=Decimal(12)),
    Irrigated("lote-1", "furrow", quality="estimated"),
    PlaceNoted("lote-1", NOTE),
    a_care("wiped"),
    a_care("compared", quantity="oxygen", said=Decimal("4.6"), reference=Decimal("4.0"), method="winkler"),
    a_care("calibrated", method="air"),
    NodePlaced("pond-1", None, NIGHT),
]


@pytest.mark.parametrize("body", NOWHERE, ids=lambda body: type(body).__name__)
def test_work_at_a_place_that_is_not_registered_is_refused(commune: CommuneJournal, body: Body) -> None:
    with pytest.raises(EntryError, match="No existe el lugar «nada»"):
        commune.append(a_draft(body, uid="new"), now=NIGHT)

    assert commune.entry("new") is None


@pytest.mark.parametrize(("sentence", "body"), REFUSED)
def test_work_that_cannot_have_been_is_refused_with_a_sentence(
    commune: CommuneJournal, sentence: str, body: Body
) -> None:
    with pytest.raises(EntryError, match=sentence):
        commune.append(a_draft(body, uid="new"), now=NIGHT)

    assert commune.entry("new") is None


@pytest.mark.parametrize("body", TAKEN)
def test_ordinary_work_is_taken(commune: CommuneJournal, body: Body) -> None:
    commune.append(a_draft(body, uid="new"), now=NIGHT)

    found = commune.entry("new")
    assert found is not None
    assert found.body == body


@pytest.mark.parametrize("body", [body for body in TAKEN if not isinstance(body, NodePlaced)])
def test_work_of_the_future_is_refused(commune: CommuneJournal, body: Body) -> None:
    with pytest.raises(EntryError, match="todavía no ha llegado"):
        commune.append(a_draft(body, uid="new", happened=NIGHT + 301), now=NIGHT)


def test_two_clocks_of_one_commune_may_differ_by_five_minutes(commune: CommuneJournal) -> None:
    commune.append(a_draft(FishGasping("estanque-1"), uid="new", happened=NIGHT + 300), now=NIGHT)

    assert commune.entry("new") is not None


def test_a_place_is_as_it_was_last_described(commune: CommuneJournal) -> None:
    without = PlaceRegistered("estanque-1", "pond", 1, "La Ceiba")
    commune.append(a_draft(without, uid="sold"), now=NIGHT)

    with pytest.raises(EntryError, match="no tiene ese medio"):
        commune.append(a_draft(Intervened("estanque-1", "aerator", "on"), uid="on"), now=NIGHT)
    commune.append(a_reversal("sold", journal="station"), now=NIGHT)
    commune.append(a_draft(Intervened("estanque-1", "aerator", "on"), uid="on"), now=NIGHT)

    assert commune.entry("on") is not None


def test_what_was_switched_on_can_be_switched_off_though_the_place_has_it_no_more(
    commune: CommuneJournal,
) -> None:
    commune.append(a_draft(Intervened("estanque-1", "aerator", "on"), uid="on"), now=NIGHT)
    commune.append(a_draft(PlaceRegistered("estanque-1", "pond", 1, "La Ceiba"), uid="sold"), now=NIGHT)

    commune.append(a_draft(Intervened("estanque-1", "aerator", "off"), uid="off"), now=NIGHT)

    assert commune.entry("off") is not None
