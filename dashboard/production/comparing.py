"""A cycle beside others: which may stand there, and how little a few of them say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import median
from typing import Final, Literal

from dashboard.production.cycle import Cycle
from dashboard.production.yields import average, kg_per_hectare
from gateway.domain.goods import Base
from gateway.domain.places import Place

FEWEST_FOR_A_TREND: Final = 8
"""Under this many cycles no trend is shown.

Source:
    Ours: with seven points and the scatter of harvests a line is drawn by chance.
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """A cycle with its kilos a hectare: of the pond, or of what was sown [kg/ha]."""

    cycle: Cycle
    value: Decimal


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a cycle stands beside, of its product and its base.

    Attributes:
        base: At which the kilos of a grain are.
        before: The earlier cycles of its unit, rising by time, lost ones included.
        after: The later ones.
        others: The cycles of the other units, rising by value.
    """

    base: Base | None
    before: list[Compared]
    after: list[Compared]
    others: list[Compared]

    @property
    def mean(self) -> Decimal | None:
        """The mean of the earlier cycles [kg/ha], None under four."""
        return average([one.value for one in self.before])

    @property
    def trend(self) -> Decimal | None:
        """By how much the earlier cycles rose from one to the next [kg/ha], None under eight.

        Source:
            Sen 1968, the median of all slopes between two of them.
        """
        values = [one.value for one in self.before]
        if len(values) < FEWEST_FOR_A_TREND:
            return None
        slopes = [
            (last - first) / (to - of) for (of, first), (to, last) in combinations(enumerate(values), 2)
        ]
        return median(slopes)

    def placed(self, value: Decimal) -> Literal["inside", "outside"] | None:
        """Tell whether a value lies in the range of the earlier cycles, None under two of them."""
        values = [one.value for one in self.before]
        if len(values) < 2:
            return None
        return "inside" if min(values) <= value <= max(values) else "outside"


@dataclass(frozen=True, slots=True)
class Differences:
    """In what the other units differ, from the least to the most.

    Attributes:
        area_m2: [m²].
        density: Fish a square metre, None where they are no ponds.
        aerated: How many of them have an aerator, and how many have none.
        varieties: How many varieties stand on them.
    """

    area_m2: tuple[Decimal, Decimal]
    density: tuple[Decimal, Decimal] | None
    aerated: tuple[int, int]
    varieties: int


def area_m2(cycle: Cycle) -> Decimal | None:
    """Return the area on which cycles are compared: a pond's own, what was sown of a field [m²]."""
    return cycle.unit.area_m2 if cycle.sort == "stocking" else cycle.sown_m2


def per_hectare(cycle: Cycle) -> Decimal | None:
    """Return what a cycle gave [kg/ha]: nothing where it was lost, None where nobody can tell."""
    found = cycle.yielded
    return None if found is None else kg_per_hectare(found.amount, area_m2(cycle))


def neighbours(cycle: Cycle, every: Sequence[Cycle]) -> Neighbours:
    """Return what may stand beside a cycle: ended ones of the same product at the same base.

    A lost cycle has no base of its own and stands beside those of the newest one that has.
    """
    alike = [
        one
        for one in every
        if one.uid != cycle.uid and one.ended is not None and (one.sort, one.key) == (cycle.sort, cycle.key)
    ]
    bases = [one.base for one in (cycle, *alike) if one.amounts]
    base = bases[0] if bases else None
    found = sorted(
        (
            Compared(one, value)
            for one in alike
            if (not one.amounts or one.base == base) and (value := per_hectare(one)) is not None
        ),
        key=lambda one: (one.cycle.began, one.cycle.uid),
    )
    own = [one for one in found if one.cycle.unit.slug == cycle.unit.slug]
    return Neighbours(
        base=base,
        before=[one for one in own if one.cycle.began < cycle.began],
        after=[one for one in own if one.cycle.began >= cycle.began],
        others=sorted(
            (one for one in found if one.cycle.unit.slug != cycle.unit.slug),
            key=lambda one: (one.value, one.cycle.uid),
        ),
    )


def differences(others: Sequence[Compared], places: Mapping[str, Place]) -> Differences | None:
    """Return in what the units of other cycles differ, None without any.

    Args:
        others: The cycles of other units.
        places: By short name; what stands at each today.
    """
    if not others:
        return None
    areas = [area for one in others if (area := area_m2(one.cycle))]
    densities = [
        Decimal(one.cycle.fish) / one.cycle.unit.area_m2 for one in others if one.cycle.fish is not None
    ]
    known = {one.cycle.place: places[one.cycle.place] for one in others if one.cycle.place in places}
    aerated = sum("aerator" in place.means for place in known.values())
    return Differences(
        area_m2=(min(areas), max(areas)),
        density=(min(densities), max(densities)) if densities else None,
        aerated=(aerated, len(known) - aerated),
        varieties=len({one.cycle.variety for one in others}),
    )
