"""A cycle of production: from its stocking or sowing to its complete harvest or its loss."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dashboard.production.amounts import exact, totals
from dashboard.production.grain import Base, base_of, comparable_kg
from gateway.domain.entries import Harvested
from gateway.domain.goods import Amount, Good, product_key

State = Literal["planned", "open", "closed", "lost"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A productive unit of an enterprise; what it goes through is what its place goes through."""

    slug: str
    enterprise: str
    place: str
    name: str
    area_m2: Decimal
    area_method: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """What was taken out of a cycle at once.

    Attributes:
        uid: Of the entry.
        at: When it was taken [s UTC].
        said: What the entry says.
    """

    uid: str
    at: int
    said: Harvested


@dataclass(frozen=True, slots=True)
class Loss:
    """A cycle ended without its harvest.

    Attributes:
        uid: Of the entry that says so.
        at: When that was [s UTC].
        suspected: What people think, no finding.
    """

    uid: str
    at: int
    suspected: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """From a stocking or sowing to its complete harvest or its loss.

    Attributes:
        uid: Of the entry that began it.
        product: `fish`, or the crop.
        variety: The species of the fish, or the variety of the crop.
        began: When it was stocked or sown [s UTC]; of a plan, when it is meant to be.
        ended: When it was completely harvested or lost [s UTC], None while it goes on.
        harvests: Rising by time.
        plan_kg: What was planned [kg].
        fish: How many were stocked.
        stocked_kg: What they weighed then [kg].
        sown_m2: The area sown of a field [m²].
        lost: Where it was lost.
        is_planned: Whether it has not begun.
        mean_weight_g: Of a fish at its stocking [g].
        origin: Where the fish or the seed come from.
        seed_kg: What was sown [kg].
    """

    uid: str
    unit: Unit
    sort: Literal["stocking", "sowing"]
    product: str
    variety: str
    began: int
    ended: int | None
    harvests: tuple[Harvest, ...]
    plan_kg: Decimal | None = None
    fish: int | None = None
    stocked_kg: Decimal | None = None
    sown_m2: Decimal | None = None
    lost: Loss | None = None
    is_planned: bool = False
    mean_weight_g: Decimal | None = None
    origin: str | None = None
    seed_kg: Decimal | None = None

    @property
    def place(self) -> str:
        """The place of its unit."""
        return self.unit.place

    @property
    def state(self) -> State:
        """How it stands."""
        if self.is_planned:
            return "planned"
        if self.lost is not None:
            return "lost"
        return "open" if self.ended is None else "closed"

    @property
    def key(self) -> str:
        """The key of what it grows; three fishes are three products."""
        return product_key(self.variety if self.sort == "stocking" else self.product)

    @property
    def amounts(self) -> list[Amount]:
        """What was harvested so far, one amount for each base; none without a harvest."""
        return totals(_amount(one.said, self.key) for one in self.harvests)

    @property
    def yielded(self) -> Amount | None:
        """What it gave: nothing of it where it was lost, None where it has no harvest or two bases."""
        found = self.amounts
        if not found and self.lost is not None:
            return Amount(Good("kg", self.key), Decimal(0))
        return found[0] if len(found) == 1 else None

    @property
    def kg(self) -> Decimal:
        """What was harvested so far, as weighed [kg]."""
        return sum((one.said.kg for one in self.harvests), Decimal(0))

    @property
    def base(self) -> Base | None:
        """The base of its grain, None when a harvest has none or two harvests have different ones."""
        bases = {one.good.base for one in self.amounts}
        return bases.pop() if len(bases) == 1 else None

    @property
    def kg_at_base(self) -> Decimal | None:
        """What was harvested so far at its base [kg], None when it has no single base."""
        found = self.yielded
        return None if found is None or found.good.base is None else found.amount

    @property
    def share_weighed(self) -> Decimal | None:
        """How much of its kilos was weighed and not counted or estimated, 0 to 1; None without kilos."""
        weighed = sum((one.said.kg for one in self.harvests if one.said.quality == "weighed"), Decimal(0))
        return weighed / self.kg if self.kg else None


def _amount(harvest: Harvested, key: str) -> Amount:
    at_base = comparable_kg(harvest)
    return Amount(Good("kg", key, base_of(harvest)), exact(harvest.kg if at_base is None else at_base))
