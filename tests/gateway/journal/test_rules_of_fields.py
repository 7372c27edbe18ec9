"""What the journal refuses of a field's soil, its water and the stages of its maize, and in which words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from builders import NIGHT, a_draft, a_reversal
from producing import BEGAN, DAY_S, a_producing_book

from gateway.domain.entries import (
    Body,
    CannotIrrigate,
    FieldDescribed,
    NotIrrigated,
    PlaceRegistered,
    Sown,
    StageSeen,
)
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

TODAY = datetime.fromtimestamp(NIGHT, UTC).date()


@pytest.fixture
def land(commune: CommuneJournal) -> CommuneJournal:
    """The commune's pond and watered field, a rain-fed field, a cycle of maize and one of fish."""
    commune.append(a_draft(PlaceRegistered("lote-2", "field", 2, "La Loma"), uid="dry"), now=NIGHT)
    return a_producing_book(commune)


def a_field(**values: object) -> FieldDescribed:
    return FieldDescribed(**({"place": "lote-1", "soil_known": "guess"} | values))  # type: ignore[arg-type]


def seen(book: CommuneJournal, stage: str, *, after_days: float, uid: str = "") -> None:
    at = BEGAN + int(after_days * DAY_S)
    body = StageSeen("maiz", stage)  # type: ignore[arg-type]
    book.append(a_draft(body, uid=uid or stage, happened=at), now=NIGHT)


REFUSED: list[tuple[str, Body]] = [
    ("No existe el lote «nada»", a_field(place="nada")),
    ("«La Ceiba» no lo es", a_field(place="estanque-1")),
    ("Falta la textura", a_field(soil_known="texture")),
    ("primero cómo se riega", a_field(pump="bomba-1")),
    ("primero cómo se riega", a_field(pump_m3_h=Decimal(60))),
    ("primero cómo se riega", a_field(efficiency=Decimal(60))),
    ("tiene que llegar a la raíz", a_field(method="furrow", efficiency=Decimal(0))),
    ("debe ser mayor que 0", a_field(method="furrow", pump_m3_h=Decimal(0))),
    ("entre 0.2 y 2 metros", a_field(root_limit_m=Decimal("0.19"))),
    ("entre 0.2 y 2 metros", a_field(root_limit_m=Decimal("2.01"))),
    ("No existe el lote «nada»", CannotIrrigate("nada", "fuel")),
    ("«La Ceiba» no lo es", CannotIrrigate("estanque-1", "fuel")),
    ("«La Loma» no se riega", CannotIrrigate("lote-2", "fuel", 3)),
    ("no tiene la forma", CannotIrrigate("lote-1", "fuel", 61)),
    ("No existe el lote «nada»", NotIrrigated("nada", "2026-01-02")),
    ("«La Ceiba» no lo es", NotIrrigated("estanque-1", "2026-01-02")),
    ("no existe", NotIrrigated("lote-1", "2026-02-30")),
    ("no tiene la forma", NotIrrigated("lote-1", "ayer")),
    ("todavía no ha llegado", NotIrrigated("lote-1", str(TODAY + timedelta(days=1)))),
    ("son del maíz", StageSeen("peces", "flowering")),
    ("No existe ese ciclo", StageSeen("nada", "flowering")),
    ("no tiene la forma", Sown("parcela-1", "maíz", "blanco", Decimal(1), days_to_maturity=60)),
]

TAKEN: list[Body] = [
    a_field(),
    a_field(soil_known="texture", texture="clay"),
    a_field(soil_known="sample", method="drip", pump="bomba-1", pump_m3_h=Decimal(40)),
    a_field(method="furrow", efficiency=Decimal(55), root_limit_m=Decimal("0.2")),
    a_field(root_limit_m=Decimal(2)),
    CannotIrrigate("lote-1", "pump"),
    CannotIrrigate("lote-1", "power", 60),
    NotIrrigated("lote-1", str(TODAY)),
    NotIrrigated("lote-2", "2025-06-01"),
    StageSeen("maiz", "flowering"),
]


