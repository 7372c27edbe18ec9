"""What the journal refuses of a cycle of production, and in which words."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from builders import NIGHT, a_draft, a_harvest, a_reversal, a_stocking
from producing import BEGAN, DAY_S, ONE, TEN, a_producing_book

from gateway.domain.entries import (
    Body,
    CircumstanceTold,
    CycleLost,
    Died,
    Fed,
    Harvested,
    InputUsed,
    Sampled,
    Sown,
    Stocked,
    Worked,
)
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

LATER = BEGAN + 30 * DAY_S


@pytest.fixture
def producing(journal: CommuneJournal) -> CommuneJournal:
    return a_producing_book(journal)


def a_stocking_of(unit: str, **others: object) -> Stocked:
    return msgspec.structs.replace(a_stocking(unit), **others)


def of_maize(**others: object) -> Harvested:
    ordinary: dict[str, object] = {
        "cycle": "maiz",
        "kg": Decimal(9000),
        "quality": "weighed",
        "complete": True,
    }
    return Harvested(**(ordinary | others))  # type: ignore[arg-type]


def some_work(**others: object) -> Worked:
    ordinary: dict[str, object] = {
        "unit": "laguna-1",
        "activity": "feeding",
        "people": 4,
        "hours": Decimal(6),
        "pay": "cayapa",
    }
    return Worked(**(ordinary | others))  # type: ignore[arg-type]


def an_input(**others: object) -> InputUsed:
    ordinary: dict[str, object] = {
        "unit": "parcela-1",
        "input": "urea",
        "sort": "fertiliser",
        "amount": TEN,
        "measure": "sack",
    }
    return InputUsed(**(ordinary | others))  # type: ignore[arg-type]


REFUSED: list[tuple[str, Body]] = [
    ("No existe la unidad de producción «nada»", a_stocking_of("nada")),
    ("«Laguna 2» no estaba activa", a_stocking_of("laguna-2")),
    ("La empresa «La Cerrada» no estaba activa", a_stocking_of("laguna-3")),
    ("«Laguna 1» tiene un ciclo abierto", a_stocking_of("laguna-1")),
    ("«Parcela 1» tiene un ciclo abierto", Sown("parcela-1", "caraota", "negra", ONE)),
    ("No existe ese plan", of_maize(fulfils="peces")),
    ("No existe ese plan", of_maize(fulfils="nada")),
    ("Un plan no cumple otro plan", of_maize(fulfils="peces", planned=True)),
    ("No existe ese ciclo", a_harvest("registro-1")),
    ("No existe ese ciclo", CycleLost("nada", "oxygen")),
    ("No existe ese ciclo", Died("nada", 3, "counted")),
    ("menos la tara", of_maize(gross_kg=Decimal(9600), tare_kg=Decimal(500))),
    ("más que el peso bruto", of_maize(gross_kg=Decimal(8999))),
    ("humedad y la impureza deben ser menores", of_maize(moisture=Decimal(100))),
    ("«impureza base \\(%\\)» debe ser 50 o menos", of_maize(base_impurity=Decimal(100))),
    ("«humedad \\(%\\)» debe ser 100 o menos", of_maize(moisture=Decimal(140))),
    ("«kilos» debe ser mayor que 0", of_maize(kg=Decimal(-5))),
    ("«tara \\(kg\\)» debe ser 0 o más", of_maize(gross_kg=ONE, tare_kg=Decimal(-1))),
    ("«número de tiquete»", of_maize(ticket="Sr. Pérez, calle 4")),
    ("No existe el depósito «nada»", of_maize(warehouse="nada")),
    ("«La cava» es de otra empresa", of_maize(warehouse="cava")),
    ("«El silo viejo» no estaba en uso", of_maize(warehouse="silo-viejo")),
    ("ciclo de peces", Fed("maiz", "scraps", "weighed", kg=TEN)),
    ("ciclo de peces", Sampled("maiz", 30, Decimal(3000))),
    ("ciclo de peces", Died("maiz", 3, "counted")),
    ("cuánto alimento", Fed("peces", "scraps", "estimated")),
    ("cuánto alimento", Fed("peces", "scraps", "estimated", measure="tobo")),
    ("cuánto alimento", Fed("peces", "scraps", "estimated", count=TEN)),
    ("más liviano", Sampled("peces", 10, Decimal(1000), least_g=Decimal(120), most_g=Decimal(90))),
    ("más liviano", Sampled("peces", 10, Decimal(1000), least_g=Decimal(101))),
    ("más liviano", Sampled("peces", 10, Decimal(1000), most_g=Decimal(99))),
    (
        "«cuántas medidas» debe ser 1000000 o menos",
        Fed("peces", "scraps", "estimated", measure="tobo", count=10**6 * TEN),
    ),
    ("«horas» debe ser 10000 o menos", some_work(hours=Decimal(10_001))),
    ("«número de peces»", Died("peces", 0, "counted")),
    ("suman 5, y trabajaron 4", some_work(women=3, men=2)),
    ("suman 5, y trabajaron 4", some_work(women=2, men=2, young=1)),
    ("no estaba activa", some_work(unit="laguna-2")),
    ("No existe la unidad", an_input(unit="nada")),
    ("no es de «Parcela 1»", an_input(cycle="peces")),
    ("no es de «Laguna 1»", some_work(cycle="maiz")),
]

TAKEN: list[Body] = [
    a_stocking_of("laguna-1", planned=True),
    Sown("parcela-1", "maíz", "blanco", Decimal(100), planned=True),
    a_harvest("peces"),
    of_maize(gross_kg=Decimal(9500), tare_kg=Decimal("500.0"), warehouse="silo", ticket="A-12/3"),
    of_maize(planned=True),
    CycleLost("peces", "oxygen"),
    Fed("peces", "scraps", "weighed", kg=TEN),
    Fed("peces", "scraps", "estimated", measure="tobo", count=TEN),
    Sampled("peces", 10, Decimal(1000), least_g=Decimal(80), most_g=Decimal(120)),
    Died("peces", 5, "estimated", "birds"),
    CircumstanceTold("maiz", "weeds", "none"),
    some_work(women=2, men=1, young=1, cycle="peces"),
    some_work(planned=True),
    an_input(cycle="maiz"),
    an_input(),
]

OF_A_CYCLE: list[Body] = [
    Fed("peces", "scraps", "weighed", kg=TEN),
    Sampled("peces", 10, Decimal(1000)),
    Died("peces", 5, "counted"),
    CircumstanceTold("peces", "theft", "some"),
    some_work(cycle="peces"),
    an_input(unit="laguna-1", cycle="peces"),
]


@pytest.mark.parametrize(("sentence", "body"), REFUSED)
def test_what_cannot_have_been_in_a_cycle_is_refused_and_leaves_nothing(
    producing: CommuneJournal, sentence: str, body: Body
) -> None:
    before = producing.entries("book")

    with pytest.raises(EntryError, match=sentence):
        producing.append(a_draft(body, uid="new", happened=NIGHT), now=NIGHT)

    assert producing.entries("book") == before


@pytest.mark.parametrize("body", TAKEN)
def test_what_happens_in_a_cycle_is_taken(producing: CommuneJournal, body: Body) -> None:
    producing.append(a_draft(body, uid="new", happened=NIGHT), now=NIGHT)

    found = producing.entry("new")
    assert found is not None
    assert found.body == body


@pytest.mark.parametrize("body", [a_harvest("peces"), *OF_A_CYCLE], ids=lambda one: type(one).__name__)
def test_what_is_done_in_a_cycle_is_not_of_the_future(producing: CommuneJournal, body: Body) -> None:
    with pytest.raises(EntryError, match="todavía no ha llegado"):
        producing.append(a_draft(body, uid="new", happened=NIGHT + 301), now=NIGHT)


def test_what_is_planned_is_of_the_future(producing: CommuneJournal) -> None:
    producing.append(a_draft(of_maize(planned=True), uid="new", happened=NIGHT + 90 * DAY_S), now=NIGHT)

    assert producing.entry("new") is not None


@pytest.mark.parametrize("body", OF_A_CYCLE, ids=lambda one: type(one).__name__)
def test_nothing_happens_in_a_cycle_before_it_began(producing: CommuneJournal, body: Body) -> None:
    with pytest.raises(EntryError, match="anterior a la siembra"):
        producing.append(a_draft(body, uid="new", happened=BEGAN - 1), now=NIGHT)


@pytest.mark.parametrize("end", [a_harvest("peces"), CycleLost("peces", "flood")])
@pytest.mark.parametrize("body", OF_A_CYCLE, ids=lambda one: type(one).__name__)
def test_nothing_happens_in_a_cycle_after_its_end_but_what_was_before_may_be_told_late(
    producing: CommuneJournal, body: Body, end: Body
) -> None:
    producing.append(a_draft(end, uid="end", happened=LATER), now=NIGHT)

    with pytest.raises(EntryError, match="posterior al final"):
        producing.append(a_draft(body, uid="after", happened=LATER + 1), now=NIGHT)
    producing.append(a_draft(body, uid="before", happened=LATER), now=NIGHT)

    assert producing.entry("before") is not None


@pytest.mark.parametrize("end", [a_harvest("peces"), CycleLost("peces", "flood")])
def test_a_unit_is_free_again_when_its_cycle_has_ended(producing: CommuneJournal, end: Body) -> None:
    producing.append(a_draft(end, uid="end", happened=LATER), now=NIGHT)

    with pytest.raises(EntryError, match="ciclo abierto"):
        producing.append(a_draft(a_stocking(), uid="too-early", happened=LATER - 1), now=NIGHT)
    producing.append(a_draft(a_stocking(), uid="new", happened=LATER), now=NIGHT)

    assert producing.entry("new") is not None


def test_an_old_cycle_may_be_told_late_and_ends_before_the_next_one(producing: CommuneJournal) -> None:
    producing.append(a_draft(a_stocking(), uid="old", happened=BEGAN - 200 * DAY_S), now=NIGHT)

    with pytest.raises(EntryError, match="otro ciclo en la misma unidad"):
        producing.append(a_draft(a_harvest("old"), uid="h", happened=BEGAN + 1), now=NIGHT)
    producing.append(a_draft(a_harvest("old"), uid="h", happened=BEGAN), now=NIGHT)

    assert producing.entry("h") is not None


@pytest.mark.parametrize("body", [a_harvest("peces"), CycleLost("peces", "theft")])
def test_a_lost_cycle_has_no_harvest_and_is_not_lost_twice(producing: CommuneJournal, body: Body) -> None:
    producing.append(a_draft(CycleLost("peces", "oxygen"), uid="lost", happened=NIGHT), now=NIGHT)

    with pytest.raises(EntryError, match="anotado como perdido"):
        producing.append(a_draft(body, uid="new", happened=NIGHT), now=NIGHT)
    producing.append(a_reversal("lost"), now=NIGHT)
    producing.append(a_draft(body, uid="new", happened=NIGHT), now=NIGHT)

    assert producing.entry("new") is not None


def test_a_harvested_cycle_is_not_lost(producing: CommuneJournal) -> None:
    producing.append(a_draft(a_harvest("peces"), uid="h", happened=NIGHT), now=NIGHT)

    with pytest.raises(EntryError, match="cosecha completa"):
        producing.append(a_draft(CycleLost("peces", "oxygen"), uid="new", happened=NIGHT), now=NIGHT)


def test_what_was_done_may_name_its_plan(producing: CommuneJournal) -> None:
    producing.append(a_draft(of_maize(planned=True), uid="plan", happened=NIGHT + DAY_S), now=NIGHT)

    producing.append(a_draft(of_maize(fulfils="plan"), uid="new", happened=NIGHT), now=NIGHT)

    assert producing.entry("new") is not None


def test_nothing_is_done_in_a_cycle_that_is_only_planned(producing: CommuneJournal) -> None:
    plan = a_draft(a_stocking_of("laguna-1", planned=True), uid="plan", happened=NIGHT)
    producing.append(plan, now=NIGHT)

    with pytest.raises(EntryError, match="No existe ese ciclo"):
        producing.append(a_draft(a_harvest("plan"), uid="new", happened=NIGHT), now=NIGHT)
    planned = msgspec.structs.replace(a_harvest("plan"), planned=True)
    producing.append(a_draft(planned, uid="goal", happened=NIGHT + DAY_S), now=NIGHT)

    assert producing.entry("goal") is not None


def test_a_stocking_with_entries_of_its_cycle_is_not_taken_back(producing: CommuneJournal) -> None:
    producing.append(a_draft(Died("peces", 5, "counted"), uid="died", happened=NIGHT), now=NIGHT)

    with pytest.raises(EntryError, match="tiene anotaciones"):
        producing.append(a_reversal("peces", uid="r"), now=NIGHT)
    producing.append(a_reversal("died", uid="r1"), now=NIGHT)
    producing.append(a_reversal("peces", uid="r2"), now=NIGHT)

    assert producing.entry("r2") is not None


def steps(book: CommuneJournal, body: Body, uid: str) -> int:
    """Return how much SQLite works for an append [100 instructions]."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    with book.transaction() as connection:
        connection.set_progress_handler(count, 100)
        book.append(a_draft(body, uid=uid, happened=NIGHT), now=NIGHT)
        connection.set_progress_handler(None, 0)
    return counted[0]


@pytest.mark.parametrize("body", OF_A_CYCLE, ids=lambda one: type(one).__name__)
def test_an_append_does_not_cost_more_with_every_entry_of_its_cycle(
    producing: CommuneJournal, body: Body
) -> None:
    first = steps(producing, body, "first")
    with producing.transaction():
        for number in range(500):
            fed = Fed("peces", "scraps", "weighed", kg=TEN)
            producing.append(a_draft(fed, uid=f"fed-{number}", happened=NIGHT), now=NIGHT)

    assert steps(producing, body, "last") <= 2 * first
