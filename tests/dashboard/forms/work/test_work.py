"""The forms of an input, of work done together, and of what else a cycle went through."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from small_commune import NOW

from gateway.domain.entries import CircumstanceTold, InputUsed, MeasureWeighed, Sown, WorkdaySet, Worked

UREA = {
    "unidad": "parcela-1",
    "insumo": "urea",
    "cantidad": "100",
    "medida": "kg",
    "procedencia": "bought",
    "cuando": "hoy",
}
WORK = {
    "unidad": "laguna-2",
    "actividad": "harvest",
    "personas": "8",
    "horas": "3",
    "pago": "cayapa",
    "cuando": "hoy",
}
PEST = {"ciclo": "ciclo-2-1", "que": "birds", "hubo": "some", "cuanto": "10", "dias": "3", "cuando": "hoy"}


def test_the_nitrogen_of_urea_is_computed_and_told_back(desk) -> None:
    asked = desk.sends("insumo", UREA, confirmed=False)
    desk.sends("insumo", UREA)

    [entry] = desk.saved("input")
    assert "Tiene 46 kilos de nitrógeno (46 %)." in asked.text
    assert entry.body == InputUsed(
        "parcela-1", "urea", "fertiliser", Decimal(100), "kg", nitrogen_kg=Decimal("46.00"), origin="bought"
    )


def test_the_nitrogen_of_a_formula_is_its_first_number(desk) -> None:
    desk.sends("insumo", UREA | {"insumo": "formula", "cual": "12-24-12", "cantidad": "50"})

    [entry] = desk.saved("input")
    assert (entry.body.input, entry.body.nitrogen_kg) == ("formula-12-24-12", Decimal("6.00"))


def test_a_sack_has_as_much_nitrogen_as_it_was_weighed_to_have(desk) -> None:
    unknown = desk.sends("insumo", UREA | {"cantidad": "2", "medida": "sack"}, confirmed=False)
    sack = MeasureWeighed("saco", "Saco", "urea", Decimal(50), "weighed")
    desk.pages.journal.append(a_draft(sack, uid="saco", happened=NOW - DAY_S), now=NOW)

    known = desk.sends("insumo", UREA | {"cantidad": "2", "medida": "sack"}, confirmed=False)

    assert "Nadie ha pesado un saco de eso" in unknown.text
    assert "Tiene 46 kilos de nitrógeno" in known.text


def test_too_much_nitrogen_is_asked_back(desk) -> None:
    answer = desk.sends("insumo", UREA | {"cantidad": "3000"}, confirmed=False)

    assert "Serían 431 kilos de nitrógeno por hectárea: ¿está bien?" in answer.text


def test_an_input_is_of_the_cycle_that_goes_on_in_its_unit(desk) -> None:
    lime = UREA | {"unidad": "laguna-2", "insumo": "cal"}
    desk.sends("insumo", lime)

    assert desk.saved("input")[0].body.cycle == "ciclo-2-1"


def test_an_input_can_be_said_again(desk) -> None:
    desk.sends("insumo", UREA | {"insumo": "formula", "cual": "12-24-12"})
    [entry] = desk.saved("input")

    page = desk.pages.client.get(f"/anotar/insumo?igual={entry.uid}").text

    assert all(one in page for one in ('value="12-24-12"', 'value="100"', "Fórmula (NPK)"))


def test_work_is_kept_with_people_hours_and_how_it_was_paid(desk) -> None:
    desk.sends("trabajo", WORK | {"mujeres": "5", "jovenes": "1"})

    [entry] = desk.saved("labour")
    assert entry.body == Worked(
        "laguna-2", "harvest", 8, Decimal(3), "cayapa", cycle="ciclo-2-1", women=5, men=2, young=1
    )


def test_hours_are_told_back_in_the_days_of_work_of_the_commune(desk) -> None:
    alone = desk.sends("trabajo", WORK, confirmed=False)
    desk.pages.journal.append(a_draft(WorkdaySet(Decimal(6), "asamblea"), happened=NOW - DAY_S), now=NOW)

    together = desk.sends("trabajo", WORK, confirmed=False)

    assert "Son 24 horas en total." in alone.text
    assert "Son 24 horas en total: 4 jornadas de 6 horas." in together.text


def test_women_and_young_people_are_not_more_than_all(desk) -> None:
    answer = desk.sends("trabajo", WORK | {"mujeres": "7", "jovenes": "2"})

    assert (answer.status, desk.saved("labour")) == (422, [])
    assert "Mujeres y jóvenes son más que todas las personas." in answer.text


def test_nobody_works_so_long(desk) -> None:
    assert (
        "Son 20 horas de cada persona: ¿está bien?"
        in desk.sends("trabajo", WORK | {"horas": "20"}, confirmed=False).text
    )


def test_what_else_happened_is_kept(desk) -> None:
    desk.sends("tambien", PEST)

    [entry] = desk.saved("circumstance")
    assert entry.body == CircumstanceTold("ciclo-2-1", "birds", "some", Decimal(10), 3)


def test_that_there_was_none_is_an_answer(desk) -> None:
    desk.sends("tambien", {"ciclo": "ciclo-2-1", "que": "theft", "hubo": "none", "cuando": "hoy"})

    [entry] = desk.saved("circumstance")
    assert entry.body == CircumstanceTold("ciclo-2-1", "theft", "none")


def test_weeds_are_asked_of_fields_alone(desk) -> None:
    sown = Sown("parcela-1", "maíz blanco", "criolla", Decimal(32_000))
    desk.pages.journal.append(a_draft(sown, uid="maiz-nuevo", happened=NOW - 40 * DAY_S), now=NOW)

    assert "Monte" in desk.asks("/anotar/tambien?ciclo=maiz-nuevo")
    assert "Monte" not in desk.asks("/anotar/tambien?ciclo=ciclo-2-1")


@pytest.mark.parametrize(
    ("slug", "answers", "sentence"),
    [
        ("insumo", UREA | {"cantidad": ""}, "Escriba cuánto se usó."),
        ("insumo", UREA | {"medida": ""}, "Diga si son kilos, litros, sacos o unidades."),
        ("insumo", UREA | {"insumo": "otro"}, "Diga cuál fue."),
        ("trabajo", WORK | {"personas": "0"}, "Debe estar entre 1 y 1.000 personas"),
        ("trabajo", WORK | {"pago": ""}, "Diga si fue remunerado, cayapa, cuido o formación."),
        ("tambien", PEST | {"cuanto": "140"}, "Debe estar entre 0 y 100 %"),
    ],
)
def test_what_is_missing_is_asked_back(desk, slug: str, answers: dict[str, str], sentence: str) -> None:
    answer = desk.sends(slug, answers)

    assert (answer.status, sentence in answer.text) == (422, True)


@pytest.mark.parametrize(
    "address",
    [
        "alimento?ciclo=ciclo-2-1&alimento=scraps",
        "alimento?ciclo=ciclo-2-1&alimento=concentrate",
        "muestreo?ciclo=ciclo-2-1",
        "mortalidad?ciclo=ciclo-2-1",
        "perdido?ciclo=ciclo-2-1",
        "insumo?unidad=parcela-1&insumo=abono",
        "trabajo?unidad=laguna-2",
        "tambien?ciclo=ciclo-2-1&que=birds&hubo=some",
    ],
)
def test_no_form_of_the_work_asks_more_than_eight_things(desk, address: str) -> None:
    page = desk.pages.client.get(f"/anotar/{address}").text

    # Who said it is asked of every form, and stands last.
    assert page.count('class="picked') + page.count('class="ask"') - 1 <= 8
