"""The parliament of the station that is visited."""

from __future__ import annotations

from dashboard.parliament.assembly import KINDS, Assembly, assembly
from dashboard.visit.given import Visit


def read_assembly(visit: Visit) -> Assembly:
    """Return the parliament as the book tells it now; every page shares it until the next entry comes."""
    return visit.station.records.folded(assembly, KINDS)
