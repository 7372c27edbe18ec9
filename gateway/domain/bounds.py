"""Bounds of exact numbers, written in the type and checked at the border.

msgspec checks bounds of int and float, not of Decimal; money and weight are Decimal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Final, get_args, get_type_hints

from msgspec import Struct

from gateway.domain.speech import told

ABOVE: Final = "mayor que"
LEAST: Final = "al menos"
MOST: Final = "a lo sumo"
NUMBER: Final = "un número"


@dataclass(frozen=True, slots=True)
class Fault:
    """A number that is not possible.

    Attributes:
        name: The field it stands in.
        relation: What it must be, in words for a person: `mayor que`, `al menos`, `a lo sumo`, `un número`.
        bound: The bound it breaks; None where it is no number at all.
        value: The number.
    """

    name: str
    relation: str
    bound: int | None
    value: Decimal

    def __str__(self) -> str:
        wanted = {
            ABOVE: told("mayor que %(bound)s", bound=self.bound),
            LEAST: told("al menos %(bound)s", bound=self.bound),
            MOST: told("a lo sumo %(bound)s", bound=self.bound),
            NUMBER: told("un número"),
        }
        return told(
            "%(name)s = %(value)s no sirve: debe ser %(wanted)s",
            name=self.name,
            value=self.value,
            wanted=wanted[self.relation],
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which numbers a Decimal may lie; None is no bound."""

    above: int | None = None
    least: int | None = None
    most: int | None = None

    def fault(self, name: str, value: Decimal) -> Fault | None:
        """Return what is wrong with the value of a field, None when nothing is."""
        if not value.is_finite():
            return Fault(name, NUMBER, None, value)
        if self.above is not None and value <= self.above:
            return Fault(name, ABOVE, self.above, value)
        if self.least is not None and value < self.least:
            return Fault(name, LEAST, self.least, value)
        if self.most is not None and value > self.most:
            return Fault(name, MOST, self.most, value)
        return None


Positive = Annotated[Decimal, Bounds(above=0, most=10**12)]
NotNegative = Annotated[Decimal, Bounds(least=0, most=10**12)]
Percent = Annotated[Decimal, Bounds(least=0, most=100)]
BasePercent = Annotated[Decimal, Bounds(least=0, most=50)]
"""Of a base at which grain is compared: near 100 any load would weigh more than every number here."""
Hours = Annotated[Decimal, Bounds(above=0, most=10_000)]
Measures = Annotated[Decimal, Bounds(above=0, most=1_000_000)]
"""How many local measures; together with what one weighs it stays below what is counted exactly."""
MeasureKg = Annotated[Decimal, Bounds(above=0, most=100_000)]


def faults(body: Struct) -> list[Fault]:
    """Return what is wrong with the exact numbers of a record, and of the records in it."""
    found: list[Fault] = []
    for name, bounds in _fields(type(body)).items():
        value = getattr(body, name)
        if isinstance(value, Decimal):
            found += [fault for one in bounds if (fault := one.fault(name, value))]
        elif isinstance(value, Struct):
            found += faults(value)
        elif isinstance(value, list):
            found += [fault for one in value if isinstance(one, Struct) for fault in faults(one)]
    return found


@cache
def _fields(sort: type[Struct]) -> dict[str, list[Bounds]]:
    """Return the bounds of every field of a record; reading types is slow, and they never change."""
    return {name: _bounds(hint) for name, hint in get_type_hints(sort, include_extras=True).items()}


def _bounds(hint: object) -> list[Bounds]:
    """Return the bounds written in a type, also where it may be None."""
    return [one for part in (hint, *get_args(hint)) for one in get_args(part) if isinstance(one, Bounds)]
