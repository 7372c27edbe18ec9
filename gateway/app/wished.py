"""Who at a station wishes something of its nodes."""

from __future__ import annotations

from gateway.app.limiting import Limiting
from gateway.app.station import OpenStation
from gateway.domain.wishes import Source


def sources_of(station: OpenStation) -> tuple[Source, ...]:
    """Return everybody who wishes something of nodes, the alarm output aside: each gives all it wishes."""
    limiting = Limiting(station.writer, station.judge.knowledge)
    return (station.updating.wishes, station.restarting.wishes, limiting.wishes)
