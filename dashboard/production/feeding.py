"""What fish were fed, kind by kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.production.amounts import exact, totals
from dashboard.production.registers import BookRegisters
from gateway.domain.entries import Entry, Fed
from gateway.domain.goods import Amount, Good

CONCENTRATE: Final = "concentrado"
"""The key of concentrate, whatever its maker calls it."""

KINDS: Final = {"concentrate": CONCENTRATE, "scraps": "sobras", "fruit": "frutas", "other": "otro-alimento"}


@dataclass(frozen=True, slots=True)
class Meal:
    """What was given once.

    Attributes:
        at: When [s UTC].
        amount: Of which feed, None where its measure was never weighed.
        is_weighed: Whether a scale said so.
        protein: Of a concentrate [%].
    """

    at: int
    kind: str
    amount: Amount | None
    is_weighed: bool
    protein: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Feeding:
    """Everything that was given in a cycle; meals rise by time."""

    meals: tuple[Meal, ...]

    @property
    def given(self) -> list[Amount]:
        """What was given, one amount for each kind of feed."""
        return totals(one.amount for one in self.meals if one.amount is not None)

    @property
    def unknown(self) -> int:
        """How many meals nobody knows the kilos of."""
        return sum(one.amount is None for one in self.meals)

    @property
    def is_concentrate_alone(self) -> bool:
        """Whether fish got concentrate and nothing else; without a meal nobody knows."""
        return bool(self.meals) and all(one.kind == CONCENTRATE for one in self.meals)

    @property
    def concentrate(self) -> Amount | None:
        """The concentrate alone, None where none was given or a measure of it is not known."""
        if any(one.amount is None for one in self.meals if one.kind == CONCENTRATE):
            return None
        return next((one for one in self.given if one.good == Good("kg", CONCENTRATE)), None)

    @property
    def proteins(self) -> list[Decimal]:
        """The proteins of the concentrates, rising [%]."""
        return sorted({one.protein for one in self.meals if one.protein is not None})


def feeding(entries: Iterable[Entry], registers: BookRegisters) -> Feeding:
    """Return what entries say was fed; a local measure counts by its weighing.

    Args:
        entries: That stand; others than feedings are passed over.
        registers: What a *tobo* of something weighs.
    """
    found = [_meal(entry, entry.body, registers) for entry in entries if isinstance(entry.body, Fed)]
    return Feeding(tuple(sorted(found, key=lambda one: one.at)))


def kg_by_span(meals: Sequence[Meal], starts: Sequence[int], *, of: Good) -> list[Decimal | None]:
    """Return the kilos of one feed in each span between two starts [kg], None where none is written down.

    Args:
        meals: Rising by time; other feeds are passed over.
        starts: Rising [s UTC]; the last one ends the last span.
        of: Which feed.
    """
    found: list[Decimal | None] = [None] * (len(starts) - 1)
    for meal in meals:
        place = bisect_right(starts, meal.at) - 1
        if meal.amount is not None and meal.amount.good == of and 0 <= place < len(found):
            found[place] = (found[place] or Decimal(0)) + meal.amount.amount
    return found


def _meal(entry: Entry, body: Fed, registers: BookRegisters) -> Meal:
    kind = KINDS[body.feed]
    item = kind if body.feed == "concentrate" else body.what or kind
    kg = body.kg
    if kg is None and body.measure is not None and body.count is not None:
        each = registers.measure_kg(body.measure, of=body.what or kind, at=entry.happened)
        kg = None if each is None else each * body.count
    amount = None if kg is None else Amount(Good("kg", item), exact(kg))
    return Meal(entry.happened, kind, amount, body.quality == "weighed", body.protein)
