"""What verificar.py says of a copy, and that it runs where nothing of ours is installed."""

from __future__ import annotations

import ast
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from builders import NIGHT
from closed_book import EACH_WEEK, UNCLOSED, closed_book
from paper import (
    OLD_PYTHON,
    PROGRAM,
    Paper,
    answered,
    asked,
    copied,
    papers,
    recomputed,
    rewritten,
    rows_of,
    verified,
    write_lines,
    write_rows,
)

from gateway.journal import CommuneJournal, spoken, verificar
from gateway.journal.closing import close_book
from gateway.journal.merkle import inclusion_proof

MODULES_OF_PYTHON_38 = {
    "__future__", "base64", "hashlib", "json", "pathlib", "sqlite3", "sys", "typing", "unicodedata",
    "zipfile",
}  # fmt: skip
CLOSED_AT = 3 * (EACH_WEEK + 1) - 1


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Paper]]:
    return closed_book(tmp_path_factory.mktemp("libro"))


def test_it_is_short_enough_to_be_read_whole() -> None:
    lines = PROGRAM.read_text(encoding="utf-8").splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("WORDS"))
    last = next(place for place, line in enumerate(lines) if line.endswith('""".split()'))

    assert len(lines) - (last - first + 1) <= 200


def test_it_is_written_for_python_38_and_needs_nothing_else() -> None:
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"), feature_version=(3, 8))

    imported = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= MODULES_OF_PYTHON_38


@pytest.mark.skipif(OLD_PYTHON is None, reason="no Python 3.8 here")
def test_it_runs_on_a_bare_python_38(closed: tuple[Path, list[Paper]], tmp_path: Path) -> None:
    book, (_first, _second, third) = closed
    changed = rows_of(book)
    changed[4]["body"] = changed[4]["body"].replace("84", "85")
    broken = write_rows(copied(book, tmp_path / "otro.db"), changed)

    right = verified(book, third, "--asiento", "asiento-0-1", python=OLD_PYTHON or "")
    wrong = verified(broken, third, "--copia", str(book), python=OLD_PYTHON or "")

    assert (right.code, right.first) == (0, f"COINCIDE con el corte 3 (asientos 1 a {CLOSED_AT})")
    assert (wrong.code, wrong.first) == (1, "NO COINCIDE: el asiento 5 fue cambiado")


def test_its_words_are_those_of_the_station() -> None:
    assert tuple(verificar.WORDS) == spoken.word_list()


def test_a_copy_agrees_with_each_of_its_papers(closed: tuple[Path, list[Paper]]) -> None:
    book, found = closed
    for number, paper in enumerate(found, 1):
        answer = answered(book, paper)

        last, total = number * (EACH_WEEK + 1) - 1, CLOSED_AT + 1 + UNCLOSED
        assert answer.code == 0
        assert answer.text.splitlines() == [
            f"COINCIDE con el corte {number} (asientos 1 a {last})",
            f"Posterior a ese papel: {total - last - 1} asientos; aún sin cerrar: {UNCLOSED}",
        ]


def test_it_answers_from_the_program_itself(closed: tuple[Path, list[Paper]]) -> None:
    book, (first, *_others) = closed

    assert verified(book, first) == answered(book, first)


@pytest.mark.parametrize("form", ["libro.jsonl", "libro.zip"])
def test_it_reads_an_export(closed: tuple[Path, list[Paper]], tmp_path: Path, form: str) -> None:
    book, (*_others, third) = closed
    path = write_lines(tmp_path / "libro.jsonl", rows_of(book))
    if form == "libro.zip":
        with zipfile.ZipFile(tmp_path / form, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "libro.jsonl")

    answer = answered(tmp_path / form, third)

    assert answer.text == answered(book, third).text


def test_words_are_read_without_accents_and_by_their_first_four_letters(
    closed: tuple[Path, list[Paper]],
) -> None:
    book, (first, *_others) = closed
    short = " ".join(spoken.plain(one)[:4].upper() for one in first.words.split())

    answer = asked(str(book), *first.sought, "--palabras", short)

    assert answer.code == 0


def test_the_whole_fingerprint_is_read_too_and_what_looks_alike_is_understood(
    closed: tuple[Path, list[Paper]],
) -> None:
    book, (first, *_others) = closed
    misread = first.base32.lower().replace("o", "0").replace("b", "8").replace("i", "1")

    assert asked(str(book), *first.sought, "--huella", misread).code == 0


def test_a_misread_word_is_told_from_another_book(closed: tuple[Path, list[Paper]]) -> None:
    book, (first, *_others) = closed
    words = first.words.split()
    swapped = " ".join([words[1], words[0], *words[2:]])

    assert "mal leída" in asked(str(book), *first.sought, "--palabras", swapped).text
    strange = asked(str(book), *first.sought, "--palabras", " ".join([*words[:11], "xilófono"]))
    assert (strange.code, "xilófono" in strange.text) == (2, True)


def test_the_words_of_another_paper_are_named(closed: tuple[Path, list[Paper]]) -> None:
    book, (first, second, _third) = closed

    answer = asked(str(book), *first.sought, "--palabras", second.words)

    assert answer.text.strip() == "NO COINCIDE: esas palabras no son del corte 1, son del cierre 2"


