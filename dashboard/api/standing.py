"""Which probes tell of a place, and how they are called where devices are not named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.api.problems import NOT_FOUND, Fault, ProblemError
from dashboard.measured.history import History, Part, Span
from dashboard.words.language import N_
from gateway.domain.by_hand import PREFIX
from gateway.domain.places import Place
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import Registers

BY_HAND: Final = "hand"
HAND_NODE: Final = PREFIX
"""Begins the name of the node that stands for what people measure by hand at a place."""


@dataclass(frozen=True, slots=True)
class Told:
    """A series that told of a place.

    Attributes:
        source: `hand`, or `sensor-1` for the first device that ever stood there; a device's own name is
            for members.
        parts: When it stood there.
    """

    key: SeriesKey
    source: str
    parts: tuple[Part, ...]


def place_of_name(registered: Registers, slug: str) -> Place:
    """Return a place.

    Raises:
        ProblemError: There is none of that name.
    """
    found = registered.place(slug)
    if found is None:
        fault = Fault("place", N_("No hay ningún lugar con ese nombre. Vea /api/v1/places."), {})
        raise ProblemError(NOT_FOUND, faults=[fault])
    return found


def told_of(history: History, place: str, quantity: str, span: Span) -> list[Told]:
    """Return every series of a quantity that told of a place within a span, by source and channel."""
    names = sources(history.registered, place)
    by_series: dict[SeriesKey, list[Part]] = {}
    for part in history.parts(place, quantity, span):
        by_series.setdefault(part.series, []).append(part)
    found = [Told(key, names[key.node], tuple(parts)) for key, parts in by_series.items()]
    return sorted(found, key=lambda one: (one.source, one.key.channel, one.key.node))


def sources(registered: Registers, place: str) -> dict[str, str]:
    """Return what each node that ever stood at a place is called there, by node."""
    since: dict[str, int] = {}
    for one in registered.placements:
        if one.place == place:
            since[one.node] = min(one.since, since.get(one.node, one.since))
    devices = sorted(
        (node for node in since if not node.startswith(HAND_NODE)), key=lambda node: (since[node], node)
    )
    names = {node: f"sensor-{number}" for number, node in enumerate(devices, 1)}
    return names | {node: BY_HAND for node in since if node.startswith(HAND_NODE)}
