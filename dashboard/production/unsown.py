"""Where nothing grows."""

from __future__ import annotations

from dashboard.production.base import Production


def unsown(production: Production) -> frozenset[str]:
    """Return the places that belong to a unit of production and in which nothing grows now."""
    growing = {one.place for one in production.cycles() if one.ended is None}
    return frozenset(one.place for one in production.registers().units.values()) - growing
