"""The pages of the rules and of the mandates: whose rules they are, and whose names are seen."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from assembled import DELEGATES, MET, RULES, mandate, write
from fakes import DAY_S
from msgspec.structs import replace
from small_commune import MIDNIGHT

from dashboard.telling.rules import enough_said, threshold_said
from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.domain.entries import (
    CouncilRegistered,
    MandateEnded,
    MandateGiven,
    SessionConvened,
    Threshold,
)

if TYPE_CHECKING:
    from tests.dashboard.conftest import Assembled, Pages

YESTERDAY = MIDNIGHT - DAY_S


def told(text: str) -> str:
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")
    return " ".join(plain.split())


@pytest.mark.parametrize(
    ("threshold", "whole", "said"),
    [
        (Threshold("more_than", 1, 2), "seats", "más de la mitad de las vocerías que hay"),
        (Threshold("at_least", 2, 3), "mandates", "al menos dos tercios de las vocerías vigentes"),
        (Threshold("at_least", 3, 7), "present", "al menos 3 de cada 7 de las vocerías presentes"),
        (Threshold("at_least", 1, 1), "present", "la totalidad de las vocerías presentes"),
        (Threshold("count", 9), "seats", "al menos 9 de las vocerías que hay"),
        (Threshold("more_than", 3, 5), "cast", "más de tres quintos de los votos a favor y en contra"),
    ],
)
def test_a_threshold_is_told_in_words(threshold: Threshold, whole: str, said: str) -> None:
    spanish = languages()["es"]
    words = Words(spanish, -4, MIDNIGHT)

    assert threshold_said(spanish, words, threshold, whole) == said
    assert said.startswith(enough_said(spanish, words, threshold))


def test_the_rules_are_shown_as_those_of_the_commune_with_their_source(assembled: Assembled) -> None:
    page = told(assembled.nobody().get("/asamblea/reglas").text)

    assert "1 vocería por cada consejo comunal; 1 vocería por cada EPS" in page
    assert "más de la mitad de las vocerías que hay" in page
    assert "al menos un tercio de las vocerías que hay" in page
    assert f"Según sus reglas (fuente: {RULES.source})" in page
    assert "Con ellas hay hoy 6 vocerías" in page


def test_rules_of_before_stay_to_be_read(assembled: Assembled) -> None:
    changed = replace(RULES, source="acta 9 (ficticia)", quorum=Threshold("at_least", 2, 3))
    write(assembled.journal, "otras-reglas", changed, YESTERDAY)

    page = told(assembled.nobody().get("/asamblea/reglas").text)

    now, before = page.split("Las de antes")
    assert "al menos dos tercios" in now
    assert "más de la mitad de las vocerías que hay" in before
    assert f"(fuente: {RULES.source})" in before


def test_without_rules_the_page_says_so_and_offers_two_examples_with_their_source(pages: Pages) -> None:
    page = told(pages.text("/asamblea/reglas"))

    assert "no ha anotado todavía por qué reglas" in page
    assert "Conuco no pone ninguna por su cuenta" in page
    assert "Gilbert, «Commune or Nothing!»" in page
    assert "artículo 23 de la Ley Orgánica de las Comunas (leído en fdocuments.es, sin verificar)" in page


def test_who_holds_a_mandate_is_named_only_to_members(assembled: Assembled) -> None:
    stranger = assembled.nobody().get("/asamblea/vocerias").text
    member = assembled.control().get("/asamblea/vocerias").text

    assert not [one for one in DELEGATES.values() if one in stranger]
    assert all(one in member for one in DELEGATES.values())
    assert "Los nombres los ve quien entra con su PIN" in stranger


def test_every_state_of_a_mandate_is_told(assembled: Assembled) -> None:
    journal = assembled.journal
    write(journal, "fin-1", MandateEnded(mandate("la-ceiba"), "recalled", "acta 12"), YESTERDAY)
    write(journal, "fin-2", MandateEnded(mandate("el-saman"), "resigned"), YESTERDAY)
    short = MandateGiven("council", "el-saman", until=YESTERDAY + 3600)
    write(journal, "corta", short, YESTERDAY)
    write(
        journal,
        "se-va",
        CouncilRegistered("los-mangos", "Los Mangos", 72, 266, until=YESTERDAY),
        YESTERDAY,
    )

    page = told(assembled.nobody().get("/asamblea/vocerias").text)

    for state in ("Principal, vigente", "Suplente, vigente", "Principal, revocada", "Principal, renunciada"):
        assert state in page
    assert "Principal, vencida" in page
    assert "1 vocería sin nadie vigente" in page
    assert "Principal, sin vocería hoy" in page.split("Ya no mandan vocerías")[1]
    assert "4 de 5 vocerías están vigentes" in page


def test_only_the_secretary_is_shown_how_to_end_a_mandate(assembled: Assembled) -> None:
    address = f"/anotar/fin-voceria?voceria={mandate('la-ceiba')}"

    assert "fin-voceria" in assembled.secretary().get("/asamblea/vocerias").text
    assert "fin-voceria" not in assembled.control().get("/asamblea/vocerias").text
    assert assembled.secretary().get(address).status_code == 200


def test_a_recall_that_comes_after_the_minutes_is_told_beside_what_they_say(assembled: Assembled) -> None:
    before = told(assembled.nobody().get("/asamblea/sesiones/11").text)
    recalled = MandateEnded(mandate("la-ceiba"), "recalled", "acta 12")
    write(assembled.journal, "fin", recalled, MET - DAY_S)
    write(assembled.journal, "fin-2", MandateEnded(mandate("el-saman"), "recalled"), MET - DAY_S)

    after = told(assembled.nobody().get("/asamblea/sesiones/11").text)

    assert "El acta queda como se firmó" not in before
    assert "5 de 6 vocerías presentes" in after
    assert "hoy se contarían 3 de 6 presentes, y harían falta 4" in after


def test_a_notice_that_was_short_is_said_on_the_session_and_does_not_undo_it(assembled: Assembled) -> None:
    ordinary = told(assembled.nobody().get("/asamblea/sesiones/11").text)
    convened = SessionConvened(13, 1, MIDNIGHT + 2 * DAY_S, "Casa comunal")
    write(assembled.journal, "convocatoria-13", convened, MIDNIGHT)

    page = told(assembled.nobody().get("/asamblea/sesiones/13").text)

    assert "Se avisó con" not in ordinary
    assert f"Se avisó con 3 días menos de lo que piden sus reglas (fuente: {RULES.source})" in page
