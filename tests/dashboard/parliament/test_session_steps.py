"""The guided session, from the convocation to the quorum: each step writes what it asked, once."""

from __future__ import annotations

import pytest
from assembled import MEETS, mandate
from fakes import DAY_S
from httpx import Response
from led import Led, words_of
from members import at_the_screen, signed_in

from dashboard.parliament.assembly import assembly
from gateway.domain.entries import AttendanceTaken, OutcomeTold, SessionConvened

NEW = "/asamblea/sesiones/nueva"
NOTICE = {
    "numero": "13",
    "para-dia": "28",
    "para-mes": "6",
    "para-anio": "2026",
    "para-hora": "9:00",
    "para-mitad": "am",
    "lugar": "Casa comunal",
    "agenda": "Lo acordado\nExcedente",
    "aviso": "ahora",
}


@pytest.fixture
def led(assembled) -> Led:
    """The secretary on the day of session 12."""
    assembled.clock.at = MEETS + 600
    return Led(assembled.secretary(), assembled.journal)


@pytest.fixture
def led_without_rules(pages) -> Led:
    """The secretary of a commune that has entered no rules, on the day of its first session."""
    client = at_the_screen(pages.client)
    signed_in(client, "parliament_secretary")
    led = Led(client, pages.journal, 1)
    led.client.post(NEW, data={**NOTICE, "numero": "1", "confirmado": "1"}, follow_redirects=False)
    pages.clock.at = led.session().at + 600
    return led


def convene(led: Led, **changed: str) -> Response:
    written = {"clave": "4a0f7e8b-64e6-4f5b-9d80-0b7f2a9c1d11", **NOTICE, **changed}
    return led.client.post(NEW, data=written, follow_redirects=False)


def test_a_session_is_convened_after_it_was_told_back(led: Led) -> None:
    told = convene(led)
    answer = convene(led, confirmado="1")

    assert told.status_code == 200
    assert "¿Está bien?" in told.text
    assert answer.headers["location"] == "/asamblea/sesiones/13/guia/convocatoria"
    found = assembly(led.journal.entries("book")).session(13)
    assert found is not None
    body = found.last_call.body
    assert (body.call, body.place, body.at - MEETS) == (1, "Casa comunal", 14 * DAY_S)
    assert led.journal.text(body.note or "") == "Lo acordado\nExcedente"


def test_a_convocation_that_is_sent_twice_is_one(led: Led) -> None:
    first, second = convene(led, confirmado="1"), convene(led, confirmado="1")

    assert first.headers["location"] == second.headers["location"]
    assert [one.body for one in led.journal.entries("book", kinds={"convocation"})][-1].session == 13  # type: ignore[attr-defined]


def test_a_number_that_is_taken_is_refused_and_what_was_typed_stays(led: Led) -> None:
    answer = convene(led, numero="12", confirmado="1")

    assert answer.status_code == 422
    assert "La sesión 12 ya está convocada. Escriba otro número." in words_of(answer)
    assert 'value="Casa comunal"' in answer.text
    assert "Excedente</textarea>" in answer.text


def test_a_notice_that_is_shorter_than_the_rules_say_is_asked_back(led: Led) -> None:
    answer = convene(led, **{"para-dia": "16"})

    assert "Sus reglas piden avisar 5 días antes (fuente: acta 2 de la asamblea (ficticia))" in words_of(
        answer
    )


def test_attendance_is_not_taken_before_the_day(assembled) -> None:
    led = Led(assembled.secretary(), assembled.journal)

    assert "Todavía no es el día de la sesión." in led.text("asistencia")
    assert led.count("la-ceiba").status_code == 405


