"""What was done about the water of a pond, and fish that gasp: open to everybody, at any hour."""

from __future__ import annotations

import re
import uuid

import pytest
from small_commune import NOW

from gateway.domain.entries import FishGasping, Intervened


def test_only_what_a_pond_has_is_asked_and_feeding_and_swimming_everywhere(open_desk) -> None:
    with_exchange = open_desk.asks("/anotar/intervencion?lugar=estanque-3")
    with_nothing = open_desk.asks("/anotar/intervencion?lugar=estanque-6")

    assert "Encendí el aireador" in with_exchange
    assert "Abrí el agua" in with_exchange
    assert "bomba" not in with_exchange
    assert "aireador" not in with_nothing
    for word in ("Suspendí el alimento", "Entraron muchachos a nadar"):
        assert word in with_nothing


def test_an_intervention_needs_no_pin_and_its_receipt_says_it(open_desk) -> None:
    answer = open_desk.sends("intervencion", {"lugar": "estanque-1", "accion": "swimming-on"})
    [entry] = open_desk.saved("intervention")

    assert answer.path == f"/recibo/{entry.uid}"
    assert "Muchachos nadando Estanque 1 · La Ceiba · 3:12 a. m." in answer.text
    assert "por alguien de la comuna" in answer.text
    assert (entry.body, entry.happened) == (Intervened("estanque-1", "swimming", "on"), NOW)


def test_what_was_done_a_while_ago_is_kept_at_its_own_hour(open_desk) -> None:
    answers = {"lugar": "estanque-1", "accion": "aerator-on", "cuando": "ayer"}

    open_desk.sends("intervencion", answers | {"cuando-hora": "11:40", "cuando-mitad": "pm"})

    [entry] = open_desk.saved("intervention")
    assert entry.happened == NOW - (3 * 60 + 12) * 60 - 20 * 60


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("accion", "", "Elija qué hizo."),
        ("accion", "pump-on", "Elija qué hizo."),
        ("lugar", "lote-1", "Elija el lugar."),
        ("cuando", "otro", "Ese día no existe."),
    ],
)
def test_what_cannot_be_is_asked_back_and_writes_nothing(
    open_desk, field: str, typed: str, sentence: str
) -> None:
    answers = {"lugar": "estanque-1", "accion": "aerator-on"} | {field: typed}

    answer = open_desk.sends("intervencion", answers)

    assert (answer.status, sentence in answer.text) == (422, True)
    assert open_desk.saved("intervention") == []


def test_feeding_that_was_stopped_stands_on_the_page_of_the_pond_with_its_way_back(open_desk) -> None:
    open_desk.sends("intervencion", {"lugar": "estanque-2", "accion": "feeding-off"})

    page = open_desk.pages.text("/estanques/estanque-2")

    assert "<b>Sin alimento</b> desde las 3:12 a. m." in page
    assert "Ya volví a dar alimento" in page


def test_from_the_page_of_the_pond_gasping_takes_two_taps_and_no_pin(open_desk) -> None:
    page = open_desk.pages.text("/estanques/estanque-4")
    form = page.split('<form method="post" action="/anotar/boqueando"')[1].split("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form))

    answer = open_desk.sends("boqueando", hidden | {"cuantos": "many"}, confirmed=False)

    [entry] = open_desk.saved("gasping")
    assert (entry.body, entry.happened) == (FishGasping("estanque-4", "many"), NOW)
    assert "Muchos peces boqueando" in answer.text
    assert 'name="cuantos" value="many"' in form
    assert "data-queue" in form


def test_how_many_gasp_may_be_left_open(open_desk) -> None:
    open_desk.sends("boqueando", {"lugar": "estanque-4", "cuantos": ""})

    assert [one.body.many for one in open_desk.saved("gasping")] == [None]


def test_gasping_makes_the_page_of_a_pond_say_what_to_do_whatever_its_probe_says(open_desk) -> None:
    before = open_desk.pages.text("/estanques/estanque-4")

    open_desk.sends("boqueando", {"lugar": "estanque-4", "cuantos": "some"})
    after = open_desk.pages.text("/estanques/estanque-4")

    assert "Encienda la bomba" not in before
    assert "Encienda la bomba" in after
    assert "<b>Algunos peces boqueando</b> desde las 3:12 a. m." in after


def test_the_same_form_twice_is_one_entry(open_desk) -> None:
    answers = {"clave": str(uuid.uuid4()), "lugar": "estanque-4", "cuantos": "many"}

    paths = {open_desk.sends("boqueando", answers).path for _ in range(2)}

    assert len(paths) == 1
    assert len(open_desk.saved("gasping")) == 1


def test_each_button_of_a_pond_makes_an_entry_of_its_own(open_desk) -> None:
    page = open_desk.pages.text("/estanques/estanque-3")

    keys = re.findall(r'name="clave" value="([^"]+)"', page)

    assert len(keys) == len(set(keys)) >= 3


def test_where_water_is_opened_its_step_has_its_own_button(open_desk) -> None:
    open_desk.sends("boqueando", {"lugar": "estanque-3", "cuantos": "many"})

    steps = open_desk.pages.text("/estanques/estanque-3").split('<ol class="steps">')[1].split("</ol>")[0]
    step = steps.split("Meta agua nueva")[1].split("</li>")[0]

    assert "Ya abrí el agua" in step


def test_a_tap_that_waited_in_the_telephone_keeps_its_moment(open_desk) -> None:
    written = {"clave": str(uuid.uuid4()), "medio": "aerator", "accion": "on", "hace": "600"}

    open_desk.pages.client.post("/estanques/estanque-1/intervencion", data=written)

    assert [one.happened for one in open_desk.saved("intervention")] == [NOW - 600]
