"""Sums that were asked for already, as long as the book has not grown."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Final, TypeVar, cast

from dashboard.production.base import Wanted

MOST: Final = 64
"""So many answers are kept; who asks for ever other periods and units only makes them be forgotten."""

Answer = TypeVar("Answer")


@dataclass(slots=True)
class Remembered:
    """Answers by question, all of one head of the book."""

    _head: Hashable = None
    _answers: dict[Hashable, object] = field(default_factory=dict)

    def answer(self, head: Hashable, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, asked only where it was not asked since the book grew.

        Args:
            head: The newest entry of the book before anything is asked: an answer may know more than it
                says, never less.
            question: What tells one question from the next.
            ask: Finds it.
        """
        if head != self._head or len(self._answers) >= MOST:
            self._head, self._answers = head, {}
        kept = self._answers
        if question not in kept:
            kept[question] = ask()
        return cast(Answer, kept[question])


def key_of(name: str, wanted: Wanted, account: str = "") -> Hashable:
    """Return what tells one question from the next."""
    kinds = None if wanted.kinds is None else tuple(sorted(wanted.kinds))
    narrowed = (wanted.enterprise, wanted.unit, wanted.cycle, wanted.product, wanted.start, wanted.end)
    return (name, kinds, narrowed, account)