def test_attendance_counts_seats_and_not_heads(led: Led) -> None:
    both = [mandate("la-ceiba"), f"{mandate('la-ceiba')}-suplente", mandate("el-saman"), mandate("cano-seco")]

    answer = led.save("asistencia", {"presentes-council": both, "asamblea": "48"})

    assert answer.headers["location"] == led.path("quorum")
    counted = led.session().last_call.attendance
    assert counted is not None
    assert isinstance(counted.body, AttendanceTaken)
    assert (sorted(counted.body.present), counted.body.assembly) == (sorted(both), 48)
    text = led.text("quorum")
    assert (
        "3 de 6 vocerías presentes; según sus reglas hacen falta 4 (fuente: acta 2 de la asamblea (ficticia))"
        in text
    )
    assert "No hay quórum" in text
    assert "Falta 1." in text


def test_without_quorum_the_session_is_convened_again_for_later(led: Led) -> None:
    led.count("la-ceiba", "el-saman")
    again = {
        "para-dia": "14",
        "para-mes": "6",
        "para-anio": "2026",
        "para-hora": "11:00",
        "para-mitad": "am",
        "lugar": "Casa comunal",
        "aviso": "ahora",
    }

    answer = led.save("quorum", again)

    assert answer.headers["location"] == led.path("asistencia")
    second = led.session().last_call.body
    assert (second.call, second.at - MEETS) == (2, 2 * 3600)
    assert isinstance(second, SessionConvened)
    led.count("la-ceiba", "el-saman")
    assert "2 de 6 vocerías presentes; según sus reglas hacen falta 2" in led.text("quorum")
    assert led.client.get(led.path(), follow_redirects=False).headers["location"] == led.path("anteriores")


def test_with_a_quorum_no_second_convocation_is_asked_for(led: Led) -> None:
    led.meet()

    text = led.text("quorum")

    assert "Hay quórum" in text
    assert "Segunda convocatoria" not in text


def test_without_rules_nothing_is_counted_and_the_way_to_them_is_shown(led_without_rules: Led) -> None:
    led = led_without_rules

    for step in ("convocatoria", "asistencia", "quorum", "votacion", "cierre"):
        answer = led.client.get(led.path(step))
        assert "La comuna no ha anotado todavía por qué reglas" in answer.text
        assert 'href="/asamblea/reglas"' in answer.text
    closing = led.client.post(f"/asamblea/sesiones/{led.number}/cerrar", follow_redirects=False)
    assert closing.status_code == 422
    assert "Faltan las reglas del Parlamento Comunal. Anótelas primero." in words_of(closing)
    assert led.journal.entries("book", kinds={"closing"}) == []


def test_what_came_of_a_decision_is_told_with_its_evidence(led: Led) -> None:
    led.meet()
    shown = led.text("anteriores")
    written = {
        "decision": "acuerdo-11-pago",
        "estado": "done",
        "texto": "Se pagó todo.",
        "asientos": "egreso-pago",
    }

    answer = led.save("anteriores", written)

    assert "Nadie ha dicho qué pasó" in shown
    assert answer.headers["location"] == led.path("anteriores")
    body = led.journal.entries("book", kinds={"outcome"})[-1].body
    assert isinstance(body, OutcomeTold)
    assert (body.decision, body.state, body.entries) == ("acuerdo-11-pago", "done", ["egreso-pago"])
    assert "Cumplido: Pagar la jornada a 6 USD" in led.text("anteriores")


def test_an_outcome_without_its_state_is_a_fault_that_keeps_what_was_typed(led: Led) -> None:
    led.meet()

    answer = led.save("anteriores", {"decision": "acuerdo-11-pago", "texto": "Se pagó todo."})

    assert answer.status_code == 422
    assert "Elija qué pasó." in answer.text
    assert "Se pagó todo.</textarea>" in answer.text
    assert 'name="decision" value="acuerdo-11-pago"' in answer.text


def test_only_the_secretary_at_the_screen_leads_a_session(assembled) -> None:
    far = assembled.nobody()
    control = assembled.control()

    assert far.get("/asamblea/sesiones/12/guia/quorum", follow_redirects=False).status_code == 403
    assert control.get("/asamblea/sesiones/12/guia/quorum", follow_redirects=False).status_code == 403
    assert far.get("/asamblea/sesiones/12").status_code == 200
