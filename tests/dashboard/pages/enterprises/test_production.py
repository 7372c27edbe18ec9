"""The page of what was produced and where it went."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from builders import a_reversal
from fakes import DAY_S
from members import signed_in
from small_commune import NOW
from trading import FISH, MAIZE, a_delivery, a_loss, an_exchange, neighbours, recorded

from gateway.domain.entries import Harvested, Observed, Sown, WorkdaySet, Worked
from gateway.journal import salted


def work(hours: str, pay: str, *, people: int = 4) -> Worked:
    return Worked("laguna-1", "harvest", people, Decimal(hours), pay)  # type: ignore[arg-type]


@pytest.fixture
def traded(pages):
    """The small commune after a year: fish to councils, maize to a mill and for coffee, some lost."""
    recorded(pages.journal, *neighbours())
    recorded(
        pages.journal,
        a_delivery(1200),
        a_delivery(400, "el-saman"),
        a_delivery(60, "", destination="workers"),
        a_loss(34),
        a_delivery(9000, "moli", destination="state_mill", product=MAIZE),
        an_exchange(1000, "cafe"),
    )
    return pages


def section(page: str, heading: str) -> str:
    """Return the part of a page under a heading."""
    found = re.search(rf"<section(?:(?!<section).)*?<h2[^>]*>{heading}.*?</section>", page)
    assert found is not None, page
    return found[0]


def test_the_page_begins_with_this_year_and_offers_the_others(pages) -> None:
    page = pages.text("/produccion")

    assert 'href="?periodo=2026" aria-current="page"' in page
    assert 'href="?periodo=2024"' in page
    assert 'href="?periodo=todo"' in page


def test_a_product_is_one_account_that_closes_to_zero(traded) -> None:
    fish = section(traded.text("/produccion?periodo=todo"), "Híbrido cachamoto")

    assert "<b>8.670</b> kg cosechados" in fish or "kg cosechados" in fish
    assert "<span>Familias de los consejos</span> <span>1.600 kg" in fish
    assert "<span>Quienes trabajaron</span> <span>60 kg" in fish
    assert "<span>Se perdió</span> <span>34 kg" in fish
    assert "La cuenta cierra: diferencia 0." in fish


def test_the_parts_of_a_product_are_a_hundred_percent_together(traded) -> None:
    for heading in ("Híbrido cachamoto", "Maíz blanco"):
        part = section(traded.text("/produccion?periodo=todo"), heading)
        key = re.search(r'<ul class="mix-key">.*?</ul>', part)

        assert key is not None
        assert sum(int(one) for one in re.findall(r"<b>(\d+) %</b>", key[0])) == 100


def test_what_there_was_when_the_year_began_is_told_apart(traded) -> None:
    maize = section(traded.text("/produccion"), "Maíz blanco")

    assert re.search(r"que había \+ [\d.,]+ cosechados", maize)
    assert "kg a 14 % de humedad y 2 % de impureza" in maize


def test_a_delivery_of_more_than_there_was_prints_the_difference_in_words(traded) -> None:
    recorded(traded.journal, a_delivery(90_000))

    fish = section(traded.text("/produccion?periodo=todo"), "Híbrido cachamoto")

    assert "La cuenta no cierra: diferencia de" in fish
    assert "Salió más de lo que había" in fish


def test_a_delivery_that_nobody_recorded_stands_as_stock_that_should_be_there(traded) -> None:
    before = section(traded.text("/produccion?periodo=todo"), "Híbrido cachamoto")
    undone = next(one for one in traded.journal.entries("book") if one.kind == "delivery")
    traded.journal.append(a_reversal(undone.uid), now=NOW - 30)

    after = section(traded.text("/produccion?periodo=todo"), "Híbrido cachamoto")

    assert _kept(after) - _kept(before) == 1200
    assert "si no está, falta anotar a dónde fue" in after


def _kept(text: str) -> int:
    found = re.search(r"Queda en existencia</span> <span>([\d.]+)", text)
    assert found is not None, text
    return int(found[1].replace(".", ""))


def test_councils_are_told_with_what_a_family_got_and_one_that_left_stays_for_its_time(traded) -> None:
    fish = section(traded.text("/produccion"), "Híbrido cachamoto")

    assert "De 5 a 10 kg por familia" in fish
    assert re.search(r"La Ceiba <small>120 familias</small></th><td>1.200</td><td>10</td>", fish)
    assert re.search(
        r"Los Mangos <small>hasta el 11 de abril de 2026</small> <small>60 familias</small></th><td>0</td>",
        fish,
    )


def test_councils_that_got_nothing_are_told_beside_those_that_got_something(traded) -> None:
    fish = section(traded.text("/produccion"), "Híbrido cachamoto")

    assert "en 2 de 3 consejos comunales; a los demás, nada" in fish


def test_a_small_part_is_less_than_a_percent_and_never_none(traded) -> None:
    fish = section(traded.text("/produccion?periodo=todo"), "Híbrido cachamoto")

    assert "34 kg <b>menos de 1 %</b>" in fish
    assert "<b>0 %</b>" not in fish


def test_grain_of_an_unknown_moisture_says_so(traded) -> None:
    sown = Sown("parcela-2", "maíz blanco", "de la comuna", Decimal(32_000), Decimal(9120))
    [cycle] = recorded(traded.journal, sown)
    recorded(traded.journal, Harvested(cycle.uid, Decimal(900), "estimated", complete=False))

    page = traded.text("/produccion?periodo=todo")

    assert "kg sin llevar a una humedad" in page


def test_units_stand_in_the_order_of_their_numbers_whatever_they_gave(traded) -> None:
    fish = section(traded.text("/produccion?periodo=todo"), "Híbrido cachamoto")

    names = re.findall(r"Laguna \d", fish)
    assert names == sorted(names)
    assert len(names) == 3


def test_barter_is_told_in_kind(traded) -> None:
    barter = section(traded.text("/produccion"), "Trueque")

    assert "Comuna Cafetalera" in barter
    assert "Entregado: 1.000 kg a 14 % de humedad y 2 % de impureza, maíz blanco" in barter
    assert "Recibido: 80 kg, café" in barter


def test_where_stock_stands_is_only_for_members(traded) -> None:
    recorded(
        traded.journal,
        a_delivery(10, "", destination="sale", product=MAIZE, warehouse="galpon-secreto"),
    )
    stranger = traded.text("/produccion?periodo=todo")
    signed_in(traded.client, "team")

    member = traded.text("/produccion?periodo=todo")

    assert "Galpón de Eufrosina" not in stranger
    assert "· queda " not in stranger
    assert "Existencia de Maiceros Unidos, Galpón de Eufrosina: -10 kg" in member
    assert "· queda " in member


def test_the_share_that_was_weighed_stands_beside_the_kilos(traded) -> None:
    maize = section(traded.text("/produccion?periodo=todo"), "Maíz blanco")

    assert "% pesado, lo demás contado o a ojo" in maize
    assert "todo pesado en romana" in section(traded.text("/produccion?periodo=todo"), "Híbrido cachamoto")


def test_corrections_and_open_observations_are_counted(traded) -> None:
    undone, seen = (one for one in list(traded.journal.entries("book"))[-2:])
    traded.journal.append(a_reversal(undone.uid), now=NOW - 30)
    note = salted("Falta la guía.", salt=b"0123456789abcdef")
    recorded(traded.journal, Observed(seen.uid, "open", note.salted_hash), texts=[note])

    page = traded.text("/produccion")

    assert "Correcciones: 1" in page
    assert "Observaciones abiertas: 1" in page


def test_work_is_counted_by_kind_and_in_hours_until_the_commune_says_how_long_a_day_is(pages) -> None:
    recorded(pages.journal, work("6", "paid"), work("3", "paid", people=2), work("5", "cayapa"))

    page = pages.text("/produccion")

    assert "<b>30</b> horas</dt><dd>Remunerado" in page
    assert "<b>20</b> horas</dt><dd>Cayapa, sin pago" in page
    assert "La comuna no ha anotado cuántas horas tiene su jornada" in page


def test_work_is_told_in_days_of_work_with_who_said_how_long_they_are(pages) -> None:
    recorded(pages.journal, work("6", "paid", people=5), WorkdaySet(Decimal(6), "acta 3"))

    page = pages.text("/produccion")

    assert "<b>5</b> jornadas</dt><dd>Remunerado · 30 horas" in page
    assert "Una jornada son 6 horas. Fuente: acta 3" in page


def test_a_period_counts_only_what_happened_in_it(pages) -> None:
    recorded(pages.journal, work("6", "paid"), at=NOW - 300 * DAY_S)

    assert "Remunerado" not in pages.text("/produccion")
    assert "Remunerado" in pages.text("/produccion?periodo=2025")
    assert "Remunerado" in pages.text("/produccion?periodo=todo")


def test_no_figure_of_the_page_is_of_two_products(traded) -> None:
    """Each section names one product and one base; what stands outside of them is no amount of anything."""
    page = traded.text("/produccion?periodo=todo")

    outside = re.sub(r"<section.*?</section>", "", page)
    assert not re.search(r"\d (kg|L|sacos)\b", outside)
    assert page.count("Híbrido cachamoto <small>kg</small>") == 1
    assert FISH not in page
