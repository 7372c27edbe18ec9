"""One entry is checked with the words on a paper and its proof, without any copy of the book."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from closed_book import EACH_WEEK, closed_book
from paper import OLD_PYTHON, Answer, Paper, answered, copied, rewritten, rows_of, verified, write_rows

UID = "asiento-1-2"
NUMBER = EACH_WEEK + 1 + 3


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Paper]]:
    return closed_book(tmp_path_factory.mktemp("libro"))


@pytest.fixture
def printed(closed: tuple[Path, list[Paper]]) -> str:
    """Return what verificar.py prints for who asks for a proof."""
    book, (*_others, third) = closed
    return verified(book, third, "--asiento", UID).text


def checked(path: Path, text: str | bytes, paper: Paper, uid: str = UID) -> Answer:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return answered(path, paper, "--asiento", uid)


def with_proof(printed: str, changed: Callable[[dict[str, Any]], object]) -> str:
    """Return the printed proof after somebody has changed something in it."""
    *before, line = printed.splitlines()
    told = json.loads(line)
    changed(told)
    return "\n".join([*before, json.dumps(told)])


def test_what_was_printed_is_checked_with_the_words_alone(
    closed: tuple[Path, list[Paper]], printed: str, tmp_path: Path
) -> None:
    answer = checked(tmp_path / "prueba.txt", printed, closed[1][-1])

    first, *told = answer.text.splitlines()
    assert answer.code == 0
    assert first.startswith(f"COINCIDE: el asiento {NUMBER} está así en el libro que cerró el corte 3")
    assert "  uid: asiento-1-2" in told
    assert any(one.startswith("  cuerpo: {") and "Ñángara 2" in one for one in told)


@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16"])
def test_a_proof_that_another_computer_saved_in_its_letters_is_read_too(
    closed: tuple[Path, list[Paper]], printed: str, tmp_path: Path, letters: str
) -> None:
    saved = printed.replace("\n", "\r\n").encode(letters)

    assert checked(tmp_path / "prueba.txt", saved, closed[1][-1]).code == 0


@pytest.mark.parametrize("field", ["number", "uid", "kind", "body", "happened", "registered", "author"])
def test_any_word_of_the_entry_that_was_changed_is_noticed(
    closed: tuple[Path, list[Paper]], printed: str, tmp_path: Path, field: str
) -> None:
    forged = with_proof(printed, lambda told: told["asiento"].update({field: told["asiento"][field] + "1"}))

    answer = checked(tmp_path / "prueba.txt", forged, closed[1][-1])

    assert (answer.code, answer.first.startswith("NO COINCIDE")) == (1, True)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda told: told["camino"].pop(), id="a step left out"),
        pytest.param(lambda told: told["camino"].reverse(), id="steps in another order"),
        pytest.param(lambda told: told["camino"].append("derecha " + "0" * 64), id="a step more"),
        pytest.param(lambda told: told["cierre"].update(root="0" * 64), id="another root"),
        pytest.param(lambda told: told["cierre"].update(closing=2), id="another closing"),
        pytest.param(lambda told: told.update(comuna="otra"), id="another commune"),
        pytest.param(
            lambda told: told["asiento"].update(dict.fromkeys(list(told["asiento"])[1:10])),
            id="only its fingerprint",
        ),
    ],
)
def test_a_proof_that_was_bent_proves_nothing(
    closed: tuple[Path, list[Paper]],
    printed: str,
    tmp_path: Path,
    changed: Callable[[dict[str, Any]], object],
) -> None:
    answer = checked(tmp_path / "prueba.txt", with_proof(printed, changed), closed[1][-1])

    assert (answer.code, answer.first.startswith("NO COINCIDE")) == (1, True)


def test_a_proof_of_a_book_written_again_does_not_agree_with_the_paper(
    closed: tuple[Path, list[Paper]], tmp_path: Path
) -> None:
    book, (*_others, third) = closed
    rows = rows_of(book)
    rows[NUMBER - 1]["body"] = rows[NUMBER - 1]["body"].replace("82", "28")
    forged = write_rows(copied(book, tmp_path / "otro.db"), rewritten(rows))
    said = json.loads(next(one for one in reversed(rows_of(forged)) if one["kind"] == "closing")["body"])
    theirs = Paper(third.closing.__class__(**said))

    printed = answered(forged, theirs, "--asiento", UID).text

    assert checked(tmp_path / "prueba.txt", printed, theirs).code == 0
    answer = checked(tmp_path / "prueba.txt", printed, third)
    assert (answer.code, answer.first) == (
        1,
        "NO COINCIDE: esa prueba no es del libro que cerró el corte 3",
    )


def test_a_proof_of_one_entry_is_none_of_another_and_never_of_a_whole_book(
    closed: tuple[Path, list[Paper]], printed: str, tmp_path: Path
) -> None:
    other = checked(tmp_path / "prueba.txt", printed, closed[1][-1], uid="asiento-0-0")
    whole = answered(tmp_path / "prueba.txt", closed[1][-1])

    assert (other.code, other.first.startswith("NO COINCIDE")) == (1, True)
    assert (whole.code, whole.first.startswith("No se pudo comparar")) == (2, True)


@pytest.mark.skipif(OLD_PYTHON is None, reason="no Python 3.8 here")
def test_a_bare_python_38_checks_a_proof(
    closed: tuple[Path, list[Paper]], printed: str, tmp_path: Path
) -> None:
    (tmp_path / "prueba.txt").write_text(printed, encoding="utf-8")

    answer = verified(tmp_path / "prueba.txt", closed[1][-1], "--asiento", UID, python=OLD_PYTHON or "")

    assert answer.code == 0


def test_a_book_written_again_is_told_as_such_with_what_to_do_next(
    closed: tuple[Path, list[Paper]], tmp_path: Path
) -> None:
    book, (first, _second, third) = closed
    rows = rows_of(book)
    rows[NUMBER - 1]["body"] = rows[NUMBER - 1]["body"].replace("82", "28")
    forged = write_rows(copied(book, tmp_path / "otro.db"), rewritten(rows))

    alone, exact = answered(forged, third), answered(forged, third, "--copia", str(book))

    assert "Qué hacer: guarde esta copia y compruebe los papeles de antes" in alone.first
    assert answered(forged, first).code == 0, "what agrees last is where the other book begins"
    assert f"Todo lo que sigue al asiento {NUMBER - 1} es otro libro" in exact.text
    assert f"el asiento {NUMBER} fue cambiado; cuerpo: antes" in exact.text


def test_one_entry_changed_in_its_place_is_no_other_book(
    closed: tuple[Path, list[Paper]], tmp_path: Path
) -> None:
    book, (*_others, third) = closed
    rows = rows_of(book)
    rows[NUMBER - 1]["body"] = rows[NUMBER - 1]["body"].replace("82", "28")

    answer = answered(write_rows(copied(book, tmp_path / "otro.db"), rows), third, "--copia", str(book))

    assert "es otro libro" not in answer.text
    assert f"el asiento {NUMBER} fue cambiado" in answer.text
