"""The forms that enter the parliament's rules, give mandates and end them."""

from __future__ import annotations

import html
import re
import uuid
from typing import TYPE_CHECKING

import pytest
from assembled import MET, RULES, mandate
from httpx import Response
from members import another_client, at_the_screen, signed_in

from dashboard.forms.parliament.rules_written import threshold_read, threshold_written
from gateway.domain.entries import MandateEnded, MandateGiven, RulesSet, Seats, Threshold

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.dashboard.conftest import Assembled, Pages

ENTERED = {
    "consejos": "1",
    "empresas": "1",
    "quorum": "more_than:1/2",
    "quorum-de": "seats",
    "segunda": "igual",
    "mayoria": "otra",
    "mayoria-otra": "más de 3/5",
    "mayoria-de": "cast",
    "periodo": "36",
    "fondos": "Fondo de mantenimiento productivo\n\nFondo de la fiesta",
    "fuente": "acta 9 (ficticia)",
    "cuando": "hoy",
}


def told(answer: Response) -> str:
    plain = html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ")
    return " ".join(plain.split())


def send(client: TestClient, form: str, answers: dict[str, str], *, confirmed: bool = True) -> Response:
    written = {"clave": str(uuid.uuid4())} | ({"confirmado": "1"} if confirmed else {}) | answers
    return client.post(f"/anotar/{form}", data=written)


def newest(pages: Pages, kind: str) -> object:
    return pages.journal.entries("book", kinds={kind})[-1].body


def test_rules_are_told_back_in_sentences_before_they_are_entered(assembled: Assembled) -> None:
    desk = assembled.secretary()

    asked = told(send(desk, "reglas", ENTERED, confirmed=False))
    answer = send(desk, "reglas", ENTERED)

    assert "Vocerías: 1 vocería por cada consejo comunal; 1 vocería por cada EPS." in asked
    assert "Mayoría: más de tres quintos de los votos a favor y en contra." in asked
    assert "Hoy serían 6 vocerías. Para el quórum harían falta 4." in asked
    assert answer.status_code == 200
    entered = newest(assembled, "rules")
    assert isinstance(entered, RulesSet)
    assert entered.majority == Threshold("more_than", 3, 5)
    assert entered.seats == [Seats("council", 1), Seats("enterprise", 1)]
    assert (entered.second_quorum, entered.notice_days, entered.term_months) == (None, None, 36)


def test_a_fund_that_keeps_its_name_keeps_what_stands_in_it(assembled: Assembled) -> None:
    send(assembled.secretary(), "reglas", ENTERED)

    entered = newest(assembled, "rules")

    assert isinstance(entered, RulesSet)
    assert [one.fund for one in entered.funds] == ["mantenimiento", "fondo-de-la-fiesta"]


def test_the_form_begins_with_the_rules_in_force_and_asks_for_the_minutes_anew(assembled: Assembled) -> None:
    page = assembled.secretary().get("/anotar/reglas").text

    assert re.search(r'name="quorum" value="more_than:1/2"', page)
    assert re.search(r'name="segunda" value="at_least:1/3"', page)
    assert "Fondo comunitario para la reinversión social" in page
    assert RULES.source not in page


