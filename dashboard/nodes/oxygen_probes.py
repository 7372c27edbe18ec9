"""The oxygen probes that stand in ponds."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.measured.watch import nodes_at
from dashboard.visit.given import Visit
from gateway.domain.by_hand import is_by_hand
from gateway.domain.places import Place
from gateway.domain.readings import SeriesKey


@dataclass(frozen=True, slots=True)
class Probe:
    """An oxygen probe in a pond."""

    place: Place
    series: SeriesKey

    @property
    def value(self) -> str:
        """Its name in a form."""
        return f"{self.series.node}/{self.series.channel}"


def probes(visit: Visit) -> list[Probe]:
    """Return the oxygen probes that stand in a pond now, by the pond's number."""
    store = visit.station.store
    keys = [key for key in store.keys() if key.quantity == "oxygen"]  # noqa: SIM118 - a store is no mapping
    return [
        Probe(place, key)
        for place in visit.registered.places
        if place.sort == "pond"
        for node in nodes_at(visit.registered.placements, place.slug, now=visit.now)
        for key in keys
        if key.node == node and not is_by_hand(node)
    ]


def is_digital(visit: Visit, probe: Probe) -> bool:
    """Tell whether a probe says mg/L by itself: its marks are a factor, and no millivolts."""
    status = next((one.status for one in visit.nodes if one.node == probe.series.node), None)
    said = {} if status is None else status.newest.get(probe.series.channel, {})
    return bool(said.keys() & {"oxygen_probe", "oxygen"}) and "oxygen_signal" not in said
