"""What a record of a pond says where nothing beside it can make it fail: read without its last hours.

Whether a reading is a value or has failed is all that the rules of now ask of its flag. Beside its hours a
value fails only where its probe has stood still for eight hours, fell dead to exactly nothing, or says more
than water can hold. A probe that has moved within the last six hours, or was first heard within them, cannot
have stood still for eight before the next look at its hours; so until then a value above nothing stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from gateway.app.knowledge import Knowledge
from gateway.conversion.digital import corrected
from gateway.conversion.oxygen import oxygen_from_millivolts
from gateway.domain.by_hand import QUEUE as BY_HAND
from gateway.domain.by_hand import is_by_hand
from gateway.domain.calibration import Constants, OxygenMarks, ProbeFactor, in_force
from gateway.domain.columns import Derived
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.journal.registers import Registers
from gateway.quality.flat import STILLNESS
from gateway.quality.judging import JUDGED
from gateway.quality.medians import BIN_S, medians
from gateway.store.sqlite.arrivals import Arrival

LOOK_EVERY_S: Final = 600
"""After so long a node's hours are looked at again [s]; two hours would be sound, see `MOVED_WITHIN_S`."""

MOST_WAITING: Final = 60
"""So many records of a node wait to be laid beside its hours; they stand in memory."""

MOVED_WITHIN_S: Final = 6 * 3600
"""Whoever has moved within so long stands still for eight hours in two hours at the earliest [s]."""

WIDELY: Final = 2.5
"""So many times what a probe may move and still stand still it must have moved."""

ABOVE_NOTHING: Final = 0.05
"""From here on oxygen is not the nothing of a dead probe [mg/L]."""

PLAIN_MOST: Final = 12.0
"""Up to here oxygen is less than three times what any water of ours holds [mg/L], which no rule looks at.

Source:
    Benson and Krause 1984: water of 45 °C holds 5.9 mg/L at sea level; three times that less the air
    pressure of 2,000 m is 13.8.
"""

_OXYGEN: Final = frozenset({"oxygen", "oxygen_signal", "oxygen_probe"})
_ALONE: Final = frozenset(
    {"mains", "aerator_running", "aerator_relay", "aerator_reason", "gasping", "battery"}
)
"""What no rule judges beside its hours."""


class _Beside(NamedTuple):
    """What the last look at a node's hours has shown.

    Attributes:
        at: The newest of the hours that were looked at [s UTC].
        registers: What was known then; with other calibrations it is looked at again.
        moving: The series that cannot have stood still for eight hours before the next look.
    """

    at: int
    registers: Registers
    moving: frozenset[SeriesKey]


