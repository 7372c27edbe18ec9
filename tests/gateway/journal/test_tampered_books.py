"""Whatever is done to a book after it was closed, the words on paper tell; long in tests/proof."""

from __future__ import annotations

from pathlib import Path

import pytest
from closed_book import closed_book, whole_book
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import Paper, answered, rows_of, write_lines
from tampered import DEEDS, bytes_changed, changes, is_named, named_by_an_older_copy, numbers_in


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Paper]]:
    return closed_book(tmp_path_factory.mktemp("libro"))


@settings(max_examples=15, deadline=None)
@given(drawn=st.lists(st.sampled_from(DEEDS), max_size=25))
def test_any_sequence_of_entries_reversals_and_closings_verifies(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[str]
) -> None:
    path, papers = whole_book(tmp_path_factory.mktemp("libro"), drawn)

    assert [answered(path, one).code for one in papers] == [0] * len(papers)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_is_done_to_what_was_closed_is_named(
    closed: tuple[Path, list[Paper]], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    book, papers = closed
    done = data.draw(changes(rows_of(book), closed=papers[-1].closing.count))
    copy = write_lines(tmp_path_factory.mktemp("copia") / "libro.jsonl", list(done.rows))

    answer = answered(copy, papers[-1])

    assert is_named(answer, done), answer.text


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_an_older_copy_tells_the_very_entry(
    closed: tuple[Path, list[Paper]], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    book, papers = closed
    done = data.draw(changes(rows_of(book), closed=papers[-1].closing.count))
    copy = write_lines(tmp_path_factory.mktemp("copia") / "libro.jsonl", list(done.rows))

    answer = answered(copy, papers[-1], "--copia", str(book))

    assert named_by_an_older_copy(answer, done), answer.text


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_byte_of_any_closed_entry_is_named(
    closed: tuple[Path, list[Paper]], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    book, papers = closed
    copy = write_lines(tmp_path_factory.mktemp("copia") / "libro.jsonl", rows_of(book))
    number = bytes_changed(copy, data.draw, last=papers[-1].closing.count)

    answer = answered(copy, papers[-1])

    if number is None:
        assert answer.code == 0, "what it says is the same"
    else:
        assert (answer.code, number in numbers_in(answer)) == (1, True), answer.text


def test_a_blank_that_becomes_a_line_end_is_named(closed: tuple[Path, list[Paper]], tmp_path: Path) -> None:
    book, papers = closed
    copy = write_lines(tmp_path / "libro.jsonl", rows_of(book))
    blank = iter([5, len('{"number":'), ord(" ") ^ ord("\n")])
    number = bytes_changed(copy, lambda _: next(blank), last=papers[-1].closing.count)

    answer = answered(copy, papers[-1])

    assert (number, answer.code) == (5, 1)
    assert 5 in numbers_in(answer)


@settings(max_examples=20, deadline=None)
@given(kept=st.integers(0, 29))
def test_the_end_cut_off_anywhere_is_missed(
    closed: tuple[Path, list[Paper]], tmp_path_factory: pytest.TempPathFactory, kept: int
) -> None:
    book, papers = closed
    copy = write_lines(tmp_path_factory.mktemp("copia") / "libro.jsonl", rows_of(book)[:kept])

    answer = answered(copy, papers[-1])

    assert answer.code == 1
    assert answer.first.startswith(f"FALTAN asientos: esta copia llega al {kept}")
