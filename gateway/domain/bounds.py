"""Bounds of exact numbers, written in the type and checked at the border.

msgspec checks bounds of int and float, not of Decimal; money and weight are Decimal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, get_args, get_type_hints

from msgspec import Struct


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which numbers a Decimal may lie; None is no bound."""

    above: int | None = None
    least: int | None = None
    most: int | None = None

    def fault(self, value: Decimal) -> str | None:
        """Return what is wrong with a value, None when nothing is."""
        if not value.is_finite():
            return "must be a number"
        if self.above is not None and value <= self.above:
            return f"must be above {self.above}"
        if self.least is not None and value < self.least:
            return f"must be at least {self.least}"
        if self.most is not None and value > self.most:
            return f"must be at most {self.most}"
        return None


Positive = Annotated[Decimal, Bounds(above=0, most=10**12)]
NotNegative = Annotated[Decimal, Bounds(least=0, most=10**12)]
Percent = Annotated[Decimal, Bounds(least=0, most=100)]


def faults(body: Struct) -> list[str]:
    """Return what is wrong with the exact numbers of a record, one sentence each."""
    found: list[str] = []
    for name, hint in get_type_hints(type(body), include_extras=True).items():
        value = getattr(body, name)
        if isinstance(value, Decimal):
            found += [f"{name} {fault}: {value}" for one in _bounds(hint) if (fault := one.fault(value))]
    return found


def _bounds(hint: object) -> list[Bounds]:
    """Return the bounds written in a type, also where it may be None."""
    return [one for part in (hint, *get_args(hint)) for one in get_args(part) if isinstance(one, Bounds)]
