"""The book is closed over what stands, once a session, and never opened again."""

from __future__ import annotations

import threading

import pytest
from builders import NIGHT, a_draft, a_harvest, a_reversal, a_stocking
from sitting import AGAIN, MEETS, SEVEN, a_sitting, close, convened, counted, proposed, write

from gateway.domain.entries import BookClosed
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal, salted
from gateway.journal.closing import close_book
from gateway.journal.fingerprint import fingerprint
from gateway.journal.merkle import root


def closing(journal: CommuneJournal, uid: str, *, session: int | None = None, now: int = NIGHT) -> BookClosed:
    body = close_book(journal, session=session, now=now, author="secretaría", uid=uid).body
    assert isinstance(body, BookClosed)
    return body


def test_a_closing_binds_every_entry_before_it(book: CommuneJournal) -> None:
    book.append(a_draft(a_stocking(), uid="siembra"), now=NIGHT)
    before = book.entries("book")

    body = closing(book, "corte-1")

    assert (body.closing, body.sort, body.count) == (1, "weekly", len(before))
    assert body.last == before[-1].own_hash
    assert body.root == root([bytes.fromhex(one.own_hash) for one in before]).hex()
    assert body.fingerprint == fingerprint(body, commune="demo")
    assert book.head("book")[0] == len(before) + 1


def test_each_closing_binds_the_one_before(book: CommuneJournal) -> None:
    first = closing(book, "corte-1")

    second = closing(book, "corte-2", now=NIGHT + 7 * 86_400)

    assert (second.closing, second.count, second.previous) == (2, first.count + 1, first.fingerprint)


def test_an_empty_book_can_be_closed(journal: CommuneJournal) -> None:
    body = closing(journal, "corte-1")

    assert (body.count, body.last) == (0, "0" * 64)


def test_the_same_closing_twice_is_one(book: CommuneJournal) -> None:
    first = close_book(book, session=None, now=NIGHT, author="secretaría", uid="corte-1")
    book.append(a_draft(a_stocking(), uid="siembra"), now=NIGHT)

    again = close_book(book, session=None, now=NIGHT + 60, author="otra", uid="corte-1")

    assert again == first


def test_what_is_written_while_the_book_is_closed_is_bound_or_follows(book: CommuneJournal) -> None:
    def write() -> None:
        for number in range(20):
            book.append(a_draft(a_stocking(), uid=f"siembra-{number}", happened=NIGHT - number), now=NIGHT)

    writer = threading.Thread(target=write)
    writer.start()
    bodies = [closing(book, f"corte-{number}", now=NIGHT + number) for number in range(5)]
    writer.join()

    hashes = [bytes.fromhex(one.own_hash) for one in book.entries("book")]
    assert [one.root for one in bodies] == [root(hashes[: one.count]).hex() for one in bodies]


@pytest.mark.parametrize("field", ["closing", "count", "last", "root", "previous", "fingerprint"])
def test_a_closing_that_does_not_agree_with_what_stands_is_refused(book: CommuneJournal, field: str) -> None:
    right = closing(book, "corte-1")
    changed = {
        "closing": 2, "count": right.count + 1, "last": book.head("book")[1],
        "root": right.root, "previous": right.fingerprint, "fingerprint": right.fingerprint,
    }  # fmt: skip
    changed[field] = 7 if isinstance(changed[field], int) else "e" * 64
    body = BookClosed(sort="weekly", at=NIGHT, **changed)  # type: ignore[arg-type]

    with pytest.raises(EntryError, match="no corresponde a lo que está en el libro"):
        book.append(a_draft(body, uid="corte-2"), now=NIGHT)


def test_a_closing_of_a_session_that_nobody_convened_is_refused(book: CommuneJournal) -> None:
    with pytest.raises(EntryError, match="La sesión 15 no está convocada"):
        closing(book, "acta-15", session=15)


def test_the_cut_of_a_week_has_no_session(book: CommuneJournal) -> None:
    body = BookClosed(1, "weekly", NIGHT, 2, "0" * 64, "0" * 64, "0" * 64, "0" * 64, session=15)

    with pytest.raises(EntryError, match="el corte de la semana sin número"):
        book.append(a_draft(body, uid="corte"), now=NIGHT)


def test_a_closing_lies_at_the_moment_of_its_entry(book: CommuneJournal) -> None:
    body = BookClosed(1, "weekly", NIGHT - 1, 2, "0" * 64, "0" * 64, "0" * 64, "0" * 64)

    with pytest.raises(EntryError, match="otra fecha que su asiento"):
        book.append(a_draft(body, uid="corte"), now=NIGHT)


def test_a_closing_is_never_taken_back(book: CommuneJournal) -> None:
    closing(book, "corte-1")

    with pytest.raises(EntryError, match="no se anula"):
        book.append(a_reversal("corte-1"), now=NIGHT)


def test_what_was_closed_can_still_be_corrected(book: CommuneJournal) -> None:
    book.append(a_draft(a_stocking(), uid="siembra"), now=NIGHT)
    book.append(a_draft(a_harvest("siembra"), uid="cosecha"), now=NIGHT)
    closing(book, "corte-1")

    book.append(a_reversal("cosecha"), now=NIGHT)

    book.verify("book")


def test_the_minutes_of_a_session_close_the_book_once(journal: CommuneJournal) -> None:
    a_sitting(journal, until="acuerdo")
    close(journal)

    with pytest.raises(EntryError, match="La sesión 7 ya cerró el libro"):
        closing(journal, "otra-vez", session=SEVEN)


def test_a_session_with_something_undecided_says_what_is_missing(journal: CommuneJournal) -> None:
    a_sitting(journal)
    text = salted("Comprar una moto\nPara repartir.")
    journal.append(
        a_draft(proposed(note=text.salted_hash), uid="moto", happened=MEETS), now=NIGHT, texts=[text]
    )

    with pytest.raises(EntryError, match=r"Falta decidir nº \d+, «Comprar una moto»\."):
        close(journal)


def test_a_session_without_quorum_closes_nothing(journal: CommuneJournal) -> None:
    a_sitting(journal, until="asistencia", present=())
    with pytest.raises(EntryError, match="no tiene quórum"):
        close(journal)
    write(journal, "segunda", convened(2, at=AGAIN), MEETS + 60)
    with pytest.raises(EntryError, match="Falta la asistencia"):
        close(journal)
    write(journal, "nadie", counted(call=2), AGAIN)

    with pytest.raises(EntryError, match="no tiene quórum"):
        close(journal)
