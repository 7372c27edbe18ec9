"""The ponds and fields, and which node stands where since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """A pond or a field.

    Attributes:
        slug: Its short name in addresses and topics; never changes.
        number: What is painted on its stake.
        means: What can be done there: `aerator`, `pump`, `exchange`.
        area_m2: Its area [m²].
        depth_m: Mean depth of a pond [m].
        field_capacity: Water a field holds after draining [m3/m3].
        wilting_point: Water a field's plants cannot take [m3/m3].
        aerator_power: What its aerator runs on; one on mains stands still in a power cut.
        species: What swims in a pond, in the commune's own words.
    """

    slug: str
    sort: Literal["pond", "field"]
    number: int
    name: str
    means: tuple[str, ...] = ()
    area_m2: Decimal | None = None
    depth_m: Decimal | None = None
    field_capacity: Decimal | None = None
    wilting_point: Decimal | None = None
    aerator_power: Literal["electric", "diesel"] | None = None
    species: str | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """A node stands at a place from a moment on, until it is placed elsewhere.

    Attributes:
        place: None where it was taken away and stands nowhere.
        since: From when on [s UTC].
    """

    node: str
    place: str | None
    since: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A node at a place, in [start, end) [s UTC]."""

    node: str
    start: int
    end: int


def stays(placements: Iterable[Placement], place: str, *, start: int, end: int) -> list[Stay]:
    """Return which nodes stood at a place within [start, end), rising by start.

    Moving a node re-files what follows, never what went before.
    """
    found: list[Stay] = []
    by_node: dict[str, list[Placement]] = {}
    for one in sorted(placements, key=lambda one: one.since):
        by_node.setdefault(one.node, []).append(one)
    for node, moves in by_node.items():
        ends = [move.since for move in moves[1:]] + [end]
        for move, until in zip(moves, ends, strict=True):
            first, last = max(start, move.since), min(end, until)
            if move.place == place and first < last:
                found.append(Stay(node, first, last))
    return sorted(found, key=lambda stay: stay.start)


def place_of(placements: Iterable[Placement], node: str, *, at: int) -> str | None:
    """Return the slug of the place a node stood at, None if it stood nowhere: not yet, or not any more."""
    before = [one for one in placements if one.node == node and one.since <= at]
    return max(before, key=lambda one: one.since).place if before else None
