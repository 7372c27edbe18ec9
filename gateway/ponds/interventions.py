"""When somebody helped a pond's water, from what was recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gateway.domain.entries import Intervened
from gateway.ponds.forecast.evenings import Intervention
from gateway.ponds.spans import HOUR_S

HELPING: Final = ("aerator", "pump", "exchange", "swimming")
"""Means that change the night's oxygen while they last; feed that is withheld acts over days."""

FORGOTTEN_AFTER_S: Final = 16 * HOUR_S
"""A means that nobody has recorded as off is over by then: longer than any night of the water [s]."""


def interventions(said: Iterable[tuple[int, Intervened]]) -> list[Intervention]:
    """Return when one pond was helped, rising by start; each means from on to off.

    On said twice is still one help from the first on; off without on says nothing. What was never
    recorded as off is taken to last until FORGOTTEN_AFTER_S, so that one forgotten tap does not end
    the forecast of that pond for ever.

    Args:
        said: When [s UTC] and what was recorded of that pond, reversed entries left out, in any order.
    """
    found: list[Intervention] = []
    running: dict[str, int] = {}
    for at, body in sorted(said, key=lambda one: one[0]):
        if body.means not in HELPING:
            continue
        start = running.get(body.means)
        if start is not None and at - start > FORGOTTEN_AFTER_S:
            found.append(Intervention(start, start + FORGOTTEN_AFTER_S))
            del running[body.means]
            start = None
        if body.action == "on":
            running.setdefault(body.means, at)
        elif start is not None:
            found.append(Intervention(start, at))
            del running[body.means]
    found += [Intervention(start, start + FORGOTTEN_AFTER_S) for start in running.values()]
    return sorted(found, key=lambda one: one.start)
