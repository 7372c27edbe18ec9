"""When the power is gone at a pond whose aerator needs it."""

from __future__ import annotations

from gateway.alerts.facts import Contact
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Kind, Level
from gateway.domain.places import Place


def mains(place: Place, power: Contact | None, *, is_dangerous: bool, now: int) -> Verdict:
    """Return whether the power is gone where an aerator needs it; one word of the node is enough.

    An aerator of which nobody has said what it runs on is taken for an electric one: the careful answer.

    Args:
        place: The pond.
        power: What its input says, None where none has spoken.
        is_dangerous: Whether it is night, or this night's forecast or the water itself warns.
        now: When this is judged [s UTC].
    """
    if "aerator" not in place.means or place.aerator_power == "diesel":
        return None
    if power is None or not power.is_fresh(now):
        return Unknown(Kind.MAINS, place.slug)
    if power.is_on:
        return None
    level = Level.CRITICAL if is_dangerous else Level.WARN
    return Finding(Kind.MAINS, place.slug, level, power.since)
