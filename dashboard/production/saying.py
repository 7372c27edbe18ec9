"""A sentence with named places, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment [s UTC] that a page writes as a day."""

    at: int


Value = int | float | Decimal | str | Moment


@dataclass(frozen=True)
class Saying:
    """A Spanish sentence with named places, and the numbers that stand in them.

    A page translates the sentence, writes the numbers as people do and puts them in.
    """

    sentence: str
    values: Mapping[str, Value]

    def __hash__(self) -> int:
        return hash((self.sentence, *self.values.items()))
