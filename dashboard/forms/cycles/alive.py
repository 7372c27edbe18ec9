"""What the book knows of the fish of a cycle while it goes on: how many may live, what one weighs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dashboard.production.base import Production, Wanted
from dashboard.production.cycles import Cycle
from dashboard.production.growth import biomass_kg, fish_alive, mean_weight_g
from gateway.domain.entries import Died, Sampled


@dataclass(frozen=True, slots=True)
class Alive:
    """The fish of a cycle at a moment.

    Attributes:
        fish: How many may live, a ceiling; None where nobody counted those stocked.
        mean_g: What one weighed when it was weighed last [g].
        weighed: When that was [s UTC].
    """

    fish: int | None
    mean_g: Decimal | None
    weighed: int

    @property
    def biomass_kg(self) -> Decimal | None:
        """What they weighed together then [kg], None where nobody knows."""
        if self.fish is None or self.mean_g is None:
            return None
        return biomass_kg(self.fish, self.mean_g)


def alive(production: Production, cycle: Cycle, *, at: int) -> Alive:
    """Return what is known of the fish of a cycle at a moment [s UTC]."""
    wanted = Wanted(kinds=("mortality", "sampling"), cycle=cycle.uid, end=at + 1)
    entries = production.entries(wanted)
    dead = sum(one.body.fish for one in entries if isinstance(one.body, Died))
    caught = sum(one.said.fish or 0 for one in cycle.harvests if one.at <= at)
    fish = None if cycle.fish is None else fish_alive(cycle.fish, dead=dead + caught)
    for entry in reversed(entries):
        if isinstance(entry.body, Sampled):
            return Alive(fish, mean_weight_g(entry.body.total_g, entry.body.fish), entry.happened)
    return Alive(fish, cycle.mean_weight_g, cycle.began)
