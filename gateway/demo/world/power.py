"""What a power cut and a broken aerator do to what people switched on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gateway.demo.world.aeration import Switch
from gateway.demo.world.cast import PONDS
from gateway.demo.world.faults import EVERYWHERE, Fault

AERATOR: Final = "aerator"
"""The means that run on mains; pumps burn fuel, and an exchange needs a sluice."""

_NODES: Final = {pond.place: pond.node for pond in PONDS}


def has_mains(faults: Sequence[Fault], moment: float) -> bool:
    """Tell whether there is mains in the commune at a moment [s UTC]."""
    return not any(one.trouble == "mains" and one.is_on(moment) for one in faults)


def takes_current(place: str, switches: Sequence[Switch], faults: Sequence[Fault], moment: float) -> bool:
    """Tell whether current flows to the aerator of a place at a moment [s UTC]."""
    return _is_wanted(_of_aerator(place, switches), moment) and not _is_down(_outages(place, faults), moment)


def as_it_ran(switches: Sequence[Switch], faults: Sequence[Fault]) -> list[Switch]:
    """Return what really ran of what people switched.

    An aerator stands while there is no mains and runs again when they return and nobody has switched
    it off meanwhile; one that is broken stands until it is mended.
    """
    if not any(one.trouble in ("mains", "aerator_dead") for one in faults):
        return list(switches)
    others = [one for one in switches if one.means != AERATOR]
    places = dict.fromkeys(one.place for one in switches if one.means == AERATOR)
    return [*others, *(one for place in places for one in _ran(place, switches, faults))]


def _ran(place: str, switches: Sequence[Switch], faults: Sequence[Fault]) -> list[Switch]:
    wanted, outages = _of_aerator(place, switches), _outages(place, faults)
    ends = [one.until for one in outages if one.until is not None]
    found: list[Switch] = []
    for at in sorted({*(one.at for one in wanted), *(one.since for one in outages), *ends}):
        runs = _is_wanted(wanted, at) and not _is_down(outages, at)
        if runs != (found[-1].is_on if found else False):
            found.append(Switch(place, AERATOR, is_on=runs, at=at))
    return found


def _of_aerator(place: str, switches: Sequence[Switch]) -> list[Switch]:
    own = [one for one in switches if (one.place, one.means) == (place, AERATOR)]
    return sorted(own, key=lambda one: one.at)


def _is_wanted(switches: Sequence[Switch], moment: float) -> bool:
    until = [one for one in switches if one.at <= moment]
    return until[-1].is_on if until else False


def _outages(place: str, faults: Sequence[Fault]) -> list[Fault]:
    return [
        one
        for one in faults
        if (one.trouble == "mains" and one.node == EVERYWHERE)
        or (one.trouble == "aerator_dead" and one.node == _NODES.get(place))
    ]


def _is_down(outages: Sequence[Fault], moment: float) -> bool:
    return any(one.is_on(moment) for one in outages)
