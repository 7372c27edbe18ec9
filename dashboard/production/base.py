"""What the pages ask of production, whichever tables it was derived into."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from dashboard.production.cycles import Cycle
from dashboard.production.registers import BookRegisters
from gateway.domain.entries import Entry, Quality
from gateway.domain.goods import Good

Pay = Literal["paid", "cayapa", "care", "training"]


@dataclass(frozen=True, slots=True)
class Posting:
    """So much of a good moves into an account (above zero) or out of it (below); each entry's sum to zero.

    Attributes:
        account: Such as `produccion:<cycle>`, `almacen:<enterprise>`, `destino:comunidad:<council>`.
        enterprise: Whose book it is in, empty where nobody's.
        cycle: The cycle that it is of, empty where it is of none.
    """

    account: str
    good: Good
    amount: Decimal
    enterprise: str = ""
    cycle: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands in an account of one good."""

    account: str
    good: Good
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much of a good was harvested that is known in one way."""

    good: Good
    quality: Quality
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Labour:
    """How long people worked in one way, all of them together [h]; never who."""

    pay: Pay
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it stands in the book.

    Attributes:
        undone: The entry that took it back, None while it stands.
        confirmation: By a second person, of a delivery.
        observations: Of the social control, rising by number.
        photos: Of its paper.
        postings: What it moves.
    """

    entry: Entry
    undone: Entry | None = None
    confirmation: Entry | None = None
    observations: tuple[Entry, ...] = ()
    photos: tuple[Entry, ...] = ()
    postings: tuple[Posting, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the book; what is left out narrows nothing.

    Attributes:
        kinds: Of entries.
        start, end: When it happened, from `start` on and before `end` [s UTC].
    """

    kinds: Collection[str] | None = None
    enterprise: str | None = None
    unit: str | None = None
    cycle: str | None = None
    product: str | None = None
    start: int | None = None
    end: int | None = None


class Production(Protocol):
    """Production as the book tells it up to its newest entry."""

    def registers(self) -> BookRegisters:
        """Return what is registered."""
        ...

    def cycles(self, *, unit: str | None = None, enterprise: str | None = None) -> list[Cycle]:
        """Return the cycles, the newest first, lost and unfinished ones included."""
        ...

    def cycle(self, uid: str) -> Cycle | None:
        """Return a cycle by the uid of the entry that began it."""
        ...

    def entries(self, wanted: Wanted) -> list[Entry]:
        """Return the entries that stand, planned ones too, rising by when they happened, then by number."""
        ...

    def lines(self, wanted: Wanted, *, before: int | None = None, most: int = 50) -> list[Line]:
        """Return entries with what was said about them, taken-back ones too, the newest number first.

        Args:
            wanted: Which ones.
            before: Only numbers below this one.
            most: How many at most.
        """
        ...

    def line(self, uid: str) -> Line | None:
        """Return one entry with what was said about it."""
        ...

    def balances(self, wanted: Wanted, *, account: str = "") -> list[Balance]:
        """Return what stands in accounts whose name begins with `account`; a plan moves nothing."""
        ...

    def balances_by_enterprise(self, wanted: Wanted) -> dict[str, list[Balance]]:
        """Return what stands in every account, by the enterprise in whose book it is, empty for nobody's.

        An account stands under each enterprise that moved something in it, such as a council that two
        enterprises delivered to.
        """
        ...

    def weighed(self, wanted: Wanted) -> list[Weighed]:
        """Return what was harvested by how its weight is known; what it is in is as its postings have it."""
        ...

    def labour(self, wanted: Wanted) -> list[Labour]:
        """Return the work that was done, by how it is paid."""
        ...

    def counts(self, wanted: Wanted) -> dict[str, int]:
        """Return how many entries of each kind were written, plans and taken-back ones too.

        A reversal is of the enterprise, the unit and the cycle of what it takes back.
        """
        ...
