"""The closings of the book on pages: the words, the paper, and how anybody checks it."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from members import signed_in
from paper import PROGRAM, Paper, answered, papers

from gateway.journal.fingerprint import checkpoint


@pytest.fixture
def closed(assembled) -> Paper:
    return papers(assembled.journal)[0]


def plain(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def test_the_list_says_the_words_of_each_closing(assembled, closed: Paper) -> None:
    text = plain(assembled.text("/asamblea/cierres"))

    assert "Acta 11" in text
    assert closed.words in text
    assert re.search(r"\d+ asientos esperan el próximo cierre", text)


def test_the_paper_says_everything_that_checks_the_book(assembled, closed: Paper) -> None:
    text = plain(assembled.text("/asamblea/cierres/1"))

    for word in closed.words.split():
        assert word in text
    assert closed.base32 in text
    assert "--acta 11" in text
    assert "No prueban que lo anotado sea verdad" in text
    assert "no hay papel anterior" in text


def test_the_square_code_says_the_checkpoint(assembled, closed: Paper, monkeypatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(
        "dashboard.pages.entries.closings.qr_svg", lambda text: drawn.append(text) or "<svg></svg>"
    )

    assembled.text("/asamblea/cierres/1")

    assert drawn == [checkpoint(closed.closing, commune="los-samanes")]


def test_the_paper_names_nobody(assembled) -> None:
    page = assembled.text("/asamblea/cierres/1")

    assert "Marisol" not in page
    assert "persona-" not in page


def test_a_closing_that_there_is_not_has_no_paper(assembled) -> None:
    assert assembled.client.get("/asamblea/cierres/9").status_code == 404


def test_the_words_of_a_paper_are_found_and_the_book_is_checked(assembled, closed: Paper) -> None:
    typed = " ".join(one[:4].upper() for one in closed.words.split())

    text = plain(assembled.text(f"/asamblea/verificar?palabras={typed}"))

    assert "Son las palabras del acta 11." in text
    assert "COINCIDE con el acta 11 (asientos 1 a " in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("vector definir", "alguna está mal leída"),
        ("ábaco " * 11 + "abierto", "Ningún cierre de este libro tiene esas palabras"),
    ],
)
def test_words_that_are_no_closings_are_told_from_misread_ones(assembled, typed: str, said: str) -> None:
    assert said in plain(assembled.text(f"/asamblea/verificar?palabras={typed}"))


def test_the_program_is_sent_as_it_is_tested(assembled) -> None:
    assert assembled.client.get("/asamblea/verificar.py").content == PROGRAM.read_bytes()


def test_a_member_takes_the_whole_book_along(assembled, closed: Paper, tmp_path: Path) -> None:
    signed_in(assembled.client, "team")
    copy = tmp_path / "libro.jsonl"

    copy.write_bytes(assembled.client.get("/asamblea/libro.jsonl").content)

    answer = answered(copy, closed)
    assert (answer.code, "sin su contenido" in answer.text) == (0, False)


def test_what_everybody_takes_along_agrees_with_the_paper_too(
    assembled, closed: Paper, tmp_path: Path
) -> None:
    body = assembled.client.get("/libro/exportar.zip").content
    (tmp_path / "libro.zip").write_bytes(body)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        lines = archive.read("libro.jsonl").decode()

    answer = answered(tmp_path / "libro.zip", closed)

    assert answer.code == 0
    assert "sin su contenido" in answer.first
    assert '"kind":"money"' not in lines


def test_a_receipt_says_by_which_paper_its_entry_is_held(assembled, closed: Paper) -> None:
    inside, after = (
        plain(assembled.text(f"/recibo/{one}")) for one in ("convocatoria-11", "convocatoria-12")
    )

    assert "Está en el acta 11" in inside
    assert "Todavía no está en ningún cierre del libro" in after
