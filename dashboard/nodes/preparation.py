"""What a station lacks before it serves: told from its registers, its book and what its nodes say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from dashboard.measured.watch import OF_A_HAND
from gateway.domain.calibration import AS_SAID, SORTS
from gateway.domain.places import Place, Placement
from gateway.domain.quantities import DERIVED_FROM
from gateway.domain.readings import SeriesKey
from gateway.journal.registers import Registers
from gateway.store.base import NodeState, ReadingStore

Task = Literal["places", "people", "nodes", "marks", "enterprises", "units", "goods", "councils"]

ORDER: Final[tuple[Task, ...]] = (
    "places",
    "nodes",
    "marks",
    "people",
    "enterprises",
    "units",
    "goods",
    "councils",
)
"""What is done first serves what comes after: a unit needs its enterprise, a probe needs its place."""


class Standing(NamedTuple):
    """A node with the place where it stands now.

    Attributes:
        place: None where it stands nowhere.
        since: When it came there or was taken away [s UTC], None for one that was never put anywhere.
    """

    node: str
    place: Place | None
    since: int | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """How far a station is.

    Attributes:
        loose: The nodes that are heard and stand nowhere although they belong somewhere, by name.
        common: The nodes that stand nowhere and serve the whole commune: the weather and the sirens, by name.
        placed: The nodes that stand at a place, by place.
        unmarked: The signals that nobody can read as long as their marks are not recorded.
        counts: How many there are of what each task is about.
    """

    places: tuple[Place, ...]
    loose: tuple[Standing, ...]
    common: tuple[Standing, ...]
    placed: tuple[Standing, ...]
    unmarked: tuple[SeriesKey, ...]
    counts: Mapping[Task, int]

    def is_done(self, task: Task) -> bool:
        """Tell whether nothing of a task is left to do; a place needs no node."""
        if task == "nodes":
            return not self.loose
        if task == "marks":
            return not self.unmarked
        return self.counts[task] > 0

    @property
    def left(self) -> list[Task]:
        """What is left to do, the next first; empty when the station is prepared."""
        return [task for task in ORDER if not self.is_done(task)]


def prepared(
    registered: Registers,
    nodes: Iterable[NodeState],
    unmarked: Iterable[SeriesKey],
    counts: Mapping[Task, int],
) -> Prepared:
    """Return how far a station is.

    Args:
        registered: What the station's journal says.
        nodes: Every node that was ever heard.
        unmarked: The signals without marks.
        counts: How many people, enterprises, units and councils there are; of what is produced, none as
            long as something about it is missing.
    """
    states = tuple(nodes)
    stands = standings(registered, states)
    nowhere = [one for one in stands if one.place is None]
    for_all = {one.node for one in states if _serves_all(one)}
    here = [one for place in registered.places for one in stands if one.place == place]
    return Prepared(
        places=registered.places,
        loose=tuple(one for one in nowhere if one.node not in for_all),
        common=tuple(one for one in nowhere if one.node in for_all),
        placed=tuple(here),
        unmarked=tuple(sorted(unmarked)),
        counts={**counts, "places": len(registered.places), "nodes": len(here), "marks": 0},
    )


def _serves_all(node: NodeState) -> bool:
    """Tell whether a node measures the air or sounds: at no pond or field it is where it belongs."""
    if node.status is None:
        return False
    measures_air = any("air_temperature" in values for values in node.status.newest.values())
    return measures_air or node.status.ringing is not None


def standings(registered: Registers, nodes: Iterable[NodeState]) -> list[Standing]:
    """Return where every node stands, by name: what is heard, and what somebody put somewhere."""
    heard = {one.node for one in nodes if one.heard or one.status}
    last: dict[str, Placement] = {}
    for placement in sorted(registered.placements, key=lambda one: one.since):
        last[placement.node] = placement
    found = []
    for node in sorted(heard | set(last)):
        move = last.get(node)
        place = registered.place(move.place) if move is not None and move.place is not None else None
        if not node.startswith(OF_A_HAND) and (place is not None or node in heard):
            found.append(Standing(node, place, None if move is None else move.since))
    return found


def unmarked_signals(
    store: ReadingStore, registered: Registers, nodes: Iterable[NodeState]
) -> list[SeriesKey]:
    """Return the signals that come in and become no value, because nobody has recorded their marks."""
    marked = {one.series for one in registered.calibrations}
    told = {
        SeriesKey(one.node, channel, quantity)
        for one in nodes
        if one.status is not None
        for channel, values in one.status.newest.items()
        for quantity in values
        if quantity in SORTS and quantity not in AS_SAID
    }
    readable = store.keys()
    stored = {
        key._replace(quantity=signal)
        for key in readable
        for signal, values in DERIVED_FROM.items()
        # A sensor that gives its value by itself has readings; a signal without marks has none.
        if key.quantity == values[0] and signal not in AS_SAID
        if not key.node.startswith(OF_A_HAND) and store.latest(key) is None
    }
    return sorted((told | stored) - marked)


def signals_as_said(nodes: Iterable[NodeState]) -> list[SeriesKey]:
    """Return the signals of digital probes, which count as they say and may be given a factor."""
    return sorted(
        SeriesKey(one.node, channel, quantity)
        for one in nodes
        if one.status is not None
        for channel, values in one.status.newest.items()
        for quantity in values
        if quantity in AS_SAID
    )


def newest_signal(nodes: Iterable[NodeState], series: SeriesKey) -> float | None:
    """Return what a node says of a signal now [its unit], None when it has not said."""
    for one in nodes:
        if one.node == series.node and one.status is not None:
            return one.status.newest.get(series.channel, {}).get(series.quantity)
    return None