def test_the_end_cut_off_is_missed(closed: tuple[Path, list[Paper]], tmp_path: Path) -> None:
    book, (*_others, third) = closed
    cut = write_rows(copied(book, tmp_path / "otro.db"), rows_of(book)[: -UNCLOSED - 1])

    answer = answered(cut, third)

    assert answer.code == 1
    assert answer.first.startswith(f"FALTAN asientos: esta copia llega al {CLOSED_AT} y no trae el corte 3")


def test_a_whole_book_written_again_has_other_words(closed: tuple[Path, list[Paper]], tmp_path: Path) -> None:
    book, (*_others, third) = closed
    rows = rows_of(book)
    rows[4]["body"] = rows[4]["body"].replace("84", "85")
    forged = write_rows(copied(book, tmp_path / "otro.db"), rewritten(rows))

    answer = answered(forged, third)
    exact = answered(forged, third, "--copia", str(book))

    assert answer.code == exact.code == 1
    assert answer.first.startswith("NO COINCIDE: alguien escribió otro libro; sus palabras del corte 3 son: ")
    named = re.findall(r"el asiento (\d+) fue cambiado; cuerpo: antes", exact.text)
    assert named == ["5", "10", "20", "30"], "the entry, and the closings that had to follow it"


def test_a_chain_written_again_under_the_closing_that_stands_has_another_root(
    closed: tuple[Path, list[Paper]], tmp_path: Path
) -> None:
    book, (*_others, third) = closed
    rows = rows_of(book)
    rows[4]["body"] = rows[4]["body"].replace("84", "85")
    forged = write_rows(copied(book, tmp_path / "otro.db"), recomputed(rows))

    answer = answered(forged, third)

    assert answer.first.startswith("NO COINCIDE: alguien escribió otro libro después del corte 3.")


def test_an_entry_of_the_closed_part_is_proved_alone(closed: tuple[Path, list[Paper]]) -> None:
    book, (*_others, third) = closed
    rows = rows_of(book)

    answer = answered(book, third, "--asiento", "asiento-1-2")

    leaves = [bytes.fromhex(one["own_hash"]) for one in rows[:CLOSED_AT]]
    proof = [one.hex() for one in inclusion_proof(leaves, EACH_WEEK + 3)]
    told = re.findall(r"(?:izquierda|derecha) ([0-9a-f]{64})", answer.text)
    assert told == proof
    assert f"raíz {third.closing.root}" in answer.text


def test_an_entry_that_nothing_closed_has_no_proof(closed: tuple[Path, list[Paper]]) -> None:
    book, (*_others, third) = closed

    answer = answered(book, third, "--asiento", "asiento-3-0")

    assert (answer.code, "no hay un asiento asiento-3-0" in answer.text) == (2, True)


def test_a_change_after_the_paper_is_told_beside_what_agrees(
    closed: tuple[Path, list[Paper]], tmp_path: Path
) -> None:
    book, (*_others, third) = closed
    rows = rows_of(book)
    rows[-2]["author"] = "otra"

    answer = answered(write_rows(copied(book, tmp_path / "otro.db"), rows), third)

    assert answer.code == 1
    assert answer.first.startswith("COINCIDE con el corte 3")
    assert f"NO COINCIDE: el asiento {rows[-2]['number']} fue cambiado" in answer.text


@pytest.mark.parametrize(
    "content", [b"", b"hola", b"PK\x03\x04", b"SQLite format 3\0", b"{}", b"[]", b"\xff\xfe\n\0", b"null\n{}"]
)
def test_what_is_no_book_is_refused_with_a_sentence(
    closed: tuple[Path, list[Paper]], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "basura").write_bytes(content)

    answer = verified(tmp_path / "basura", closed[1][0])

    assert answer.code == 2
    assert answer.first.startswith("No se pudo comparar")


def test_a_book_that_is_not_there_is_missed_in_spanish(
    closed: tuple[Path, list[Paper]], tmp_path: Path
) -> None:
    answer = verified(tmp_path / "nada.jsonl", closed[1][0])

    assert answer.code == 2
    assert "(no está " in answer.first
    assert "Errno" not in answer.text


@pytest.mark.parametrize("given", [[], ["libro.db"], ["libro.db", "--acta"], ["libro.db", "--acta", "15"]])
def test_what_is_asked_wrongly_shows_how_to_ask(given: list[str]) -> None:
    answer = asked(*given)

    assert answer.code == 2
    assert "python3 verificar.py libro.jsonl --acta 15 --palabras" in answer.text


def test_it_reads_a_book_that_the_station_is_writing(tmp_path: Path) -> None:
    path, _ = closed_book(tmp_path)
    with CommuneJournal(path, commune="demo") as journal:
        close_book(journal, session=None, now=NIGHT + 10**7, author="station", uid="mientras")
        newest = papers(journal)[-1]

        answer = answered(path, newest)

        assert (tmp_path / "commune.db-wal").stat().st_size > 0
    assert answer.code == 0


def test_it_leaves_a_copy_on_a_stick_as_it_is(closed: tuple[Path, list[Paper]], tmp_path: Path) -> None:
    book, (*_others, third) = closed
    stick = tmp_path / "llave"
    stick.mkdir()
    copy = Path(shutil.copy(book, stick / "libro.sqlite"))
    before = copy.read_bytes()

    answer = verified(copy, third)

    assert answer.code == 0
    assert [one.name for one in stick.iterdir()] == ["libro.sqlite"]
    assert copy.read_bytes() == before
