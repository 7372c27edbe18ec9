"""What the journal refuses, and in which words."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from builders import NIGHT, a_draft, a_harvest, a_reversal, a_stocking

from gateway.domain.calibration import OxygenMarks, SoilMarks, SoilPoint, SoilPoints, TipSize
from gateway.domain.entries import (
    AlarmAcknowledged,
    Body,
    CalibrationRecorded,
    Draft,
    LimitsSet,
    PlaceRegistered,
    Reversed,
    Sown,
    UnitRegistered,
)
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal


def a_place(**others: object) -> PlaceRegistered:
    return PlaceRegistered(**({"place": "parcela-1", "sort": "field", "number": 1, "name": "P"} | others))  # type: ignore[arg-type]


def a_calibration(constants: object) -> CalibrationRecorded:
    return CalibrationRecorded("pond-1", "sonda", "oxygen_signal", NIGHT, constants)  # type: ignore[arg-type]


def weighed(*points: tuple[str, str]) -> SoilPoints:
    return SoilPoints([SoilPoint(Decimal(signal), Decimal(water)) for signal, water in points])


REFUSED: list[tuple[str, Body]] = [
    ("marchitez", a_place(wilting_point=Decimal("0.3"), field_capacity=Decimal("0.3"))),
    ("«número»", a_place(number=0)),
    ("«lugar»", a_place(place="Parcela Uno")),
    ("mayor que 0", a_place(area_m2=Decimal(0))),
    ("debe ser un número|número posible", a_place(area_m2=Decimal("NaN"))),
    ("número exacto", a_place(area_m2=12.5)),
    ("límites deben bajar", LimitsSet(Decimal(2), Decimal(3), Decimal(1), "x", verified=False)),
    ("límites deben bajar", LimitsSet(Decimal(3), Decimal(2), Decimal(2), "x", verified=False)),
    ("límites deben bajar", LimitsSet(Decimal(3), Decimal(3), Decimal(1), "x", verified=False)),
    ("calibración", a_calibration(SoilMarks(Decimal(9), Decimal("0.4"), Decimal(8), Decimal("0.4")))),
    ("calibración", a_calibration(SoilMarks(Decimal(9), Decimal("0.1"), Decimal(9), Decimal("0.4")))),
    ("calibración", a_calibration(OxygenMarks(Decimal(0), Decimal(28)))),
    ("calibración", a_calibration(OxygenMarks(Decimal(1600), Decimal(28), cool_millivolts=Decimal(1400)))),
    ("calibración", a_calibration(OxygenMarks(Decimal(1600), Decimal(28), zero_millivolts=Decimal(1600)))),
    ("calibración", a_calibration(weighed(("2300", "0.04"), ("1300", "0.34")))),
    ("calibración", a_calibration(weighed(("1300", "0.04"), ("1300", "0.2"), ("1300", "0.34")))),
    ("calibración", a_calibration(TipSize(Decimal(0)))),
    ("empresa «otra»", UnitRegistered("u", "otra", "parcela-1", "U", Decimal(1), "gps")),
    ("unidad de producción «nadie»", a_stocking("nadie")),
    ("unidad de producción «nadie»", Sown("nadie", "maíz", "híbrido", Decimal(1))),
    ("No existe ese ciclo", a_harvest("nada")),
    ("No existe ese ciclo", a_harvest("unit")),
]


@pytest.mark.parametrize(("sentence", "body"), REFUSED)
def test_a_wrong_entry_is_refused_with_a_sentence(book: CommuneJournal, sentence: str, body: Body) -> None:
    with pytest.raises(EntryError, match=sentence):
        book.append(a_draft(body, uid="new"), now=NIGHT)

    assert book.entry("new") is None


@pytest.mark.parametrize(
    "body",
    [
        a_place(field_capacity=Decimal("0.3")),
        a_place(wilting_point=Decimal("0.1"), field_capacity=Decimal("0.3")),
        a_calibration(SoilMarks(Decimal(2300), Decimal("0.04"), Decimal(1300), Decimal("0.34"))),
        a_calibration(OxygenMarks(Decimal(1), Decimal(28), Decimal(1), Decimal(15))),
        a_calibration(weighed(("2300", "0.04"), ("1800", "0.2"), ("1300", "0.34"))),
        a_calibration(OxygenMarks(Decimal(1600), Decimal(28), zero_millivolts=Decimal(20))),
        a_calibration(TipSize(Decimal("0.2"))),
        LimitsSet(Decimal(3), Decimal(2), Decimal(1), "x", verified=False),
    ],
)
def test_an_ordinary_entry_is_taken(book: CommuneJournal, body: Body) -> None:
    book.append(a_draft(body, uid="new"), now=NIGHT)

    assert book.entry("new") is not None


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("no ha llegado", {"happened": NIGHT + 86_401}),
        ("antes de 1970", {"happened": -1}),
        ("clase de registro", {"kind": "invento"}),
        ("no corresponde", {"kind": "limits"}),
        ("diario", {"journal": "book"}),
        ("diario", {"journal": "otro"}),
        ("uid", {"uid": ""}),
        ("uid", {"uid": "con\nsalto"}),
        ("uid", {"uid": "e\u0301"}),
        ("quién registra", {"author": ""}),
        ("en nombre de quién", {"on_behalf_of": ""}),
        ("anulación", {"reverses": "unit"}),
    ],
)
def test_a_draft_with_a_wrong_frame_is_refused(
    book: CommuneJournal, sentence: str, change: dict[str, object]
) -> None:
    draft = a_draft(AlarmAcknowledged("alerta-1"), uid="new")

    with pytest.raises(EntryError, match=sentence):
        book.append(msgspec.structs.replace(draft, **change), now=NIGHT)


def test_what_happens_tomorrow_may_be_a_clock_that_is_wrong(book: CommuneJournal) -> None:
    book.append(a_draft(AlarmAcknowledged("a"), uid="new", happened=NIGHT + 86_400), now=NIGHT)

    assert book.entry("new") is not None


def a_stocked_book(book: CommuneJournal) -> CommuneJournal:
    book.append(a_draft(a_stocking(), uid="s"), now=NIGHT)
    return book


def test_a_partial_harvest_leaves_the_cycle_open(book: CommuneJournal) -> None:
    stocked = a_stocked_book(book)
    stocked.append(a_draft(a_harvest("s", complete=False), uid="h1"), now=NIGHT)

    stocked.append(a_draft(a_harvest("s"), uid="h2"), now=NIGHT)

    assert len(stocked.entries("book", kinds={"harvest"})) == 2


def test_a_complete_harvest_closes_the_cycle(book: CommuneJournal) -> None:
    stocked = a_stocked_book(book)
    stocked.append(a_draft(a_harvest("s"), uid="h1"), now=NIGHT)

    with pytest.raises(EntryError, match="cerrado"):
        stocked.append(a_draft(a_harvest("s"), uid="h2"), now=NIGHT)


def test_a_complete_harvest_taken_back_opens_the_cycle_again(book: CommuneJournal) -> None:
    stocked = a_stocked_book(book)
    stocked.append(a_draft(a_harvest("s"), uid="h1"), now=NIGHT)
    stocked.append(a_reversal("h1"), now=NIGHT)

    stocked.append(a_draft(a_harvest("s"), uid="h2"), now=NIGHT)

    assert stocked.entry("h2") is not None


def test_a_stocking_without_harvests_can_be_taken_back(book: CommuneJournal) -> None:
    stocked = a_stocked_book(book)

    stocked.append(a_reversal("s"), now=NIGHT)

    with pytest.raises(EntryError, match="No existe ese ciclo"):
        stocked.append(a_draft(a_harvest("s"), uid="h"), now=NIGHT)


def test_a_harvest_before_its_stocking_is_refused(book: CommuneJournal) -> None:
    stocked = a_stocked_book(book)

    with pytest.raises(EntryError, match="anterior"):
        stocked.append(a_draft(a_harvest("s"), uid="h", happened=NIGHT - 1), now=NIGHT)


def test_grain_cannot_be_compared_at_a_hundred_percent_of_water(book: CommuneJournal) -> None:
    stocked = a_stocked_book(book)
    body = msgspec.structs.replace(a_harvest("s"), base_moisture=Decimal(100))

    with pytest.raises(EntryError, match=r"«humedad base \(%\)» debe ser 50 o menos"):
        stocked.append(a_draft(body, uid="h"), now=NIGHT)


@pytest.mark.parametrize(
    ("sentence", "draft"),
    [
        ("no está en este diario", a_reversal("nothing")),
        ("no está en este diario", a_reversal("s", journal="station")),
        ("ya está anulado", a_reversal("h1")),
        ("no se anula", a_reversal("r1")),
        ("tiene cosechas", a_reversal("s")),
        ("qué registro anula", a_draft(Reversed("x"), journal="book")),
    ],
)
def test_a_reversal_that_makes_no_sense_is_refused(book: CommuneJournal, sentence: str, draft: Draft) -> None:
    stocked = a_stocked_book(book)
    for uid in ("h1", "h2"):
        stocked.append(a_draft(a_harvest("s", complete=False), uid=uid), now=NIGHT)
    stocked.append(a_reversal("h1", uid="r1"), now=NIGHT)

    with pytest.raises(EntryError, match=sentence):
        stocked.append(draft, now=NIGHT)


def test_a_refusal_can_be_told_in_another_language(book: CommuneJournal) -> None:
    with pytest.raises(EntryError) as refused:
        book.append(a_draft(a_stocking("nadie"), uid="new"), now=NIGHT)

    assert "%(slug)s" in refused.value.sentence
    assert refused.value.sentence % refused.value.values == str(refused.value)
