"""The proposals of a session: lines by sort, and a surplus that is shared out to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from assembled import FISH, MEETS, USD
from led import Led, Written, words_of

from gateway.domain.entries import FundShare, Grant, PayLine, PlanLine, PriceLine, Proposed

WORDS = {
    "nombre": "Como se habló en la asamblea",
    "texto": "Con dos renglones.",
    "propone": "enterprise:cachamas",
}
TO_DECIDE = 3
"""So many proposals are put to session 12 before it meets."""
SURPLUS = {"tipo": "reinvestment", "empresa": "cachamas"}


@pytest.fixture
def led(assembled) -> Led:
    assembled.clock.at = MEETS + 600
    return Led(assembled.secretary(), assembled.journal)


def propose(led: Led, written: Written) -> Proposed:
    """Put a proposal, and return it as the book has it."""
    answer = led.save("propuestas", {**WORDS, **written})
    assert answer.status_code == 303, words_of(answer)
    body = led.journal.entries("book", kinds={"proposal"})[-1].body
    assert isinstance(body, Proposed)
    return body


def test_a_plan_names_units_products_and_amounts(led: Led) -> None:
    body = propose(
        led,
        {
            "tipo": "plan",
            "renglon-1-unidad": "laguna-1",
            "renglon-1-producto": FISH,
            "renglon-1-monto": "700",
            "renglon-3-unidad": "laguna-2",
            "renglon-3-producto": FISH,
            "renglon-3-monto": "650,5",
        },
    )

    assert body.plans == [
        PlanLine("laguna-1", FISH, Decimal(700)),
        PlanLine("laguna-2", FISH, Decimal("650.5")),
    ]
    assert (body.by, body.of, body.session) == ("enterprise", "cachamas", 12)
    assert led.journal.text(body.note) == "Como se habló en la asamblea\nCon dos renglones."


def test_prices_and_remuneration_keep_each_currency_by_itself(led: Led) -> None:
    price = propose(
        led,
        {"tipo": "price", "renglon-1-producto": FISH, "renglon-1-monto": "2,5", "renglon-1-moneda": "USD"},
    )
    pay = propose(
        led,
        {
            "tipo": "remuneration",
            "renglon-1-empresa": "cachamas",
            "renglon-1-monto": "6",
            "renglon-1-moneda": "USD",
            "renglon-2-empresa": "cachamas",
            "renglon-2-monto": "240",
            "renglon-2-moneda": "VES",
        },
    )

    assert price.prices == [PriceLine(FISH, Decimal("2.5"), "USD")]
    assert pay.pays == [PayLine("cachamas", Decimal(6), "USD"), PayLine("cachamas", Decimal(240), "VES")]


def test_a_line_that_says_only_a_part_is_a_fault_at_what_is_missing(led: Led) -> None:
    answer = led.save("propuestas", {**WORDS, "tipo": "plan", "renglon-2-unidad": "laguna-1"})

    assert answer.status_code == 422
    assert "Elija el producto de este renglón." in answer.text
    assert 'href="#renglon-2-monto"' in answer.text
    assert 'value="Como se habló en la asamblea"' in answer.text
    assert '<option value="laguna-1" selected>' in answer.text


def test_more_lines_keep_what_was_typed(led: Led) -> None:
    answer = led.ask(
        "propuestas", {**WORDS, "tipo": "plan", "renglon-3-unidad": "laguna-2", "mas-renglones": "6"}
    )

    assert answer.status_code == 200
    assert 'name="renglon-6-monto"' in answer.text
    assert '<option value="laguna-2" selected>' in answer.text
    assert 'name="renglones" value="6"' in answer.text


def test_a_surplus_is_shown_and_shared_out_so_that_its_parts_are_the_whole(led: Led) -> None:
    asked = led.text("propuestas?tipo=reinvestment&empresa=cachamas")

    body = propose(
        led,
        {
            **SURPLUS,
            "parte-money-USD-mantenimiento": "33,33",
            "parte-money-USD-productores": "33,33",
            "parte-money-USD-reinversion": "33,34",
        },
    )

    assert "Excedente: USD 660 (1.500 que entró - 840 que salió)" in asked
    assert [(one.fund, one.amount) for one in body.funds] == [
        ("mantenimiento", Decimal("219.98")),
        ("productores", Decimal("219.98")),
        ("reinversion", Decimal("220.04")),
    ]
    assert sum(one.amount for one in body.funds) == 660


def test_parts_that_are_not_100_percent_are_refused_with_their_sum(led: Led) -> None:
    answer = led.save(
        "propuestas",
        {**WORDS, **SURPLUS, "parte-money-USD-mantenimiento": "40", "parte-money-USD-productores": "50"},
    )

    assert answer.status_code == 422
    assert "Las partes de USD suman 90 %. Corríjalas hasta que sumen 100 %." in words_of(answer)
    assert 'name="parte-money-USD-mantenimiento"' in answer.text
    assert 'value="40"' in answer.text


def test_what_the_parts_come_to_is_told_back_before_it_is_kept(led: Led) -> None:
    answer = led.ask("propuestas", {**WORDS, **SURPLUS, "parte-money-USD-mantenimiento": "100"})

    assert answer.status_code == 200
    assert "Fondo de mantenimiento productivo: USD 660" in words_of(answer)
    assert len(led.session().matters) == TO_DECIDE


def test_a_distribution_shares_out_one_product(led: Led) -> None:
    body = propose(
        led,
        {
            "tipo": "distribution",
            "que": FISH,
            "cantidad": "1000",
            "parte-community": "70",
            "parte-social": "30",
        },
    )

    assert [(one.destination, one.amount) for one in body.products] == [("community", 700), ("social", 300)]


def test_a_distribution_may_name_the_council_that_the_part_of_the_community_goes_to(led: Led) -> None:
    written = {"tipo": "distribution", "que": FISH, "cantidad": "1000", "parte-social": "30"}

    body = propose(led, {**written, "parte-community": "70", "consejo": "la-ceiba"})

    assert [(one.destination, one.to) for one in body.products] == [
        ("community", "la-ceiba"),
        ("social", None),
    ]
    assert "70 %: Consejo comunal La Ceiba, 700 kg" in words_of(led.client.get("/asamblea/sesiones/12"))


def test_a_council_without_a_part_for_the_community_is_refused(led: Led) -> None:
    written = {"tipo": "distribution", "que": FISH, "cantidad": "1000", "parte-social": "100"}

    answer = led.save("propuestas", {**WORDS, **written, "consejo": "la-ceiba"})

    assert answer.status_code == 422
    assert "Escriba qué parte va a las familias de los consejos, o deje «de todos»." in words_of(answer)


def test_sharing_names_recipient_detail_and_days(led: Led) -> None:
    days = {"desde": "1", "hasta": "30", "vence": "31"}
    months = {"desde": "1", "hasta": "6", "vence": "12"}
    written = {f"{name}-dia": day for name, day in days.items()}
    written |= {f"{name}-mes": month for name, month in months.items()}
    written |= {f"{name}-anio": "2026" for name in days}

    said = {"tipo": "sharing", "quien": "cerro-azul", "nivel": "summary", "de-acuerdo": "laguna-1"}

    body = propose(led, said | written)

    expected = Grant("cerro-azul", "summary", "2026-01-01", "2026-06-30", "2026-12-31", agreed=["laguna-1"])
    assert body.grant == expected
    page = words_of(led.client.get("/asamblea/sesiones/12"))
    assert "Del 1 de enero de 2026 al 30 de junio de 2026; vence el 31 de diciembre de 2026" in page


def test_money_is_told_with_its_cents_or_without_any(led: Led) -> None:
    propose(led, {**SURPLUS, "parte-money-USD-mantenimiento": "62,5", "parte-money-USD-reinversion": "37,5"})

    page = words_of(led.client.get("/asamblea/sesiones/12"))
    assert "USD 412,50 (" in page
    assert "USD 247,50 (" in page


def test_a_proposal_that_is_sent_twice_is_one(led: Led) -> None:
    before = len(led.journal.entries("book", kinds={"proposal"}))
    led.save("propuestas", {**WORDS, "tipo": "other"})

    answer = led.again("propuestas")

    assert answer.headers["location"] == led.path("propuestas")
    assert len(led.journal.entries("book", kinds={"proposal"})) == before + 1


def test_what_is_decided_leaves_less_to_share_out(led: Led) -> None:
    led.meet()
    share = {"parte-money-USD-mantenimiento": "100"}
    body = propose(led, {**SURPLUS, **share})
    uid = led.journal.entries("book", kinds={"proposal"})[-1].uid
    led.save(
        "votacion", {"propuesta": uid, "parte": "voto", "a-favor": "6", "en-contra": "0", "abstenciones": "0"}
    )
    led.save("votacion", {"propuesta": uid, "parte": "acuerdo", "responsable": "", "plazo": "siempre"})

    text = led.text("propuestas?tipo=reinvestment")

    assert body.funds == [FundShare("cachamas", USD, "mantenimiento", Decimal(100), Decimal(660))]
    assert "ninguna empresa tiene excedente que repartir" in text
