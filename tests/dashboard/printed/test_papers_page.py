"""The page of the papers, and the papers at their addresses."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from members import station_of
from printed import a_visit, page_count, text_of
from small_commune import NOW

from dashboard.corridor.signing import key_words, signer
from dashboard.forms.answers import Asking
from dashboard.forms.asks import Moment
from dashboard.goods.produced import Part
from dashboard.pages.parliament.papers import is_loopback
from dashboard.printed import press
from dashboard.printed.field_sheets import SHEETS, beginning, questions, units_for
from dashboard.printed.poster import tenths
from dashboard.printed.voice import voice_of
from gateway.domain.entries import Draft, Reversed
from gateway.domain.errors import PaperError, PrintError

if TYPE_CHECKING:
    from tests.dashboard.conftest import Assembled

PAPERS = "/asamblea/papeles"
LOOPBACKS = ("http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000")


def test_anybody_finds_every_paper(assembled: Assembled) -> None:
    page = assembled.text(PAPERS)

    for href in (
        "informe.pdf",
        "acta-11.pdf",
        "acta-12.pdf",
        "afiche-a3.pdf?producto=",
        "planilla-riego.pdf?unidad=parcela-1",
        "planilla-alimento.pdf?unidad=laguna-2",
    ):
        assert f"{PAPERS}/{href}" in page
    assert "planilla-cosecha.pdf?unidad=laguna-1" not in page


@pytest.mark.parametrize("name", ["informe", "acta-11", "afiche-a3", "afiche-a4", "planilla-trabajo"])
def test_a_paper_comes_as_a_document_and_as_a_page(assembled: Assembled, name: str) -> None:
    document = assembled.client.get(f"{PAPERS}/{name}.pdf")
    page = assembled.client.get(f"{PAPERS}/{name}")

    assert document.headers["content-type"] == "application/pdf"
    assert page_count(document.content) >= 1
    assert page.status_code == 200
    assert f'href="{PAPERS}/{name}.pdf"' in page.text


@pytest.mark.parametrize(
    "path",
    [
        "nada",
        "acta-99",
        "acta-0",
        "acta-x",
        "informe?sesion=99",
        "afiche-a4?producto=kg:oro",
        "planilla-x",
        "planilla-riego?unidad=laguna-1",
        "planilla-cosecha?unidad=laguna-1",
    ],
)
def test_a_paper_that_there_is_not_is_not_found(assembled: Assembled, path: str) -> None:
    name, _mark, query = path.partition("?")

    assert assembled.client.get(f"{PAPERS}/{path}").status_code == 404
    assert assembled.client.get(f"{PAPERS}/{name}.pdf?{query}").status_code == 404


def test_a_report_can_be_of_a_session_and_of_a_year(assembled: Assembled) -> None:
    of_session = text_of(assembled.client.get(f"{PAPERS}/informe.pdf?sesion=11").content)
    of_year = text_of(assembled.client.get(f"{PAPERS}/informe.pdf?periodo=2026").content)

    assert "sesión 11" in of_session
    assert "del 1 de enero de 2026 al 10 de junio de 2026" in of_year


def test_without_typst_each_paper_is_a_page_and_the_list_says_so(
    assembled: Assembled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    answer = assembled.client.get(f"{PAPERS}/acta-11.pdf?x=1", follow_redirects=False)
    page = assembled.text(PAPERS)

    assert answer.headers["location"] == f"{PAPERS}/acta-11?x=1"
    assert "no tiene el programa que hace los PDF" in page
    assert ".pdf" not in page


def test_a_paper_that_could_not_be_set_is_offered_as_a_page(
    assembled: Assembled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_args: object, **_kwargs: object) -> bytes:
        raise PrintError("it stopped")

    monkeypatch.setattr(press, "pdf", stopped)

    page = assembled.text(f"{PAPERS}/informe.pdf?sesion=11")

    assert "El PDF no se pudo hacer" in page
    assert "Producción por unidad" in page


def test_a_paper_that_would_say_too_much_is_refused_with_what_to_do(
    assembled: Assembled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object) -> None:
        raise PaperError("it names somebody")

    monkeypatch.setattr("dashboard.pages.parliament.papers.paper_of", refused)

    answer = assembled.client.get(f"{PAPERS}/informe.pdf")

    assert answer.status_code == 409
    assert "Este papel no se imprime" in answer.text


def test_the_minutes_of_who_signed_in_have_the_notes_of_the_debates(assembled: Assembled) -> None:
    assert "Se pidió ver las cuentas." not in assembled.text(f"{PAPERS}/acta-11")
    assert "Se pidió ver las cuentas." in assembled.secretary().get(f"{PAPERS}/acta-11").text


def test_the_draft_of_minutes_says_that_it_is_one(assembled: Assembled) -> None:
    assert "Borrador" in assembled.text(f"{PAPERS}/acta-12")
    assert "Borrador" not in assembled.text(f"{PAPERS}/acta-11")


@pytest.mark.parametrize("kind", SHEETS, ids=lambda one: one.slug)
def test_a_sheet_asks_what_the_screen_asks_in_its_order(assembled: Assembled, kind) -> None:
    voice = voice_of(a_visit(station_of(assembled.client)))
    unit = units_for(voice, kind)[0]
    start = beginning(voice, kind, unit)
    assert start is not None
    page = assembled.text(f"{PAPERS}/planilla-{kind.slug}?unidad={unit.slug}")
    for form, _rows in kind.forms:
        asked = questions(voice, form, start)
        written = dict(start) | {one.name: one.options[0].value for one in asked if one.sort == "pick"}
        screen = [one.name for one in form.asks(Asking(voice.visit, written)) if hasattr(one, "name")]

        places = [page.index(one.ask) for one in asked]

        assert [one.name for one in asked] == [one for one in screen if one not in start]
        assert len(places) == len(asked) >= 4
        assert isinstance(asked[-1], Moment) or any(isinstance(one, Moment) for one in asked)


def test_the_code_of_a_sheet_leads_to_the_form_with_its_unit(assembled: Assembled) -> None:
    path = f"{PAPERS}/planilla-riego?unidad=parcela-2&hoja=7"

    page = assembled.client.get(path, headers={"host": "10.20.0.5:8000"}).text

    assert "http://10.20.0.5:8000/anotar/riego?lugar=lote-2" in page
    assert "Hoja nº 7" in page


@pytest.mark.parametrize("address", LOOPBACKS)
def test_a_code_that_leads_nowhere_from_a_telephone_is_known(address: str) -> None:
    assert is_loopback(address)
    assert not is_loopback("http://conuco.lan:8000")
    assert not is_loopback("http://10.0.0.1")


@pytest.mark.parametrize(
    ("amounts", "drawings"),
    [((90, 6, 4), [9, 1, 0]), ((1, 1, 1), [4, 3, 3]), ((0, 5), [0, 10]), ((), []), ((0,), [0])],
)
def test_ten_drawings_are_shared_by_the_largest_remainder(
    amounts: tuple[int, ...], drawings: list[int]
) -> None:
    assert tenths([Part("", "", one, 0) for one in amounts]) == drawings  # type: ignore[arg-type]


def test_minutes_tell_the_words_of_the_key_once_there_is_one(assembled: Assembled) -> None:
    folder = Path(station_of(assembled.client).config.storage.folder)
    before = assembled.text(f"{PAPERS}/acta-11")

    words = key_words(signer(folder).public)

    assert "llave que firma" not in before
    assert words in assembled.text(f"{PAPERS}/acta-11")


def test_minutes_count_corrections_by_their_numbers(assembled: Assembled) -> None:
    taken_back = assembled.journal.entries("book", kinds={"unit"})[0]
    reversal = Draft(
        "de-prueba", "book", "reversal", Reversed("repetida"), 1_000, "team", None, taken_back.uid
    )
    assembled.journal.append(reversal, now=NOW)

    assert "se anuló 1 asiento" in assembled.text(f"{PAPERS}/acta-12")
