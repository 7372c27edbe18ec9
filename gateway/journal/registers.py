"""What stands today: the places, placements, calibrations and limits that the station journal tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gateway.domain.alerts import DEFAULT_LIMITS, Limits
from gateway.domain.by_hand import hand_placement
from gateway.domain.calibration import Calibration
from gateway.domain.care import Distrust
from gateway.domain.entries import (
    AeratorOrdered,
    AlarmAcknowledged,
    CalibrationRecorded,
    Entry,
    FieldDescribed,
    LimitsSet,
    NodePlaced,
    PlaceRegistered,
    ProbeCared,
)
from gateway.domain.known_nodes import KnownNode
from gateway.domain.places import Place, Placement
from gateway.domain.rollout import Offer
from gateway.journal.calls import Calls, calls
from gateway.journal.distrust import distrusted
from gateway.journal.nodes import known_nodes
from gateway.journal.updates import offers


@dataclass(frozen=True, slots=True)
class Registers:
    """What the station journal says, without what was taken back.

    Attributes:
        places: Ponds first, then fields, each by number.
        placements: Rising by number of entry; after them what is measured by hand, at each place since ever.
        calibrations: Rising by number of entry.
        acknowledgements: The newest acknowledgement of each alert, by the alert's uid.
        limits: By place and species; (None, None) are those of all ponds.
        cares: Every care of a probe, by node and channel, rising by when it was given.
        distrusted: When which oxygen probe is in doubt since a comparison.
        calls: Who is called, by what, and with what there is.
        fields: How each field holds and gets its water, where somebody said so, by the field's short name.
        nodes: What was registered of each node, by its name.
        offers: Which versions of the nodes' program are offered, rising by number of entry.
        aerators: What was last ordered of each node that runs an aerator, by its name; it may be over.
    """

    places: tuple[Place, ...]
    placements: tuple[Placement, ...]
    calibrations: tuple[Calibration, ...]
    acknowledgements: Mapping[str, Entry]
    limits: Mapping[tuple[str | None, str | None], Limits]
    cares: Mapping[tuple[str, str], tuple[Entry, ...]]
    distrusted: tuple[Distrust, ...]
    calls: Calls
    fields: Mapping[str, FieldDescribed]
    nodes: Mapping[str, KnownNode]
    offers: tuple[Offer, ...]
    aerators: Mapping[str, AeratorOrdered]

    def limits_of(self, place: str) -> Limits:
        """Return the limits of a pond: its own, else of its species, else of all ponds, else the defaults."""
        found = self.place(place)
        species = None if found is None else found.species
        keys = ((place, None), (None, species), (None, None))
        return next((self.limits[key] for key in keys if key in self.limits), DEFAULT_LIMITS)

    def place(self, slug: str) -> Place | None:
        """Return the place of a short name, None when there is none."""
        return next((one for one in self.places if one.slug == slug), None)


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that were not taken back, without the reversals, rising by number."""
    rising = sorted(entries, key=lambda entry: entry.number)
    taken_back = {entry.reverses for entry in rising if entry.reverses is not None}
    return [entry for entry in rising if entry.reverses is None and entry.uid not in taken_back]


def registers(entries: Iterable[Entry]) -> Registers:
    """Return what entries of the station journal tell together; the later entry wins.

    The order in which they are handed in does not matter. Without entries nothing stands, and
    every pond has the default limits.
    """
    places: dict[str, Place] = {}
    placements: dict[tuple[str, int], Placement] = {}
    calibrations: dict[tuple[str, str, str, int], Calibration] = {}
    acknowledgements: dict[str, Entry] = {}
    limits: dict[tuple[str | None, str | None], Limits] = {}
    cares: dict[tuple[str, str], list[Entry]] = {}
    kept = standing(entries)
    for entry in kept:
        match entry.body:
            case PlaceRegistered() as body:
                places[body.place] = _place(body)
            case NodePlaced() as body:
                placements[body.node, body.since] = Placement(body.node, body.place, body.since)
            case CalibrationRecorded() as body:
                calibrations[body.node, body.channel, body.quantity, body.since] = _calibration(body)
            case AlarmAcknowledged() as body:
                acknowledgements[body.alert] = entry
            case LimitsSet() as body:
                limits[body.place, body.species] = _limits(body)
            case ProbeCared() as body:
                cares.setdefault((body.node, body.channel), []).append(entry)
            case _:
                continue
    return Registers(
        places=tuple(sorted(places.values(), key=_ponds_first)),
        placements=(*placements.values(), *map(hand_placement, sorted(places))),
        calibrations=tuple(calibrations.values()),
        acknowledgements=acknowledgements,
        limits=limits,
        cares={probe: tuple(sorted(given, key=_by_moment)) for probe, given in cares.items()},
        distrusted=distrusted(cares, calibrations.values()),
        calls=calls(kept),
        fields={one.body.place: one.body for one in kept if isinstance(one.body, FieldDescribed)},
        nodes=known_nodes(kept),
        aerators={one.body.node: one.body for one in kept if isinstance(one.body, AeratorOrdered)},
        offers=offers(kept),
    )


def _by_moment(entry: Entry) -> tuple[int, int]:
    return (entry.happened, entry.number)


def _ponds_first(place: Place) -> tuple[bool, int, str]:
    return (place.sort != "pond", place.number, place.slug)


def _place(body: PlaceRegistered) -> Place:
    return Place(
        slug=body.place,
        sort=body.sort,
        number=body.number,
        name=body.name,
        means=tuple(body.means),
        area_m2=body.area_m2,
        depth_m=body.depth_m,
        field_capacity=body.field_capacity,
        wilting_point=body.wilting_point,
        aerator_power=body.aerator_power,
        species=body.species,
    )


def _calibration(body: CalibrationRecorded) -> Calibration:
    return Calibration(
        node=body.node,
        channel=body.channel,
        quantity=body.quantity,
        since=body.since,
        constants=body.constants,
    )


def _limits(body: LimitsSet) -> Limits:
    return Limits(
        warn=float(body.warn),
        critical=float(body.critical),
        emergency=float(body.emergency),
        source=body.source,
        verified=body.verified,
        cold=DEFAULT_LIMITS.cold if body.cold is None else float(body.cold),
        warm=DEFAULT_LIMITS.warm if body.warm is None else float(body.warm),
    )
