"""Where each good went: parts of one product and one base that are a hundred percent together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.goods.councils import CouncilShare
from dashboard.goods.produced import Part, Produced
from dashboard.production.shares import whole_percents
from dashboard.visit.given import Visit
from gateway.domain.goods import Good


@dataclass(frozen=True, slots=True)
class FamilyRange:
    """How much a family got, from the council with the least to the one with the most.

    Attributes:
        councils: How many councils got something, of how many.
        families: How many families these have together.
        amount: What they got together.
    """

    least: Decimal
    most: Decimal
    councils: int
    of: int
    families: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class WhereItWent:
    """Where one good went.

    Attributes:
        sources: Where it came from (`before`, `harvested`, `received`), only what is something.
        parts: Together 100 %; what nobody can explain is a part of its own, the last one.
        available: What there was, was harvested and was received.
        difference: What is accounted for beyond that; zero where the account closes.
        families: None where no council got anything, or where nobody counted the families of one.
    """

    good: Good
    sources: tuple[tuple[str, Decimal], ...]
    parts: tuple[Part, ...]
    available: Decimal
    stock: Decimal
    difference: Decimal
    families: FamilyRange | None

    @property
    def has_moved(self) -> bool:
        """Whether anything came or went; else it only stands there."""
        went = any(part.look != "kept" for part in self.parts)
        return went or any(source != "before" for source, _amount in self.sources)


def destinations(visit: Visit, goods: Sequence[Produced]) -> list[WhereItWent]:
    """Return where goods went, in their order; each in an account of its own."""
    unexplained = visit.language.gettext("Sin explicar")
    return [
        WhereItWent(
            good=one.good,
            sources=tuple(one.sources),
            parts=parts_of(one.parts, one.balance.difference, unexplained=unexplained),
            available=one.balance.available,
            stock=one.balance.stock,
            difference=one.balance.difference,
            families=family_range(one.councils),
        )
        for one in goods
    ]


def parts_of(parts: Sequence[Part], difference: Decimal, *, unexplained: str) -> tuple[Part, ...]:
    """Return parts with what is missing as the last of them; together they are 100 %."""
    missing = max(-difference, Decimal(0))
    named = [(one.look, one.label, one.amount) for one in parts]
    if missing:
        named.append(("unknown", unexplained, missing))
    percents = whole_percents([amount for _look, _label, amount in named])
    return tuple(Part(*one, percent) for one, percent in zip(named, percents, strict=True))


def family_range(councils: Sequence[CouncilShare]) -> FamilyRange | None:
    """Return how much a family got, without telling which council it was; nobody is ranked."""
    served = [one for one in councils if one.amount]
    shares = [one.per_family for one in served]
    known = [one for one in shares if one is not None]
    if not served or len(known) < len(shares):
        return None
    return FamilyRange(
        least=min(known),
        most=max(known),
        councils=len(served),
        of=len(councils),
        families=sum(one.families or 0 for one in served),
        amount=sum((one.amount for one in served), Decimal(0)),
    )
