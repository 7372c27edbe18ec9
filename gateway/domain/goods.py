"""What is counted: so much of one product, by one measure, at one base; and the key of a product's name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from gateway.domain.errors import ConucoError

Measure = Literal["kg", "L", "count", "sack", "money", "fish"]
"""`fish` are live fish by number; `money` has the currency for its item."""

LONGEST_KEY = 32
MAIZE: Final = frozenset({"maiz", "jojoto", "cariaco", "maize", "corn"})
"""A crop with one of these words in its name is maize."""


class MixedGoodsError(ConucoError):
    """Two different goods were to be added: other products, other bases, other currencies."""


@dataclass(frozen=True, slots=True)
class Base:
    """At which moisture and impurity kilos are compared [%]; each below 100."""

    moisture: Decimal
    impurity: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        """Make 14 and 14.0 the same base."""
        object.__setattr__(self, "moisture", _plain(self.moisture))
        object.__setattr__(self, "impurity", _plain(self.impurity))

    def __str__(self) -> str:
        return f"{self.moisture:f}/{self.impurity:f}"


@dataclass(frozen=True, slots=True)
class Good:
    """One thing that can be counted, and added only to itself.

    Attributes:
        measure: In what it is counted.
        item: The key of the product or input, or the code of the currency.
        base: Of grain; None of everything else, and of grain whose moisture nobody measured.
    """

    measure: Measure
    item: str
    base: Base | None = None

    def __str__(self) -> str:
        """Return its code, such as `kg:maiz@14/2` or `money:USD`."""
        return f"{self.measure}:{self.item}" + ("" if self.base is None else f"@{self.base}")

    @classmethod
    def parsed(cls, code: str) -> Good:
        """Return the good of a code.

        Raises:
            ValueError: It is no code of a good.
        """
        found = re.fullmatch(r"(kg|L|count|sack|money|fish):([^:@]+)(?:@([\d.]+)/([\d.]+))?", code)
        if found is None:
            raise ValueError(code)
        measure, item, moisture, impurity = found.groups()
        base = None if moisture is None else Base(Decimal(moisture), Decimal(impurity))
        return cls(measure, item, base)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of one good; the only thing that is ever added, and only to the same."""

    good: Good
    amount: Decimal

    def __add__(self, other: Amount) -> Amount:
        """Return both together.

        Raises:
            MixedGoodsError: They are not the same good.
        """
        if self.good != other.good:
            raise MixedGoodsError(f"{self.good} + {other.good}")
        return Amount(self.good, self.amount + other.amount)

    def __neg__(self) -> Amount:
        return Amount(self.good, -self.amount)


def product_key(name: str) -> str:
    """Return the key of a product, as `maiz-blanco` of "Maíz blanco": the same words are the same product."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].strip("-") or "otro"


def is_maize(crop: str) -> bool:
    """Tell whether a crop is maize, however it is called: "Maíz blanco", "jojoto"."""
    return bool(MAIZE & set(product_key(crop).split("-")))


def _plain(value: Decimal) -> Decimal:
    """Return the same number without zeros that say nothing."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
