"""What is said of a cycle, in the visitor's language and as people write numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.production.changed import NO_DATA, THERE_WAS_NONE, Cell, Changed
from dashboard.production.grain import comparable_kg
from dashboard.production.reading import IT_COINCIDED
from dashboard.production.saying import Moment, Saying, Value
from dashboard.visit.given import Visit
from dashboard.words.written import Words
from gateway.domain.entries import Harvested


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence; `is_coincided` marks the one that says what side by side means."""

    text: str
    is_coincided: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A cell of what else changed; `is_blank` where nobody said anything."""

    text: str
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One thing in this cycle and in the one before, None where there is none."""

    what: str
    now: Told
    before: Told | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Wet:
    """How a weighed harvest of grain became its kilos at the base, to be done again by hand."""

    harvest: Harvested
    sum: str


def shown(value: Value, words: Words) -> str:
    """Return a number or a day as people write it."""
    if isinstance(value, Moment):
        return words.dated(words.local(value.at).date(), year=False)
    if isinstance(value, Decimal):
        return words.amount(value, most=1)
    if isinstance(value, float):
        return words.amount(value, most=1) if value < 20 else words.number(value)
    return words.number(value) if isinstance(value, int) else value


def text_of(visit: Visit, saying: Saying) -> str:
    """Return a sentence in the visitor's language."""
    values = {name: shown(value, visit.words) for name, value in saying.values.items()}
    return visit.language.gettext(saying.sentence) % values


def said(visit: Visit, sayings: Sequence[Saying]) -> list[Said]:
    """Return sentences in the visitor's language, in their order."""
    return [Said(text_of(visit, one), one == IT_COINCIDED) for one in sayings]


def changed_rows(visit: Visit, rows: Sequence[Changed]) -> list[ChangedRow]:
    """Return what else changed, in words."""
    found = []
    for one in rows:
        now = _cell(visit, one.now)
        before = None if one.before is None else _cell(visit, one.before)
        differs = one.differs and before is not None and now.text != before.text
        found.append(ChangedRow(text_of(visit, one.what), now, before, differs))
    return found


def _cell(visit: Visit, cell: Cell) -> Told:
    if cell in (NO_DATA, THERE_WAS_NONE):
        return Told(text_of(visit, cell[0]), cell == NO_DATA)
    return Told(", ".join(text_of(visit, one) for one in cell))


def wet(harvest: Harvested, words: Words) -> Wet | None:
    """Return how grain was brought to its base, None where it has none."""
    kg = comparable_kg(harvest)
    if kg is None or harvest.moisture is None or harvest.base_moisture is None:
        return None
    parts = [words.amount(harvest.kg, most=1), _parts(harvest.moisture, harvest.base_moisture, words)]
    impurity, base = harvest.impurity or Decimal(0), harvest.base_impurity or Decimal(0)
    if impurity > base:
        parts.append(_parts(impurity, base, words))
    return Wet(harvest, f"{' × '.join(parts)} = {words.number(kg)}")


def _parts(measured: Decimal, base: Decimal, words: Words) -> str:
    return f"{words.amount(100 - measured)}/{words.amount(100 - base)}"