@pytest.mark.parametrize(
    ("example", "source", "fills"),
    [
        ("libro", "Gilbert, «Commune or Nothing!»", {"consejos": "1", "empresas": "1"}),
        (
            "articulo-23",
            "(leído en fdocuments.es, sin verificar)",
            {"consejos": "1", "organizaciones": "3", "banco": "1", "periodo": "36"},
        ),
    ],
)
def test_an_example_fills_in_only_what_its_source_says(
    pages: Pages, example: str, source: str, fills: dict[str, str]
) -> None:
    pages.client = at_the_screen(pages.client)
    signed_in(pages.client, "parliament_secretary")

    empty = html.unescape(pages.client.get("/anotar/reglas").text)
    begun = html.unescape(pages.client.get(f"/anotar/reglas?ejemplo={example}").text)

    assert source not in empty
    assert source in begun
    written = dict(re.findall(r'name="(\w+)"[^>]* value="(\d+)"', begun))
    assert {name: written[name] for name in fills} == fills
    assert 'name="quorum" value=' not in begun


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"consejos": "", "empresas": ""}, "Diga quiénes mandan vocerías"),
        ({"fuente": ""}, "unas reglas sin acta no se pueden revisar"),
        ({"quorum": "otra"}, "Escríbala así"),
        ({"quorum": "otra", "quorum-otra": "la mitad"}, "Escríbala así"),
        ({"quorum-otra": "1/3"}, "Elija «otra parte»"),
        ({"fondos": "Fiesta\nfiesta"}, "Un fondo está dos veces"),
        ({"quorum": "otra", "quorum-otra": "7/3"}, "no se alcanza nunca"),
    ],
)
def test_rules_that_cannot_be_are_asked_again(
    assembled: Assembled, wrong: dict[str, str], sentence: str
) -> None:
    answer = send(assembled.secretary(), "reglas", ENTERED | wrong)

    assert answer.status_code == 422
    assert sentence in told(answer)
    assert newest(assembled, "rules") == RULES


def test_a_majority_by_which_both_sides_may_win_is_asked_back(assembled: Assembled) -> None:
    half = ENTERED | {"mayoria": "at_least:1/2", "mayoria-otra": ""}

    answer = send(assembled.secretary(), "reglas", half, confirmed=False)

    assert "podrían aprobarse una propuesta y su contraria" in told(answer)


@pytest.mark.parametrize("written", ["more_than:1/2", "at_least:3/7", "9"])
def test_a_threshold_is_read_as_it_was_written(written: str) -> None:
    found = threshold_read(written)

    assert found is not None
    assert threshold_written(found) == written


@pytest.mark.parametrize("written", ["", "la mitad", "1/0", "0", "99999/2", "1/2/3", "-1/2"])
def test_what_is_no_threshold_is_not_read(written: str) -> None:
    assert threshold_read(written) is None


def test_a_mandate_is_ended_with_its_minutes_and_given_anew(assembled: Assembled) -> None:
    desk = assembled.secretary()
    ended = {"voceria": mandate("la-ceiba"), "como": "recalled", "cuando": "hoy"}

    asked = send(desk, "fin-voceria", ended, confirmed=False)
    send(desk, "fin-voceria", ended | {"acta": "acta 12 de La Ceiba", "confirmado": "1"})
    given = {"de": "council:la-ceiba", "como": "principal", "persona": "persona-maiceros", "cuando": "hoy"}
    answer = send(desk, "voceria", given)

    assert "No anotó el acta de la asamblea que la revocó" in told(asked)
    assert newest(assembled, "mandate_end") == MandateEnded(
        mandate("la-ceiba"), "recalled", "acta 12 de La Ceiba"
    )
    assert answer.status_code == 200
    assert newest(assembled, "mandate") == MandateGiven("council", "la-ceiba", "persona-maiceros")


def test_a_seat_that_is_taken_is_not_given_twice(assembled: Assembled) -> None:
    given = {"de": "council:la-ceiba", "como": "principal", "persona": "", "cuando": "hoy"}

    answer = send(assembled.secretary(), "voceria", given)

    assert answer.status_code == 422
    assert "Esas vocerías ya están dadas (1)" in told(answer)


def test_without_rules_no_mandate_is_asked_for(pages: Pages) -> None:
    pages.client = at_the_screen(pages.client)
    signed_in(pages.client, "parliament_secretary")

    page = told(pages.client.get("/anotar/voceria"))

    assert "Faltan las reglas del Parlamento Comunal" in page


def test_over_the_open_network_nobody_enters_rules(assembled: Assembled) -> None:
    elsewhere = another_client(assembled.client)
    signed_in(elsewhere, "parliament_secretary")

    answer = send(elsewhere, "reglas", ENTERED)

    assert answer.status_code == 403
    assert newest(assembled, "rules") == RULES
    assert assembled.journal.entries("book", kinds={"rules"})[-1].happened < MET
