"""Debate, votes, decision and closing: the result follows from the votes and the entered majority."""

from __future__ import annotations

import pytest
from assembled import MEETS, RULES
from httpx import Response
from led import Led, words_of
from members import signed_in

from dashboard.parliament.sessions import Matter
from gateway.domain.entries import BookClosed, Decided, Voted
from gateway.journal.spoken import twelve_words

PLAN = "propuesta-12-plan"


@pytest.fixture
def led(assembled) -> Led:
    assembled.clock.at = MEETS + 600
    led = Led(assembled.secretary(), assembled.journal)
    led.meet()
    return led


def matter(led: Led, uid: str = PLAN) -> Matter:
    return next(one for one in led.session().matters if one.proposal.uid == uid)


def vote(led: Led, yes: int, no: int, none: int = 0, uid: str = PLAN) -> Response:
    counts = {"a-favor": str(yes), "en-contra": str(no), "abstenciones": str(none), "mandato": "si"}
    return led.save("votacion", {"propuesta": uid, "parte": "voto", **counts})


def decide(led: Led, part: str = "acuerdo", uid: str = PLAN, **more: str) -> Response:
    written = {"responsable": "", "plazo": "siempre"} if part == "acuerdo" else {}
    return led.save("votacion", {"propuesta": uid, "parte": part, **written, **more})


def test_a_note_of_the_debate_is_kept_for_members(led: Led, assembled) -> None:
    led.save("votacion", {"propuesta": PLAN, "parte": "debate", "texto": "Faltan alevines."})

    page = "/asamblea/sesiones/12"
    assert "Faltan alevines." in words_of(led.client.get(page))
    assert "Faltan alevines." not in words_of(assembled.nobody().get(page))
    assert "la leen solo quienes entran con su PIN" in words_of(assembled.nobody().get(page))


def test_without_quorum_there_is_a_debate_and_no_vote(led: Led) -> None:
    led.count("la-ceiba")

    noted = led.save("votacion", {"propuesta": PLAN, "parte": "debate", "texto": "Faltan alevines."})

    assert noted.status_code == 303
    assert vote(led, 1, 0).status_code == 405
    assert "Sin quórum no se vota." in led.text(f"votacion?propuesta={PLAN}&parte=voto")


def test_votes_are_told_back_with_what_they_come_to(led: Led) -> None:
    counts = {"a-favor": "3", "en-contra": "2", "abstenciones": "1"}
    told = led.ask("votacion", {"propuesta": PLAN, "parte": "voto", **counts})

    assert (
        "Rechazado: según sus reglas hacen falta 4: más de la mitad de las vocerías presentes (fuente: "
        + RULES.source
        in words_of(told)
    )


def test_more_votes_than_delegates_present_are_refused(led: Led) -> None:
    answer = vote(led, 6, 1)

    assert answer.status_code == 422
    assert "Son 7 votos y hay 6 vocerías presentes." in words_of(answer)
    assert 'value="6"' in answer.text


def test_the_votes_decide_and_the_decision_names_who_answers_until_when(led: Led) -> None:
    first = vote(led, 4, 1, 1)
    assert first.headers["location"].endswith("parte=acuerdo&propuesta=propuesta-12-plan")
    days = {"plazo-dia": "30", "plazo-mes": "9", "plazo-anio": "2026"}

    answer = decide(led, **{"responsable": "enterprise:maiceros", **days})

    assert answer.headers["location"] == led.path("votacion")
    found = matter(led)
    assert found.vote is not None
    assert found.vote.body == Voted(12, PLAN, 4, 1, 1, mandated=True)
    assert found.decision is not None
    body = found.decision.body
    assert isinstance(body, Decided)
    assert (body.result, body.responsible, body.of, body.deadline) == (
        "approved",
        "enterprise",
        "maiceros",
        "2026-09-30",
    )


