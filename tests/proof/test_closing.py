"""Long: whatever is done to a closed book is named, and an older copy tells the very entry."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from closed_book import closed_book, whole_book
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from paper import OLD_PYTHON, Paper, answered, copied, rows_of, verified, write_lines, write_rows
from seeds import a_seed
from tampered import DEEDS, bytes_changed, changes, is_named, named_by_an_older_copy, numbers_in

pytestmark = pytest.mark.proof

IS_WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
TIMES = 4000 if IS_WHOLE else 400
SEED = a_seed(20261127)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Paper]]:
    print(f"\nseed={SEED}")
    return closed_book(tmp_path_factory.mktemp("libro"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("copia")


@seed(SEED)
@settings(max_examples=TIMES // 10, deadline=None)
@given(drawn=st.lists(st.sampled_from(DEEDS), max_size=60))
def test_any_sequence_of_entries_reversals_and_closings_verifies(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[str]
) -> None:
    path, papers = whole_book(tmp_path_factory.mktemp("libro"), drawn)

    assert [answered(path, one).code for one in papers] == [0] * len(papers)


@seed(SEED)
@settings(max_examples=TIMES, deadline=None)
@given(data=st.data())
def test_whatever_is_done_to_what_was_closed_is_named(
    closed: tuple[Path, list[Paper]], desk: Path, data: st.DataObject
) -> None:
    book, papers = closed
    done = data.draw(changes(rows_of(book), closed=papers[-1].closing.count))
    copy = write_lines(desk / "libro.jsonl", list(done.rows))

    alone = answered(copy, papers[-1])
    beside = answered(copy, papers[-1], "--copia", str(book))

    assert is_named(alone, done), alone.text
    assert named_by_an_older_copy(beside, done), beside.text


@seed(SEED)
@settings(max_examples=TIMES, deadline=None)
@given(data=st.data())
def test_any_byte_of_any_closed_entry_is_named(
    closed: tuple[Path, list[Paper]], desk: Path, data: st.DataObject
) -> None:
    book, papers = closed
    copy = write_lines(desk / "libro.jsonl", rows_of(book))
    number = bytes_changed(copy, data.draw, last=papers[-1].closing.count)

    answer = answered(copy, papers[-1])

    if number is None:
        assert answer.code == 0, "what it says is the same"
    else:
        assert (answer.code, number in numbers_in(answer)) == (1, True), answer.text


@pytest.mark.skipif(OLD_PYTHON is None, reason="no Python 3.8 here")
def test_a_bare_python_38_names_each_entry_that_was_changed_in_the_database(
    closed: tuple[Path, list[Paper]], desk: Path
) -> None:
    book, papers = closed
    for place in range(papers[-1].closing.count):
        rows = rows_of(book)
        rows[place]["author"] += "x"

        copy = write_rows(copied(book, desk / "otro.db"), rows)

        answer = verified(copy, papers[-1], python=OLD_PYTHON or "")
        assert answer.first == f"NO COINCIDE: el asiento {place + 1} fue cambiado"
