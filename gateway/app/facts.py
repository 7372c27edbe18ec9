"""What the station knows at one moment of its nodes, its disk and its clock, for the rules."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gateway.alerts.facts import DiskSeen, NodeSaid, NodeSeen
from gateway.domain.by_hand import is_by_hand
from gateway.domain.foreign import QUEUE
from gateway.domain.message import Status
from gateway.domain.places import Placement
from gateway.journal.registers import Registers
from gateway.store.sqlite import cursors, statuses
from gateway.store.sqlite.writer import SqliteWriter


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """Every node that stands somewhere, or that is a siren.

    Attributes:
        seen: When each was last heard.
        said: What each last said of itself; one that only the broker spoke for said it long ago.
    """

    seen: tuple[NodeSeen, ...]
    said: tuple[NodeSaid, ...]

    @property
    def newest(self) -> int | None:
        """When any node of ours that does not sleep was last heard [s UTC], None before the first."""
        awake = [one for one in self.seen if not (one.sleeps or one.is_awaited or one.is_foreign)]
        return max((one.heard for one in awake), default=None)

    @property
    def held(self) -> Mapping[str, int]:
        """Since when a relay holds the aerator of each place on [s UTC]; of several the first."""
        newest_first = sorted(self.said, key=lambda one: one.held_since or 0, reverse=True)
        return {one.place: one.held_since for one in newest_first if one.held_since is not None}


@dataclass(slots=True)
class Nodes:
    """Reads what the nodes said; remembers since when what they say lasts, and who is a siren or awaited."""

    writer: SqliteWriter
    _awaited: dict[str, int] = field(default_factory=dict)
    _unset: dict[str, int] = field(default_factory=dict)
    _held: dict[str, int] = field(default_factory=dict)
    _sirens: set[str] = field(default_factory=set)

    def facts(self, registered: Registers, *, now: int) -> NodeFacts:
        """Return what is known of the nodes.

        A node that was taken away or never placed is nobody's; a siren stands where it is heard.
        """
        said = statuses.everything(self.writer.readings)
        heard: dict[str, int] = {}
        foreign: set[str] = set()
        for cursor in cursors.everything(self.writer.readings):
            heard[cursor.node] = max(heard.get(cursor.node, 0), cursor.heard)
            foreign |= {cursor.node} if cursor.queue == QUEUE else set()
        self._sirens |= {node for node, (_, one) in said.items() if one.ringing is not None}
        places = _places(registered.placements, now=now)
        fields = {one.slug for one in registered.places if one.sort == "field"}
        seen, told = [], []
        for node in sorted({*said, *heard}):
            place = places.get(node)
            if place is None and node not in self._sirens:
                continue
            at, status = said.get(node, (0, None))
            stored = heard.get(node, 0)
            is_lost = status is not None and status.state == "lost" and stored <= at
            seen.append(
                NodeSeen(
                    node,
                    place or "",
                    heard=stored if is_lost else max(at, stored),
                    lost=at if is_lost else None,
                    sleeps=status is not None and status.state == "sleeping",
                    is_at_field=place in fields,
                    is_foreign=node in foreign,
                    patience_s=0 if status is None else status.may_be_silent_s,
                )
            )
            told.append(self._told(node, place or "", at, status))
        ponds = {one.slug for one in registered.places if one.sort == "pond"}
        unheard = {node: place for node, place in places.items() if node not in {*said, *heard}}
        seen += [
            self._seen_never(node, place, now)
            for node, place in unheard.items()
            if place in ponds and not is_by_hand(node)
        ]
        return NodeFacts(tuple(seen), tuple(told))

    def _seen_never(self, node: str, place: str | None, now: int) -> NodeSeen:
        """Return that a node was placed at a pond and never spoke: its water is watched by nobody."""
        since = self._awaited.setdefault(node, now)
        return NodeSeen(node, place or "", heard=since, is_awaited=True)

    def _told(self, node: str, place: str, at: int, status: Status | None) -> NodeSaid:
        if status is None or status.state == "lost":
            return NodeSaid(node, place, at=0, held_since=self._held.get(node))
        _remember(self._unset, node, at if status.clock == "unsynced" else None)
        _remember(self._held, node, at if status.relay is not None and status.relay.on else None)
        return NodeSaid(node, place, at, status.volts, self._unset.get(node), self._held.get(node))


def _remember(since: dict[str, int], node: str, at: int | None) -> None:
    """Keep the first moment at which a node said something, until it says it no more."""
    if at is None:
        since.pop(node, None)
    else:
        since.setdefault(node, at)


def _places(placements: tuple[Placement, ...], *, now: int) -> Mapping[str, str | None]:
    """Return where each node stands now, None where it was taken away."""
    found: dict[str, Placement] = {}
    for one in placements:
        if one.since <= now and (one.node not in found or one.since >= found[one.node].since):
            found[one.node] = one
    return {node: one.place for node, one in found.items()}


def nodes_at(registered: Registers, *, now: int) -> Mapping[str, tuple[str, ...]]:
    """Return which nodes stand at each place, those of people included."""
    found: dict[str, tuple[str, ...]] = {}
    for node, place in _places(registered.placements, now=now).items():
        if place is not None:
            found[place] = (*found.get(place, ()), node)
    return found


def disk_seen(folder: Path) -> DiskSeen:
    """Return how full the disk of a folder is.

    Raises:
        OSError: The folder is gone.
    """
    stat = os.statvfs(folder)
    return DiskSeen(
        free=stat.f_bavail * stat.f_frsize,
        total=stat.f_blocks * stat.f_frsize,
        is_read_only=bool(stat.f_flag & os.ST_RDONLY),
    )