@pytest.mark.parametrize(("sentence", "body"), REFUSED)
def test_what_cannot_be_of_a_field_is_refused_with_a_sentence(
    land: CommuneJournal, sentence: str, body: Body
) -> None:
    with pytest.raises(EntryError) as refused:
        land.append(a_draft(body, uid="new"), now=NIGHT)

    told = refused.value.sentence % refused.value.values
    assert sentence in told
    assert land.entry("new") is None


@pytest.mark.parametrize("body", TAKEN, ids=repr)
def test_what_is_said_of_a_field_is_taken(land: CommuneJournal, body: Body) -> None:
    land.append(a_draft(body, uid="new"), now=NIGHT)

    found = land.entry("new")
    assert found is not None
    assert found.body == body


@pytest.mark.parametrize("body", [body for body in TAKEN if not isinstance(body, FieldDescribed)], ids=repr)
def test_nothing_is_said_of_a_field_ahead_of_its_time(land: CommuneJournal, body: Body) -> None:
    with pytest.raises(EntryError, match="todavía no ha llegado"):
        land.append(a_draft(body, uid="new", happened=NIGHT + 301), now=NIGHT)


def test_maize_comes_up_flowers_and_ripens_in_that_order(land: CommuneJournal) -> None:
    seen(land, "emergence", after_days=6)
    seen(land, "flowering", after_days=55)

    seen(land, "maturity", after_days=99)

    assert land.entry("maturity") is not None


def test_a_stage_that_was_forgotten_can_be_told_afterwards(land: CommuneJournal) -> None:
    seen(land, "flowering", after_days=55)

    seen(land, "emergence", after_days=6)

    assert land.entry("emergence") is not None


def test_no_stage_is_seen_before_the_sowing(land: CommuneJournal) -> None:
    with pytest.raises(EntryError, match="anterior a la siembra"):
        seen(land, "emergence", after_days=-1)


def test_maize_does_not_flower_before_it_came_up(land: CommuneJournal) -> None:
    seen(land, "emergence", after_days=6)

    with pytest.raises(EntryError, match="no había llegado a esa etapa"):
        seen(land, "flowering", after_days=6)


def test_maize_does_not_come_up_after_it_flowered(land: CommuneJournal) -> None:
    seen(land, "flowering", after_days=55)

    with pytest.raises(EntryError, match="ya estaba más adelante"):
        seen(land, "emergence", after_days=56)


def test_a_stage_is_told_once_until_it_is_taken_back(land: CommuneJournal) -> None:
    seen(land, "flowering", after_days=55)

    with pytest.raises(EntryError, match="anule primero"):
        seen(land, "flowering", after_days=57, uid="again")
    land.append(a_reversal("flowering"), now=NIGHT)
    seen(land, "flowering", after_days=57, uid="again")

    assert land.entry("again") is not None


@pytest.mark.parametrize("crop", ["maíz", "Maíz blanco", "MAIZ amarillo", "jojoto"])
def test_maize_is_known_by_each_of_its_names(commune: CommuneJournal, crop: str) -> None:
    a_producing_book(commune)
    commune.append(a_reversal("maiz"), now=NIGHT)
    sown = Sown("parcela-1", crop, "criolla", Decimal(20_000), days_to_maturity=115)
    commune.append(a_draft(sown, uid="otro", happened=BEGAN), now=NIGHT)

    commune.append(a_draft(StageSeen("otro", "emergence"), uid="new"), now=NIGHT)

    assert commune.entry("new") is not None


def test_beans_have_no_stages_of_maize(commune: CommuneJournal) -> None:
    a_producing_book(commune)
    commune.append(a_reversal("maiz"), now=NIGHT)
    sown = Sown("parcela-1", "caraota", "negra", Decimal(20_000))
    commune.append(a_draft(sown, uid="caraota", happened=BEGAN), now=NIGHT)

    with pytest.raises(EntryError, match="son del maíz"):
        commune.append(a_draft(StageSeen("caraota", "flowering"), uid="new"), now=NIGHT)
