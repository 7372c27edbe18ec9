"""The page of everything that is registered about production."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from builders import a_draft, a_stocking, an_entry
from members import signed_in
from small_commune import MIDNIGHT, NOW

from dashboard.goods.registered import goods_lacking, lacking
from dashboard.production.cycles import cycles
from dashboard.production.products import grown
from dashboard.production.registers import book_registers
from gateway.domain.entries import (
    Body,
    CommuneRegistered,
    CouncilRegistered,
    CurrencyRegistered,
    EnterpriseRegistered,
    GrainBaseSet,
    MeasureWeighed,
    ProductRegistered,
    UnitRegistered,
    WarehouseRegistered,
    WorkdaySet,
)

if TYPE_CHECKING:
    from tests.dashboard.conftest import Pages

DAY_S = 86_400
MAIZE = ProductRegistered("maiz-blanco", "Maíz blanco", "kg", is_grain=True)
WHOLE: tuple[Body, ...] = (
    CommuneRegistered("Los Samanes", families=640, inhabitants=2300, counted="2026-05-01", source="censo"),
    CouncilRegistered("el-saman", "El Samán", 120, 430),
    EnterpriseRegistered("maiceros", "Maiceros Unidos", "EPSDC"),
    MAIZE,
    GrainBaseSet(Decimal(14), Decimal(2), "acta 12"),
    WorkdaySet(Decimal(6), "acta 3"),
    CurrencyRegistered("USD", "Dólar"),
)


def said(pages: Pages, *bodies: Body, at: int = NOW - 30 * DAY_S) -> None:
    number = sum(1 for _one in pages.journal.entries("book"))
    for place, body in enumerate(bodies):
        pages.journal.append(a_draft(body, uid=f"dicho-{number + place}", happened=at), now=at)


def lacks(*bodies: Body) -> list[str]:
    entries = [an_entry(body, number=number) for number, body in enumerate(bodies, 1)]
    return [one.what for one in lacking(book_registers(entries), {}, now=NOW)]


def test_nothing_is_missing_where_everything_is_said() -> None:
    assert lacks(*WHOLE) == []


def test_what_is_missing_is_told_in_the_order_in_which_it_helps() -> None:
    assert lacks() == ["commune", "councils", "enterprises", "products", "workday", "currencies"]


def test_a_council_that_nobody_counted_is_missing_and_one_that_left_is_not() -> None:
    uncounted = CouncilRegistered("la-ceiba", "La Ceiba")
    gone = CouncilRegistered("el-roble", "El Roble", until=NOW - DAY_S)

    assert lacks(*WHOLE, uncounted, gone) == ["families"]


def test_a_grain_without_a_base_is_missing() -> None:
    assert lacks(*(one for one in WHOLE if not isinstance(one, GrainBaseSet))) == ["base"]


def test_what_grew_and_is_no_product_is_missing() -> None:
    unit = UnitRegistered("laguna-1", "maiceros", "estanque-1", "Laguna 1", Decimal(1500), "tape")
    bodies = (*WHOLE, unit, a_stocking())
    entries = [an_entry(body, number=number) for number, body in enumerate(bodies, 1)]

    found = goods_lacking(book_registers(entries), grown(cycles(entries)), now=NOW)

    assert [(one.what, one.name, one.href) for one in found] == [
        ("product", "cachama negra", "/anotar/producto?cual=cachama-negra")
    ]


def test_a_council_that_left_stays_with_its_last_day(pages: Pages) -> None:
    said(pages, CouncilRegistered("el-roble", "El Roble", 80, 300, until=MIDNIGHT))

    assert "hasta el 9 de junio de 2026" in pages.text("/registros")


def test_every_base_stands_with_its_source_and_which_one_holds_today(pages: Pages) -> None:
    said(pages, MAIZE)
    said(pages, GrainBaseSet(Decimal(12), Decimal(0), "costumbre"), at=NOW - 2000 * DAY_S)
    said(pages, GrainBaseSet(Decimal(14), Decimal(2), "acta 12"), at=NOW - 100 * DAY_S)

    page = pages.text("/registros")
    new, old = page.index("14 % / 2 %"), page.index("12 % / 0 %")

    assert new < page.index("vale hoy") < old
    assert page.count("vale hoy") == 1
    assert "Fuente: acta 12" in page


def test_a_measure_shows_its_newest_weighing_and_how_it_is_known(pages: Pages) -> None:
    said(pages, MeasureWeighed("tobo", "Tobo", "yuca", Decimal(11), "estimated"), at=NOW - 90 * DAY_S)
    said(pages, MeasureWeighed("tobo", "Tobo", "yuca", Decimal("12.5"), "weighed", 5, "acta 4"))

    page = pages.text("/registros")

    assert "12,5 kg · 5 pesados" in page
    assert "11 kg" not in page


@pytest.mark.parametrize("is_member", [False, True])
def test_stores_are_told_to_members_alone(pages: Pages, *, is_member: bool) -> None:
    said(pages, WarehouseRegistered("silo-1", "maiceros", "Silo Uno"))
    if is_member:
        signed_in(pages.client, "team")

    assert ("Silo Uno" in pages.text("/registros")) is is_member


@pytest.mark.parametrize(("role", "may"), [("team", False), ("eps_spokesperson", True)])
def test_the_ways_to_describe_anew_are_shown_to_who_may(pages: Pages, role: str, *, may: bool) -> None:
    signed_in(pages.client, role)

    page = pages.client.get("/registros").text

    assert ('href="/anotar/empresa?cual=maiceros"' in page) is may


def test_the_station_is_not_prepared_while_a_grain_has_no_base(pages: Pages) -> None:
    signed_in(pages.client, "technician")
    said(pages, MAIZE)

    assert "sin base: falta decir a qué humedad se lleva" in pages.text("/preparar")
