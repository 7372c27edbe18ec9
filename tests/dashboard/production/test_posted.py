"""What a whole book moves."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from any_book import books
from booked import REGISTERED, STOCKING
from builders import NIGHT, an_entry
from hypothesis import given

from dashboard.production.accounts import Account
from dashboard.production.posted import posted
from dashboard.production.registers import book_registers
from gateway.domain.entries import Died, Entry, Reversed
from gateway.domain.goods import Good


@given(books())
def test_the_postings_of_every_entry_sum_to_zero_for_each_good(book: list[Entry]) -> None:
    for _entry, moved in posted(book, book_registers(book)):
        sums: Counter[Good] = Counter()
        for one in moved:
            sums[one.good] += one.amount  # type: ignore[assignment]

        assert set(sums.values()) <= {Decimal(0)}


@given(books())
def test_every_account_is_one_of_ours_and_every_amount_is_exact_to_a_thousandth(book: list[Entry]) -> None:
    for _entry, moved in posted(book, book_registers(book)):
        for one in moved:
            assert str(Account.parsed(one.account)) == one.account
            assert (one.amount * 1000) % 1 == 0


def test_a_reversal_moves_back_what_the_entry_moved() -> None:
    book = [
        *(an_entry(body, number=number) for number, body in enumerate(REGISTERED, 1)),
        an_entry(STOCKING, number=20),
        an_entry(Died("uid-20", 3, "counted"), number=21),
        an_entry(Reversed("error"), number=22, journal="book", reverses="uid-21", happened=NIGHT),
    ]

    moved = {entry.number: found for entry, found in posted(book, book_registers(book))}

    assert [(one.account, one.amount) for one in moved[22]] == [("vivos:uid-20", 3), ("muertos:uid-20", -3)]
