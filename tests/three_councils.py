"""A parliament of three councils, as bodies of entries tell it; session 7 is the one that meets."""

from __future__ import annotations

from builders import NIGHT, an_entry

from dashboard.parliament.assembly import Assembly, assembly
from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    CouncilRegistered,
    MandateGiven,
    RulesSet,
    Seats,
    SessionConvened,
    Threshold,
)

DAY = 86_400
MEETS = NIGHT + 10 * DAY
HALF = Threshold("more_than", 1, 2)
RULES = RulesSet(
    [Seats("council", 1)], HALF, "seats", HALF, "present", "acta 2 (inventada)", Threshold("count", 1)
)
COUNCILS = tuple(CouncilRegistered(slug, slug) for slug in ("apamate", "jabillo", "moriche"))
MANDATES = tuple(MandateGiven("council", one.council) for one in COUNCILS)


def told(*bodies: Body) -> Assembly:
    """Return what bodies tell, the uid of the first one `uid-1`."""
    return assembly([an_entry(body, number=number, happened=NIGHT) for number, body in enumerate(bodies, 1)])


def convened(call: int = 1) -> SessionConvened:
    return SessionConvened(7, call, MEETS, "Casa comunal")  # type: ignore[arg-type]


def counted(*present: str, call: int = 1) -> AttendanceTaken:
    return AttendanceTaken(7, call, list(present), 40)  # type: ignore[arg-type]
