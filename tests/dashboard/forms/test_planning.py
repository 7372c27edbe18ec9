"""A plan is said by the form of what is done, and what is done may carry it out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fakes import DAY_S
from small_commune import NOW

from gateway.domain.entries import Sown

AHEAD = {"cuando": "otro", "cuando-dia": "15", "cuando-mes": "7", "cuando-anio": "2026"}
SOWN = {"unidad": "parcela-1", "cultivo": "maíz blanco", "variedad": "criolla", "hectareas": "3,2"}
PLANNED = SOWN | {"planea": "1", "plan": "9000"} | AHEAD
WORK = {"unidad": "parcela-1", "actividad": "weeding", "personas": "6", "horas": "6", "pago": "paid"}


def test_a_sowing_is_planned_for_a_day_to_come(desk) -> None:
    asked = desk.sends("siembra", PLANNED, confirmed=False)
    desk.sends("siembra", PLANNED)

    [entry] = desk.saved("sowing")
    assert "Es un plan: todavía no se ha hecho." in asked.text
    assert entry.body == Sown(
        "parcela-1", "maíz blanco", "criolla", Decimal(32_000), Decimal(9000), planned=True
    )
    assert entry.happened > NOW + 30 * DAY_S


def test_a_plan_is_offered_in_one_line_and_a_pond_is_not_asked_for_dry_kilos(desk) -> None:
    desk.sends("siembra", PLANNED)

    field, pond = (desk.asks(f"/anotar/siembra?unidad={one}") for one in ("parcela-1", "laguna-1"))

    assert "¿Estaba planeado?" in field
    assert "todavía no se ha hecho" not in field
    assert "si hay meta" in pond
    assert "seco y limpio" not in pond


def test_a_plan_begins_no_cycle(desk) -> None:
    desk.sends("siembra", PLANNED)

    assert (
        "Todavía no" in desk.asks("/anotar/cosecha") or "parcela" not in desk.asks("/anotar/cosecha").lower()
    )


def test_what_is_done_carries_its_plan_out_and_takes_its_target(desk) -> None:
    desk.sends("siembra", PLANNED)
    [plan] = desk.saved("sowing")

    page = desk.pages.client.get("/anotar/siembra?unidad=parcela-1").text
    desk.sends("siembra", SOWN | {"cumple": plan.uid, "cuando": "hoy"})

    done = next(one for one in desk.saved("sowing") if one.uid != plan.uid)
    assert f'value="{plan.uid}"' in page
    assert 'name="plan"' not in page
    assert (done.body.fulfils, done.body.plan_kg, done.body.planned) == (plan.uid, Decimal(9000), None)


def test_a_plan_that_was_carried_out_is_offered_no_more(desk) -> None:
    desk.sends("trabajo", WORK | AHEAD | {"planea": "1"})
    [plan] = desk.saved("labour")
    desk.sends("trabajo", WORK | {"cumple": plan.uid, "cuando": "hoy"})

    assert "¿Estaba planeado?" not in desk.asks("/anotar/trabajo?unidad=parcela-1")


def test_a_unit_s_plans_are_not_offered_to_another(desk) -> None:
    desk.sends("trabajo", WORK | AHEAD | {"planea": "1"})

    assert "¿Estaba planeado?" in desk.asks("/anotar/trabajo?unidad=parcela-1")
    assert "¿Estaba planeado?" not in desk.asks("/anotar/trabajo?unidad=laguna-2")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"cuando-dia": "40"}, "Ese día no existe."),
        ({"cuando-anio": "2046"}, "La fecha del hecho todavía no ha llegado."),
    ],
)
def test_a_plan_has_a_day_that_there_is(desk, written: dict[str, str], sentence: str) -> None:
    answer = desk.sends("siembra", PLANNED | written)

    assert (answer.status, sentence in answer.text) == (422, True)
    assert desk.saved("sowing") == []


def test_what_only_tells_what_was_done_cannot_be_planned(desk) -> None:
    dead = {"ciclo": "ciclo-2-1", "peces": "3", "calidad": "counted", "cuando": "ahora", "planea": "1"}

    desk.sends("mortalidad", dead)

    assert [one.happened <= NOW for one in desk.saved("mortality")] == [True]


def test_the_form_of_a_plan_stays_one_from_screen_to_screen(desk) -> None:
    picking = desk.pages.client.get("/anotar/siembra?planea=1").text
    asking = desk.pages.client.get("/anotar/siembra?planea=1&unidad=laguna-1").text

    assert 'name="planea" value="1"' in picking
    assert 'name="planea" value="1"' in asking
    assert "¿Para cuándo?" in asking
    assert "¿Cuántos llegaron muertos?" not in asking
