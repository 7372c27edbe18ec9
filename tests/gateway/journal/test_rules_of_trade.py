"""What the journal refuses of where a product went, and of what is said about entries."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import NIGHT, a_draft, a_harvest, a_reversal
from producing import BEGAN, DAY_S, NOTE, ONE, TEN, a_delivery, a_producing_book

from gateway.domain.entries import (
    Body,
    CommuneRegistered,
    CouncilRegistered,
    DeliveryConfirmed,
    GrainBaseSet,
    MeasureWeighed,
    MoneyMoved,
    Observed,
    PhotoKept,
    ReferenceSet,
    SensorDay,
    StockLost,
    WarehouseRegistered,
    Weighing,
    WorkdaySet,
)
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.journal.rules_of_trade import MOST_PHOTOS

HASHES = tuple(f"{number:064x}" for number in range(MOST_PHOTOS + 1))
THEIRS = Weighing(Decimal(2950), Decimal(24), Decimal(3), "T-88")


@pytest.fixture
def producing(journal: CommuneJournal) -> CommuneJournal:
    """A book with a delivery that `productora` recorded for `vocera`, and an open observation about it."""
    book = a_producing_book(journal)
    delivery = a_draft(a_delivery(), uid="entrega", author="productora", on_behalf_of="vocera")
    book.append(delivery, now=NIGHT)
    book.append(a_draft(Observed("entrega", "open", NOTE), uid="observada"), now=NIGHT)
    book.append(a_draft(SensorDay("2026-05-27", []), uid="dia"), now=NIGHT)
    return book


def a_weighing(kg: str = "100", moisture: str | None = None) -> Weighing:
    return Weighing(Decimal(kg), None if moisture is None else Decimal(moisture))


def a_stock_loss(**others: object) -> StockLost:
    ordinary: dict[str, object] = {
        "enterprise": "maiceros",
        "product": "maiz",
        "weighed": a_weighing(),
        "quality": "weighed",
        "lost_to": "weevil",
    }
    return StockLost(**(ordinary | others))  # type: ignore[arg-type]


def some_money(**others: object) -> MoneyMoved:
    ordinary: dict[str, object] = {
        "enterprise": "maiceros",
        "direction": "in",
        "sort": "sale",
        "amount": TEN,
        "currency": "USD",
    }
    return MoneyMoved(**(ordinary | others))  # type: ignore[arg-type]


REFUSED: list[tuple[str, Body]] = [
    ("No existe la empresa «nada»", a_delivery(enterprise="nada")),
    ("La empresa «La Cerrada» no estaba activa", a_delivery(enterprise="cerrada")),
    ("No existe el consejo comunal «nada»", a_delivery(to="nada")),
    ("«El Que Se Fue» no pertenecía", a_delivery(to="se-fue")),
    ("No existe el consejo comunal «molino»", a_delivery(to="molino")),
    ("quién recibió", a_delivery(to=None)),
    ("quién recibió", a_delivery("exchange", None)),
    ("No existe la contraparte «la-ceiba»", a_delivery("exchange", "la-ceiba")),
    ("«Comuna de antes» no estaba registrada", a_delivery("exchange", "antes")),
    ("quién recibió", a_delivery("private_mill", None)),
    ("no es un molino", a_delivery("private_mill", "cafetaleros")),
    ("no es un molino", a_delivery("state_mill", "molino")),
    ("No existe la empresa «molino»", a_delivery("processing", "molino")),
    ("no lleva receptor", a_delivery("workers", "la-ceiba")),
    ("no lleva receptor", a_delivery("seed", "maiceros")),
    ("«La cava» es de otra empresa", a_delivery(warehouse="cava")),
    ("precio y la moneda", a_delivery("sale", None, price=TEN)),
    ("precio y la moneda", a_delivery("sale", None, currency="USD")),
    ("No existe la moneda «EUR»", a_delivery("sale", None, price=TEN, currency="EUR")),
    ("«petro» no estaba en vigor", a_delivery("sale", None, price=TEN, currency="PTR")),
    ("«kilos» debe ser mayor que 0", a_delivery(ours=a_weighing("-3000"))),
    ("«humedad \\(%\\)» debe ser 100 o menos", a_delivery(ours=a_weighing("3000", "140"))),
    ("«humedad \\(%\\)» debe ser 100 o menos", a_delivery(theirs=a_weighing("3000", "140"))),
    ("menores que 100", a_delivery(theirs=a_weighing("3000", "100"))),
    ("«humedad base \\(%\\)» debe ser 50 o menos", a_delivery(base_moisture=Decimal(100))),
    ("No existe ese ciclo", a_delivery(cycle="entrega")),
    ("No existe ese plan", a_delivery(fulfils="entrega")),
    ("No existe esa entrega", DeliveryConfirmed("maiz")),
    ("«kilos» debe ser mayor que 0", DeliveryConfirmed("entrega", a_weighing("0"))),
    ("menores que 100", DeliveryConfirmed("entrega", a_weighing("9", "100"))),
    ("No existe el depósito", a_stock_loss(warehouse="nada")),
    ("«impureza base \\(%\\)» debe ser 50 o menos", a_stock_loss(base_impurity=Decimal(100))),
    ("«kilos» debe ser mayor que 0", a_stock_loss(weighed=a_weighing("-1"))),
    ("no estaba activa", some_money(enterprise="cerrada")),
    ("No existe la moneda «EUR»", some_money(currency="EUR")),
    ("no estaba en vigor", some_money(currency="PTR")),
    ("«cantidad» debe ser mayor que 0", some_money(amount=Decimal(-5))),
    ("No existe esa entrega", some_money(delivery="maiz")),
    ("es de otra empresa", some_money(enterprise="las-lagunas", delivery="entrega")),
    ("No existe ese asiento", PhotoKept("nada", HASHES[0], 10)),
    ("No existe ese asiento", PhotoKept("observada", HASHES[0], 10)),
    ("«huella»", PhotoKept("entrega", "../../etc/passwd", 10)),
    ("No existe ese asiento", Observed("nada", "open", NOTE)),
    ("No existe ese asiento", Observed("observada", "open", NOTE)),
    ("lo que se observó", Observed("entrega", "open")),
    ("lo que se observó", Observed("entrega", "open", NOTE, answers="observada")),
    ("No existe esa observación", Observed("entrega", "resolved", NOTE)),
    ("No existe esa observación", Observed("maiz", "resolved", NOTE, answers="observada")),
    ("ya tiene su huella", SensorDay("2026-05-27", [])),
    ("no es de ese día", SensorDay("2026-05-26", [], adds_to="dia")),
    ("Esa fecha no es posible", CouncilRegistered("otro", "Otro", until=2**53 - 1)),
    ("Esa fecha no es posible", WarehouseRegistered("troje", "maiceros", "La troje", since=-(2**53) + 1)),
    ("Esa fecha no es posible", CommuneRegistered("Los Samanes", counted="2026-02-30")),
    ("Esa fecha no es posible", SensorDay("2026-13-01", [])),
    ("último día", CouncilRegistered("otro", "Otro", since=NIGHT, until=NIGHT)),
    ("No existe la empresa", WarehouseRegistered("troje", "nada", "La troje")),
    ("«kilos» debe ser 100000 o menos", MeasureWeighed("tobo", "tobo", "yuca", Decimal(100_001), "weighed")),
    ("«humedad \\(%\\)» debe ser 50 o menos", GrainBaseSet(Decimal(100), Decimal(2), "acta 3")),
    ("24 horas", WorkdaySet(Decimal(25), "acta 3")),
    ("valor más bajo", ReferenceSet("r", "fcr", "cachama", TEN, ONE, "x", "y", comparable=True)),
]

TAKEN: list[Body] = [
    a_delivery(),
    a_delivery("exchange", "cafetaleros", exchange="CAFE-1"),
    a_delivery("private_mill", "molino", theirs=THEIRS),
    a_delivery("processing", "las-lagunas"),
    a_delivery("workers", None),
    a_delivery("social", None),
    a_delivery("sale", None, price=TEN, currency="COP"),
    a_delivery("sale", "molino", price=TEN, currency="cimarron"),
    a_delivery("community", None, planned=True),
    a_delivery(cycle="maiz", warehouse="silo"),
    DeliveryConfirmed("entrega"),
    DeliveryConfirmed("entrega", THEIRS),
    a_stock_loss(warehouse="silo"),
    some_money(delivery="entrega"),
    some_money(currency="VES"),
    PhotoKept("entrega", HASHES[0], 10),
    Observed("maiz", "open", NOTE),
    Observed("entrega", "resolved", answers="observada"),
    SensorDay("2026-05-26", []),
    SensorDay("2026-05-27", [], adds_to="dia"),
]


@pytest.mark.parametrize(("sentence", "body"), REFUSED)
def test_what_contradicts_the_book_is_refused_and_leaves_nothing(
    producing: CommuneJournal, sentence: str, body: Body
) -> None:
    before = producing.entries("book")

    with pytest.raises(EntryError, match=sentence):
        producing.append(a_draft(body, uid="new"), now=NIGHT)

    assert producing.entries("book") == before


@pytest.mark.parametrize("body", TAKEN)
def test_what_agrees_with_the_book_is_taken(producing: CommuneJournal, body: Body) -> None:
    producing.append(a_draft(body, uid="new"), now=NIGHT)

    found = producing.entry("new")
    assert found is not None
    assert found.body == body


@pytest.mark.parametrize(
    "body",
    [one for one in TAKEN if getattr(one, "planned", None) is None],
    ids=lambda one: type(one).__name__,
)
def test_what_was_done_is_not_of_the_future(producing: CommuneJournal, body: Body) -> None:
    with pytest.raises(EntryError, match="todavía no ha llegado"):
        producing.append(a_draft(body, uid="new", happened=NIGHT + 301), now=NIGHT)


def test_a_currency_is_used_while_it_is_in_force(producing: CommuneJournal) -> None:
    body = some_money(currency="PTR")

    producing.append(a_draft(body, uid="new", happened=NIGHT - 20 * DAY_S), now=NIGHT)

    assert producing.entry("new") is not None


def test_nothing_is_delivered_of_a_cycle_before_it_began(producing: CommuneJournal) -> None:
    with pytest.raises(EntryError, match="anterior a la siembra"):
        producing.append(a_draft(a_delivery(cycle="maiz"), uid="new", happened=BEGAN - 1), now=NIGHT)


@pytest.mark.parametrize(
    "who",
    [
        {"author": "productora"},
        {"author": "vocera"},
        {"author": "receptora", "on_behalf_of": "productora"},
        {"author": "receptora", "on_behalf_of": "vocera"},
    ],
)
def test_who_recorded_a_delivery_or_said_it_does_not_confirm_it(
    producing: CommuneJournal, who: dict[str, str]
) -> None:
    with pytest.raises(EntryError, match="otra persona"):
        producing.append(a_draft(DeliveryConfirmed("entrega"), uid="new", **who), now=NIGHT)


def test_a_delivery_is_confirmed_once_and_again_only_when_that_was_taken_back(
    producing: CommuneJournal,
) -> None:
    producing.append(a_draft(DeliveryConfirmed("entrega"), uid="first"), now=NIGHT)

    with pytest.raises(EntryError, match="ya está confirmada"):
        producing.append(a_draft(DeliveryConfirmed("entrega", THEIRS), uid="second"), now=NIGHT)
    producing.append(a_reversal("first"), now=NIGHT)
    producing.append(a_draft(DeliveryConfirmed("entrega", THEIRS), uid="second"), now=NIGHT)

    assert producing.entry("second") is not None


def test_a_delivery_is_not_confirmed_before_it_was_made(producing: CommuneJournal) -> None:
    with pytest.raises(EntryError, match="anterior a la entrega"):
        producing.append(a_draft(DeliveryConfirmed("entrega"), uid="new", happened=NIGHT - 1), now=NIGHT)


def test_a_delivery_that_was_taken_back_or_only_planned_is_not_confirmed(producing: CommuneJournal) -> None:
    producing.append(a_draft(a_delivery(planned=True), uid="plan", author="otra"), now=NIGHT)
    producing.append(a_reversal("entrega"), now=NIGHT)

    for uid in ("plan", "entrega"):
        with pytest.raises(EntryError, match="No existe esa entrega"):
            producing.append(a_draft(DeliveryConfirmed(uid), uid="new"), now=NIGHT)


def test_an_observation_is_resolved_once(producing: CommuneJournal) -> None:
    resolved = Observed("entrega", "resolved", answers="observada")
    producing.append(a_draft(resolved, uid="first"), now=NIGHT)

    with pytest.raises(EntryError, match="ya está resuelta"):
        producing.append(a_draft(resolved, uid="second"), now=NIGHT)


def test_the_same_photograph_is_kept_once_and_so_many_at_most(producing: CommuneJournal) -> None:
    for number in range(MOST_PHOTOS):
        photo = PhotoKept("entrega", HASHES[number], 10)
        producing.append(a_draft(photo, uid=f"foto-{number}"), now=NIGHT)

    with pytest.raises(EntryError, match="ya está guardada"):
        producing.append(a_draft(PhotoKept("entrega", HASHES[0], 10), uid="new"), now=NIGHT)
    with pytest.raises(EntryError, match="no caben más"):
        producing.append(a_draft(PhotoKept("entrega", HASHES[-1], 10), uid="new"), now=NIGHT)


def test_of_a_harvest_that_was_taken_back_no_photograph_is_kept(producing: CommuneJournal) -> None:
    producing.append(a_draft(a_harvest("peces"), uid="h"), now=NIGHT)
    producing.append(a_reversal("h"), now=NIGHT)

    with pytest.raises(EntryError, match="fue anulado"):
        producing.append(a_draft(PhotoKept("h", HASHES[0], 10), uid="new"), now=NIGHT)