def test_one_abstention_is_told_as_one(led: Led, assembled) -> None:
    vote(led, 5, 0, 1)

    page = words_of(assembled.nobody().get("/asamblea/sesiones/12"))
    assert "5 a favor, 0 en contra, 1 abstención;" in page


def test_what_has_no_majority_is_rejected(led: Led) -> None:
    vote(led, 3, 3)
    decide(led)

    found = matter(led).decision
    assert found is not None
    assert isinstance(found.body, Decided)
    assert found.body.result == "rejected"


def test_a_proposal_may_be_put_off_without_a_vote(led: Led) -> None:
    decide(led, "diferir")

    found = matter(led).decision
    assert found is not None
    assert isinstance(found.body, Decided)
    assert (found.body.result, found.body.vote) == ("deferred", None)


def test_without_votes_there_is_no_decision(led: Led) -> None:
    assert decide(led).status_code == 405
    assert "Faltan los votos." in led.text(f"votacion?propuesta={PLAN}&parte=acuerdo")


def test_what_was_decided_is_not_voted_on_again(led: Led) -> None:
    decide(led, "diferir")

    assert vote(led, 6, 0).status_code == 405


def close(led: Led, key: str = "2f1f0a52-3e0a-4a7e-8a3f-0f1f64a3cf11") -> Response:
    return led.client.post("/asamblea/sesiones/12/cerrar", data={"clave": key}, follow_redirects=False)


def test_the_book_is_closed_once_with_twelve_words_that_stand_on_the_page(led: Led, assembled) -> None:
    for one in led.session().matters:
        decide(led, "diferir", uid=one.proposal.uid)

    first, second = close(led), close(led)

    assert first.headers["location"] == second.headers["location"] == led.path("acta")
    closing = led.session().closing
    assert closing is not None
    assert isinstance(closing.body, BookClosed)
    words = " ".join(twelve_words(closing.body.fingerprint))
    before = " ".join(twelve_words(closing.body.previous))
    for text in (led.text("acta"), words_of(assembled.nobody().get("/asamblea/sesiones/12"))):
        assert words in text
        assert before in text
    assert 'href="/asamblea/papeles/acta-12.pdf"' in led.client.get(led.path("acta")).text
    assert led.client.get(led.path(), follow_redirects=False).headers["location"] == led.path("acta")
    assert close(led, "2f1f0a52-3e0a-4a7e-8a3f-0f1f64a3cf12").status_code == 422
    assert led.save("propuestas", {"tipo": "other", "nombre": "Tarde"}).status_code == 405


def test_a_book_is_not_closed_while_a_proposal_is_open(led: Led) -> None:
    answer = close(led)

    assert answer.status_code == 422
    assert "Quedan propuestas por decidir." in words_of(answer)
    assert led.session().closing is None


def test_a_book_is_not_closed_without_quorum(led: Led) -> None:
    for one in led.session().matters:
        decide(led, "diferir", uid=one.proposal.uid)
    led.count("la-ceiba")

    assert "Sin quórum no se cierra el libro." in words_of(close(led))
    assert led.session().closing is None


def test_what_the_social_control_observed_comes_to_the_session(led: Led, assembled) -> None:
    control = assembled.at_the_screen()
    signed_in(control, "social_control", name="Chuíto")
    control.post("/recibo/egreso-pago/observar", data={"clave": "una", "texto": "No se ve el recibo."})

    text = led.text("revision")
    assert "No se ve el recibo." in text
    assert "Gasto sin acuerdo: 1" in text
    page = words_of(assembled.nobody().get("/asamblea/sesiones/12"))
    assert "No se ve el recibo." not in page
    assert "Abierta" in page


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "²", "٣", "-1", "99"])
def test_a_session_of_no_number_is_not_found(led: Led, number: str) -> None:
    for path in ("", "/guia", "/guia/votacion"):
        assert led.client.get(f"/asamblea/sesiones/{number}{path}").status_code == 404
    assert led.client.post(f"/asamblea/sesiones/{number}/cerrar", data={"clave": "a"}).status_code == 404
