"""The parliament's page: what came of its decisions first, each product, base and currency for itself."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from assembled import assemble
from members import signed_in
from trading import recorded

from gateway.domain.entries import MoneyMoved

HEADINGS = (
    "Lo que acordamos la última vez y qué pasó",
    "Qué produjimos: lo hecho contra su meta, producto por producto",
    "A dónde fue cada producto",
    "Excedente y qué se propone",
    "Para decidir",
)


@pytest.fixture
def met(pages):
    """The small commune with its parliament."""
    assemble(pages.journal)
    return pages


def section(page: str, heading: str) -> str:
    """Return the part of a page from one heading to the next."""
    following = dict(pairwise(HEADINGS)).get(heading, "</main>")
    return page.split(f">{heading}</h2>")[1].split(following)[0]


def test_what_was_agreed_and_what_came_of_it_stands_first(met) -> None:
    page = met.text("/asamblea")

    places = [page.index(f">{one}</h2>") for one in HEADINGS]
    assert places == sorted(places)
    assert "<h2" not in page.split("<main")[1].split(HEADINGS[0])[0].replace('<h2 id="acordado">', "")


def test_an_agreement_is_told_with_its_state_in_words_who_answers_and_what_came(met) -> None:
    agreed = section(met.text("/asamblea"), HEADINGS[0])

    assert agreed.index("Cumplido</b>") < agreed.index("Cosechar las tres lagunas antes de junio")
    assert "Falta pagar mayo. Gastado: USD 720." in agreed
    assert "Sin noticia; el plazo ya pasó" in agreed
    assert "No se aprobó: Comprar una moto de reparto." in agreed


def test_each_product_and_base_has_its_own_row_and_there_is_none_of_all(met) -> None:
    made = section(met.text("/asamblea"), HEADINGS[1])

    assert made.count("<tr>") == 1 + 2
    assert made.count('class="plan-bar"') == 2
    assert "kg a 14 % de humedad y 2 % de impureza" in made
    assert "<tfoot" not in made


def test_what_is_under_its_plan_is_hatched_and_says_by_how_much(met) -> None:
    made = section(met.text("/asamblea"), HEADINGS[1])

    assert made.count('<i class="below"') == 2
    assert "134 kg menos" in made


def test_conditions_stand_beside_the_yield_and_claim_no_cause(met) -> None:
    made = section(met.text("/asamblea"), HEADINGS[1])

    assert "horas (cobertura 86 %)" in made
    assert "Las condiciones coincidieron; no prueban la causa." in made


def test_every_bar_of_where_a_product_went_is_a_hundred_percent(met) -> None:
    went = section(met.text("/asamblea"), HEADINGS[2])

    keys = re.findall(r'<ul class="mix-key">.*?</ul>', went)
    assert len(keys) == 2
    for key in keys:
        small = key.count("menos de 1 %")
        assert sum(int(one) for one in re.findall(r"<b>(\d+) %</b>", key)) == 100, (key, small)


def test_no_council_is_named_beside_what_it_got(met) -> None:
    went = section(met.text("/asamblea"), HEADINGS[2])

    assert "Por familia, 1,88 a 3,57 kg en 2 de 4 consejos comunales." in went
    assert not any(one in went for one in ("La Ceiba", "El Samán", "Caño Seco", "Los Mangos"))


def test_each_currency_stands_with_its_own_income_and_expense(met) -> None:
    surplus = section(met.text("/asamblea"), HEADINGS[3])

    assert "USD 660" in surplus
    assert "1.500 de ingresos − 840 de gastos" in surplus
    assert "Monedas distintas no se suman" in surplus


def test_spending_without_an_agreement_is_shown_as_such(met) -> None:
    surplus = section(met.text("/asamblea"), HEADINGS[3])

    assert "Gastado sin un acuerdo que lo respalde:</b> USD 120." in surplus


def test_who_spent_more_than_came_in_is_asked_for_no_proposal(met) -> None:
    recorded(met.journal, MoneyMoved("maiceros", "out", "fuel", Decimal(45), "USD"))

    surplus = section(met.text("/asamblea"), HEADINGS[3])

    assert "Maiceros Unidos: USD −45" in surplus
    assert "Se gastó más de lo que entró." in surplus


def test_what_stands_in_the_funds_is_for_members_only(met) -> None:
    before = met.text("/asamblea")
    signed_in(met.client, "administration")

    assert "Lo que hay en los fondos" not in before
    assert "Lo que hay en los fondos" in met.text("/asamblea")


def test_what_is_proposed_is_counted_to_a_hundred_percent(met) -> None:
    surplus = section(met.text("/asamblea"), HEADINGS[3])

    assert '<tr class="whole"><td>100 %</td>' in surplus


def test_without_rules_or_sessions_the_page_says_what_is_missing(pages) -> None:
    page = pages.text("/asamblea")

    assert "Faltan las reglas del Parlamento Comunal." in page
    assert "No hay ninguna vocería vigente." in page
    assert "No hay ninguna sesión convocada." in page
    assert HEADINGS[0] not in page


def test_who_is_there_is_told_by_the_entered_rules_with_their_source(met) -> None:
    assert "todavía no se ha contado quién está" in met.text("/asamblea")


def test_the_first_page_names_day_and_place_of_the_next_session(met) -> None:
    page = met.text("/")

    assert "Asamblea: sesión 12" in page
    assert "domingo 14 de junio, 9:00 a. m., Casa comunal." in page


def test_the_way_to_the_assembly_stands_on_every_page(pages) -> None:
    for path in ("/", "/unidades", "/anotar", "/mas"):
        assert '<a href="/asamblea">' in pages.text(path)


def test_the_page_is_complete_in_english(met) -> None:
    met.client.cookies.set("idioma", "en")

    page = met.text("/asamblea")

    assert "What we agreed last time and what came of it" in page
    assert "Acuerdo pendiente" not in page


def test_a_room_that_reads_along_gets_one_sheet_after_the_other(met) -> None:
    met.client.cookies.set("pantalla", "proyector")

    first, last = met.text("/asamblea"), met.text("/asamblea?hoja=900")

    assert "1 de 8" in first
    assert '<a rel="next" href="?hoja=2">' in first
    assert "8 de 8" in last
    assert 'rel="next"' not in last


def test_the_sheet_of_a_grain_says_at_which_moisture_its_kilos_are(met) -> None:
    met.client.cookies.set("pantalla", "proyector")
    every = [met.text(f"/asamblea?hoja={number}") for number in range(1, 9)]

    headings = [one for page in every for one in re.findall(r"<h1>(.*?)</h1>", page) if "maíz" in one.lower()]

    assert headings
    assert all("humedad" in one for one in headings)


def test_an_english_month_keeps_its_capital(met) -> None:
    met.client.cookies.set("idioma", "en")

    page = met.text("/asamblea")

    assert re.search(r"day \d+ [A-Z][a-z]+ 2026, ", page)
    assert not re.search(r"day \d+ [a-z]+ 2026, ", page)


def test_an_empty_parliament_has_a_sheet_too(pages) -> None:
    pages.client.cookies.set("pantalla", "proyector")

    assert "1 de " in pages.text("/asamblea")


def test_the_page_leads_to_what_belongs_to_it_and_to_nothing_that_there_is_not(met) -> None:
    ways = met.text("/asamblea").split('<nav class="buttons ways')[1].split("</nav>")[0]

    found = re.findall(r'href="(/asamblea/[a-z]+)"', ways)
    assert {"/asamblea/revisar", "/asamblea/sesiones", "/asamblea/reglas"} <= set(found)
    assert [one for one in found if met.client.get(one).status_code != 200] == []
