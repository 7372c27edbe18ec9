"""The form of a delivery, as the people of an enterprise fill it in."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from members import signed_in
from small_commune import NOW

from gateway.domain.entries import (
    CouncilRegistered,
    CounterpartRegistered,
    GrainBaseSet,
    ProductRegistered,
    WarehouseRegistered,
)

MAIZE = {"empresa": "maiceros", "producto": "maiz-blanco", "humedad": "22"}
COMMON = {"kilos": "1000", "calidad": "weighed", "cuando": "hoy"}
TO_A_COUNCIL = MAIZE | COMMON | {"destino": "community", "recibe": "la-ceiba"}
TO_A_MILL = MAIZE | COMMON | {"destino": "private_mill", "recibe": "molinos-del-llano"}
BARTER = MAIZE | COMMON | {"destino": "exchange", "recibe": "argimiro"}
FISH = COMMON | {"empresa": "cachamas", "producto": "hibrido-cachamoto"}
TO_THE_WORKERS = FISH | {"destino": "workers"}


@pytest.fixture
def counter(desk):
    """The forms of a member, in a commune that knows whom it delivers to."""
    known = [
        GrainBaseSet(Decimal(14), Decimal(2), "acta 12 de la asamblea"),
        CouncilRegistered("la-ceiba", "La Ceiba", families=40),
        CouncilRegistered("el-bajio", "El Bajío", until=NOW - 30 * DAY_S),
        CounterpartRegistered("molinos-del-llano", "Molinos del Llano", "private_mill"),
        CounterpartRegistered("argimiro", "Comuna Argimiro Gabaldón", "commune"),
        ProductRegistered("cafe", "café", "kg"),
    ]
    for number, one in enumerate(known):
        desk.pages.journal.append(a_draft(one, uid=f"conocido-{number}", happened=NOW - 100 * DAY_S), now=NOW)
    return desk


def test_the_first_questions_come_one_after_the_other(counter) -> None:
    first = counter.asks("/anotar/entrega")
    second = counter.asks("/anotar/entrega?empresa=maiceros")
    third = counter.asks("/anotar/entrega?empresa=maiceros&producto=maiz-blanco")
    fourth = counter.asks("/anotar/entrega?empresa=maiceros&producto=maiz-blanco&destino=community")

    assert "¿De qué empresa?" in first
    assert "¿Qué se entregó?" in second
    assert "kilos al 14 % de humedad y 2 % de impureza" in second
    assert "¿A dónde va?" in third
    assert "¿Quién recibe?" in fourth


def test_who_works_in_one_enterprise_is_not_asked_which(pages, counter) -> None:
    signed_in(pages.client, "grower", units=("parcela-1",))

    assert "¿Qué se entregó?" in counter.asks("/anotar/entrega")


def test_a_delivery_to_a_council_becomes_an_entry(counter) -> None:
    answer = counter.sends("entrega", TO_A_COUNCIL | {"familias": "40"})

    [entry] = counter.saved("delivery")
    body = entry.body
    assert answer.path == f"/recibo/{entry.uid}"
    assert (body.destination, body.to, body.families) == ("community", "la-ceiba", 40)
    assert (body.ours.kg, body.ours.moisture, body.ours.ticket) == (1000, 22, None)
    assert (body.base_moisture, body.base_impurity) == (14, 2)


def test_a_bag_for_families_asks_for_no_lorry_no_price_and_no_other_scale_on_one_screen(counter) -> None:
    asked = counter.asks(
        "/anotar/entrega?empresa=maiceros&producto=maiz-blanco&destino=community&recibe=la-ceiba"
    )

    assert "¿Entre cuántas familias se repartió?" in asked
    for question in ("tara", "boleto", "guía", "Cuánto pagan", "de quien recibió", "Seguir"):
        assert question not in asked


def test_it_is_read_back_at_the_base_before_it_is_saved(counter) -> None:
    told = counter.sends("entrega", TO_A_COUNCIL, confirmed=False).text

    sentence = "Mil kilos al 22 % son novecientos siete kilos al 14 % de humedad y 2 % de impureza."
    assert sentence in told
    assert counter.saved("delivery") == []


def test_both_weighings_of_a_mill_are_compared_before_it_is_saved(counter) -> None:
    theirs = {
        "suya-kilos": "960",
        "suya-humedad": "24",
        "suya-boleto": "A-77",
        "precio": "200",
        "moneda": "USD",
    }

    told = counter.sends("entrega", TO_A_MILL | theirs, confirmed=False).text
    counter.sends("entrega", TO_A_MILL | theirs)

    [entry] = counter.saved("delivery")
    assert (
        "La de quien recibió es menor: faltan 58,6 kilos (cincuenta y ocho coma seis kilos), el 6,5 %."
        in told
    )
    assert "La diferencia no dice por qué." in told
    assert (entry.body.theirs.kg, entry.body.theirs.ticket) == (960, "A-77")
    assert (entry.body.price, entry.body.currency) == (200, "USD")


def test_maize_for_coffee_moves_both(counter) -> None:
    told = counter.sends("entrega", BARTER | {"vuelve": "Café", "cuanto": "80"}, confirmed=False).text
    counter.sends("entrega", BARTER | {"vuelve": "Café", "cuanto": "80", "intercambio": "T-9"})

    [entry] = counter.saved("delivery")
    assert "A cambio: 80 kilos (ochenta kilos) de café." in told
    assert [(one.product, one.amount) for one in entry.body.goods] == [("cafe", Decimal(80))]
    assert entry.body.exchange == "T-9"


def test_what_came_back_can_be_delivered_next(counter) -> None:
    counter.sends("entrega", BARTER | {"vuelve": "café", "cuanto": "80"})

    assert "Café 80 kilos" in counter.asks("/anotar/entrega?empresa=maiceros")


def test_a_barter_of_which_nothing_came_back_yet_is_asked_back(counter) -> None:
    asked = counter.sends("entrega", BARTER, confirmed=False)

    assert "No anotó qué vino a cambio: ¿todavía no ha llegado?" in asked.text


def test_more_than_there_is_in_stock_is_asked_back_at_the_same_base(counter) -> None:
    asked = counter.sends("entrega", TO_A_COUNCIL | {"kilos": "90000"}, confirmed=False)

    assert re.search(r"En existencia hay [\d.,]+ kilos al 14 % de humedad y 2 % de impureza", asked.text)
    assert "y usted anota 81.627,91 kilos al 14 % de humedad y 2 % de impureza: ¿está bien?" in asked.text
    assert counter.saved("delivery") == []


def test_grain_of_another_base_is_not_taken_off_what_has_one(counter) -> None:
    dry = TO_A_COUNCIL | {"humedad": "", "humedad-no-se": "1"}

    asked = counter.sends("entrega", dry, confirmed=False)

    assert "En existencia hay 0 kilos y usted anota 1.000 kilos: ¿está bien?" in asked.text
    assert "con otra base no se resta de ahí." in asked.text


def test_a_council_that_left_is_told_so(counter) -> None:
    picks = counter.asks("/anotar/entrega?empresa=maiceros&producto=maiz-blanco&destino=community")

    refused = counter.sends("entrega", TO_A_COUNCIL | {"recibe": "el-bajio"})

    assert "El Bajío se fue el 11 de mayo de 2026" in picks
    assert refused.status == 422
    assert "El Bajío se fue el 11 de mayo de 2026: ese día ya no recibía." in refused.text
    assert counter.saved("delivery") == []


def test_a_council_received_while_it_belonged(counter) -> None:
    before = {"cuando": "otro", "cuando-dia": "1", "cuando-mes": "5", "cuando-anio": "2026"}

    assert counter.sends("entrega", TO_A_COUNCIL | before | {"recibe": "el-bajio"}).path.startswith(
        "/recibo/"
    )


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"kilos": "-5"}, "Escriba solo el número"),
        ({"kilos": "1.500"}, "Escriba 1500 o 1,5."),
        ({"kilos": "1,5,0"}, "Escriba solo el número"),
        ({"kilos": ""}, "Escriba cuánto se entregó."),
        ({"humedad": "140"}, "Debe estar entre 5 y 60"),
        ({"calidad": ""}, "Diga si se midió o si se calculó a ojo."),
        ({"precio": "20"}, "Elija la moneda del precio."),
        ({"moneda": "USD"}, "Escriba cuánto pagan"),
        ({"suya-humedad": "24"}, "Escriba también los kilos que pesó quien recibió."),
        ({"tara": "1000"}, "El envase no puede pesar lo mismo o más"),
        ({"boleto": "lo trajo Pedro, el del camión"}, "Escriba solo el número del papel"),
        ({"guia": "¿?"}, "Escriba solo el número del papel"),
        (
            {"cuando": "otro", "cuando-dia": "1", "cuando-mes": "1", "cuando-anio": "2031"},
            "Esa fecha todavía no ha llegado.",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(counter, written, sentence) -> None:
    answer = counter.sends("entrega", TO_A_MILL | written)

    assert (answer.status, sentence in answer.text) == (422, True)
    assert counter.saved("delivery") == []


def test_half_of_what_came_back_is_refused(counter) -> None:
    answers = [counter.sends("entrega", BARTER | one) for one in ({"vuelve": "café"}, {"cuanto": "80"})]

    assert [one.status for one in answers] == [422, 422]
    assert counter.saved("delivery") == []


def test_two_scales_twice_as_far_apart_are_asked_back(counter) -> None:
    asked = counter.sends("entrega", TO_A_MILL | {"suya-kilos": "9600"}, confirmed=False)

    assert "Nosotros pesamos 1.000 kilos y quien recibió 9.600: ¿está bien?" in asked.text


def test_the_same_delivery_within_minutes_is_asked_back(counter) -> None:
    counter.sends("entrega", TO_A_COUNCIL)

    asked = counter.sends("entrega", TO_A_COUNCIL, confirmed=False)

    assert "Una entrega igual se anotó hace menos de 1 min: ¿esta es otra?" in asked.text


def test_fish_for_the_workers_fit_on_one_screen_and_have_no_moisture(counter) -> None:
    asked = counter.asks("/anotar/entrega?empresa=cachamas&producto=hibrido-cachamoto&destino=workers")
    counter.sends("entrega", TO_THE_WORKERS | {"kilos": "12,5"})

    [entry] = counter.saved("delivery")
    assert "humedad" not in asked
    assert "Guardar" in asked
    assert (entry.body.to, entry.body.ours.kg) == (None, Decimal("12.5"))


@pytest.mark.parametrize("answers", [TO_A_COUNCIL, TO_A_MILL, BARTER, TO_THE_WORKERS])
def test_no_screen_asks_more_than_eight_things(counter, answers) -> None:
    store = WarehouseRegistered("silo", "maiceros", "Silo 1")
    counter.pages.journal.append(a_draft(store, uid="silo", happened=NOW - DAY_S), now=NOW)
    page, asked = counter.pages.client.post("/anotar/entrega", data=answers | {"hoja": "0"}).text, []
    while "Seguir" in page and len(asked) < 5:
        asked.append(page.count('class="ask"'))
        page = counter.pages.client.post("/anotar/entrega", data=answers | {"hoja": str(len(asked))}).text
    asked.append(page.count('class="ask"'))

    assert max(asked) <= 8


def test_a_delivery_that_was_taken_back_leads_to_the_form_with_what_was_written(counter) -> None:
    theirs = {"suya-kilos": "960", "suya-humedad": "24", "precio": "200", "moneda": "USD"}
    answer = counter.sends("entrega", TO_A_MILL | theirs)
    undone = counter.pages.client.post(f"{answer.path}/deshacer").text
    [entry] = counter.saved("delivery")

    form = counter.pages.text(f"/anotar/entrega?igual={entry.uid}")

    assert f'href="/anotar/entrega?igual={entry.uid}"' in undone
    assert 'name="kilos" inputmode="decimal" autocomplete="off" value="1000"' in form
    assert '<input type="hidden" name="suya-kilos" value="960">' in form


def test_who_works_in_another_enterprise_is_told_who_records_it(pages, counter) -> None:
    signed_in(pages.client, "team", units=("laguna-1",))

    asked = counter.asks("/anotar/entrega?empresa=maiceros")
    sent = counter.sends("entrega", TO_A_COUNCIL)

    assert "La entrega la anota el equipo de una unidad de esa EPS, o su vocería." in asked
    assert sent.status == 422
    assert counter.saved("delivery") == []


def test_without_signing_in_nothing_is_delivered_and_no_stock_is_shown(open_desk) -> None:
    asked = open_desk.pages.client.get("/anotar/entrega?empresa=maiceros", follow_redirects=False)
    sent = open_desk.pages.client.post("/anotar/entrega", data={"empresa": "maiceros"})

    assert asked.headers["location"].startswith("/entrar?")
    assert sent.status_code == 401
    assert "impureza" not in sent.text
    assert open_desk.saved("delivery") == []


def test_grain_that_was_kept_before_the_commune_set_another_base_leaves_at_its_own(counter) -> None:
    newer = GrainBaseSet(Decimal(12), Decimal(0), "acta 20 de la asamblea")
    counter.pages.journal.append(a_draft(newer, uid="nueva", happened=NOW - 2 * DAY_S), now=NOW)

    told = counter.sends("entrega", TO_A_COUNCIL, confirmed=False).text
    counter.sends("entrega", TO_A_COUNCIL)

    [entry] = counter.saved("delivery")
    assert (entry.body.base_moisture, entry.body.base_impurity) == (14, 2)
    assert "Se descuenta de lo que se guardó a esa base, antes de que la comuna fijara otra." in told
    assert "La cuenta no cierra" not in counter.asks("/produccion")


def test_more_than_was_kept_at_any_base_is_asked_back_at_the_base_of_the_commune(counter) -> None:
    newer = GrainBaseSet(Decimal(12), Decimal(0), "acta 20 de la asamblea")
    counter.pages.journal.append(a_draft(newer, uid="nueva", happened=NOW - 2 * DAY_S), now=NOW)

    asked = counter.sends("entrega", TO_A_COUNCIL | {"kilos": "90000"}, confirmed=False)

    assert "En existencia hay 0 kilos al 12 % de humedad y 0 % de impureza" in asked.text
