"""What nodes are told so that they act by their own limits: their calibration, and orders to their relay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from gateway.app.knowledge import Knowledge
from gateway.domain.calibration import Constants, OxygenMarks, ProbeFactor, in_force
from gateway.domain.message import Status
from gateway.domain.node_limits import OwnCalibration, RelayOrder
from gateway.domain.places import place_of
from gateway.domain.readings import SeriesKey
from gateway.domain.wishes import Wish
from gateway.journal.registers import Registers
from gateway.store.sqlite import statuses
from gateway.store.sqlite.writer import SqliteWriter

_GIVES: Final = {"oxygen": "oxygen_signal", "ezo": "oxygen_probe", "optical": "oxygen_probe"}


@dataclass(frozen=True, slots=True)
class Limiting:
    """Wishes of each node what it needs to act by itself where nobody is heard."""

    writer: SqliteWriter
    knowledge: Knowledge

    def wishes(self, now: int) -> tuple[Wish, ...]:
        """Return what stands at a moment [s UTC]."""
        said = {node: status for node, (_at, status) in statuses.everything(self.writer.readings).items()}
        registers, altitude_m = self.knowledge.registers, self.knowledge.altitude_m
        return (
            *relay_wishes(registers, said, now=now),
            *calibration_wishes(registers, said, altitude_m=altitude_m, now=now),
        )


def relay_wishes(registers: Registers, said: Mapping[str, Status], *, now: int) -> Iterator[Wish]:
    """Give the order that stands for every node that runs an aerator; what is over is taken back.

    A node keeps what it was told: without an order it is told to go by its limits.
    """
    relays = {node for node, status in said.items() if status.relay is not None}
    for node in sorted(relays | set(registers.aerators)):
        ordered = registers.aerators.get(node)
        is_over = ordered is None or (ordered.until is not None and ordered.until <= now)
        if ordered is None or is_over:
            yield Wish(node, "relay", RelayOrder("auto"))
        else:
            yield Wish(node, "relay", RelayOrder(ordered.mode, ordered.until))


def calibration_wishes(
    registers: Registers, said: Mapping[str, Status], *, altitude_m: float, now: int
) -> Iterator[Wish]:
    """Give every node with an oxygen probe in a pond what it needs to know the emergency by itself.

    A galvanic probe without a calibration says nothing, and its node is told nothing.
    """
    for node in sorted({one.node for one in registers.placements} & {*said, *registers.nodes}):
        place = registers.place(place_of(registers.placements, node, at=now) or "")
        if place is None or place.sort != "pond":
            continue
        emergency = registers.limits_of(place.slug).emergency
        for channel, quantity in _probes(registers, node, said.get(node)):
            constants = _constants(registers, SeriesKey(node, channel, quantity), now=now)
            told = _told(constants, OwnCalibration(channel, emergency, altitude_m=round(altitude_m)))
            if told is not None:
                yield Wish(node, "calibration", told)
                break


def _probes(registers: Registers, node: str, status: Status | None) -> list[tuple[str, str]]:
    """Return the channels of a node that have an oxygen probe, and the quantity that it gives."""
    known = registers.nodes.get(node)
    registered = {} if known is None else known.channels
    found = {(one.channel, one.quantity) for one in registers.calibrations if one.node == node}
    found |= {
        (channel, _GIVES[sensor])
        for channel, sensors in registered.items()
        for sensor in sensors
        if sensor in _GIVES
    }
    newest = {} if status is None else status.newest
    found |= {(channel, quantity) for channel, values in newest.items() for quantity in values}
    return sorted(one for one in found if one[1] in _GIVES.values())


def _constants(registers: Registers, series: SeriesKey, *, now: int) -> Constants | None:
    known = [one for one in in_force(registers.calibrations, series) if one.since <= now]
    return known[-1].constants if known else None


def _told(constants: Constants | None, own: OwnCalibration) -> OwnCalibration | None:
    """Return what a node is told of a probe with these constants, None without them."""
    match constants:
        case OxygenMarks() as marks:
            return replace(
                own,
                millivolts=round(marks.millivolts),
                temperature_c=float(marks.temperature_c),
                cool_millivolts=_whole(marks.cool_millivolts),
                cool_temperature_c=_number(marks.cool_temperature_c),
                zero_millivolts=_whole(marks.zero_millivolts),
            )
        case ProbeFactor() as factor:
            return replace(own, factor=float(factor.factor), offset=float(factor.offset))
        case _:
            return None


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else round(value)
