"""Which rows leave the commune without their amount, so that nobody reads one family or one unit in them.

A row is kept back where it tells of fewer than 5 families, or of one productive unit alone. Where a good
came from one unit only, every row of that good is: what was delivered would tell what was harvested.
A unit or council that agreed to it is shown; its agreement is in the decision that allows the file. Where
only one unit of a good did not agree, those that did are kept back too: the sum less theirs would tell it.
What is kept back is in no total either, for it could be found by subtracting.

Source:
    Ours: fewer than 5 families or one unit; a commune may be stricter by narrowing the scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dashboard.corridor.moved import Moved
from dashboard.corridor.tables import KeptBack
from gateway.domain.goods import Good

FEWEST_FAMILIES: Final = 5

FAMILY_ENTERPRISE: Final = "UPF"
"""A *Unidad Productiva Familiar* is one family."""


class Keeper:
    """Decides what is kept back, for one file."""

    def __init__(
        self, everything: Iterable[Moved], *, agreed: Iterable[str], family_units: Mapping[str, str]
    ) -> None:
        """Remember what all of it tells.

        Args:
            everything: All that moved in the period.
            agreed: The units and councils whose figures may stand alone.
            family_units: The enterprise of each unit that is one family's, by the unit.
        """
        self._agreed = frozenset(agreed)
        self._family_units = family_units
        self._growers: dict[Good, frozenset[str]] = {}
        for one in everything:
            if one.concept == "cosechado":
                self._growers[one.good] = self._growers.get(one.good, frozenset()) | one.units

    def why(self, cell: Sequence[Moved]) -> KeptBack:
        """Return why the sum of a cell is kept back, empty where it is not; a cell is of one good."""
        units = frozenset().union(*(one.units for one in cell))
        growers = self._growers.get(cell[0].good, units)
        alone = next((one for one in (units, growers) if len(one) == 1), None)
        if alone is not None and (not alone <= self._agreed or len(growers - self._agreed) == 1):
            return "unidad"
        return "familias" if self._is_of_few_families(cell, units) else ""

    def _is_of_few_families(self, cell: Sequence[Moved], units: frozenset[str]) -> bool:
        if units <= self._family_units.keys() and not units <= self._agreed:
            return len({self._family_units[one] for one in units}) < FEWEST_FAMILIES
        councils: dict[str, int] = {}
        for one in cell:
            if one.council:
                councils[one.council] = max(one.families, councils.get(one.council, 0))
        if not councils or councils.keys() <= self._agreed:
            return False
        return sum(councils.values()) < FEWEST_FAMILIES