@dataclass(slots=True)
class CalmWater:
    """Remembers of each node which of its probes move, and the records that came since.

    Attributes:
        waiting: By node, what is to be laid beside its hours, rising.
    """

    knowledge: Knowledge
    waiting: dict[str, list[Arrival]] = field(default_factory=dict)
    _beside: dict[str, _Beside] = field(default_factory=dict)
    _marks: dict[SeriesKey, list[tuple[int, Constants]]] = field(default_factory=dict)
    _marks_of: Registers | None = None

    def readings(self, fresh: list[Arrival]) -> list[Reading] | None:
        """Return what can be read of a record, None where its hours must be looked at.

        The flag is GOOD where it might be SUSPECT: to the rules of now both are a value.
        """
        if len(fresh) != 1 or not self._is_next(fresh[0]):
            return None
        found = list(self._found(fresh[0]))
        if not found or any(one is None for one in found):
            return None
        self.waiting.setdefault(fresh[0].node, []).append(fresh[0])
        return [one for one in found if one is not None]

    def looked(self, node: str, fresh: list[Arrival], hours: Mapping[SeriesKey, Derived]) -> None:
        """Take note of what a look at a node's hours has shown."""
        self._beside.pop(node, None)
        times = [one.time for one in fresh if one.time is not None and one.known <= TimeKnown.RESOLVED]
        if len(times) != len(fresh) or is_by_hand(node):
            return
        newest = max(times)
        moving = frozenset(
            key for key, rows in hours.items() if key.quantity in JUDGED and _moves(key, rows, newest)
        )
        self._beside[node] = _Beside(newest, self.knowledge.registers, moving)

    def forget(self) -> None:
        """Forget what was not committed."""
        self.waiting.clear()
        self._beside.clear()

    def _is_next(self, one: Arrival) -> bool:
        """Tell whether a record is newer than all that was heard of its node, and soon after a look."""
        beside = self._beside.get(one.node)
        if beside is None or one.time is None or one.known > TimeKnown.RESOLVED or one.queue == BY_HAND:
            return False
        waiting = self.waiting.get(one.node, ())
        newest = waiting[-1].time if waiting else beside.at
        is_soon = len(waiting) < MOST_WAITING and one.time - beside.at < LOOK_EVERY_S
        return is_soon and newest is not None and one.time > newest and beside.registers is self._registers()

    def _registers(self) -> Registers:
        return self.knowledge.registers

    def _found(self, one: Arrival) -> Iterator[Reading | None]:
        """Yield each reading of a record, None for one that cannot be read by itself."""
        moving, celsius = self._beside[one.node].moving, _first_temperature(one)
        for channel, values in one.values.items():
            if len(_OXYGEN & values.keys()) > 1:
                yield None
            for quantity, value in values.items():
                key = SeriesKey(one.node, channel, quantity)
                if quantity == "oxygen_signal":
                    key = key._replace(quantity="oxygen")
                    value = self._oxygen(one, channel, value, celsius)
                elif quantity == "oxygen_probe":
                    key = key._replace(quantity="oxygen")
                    value = self._oxygen_said(one, channel, value)
                is_sure = _stands(key.quantity, value) and (key in moving or quantity in _ALONE)
                yield Reading(key, one.time or 0, value, Flag.GOOD, one.known) if is_sure else None

    def _oxygen(self, one: Arrival, channel: str, millivolts: float, celsius: float | None) -> float:
        """Return the oxygen that a signal says [mg/L], NaN where its calibration or thermometer is silent."""
        marks = self._marks_at(SeriesKey(one.node, channel, "oxygen_signal"), one.time or 0)
        if not isinstance(marks, OxygenMarks) or celsius is None:
            return np.nan
        if not _is_within("oxygen_signal", millivolts):
            return np.nan
        return _converted(float(millivolts), float(celsius), marks, self.knowledge.altitude_m)

    def _oxygen_said(self, one: Arrival, channel: str, said: float) -> float:
        """Return the oxygen that a digital probe says [mg/L], NaN where it says what none can."""
        factor = self._marks_at(SeriesKey(one.node, channel, "oxygen_probe"), one.time or 0)
        if not isinstance(factor, ProbeFactor) or not _is_within("oxygen_probe", said):
            return np.nan
        return float(np.round(corrected(np.array([said]), factor), QUANTITIES["oxygen"].decimals + 2)[0])

    def _marks_at(self, series: SeriesKey, time: int) -> Constants | None:
        if self._marks_of is not self._registers():
            self._marks, self._marks_of = {}, self._registers()
        if series not in self._marks:
            known = in_force(self._registers().calibrations, series)
            self._marks[series] = [(each.since, each.constants) for each in known]
        begun = [constants for since, constants in self._marks[series] if since <= time]
        return begun[-1] if begun else None


@lru_cache(maxsize=512)
def _converted(millivolts: float, celsius: float, marks: OxygenMarks, altitude_m: float) -> float:
    """Return oxygen as the derivation has it [mg/L]; nodes say the same whole millivolts again and again."""
    oxygen, full = oxygen_from_millivolts(
        np.array([millivolts]), np.array([celsius]), marks, altitude_m=altitude_m
    )
    if not full[0] <= QUANTITIES["oxygen_saturation"].high:
        return np.nan
    return float(np.round(oxygen, QUANTITIES["oxygen"].decimals + 2)[0])


def _first_temperature(one: Arrival) -> float | None:
    """Return what the first thermometer of a record says [°C]: of several as near in time it counts."""
    said = (values.get("water_temperature") for values in one.values.values())
    return next((celsius for celsius in said if celsius is not None), None)


def _stands(quantity: str, value: float) -> bool:
    """Tell whether a value is one by itself, and no nothing; of another quantity nobody can tell."""
    if quantity == "oxygen":
        return ABOVE_NOTHING < value <= PLAIN_MOST
    return (quantity == "water_temperature" or quantity in _ALONE) and _is_within(quantity, value)


def _is_within(quantity: str, value: float) -> bool:
    return QUANTITIES[quantity].low <= value <= QUANTITIES[quantity].high


def _moves(key: SeriesKey, rows: Derived, newest: int) -> bool:
    """Tell whether a series cannot have stood still for eight hours before the next look.

    Only bins that are over count: their medians change no more.
    """
    own = rows.between(newest - MOVED_WITHIN_S * 2, newest + 1)
    sure = own.known <= TimeKnown.RESOLVED
    if not len(own) or int(own.flag.max()) >= Flag.FAIL or not sure.any():
        return False
    if int(own.time[0]) > newest - MOVED_WITHIN_S:
        return True
    lately = own.take(sure).between(newest - MOVED_WITHIN_S, newest // BIN_S * BIN_S)
    # A bin that begins before is cut: it is left out.
    whole = lately.between(-(-(newest - MOVED_WITHIN_S) // BIN_S) * BIN_S, newest)
    bins = medians(whole.time, whole.value)
    return len(bins) > 1 and float(np.ptp(bins.value)) >= STILLNESS[key.quantity].within * WIDELY
