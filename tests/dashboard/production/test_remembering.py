"""What was summed up is not summed up again until the book grows."""

from __future__ import annotations

from dashboard.production.base import Wanted
from dashboard.production.sql_remembering import MOST, Remembered, key_of


def test_a_question_is_asked_once_until_the_book_grows() -> None:
    asked: list[int] = []
    remembered = Remembered()

    def ask() -> int:
        asked.append(1)
        return len(asked)

    answers = [remembered.answer(head, "sum", ask) for head in (1, 1, 2, 2)]

    assert answers == [1, 1, 2, 2]


def test_however_much_is_asked_only_so_much_is_kept() -> None:
    remembered = Remembered()

    for number in range(3 * MOST):
        remembered.answer(1, number, lambda: "answer")

    assert len(remembered._answers) <= MOST


def test_the_order_in_which_kinds_are_named_makes_no_other_question() -> None:
    assert key_of("counts", Wanted(kinds=("a", "b"))) == key_of("counts", Wanted(kinds=["b", "a"]))
    assert key_of("counts", Wanted(unit="a")) != key_of("counts", Wanted(enterprise="a"))
    assert key_of("balances", Wanted(), "x") != key_of("balances", Wanted(), "y")
