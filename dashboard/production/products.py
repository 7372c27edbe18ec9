"""What grew in the commune's cycles, by the key of each product."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.production.cycles import Cycle


def grown(every: Iterable[Cycle]) -> dict[str, str]:
    """Return what people called each product of some cycles, by its key, in the order of the cycles."""
    found: dict[str, str] = {}
    for one in every:
        name = one.variety if one.sort == "stocking" else one.product
        found.setdefault(one.key, name)
    return found
