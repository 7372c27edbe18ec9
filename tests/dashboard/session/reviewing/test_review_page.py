"""The page of what there is to review, and how an observation travels from it to the session."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assembled import CLOSED, DELEGATES, MEETS, OPEN, mandate, write
from builders import a_draft
from fakes import DAY_S
from fastapi.testclient import TestClient
from members import another_client, signed_in, station_of
from small_commune import NOW

from dashboard.parliament.reading import read_assembly
from dashboard.session.observed import observed_in
from dashboard.visit.given import Visit
from dashboard.words.language import languages
from gateway.domain.entries import (
    AttendanceTaken,
    Decided,
    Delivered,
    Harvested,
    MoneyMoved,
    Observed,
    OutcomeTold,
    Reversed,
    SessionConvened,
    Weighing,
)
from gateway.journal.closing import close_book

if TYPE_CHECKING:
    from tests.dashboard.conftest import Assembled, Pages

PAGE = "/asamblea/revisar"


def text(client: TestClient) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200, answer.text
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\u00a0", " ").split())


def titles(client: TestClient) -> list[str]:
    return re.findall(r'<h2 id="punto-\d+">(.*?)</h2>', client.get(PAGE).text, re.DOTALL)


def observe(client: TestClient, entry: str, *, key: str = "una", words: str = "¿Quién lo recibió?") -> None:
    sent = {"clave": key, "texto": words, "vuelve": "revisar"}
    answer = client.post(f"/recibo/{entry}/observar", data=sent, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == f"{PAGE}?hecho={entry}#observado"


def member(client: TestClient) -> Visit:
    person = signed_in(another_client(client), "social_control", name="Rosendo Falcón")
    return Visit(station_of(client), languages()["es"], "hour", PAGE, NOW, member=person)


def hold_session(commune: Assembled) -> None:
    """Let session 12 meet and close the book; afterwards it is that evening."""
    there = AttendanceTaken(OPEN, 1, [mandate(one) for one in DELEGATES])
    write(commune.journal, "asistencia-12", there, MEETS + 600)
    for name in ("plan", "excedente", "silo"):
        put_off = Decided(OPEN, f"propuesta-12-{name}", "deferred")
        write(commune.journal, f"acuerdo-12-{name}", put_off, MEETS + 3600)
    close_book(commune.journal, session=OPEN, now=MEETS + 7200, author="persona-la-ceiba", uid="cierre-12")
    commune.clock.at = MEETS + 9 * 3600


def test_every_member_reads_what_there_is_to_review(assembled: Assembled) -> None:
    found = text(assembled.at_the_screen("grower"))

    assert "5 puntos: 5 por mirar, 0 observados" in found
    assert "300 kilos de híbrido cachamoto a La Ceiba, hace 14 días. Sus reglas: 7 días." in found
    assert "USD 120 en transporte. No cita ningún acuerdo." in found
    assert "Son hechos del libro, no acusaciones" in found


def test_who_is_not_of_the_commune_signs_in_first(assembled: Assembled) -> None:
    answer = assembled.nobody().get(PAGE, follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/entrar")


def test_only_the_social_control_observes(assembled: Assembled) -> None:
    assert "Observar" in text(assembled.control())
    assert "Anotar la observación" not in text(assembled.at_the_screen("grower"))


def test_an_observed_point_says_to_which_session_it_goes_and_is_counted_once(assembled: Assembled) -> None:
    control = assembled.control()

    observe(control, "egreso-sin-acuerdo")
    observe(control, "egreso-sin-acuerdo")

    found = text(control)
    assert "5 puntos: 4 por mirar, 1 observado." in found
    assert f"Observado hoy. Va a la sesión {OPEN} y a su acta. ¿Quién lo recibió?" in found
    assert len(assembled.journal.entries("book", kinds=["observation"])) == 1


def test_an_observation_goes_to_the_session_that_comes_and_no_other(assembled: Assembled) -> None:
    observe(assembled.control(), "egreso-sin-acuerdo", words="¿Dónde está la factura?")
    visit = member(assembled.client)
    found = read_assembly(visit)
    before, coming = found.session(CLOSED), found.session(OPEN)

    assert before is not None
    assert coming is not None
    assert observed_in(visit, before) == []
    (seen,) = observed_in(visit, coming)
    assert (seen.about.uid, seen.observation.lines) == ("egreso-sin-acuerdo", ("¿Dónde está la factura?",))
    assert seen.told.title.startswith("Salieron USD 120")


def test_an_observation_without_an_answer_goes_on_to_the_next_session(assembled: Assembled) -> None:
    control, journal = assembled.control(), assembled.journal
    observe(control, "egreso-sin-acuerdo", key="una")
    observe(control, "entrega-la-ceiba", key="otra")
    answered = Observed(
        "entrega-la-ceiba", "resolved", answers=journal.entries("book", kinds=["observation"])[1].uid
    )
    journal.append(a_draft(answered, uid="respuesta", happened=NOW), now=NOW)
    hold_session(assembled)
    convened = SessionConvened(13, 1, MEETS + 90 * DAY_S, "Casa comunal")
    write(journal, "convocatoria-13", convened, MEETS + 10_000)
    visit = member(assembled.client)
    found = read_assembly(visit)
    twelve, thirteen = found.session(12), found.session(13)

    assert twelve is not None
    assert thirteen is not None
    in_twelve = {one.about.uid: one.observation.answer is not None for one in observed_in(visit, twelve)}
    assert in_twelve == {"egreso-sin-acuerdo": False, "entrega-la-ceiba": True}
    assert [one.about.uid for one in observed_in(visit, thirteen)] == ["egreso-sin-acuerdo"]
    assert titles(assembled.control()) == ["Observación sin respuesta"]


def test_after_a_session_only_what_came_since_is_there_to_review(assembled: Assembled) -> None:
    hold_session(assembled)

    assert "0 puntos" in text(assembled.control())


def test_a_correction_can_be_observed_as_such(assembled: Assembled) -> None:
    control, journal = assembled.control(), assembled.journal
    back = a_draft(
        Reversed("no llegó"), uid="anulada", journal="book", happened=NOW, reverses="entrega-escuela"
    )
    journal.append(back, now=NOW)

    found = text(control)
    observe(control, "anulada")

    assert f"Corrección desde el acta {CLOSED}" in found
    assert "que decía: 40 kilos de híbrido cachamoto." in found
    assert "No se ve otro asiento en su lugar. Motivo anotado: no llegó." in found
    assert "1 observado" in text(control)


def test_more_that_left_than_there_was_is_told_by_good(assembled: Assembled) -> None:
    weighed = Weighing(Decimal(9000))
    body = Delivered("cachamas", "hibrido-cachamoto", weighed, "weighed", "animal_feed")
    assembled.journal.append(a_draft(body, uid="de-más", happened=NOW - 3600), now=NOW)

    assert "La cuenta no cierra" in titles(assembled.control())
    assert "kilos más de los que había." in text(assembled.control())


def test_a_harvest_without_its_probe_and_by_eye_is_two_points(assembled: Assembled) -> None:
    by_eye = Harvested("ciclo-5-1", Decimal(80), "estimated", complete=False, fish=90)
    for uid, days in (("con-dato", 5), ("sin-dato", 55)):
        assembled.journal.append(a_draft(by_eye, uid=uid, happened=NOW - days * DAY_S), now=NOW)

    found = text(assembled.control())

    assert found.count("Sonda callada en una cosecha") == 1
    assert "Estanque 5 · La Represa: sin dato" in found
    assert "Cosecha de cachama negra: 160 kilos de 160 kilos (100 %) a ojo, sin romana." in found


def test_what_the_rules_do_not_say_is_not_reviewed_and_said(pages: Pages) -> None:
    signed_in(pages.client, "social_control")

    found = text(pages.client)

    assert "Faltan las reglas del Parlamento: no se revisan las entregas sin confirmar" in found
    assert "Ninguna sesión ha cerrado el libro todavía: se miran los últimos 90 días." in found
    assert "Entrega sin confirmar" not in titles(pages.client)
    assert "Anotado tarde" not in titles(pages.client)


def test_before_the_first_session_a_quarter_is_looked_back_on(pages: Pages) -> None:
    spent = MoneyMoved("cachamas", "out", "transport", Decimal(120), "USD")
    pages.clock.at = NOW + 100 * DAY_S
    for uid, days in (("de-hace-tiempo", 1), ("de-ahora", 99)):
        at = NOW + days * DAY_S
        pages.journal.append(a_draft(spent, uid=uid, happened=at), now=at)
    signed_in(pages.client, "social_control")

    found = pages.client.get(PAGE).text

    assert "/recibo/de-ahora" in found
    assert "/recibo/de-hace-tiempo" not in found


def test_what_came_of_a_decision_is_no_point(assembled: Assembled) -> None:
    before = titles(assembled.control())
    told = OutcomeTold("acuerdo-11-plan", "done")
    assembled.journal.append(a_draft(told, uid="hecho", happened=NOW), now=NOW)

    assert titles(assembled.control()) == before


def test_who_has_not_signed_in_reads_why_the_page_asks_for_a_pin(pages: Pages) -> None:
    asked = another_client(pages.client).get(PAGE)
    other = another_client(pages.client).get("/entrar?volver=/aparato")

    assert asked.url.path == "/entrar"
    assert "«Para revisar» es para quienes son de la comuna" in asked.text
    assert "Para revisar" not in other.text
