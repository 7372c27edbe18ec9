"""What a foreign device measured at one moment."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

from gateway.domain.errors import BodyError
from gateway.domain.foreign import DeviceField
from gateway.domain.quantities import QUANTITIES
from gateway.domain.units import SAME, Change, written_units

Values = dict[str, dict[str, float]]

LATEST: Final = 2**40
"""A larger number of seconds is no moment [s UTC]."""

_NOTHING: Final = frozenset({"", "nan", "none", "null", "unknown", "unavailable"})
"""What ESPHome and Home Assistant write where a sensor has no value."""

_SWITCHED: Final = {"on": True, "true": True, "off": False, "false": False}
_PLAIN: Final = frozenset("0123456789+-.eE")


@dataclass(frozen=True, slots=True)
class When:
    """When something was measured, as far as a device says it.

    Attributes:
        stated: The number it stated as a time [s UTC]; None where it stated none.
        before_s: How long before its arrival it was measured, where no calendar is stated [s].
        is_calendar: Whether `stated` is meant as a date.
        is_doubtful: Whether its clock was never set: the number cannot be what the standard says.
    """

    stated: int | None = None
    before_s: int = 0
    is_calendar: bool = False
    is_doubtful: bool = False


NOW: Final = When()


@dataclass(frozen=True, slots=True)
class Measured:
    """Numbers of one moment, by channel and quantity, in the stored unit."""

    when: When = NOW
    values: Values = field(default_factory=dict)

    def add(self, one: DeviceField, value: float) -> None:
        """Take a number in."""
        self.values.setdefault(one.channel, {})[one.quantity] = value


def dated(seconds: float) -> When:
    """Return the moment of a stated date [s UTC]; one that is beyond every calendar is no date."""
    if not 0 <= seconds <= LATEST:
        return When(is_doubtful=True)
    return When(math.floor(seconds), is_calendar=True)


def number_of(given: object, one: DeviceField) -> float | None:
    """Return the number that a value means in its own unit, None where nothing was measured.

    Raises:
        BodyError: It is no number, or a switch where none is expected.
    """
    if given is None:
        return None
    if isinstance(given, str):
        word = given.strip().lower()
        if word in _NOTHING:
            return None
        given = _SWITCHED[word] if word in _SWITCHED else _parsed(word, one)
    if isinstance(given, bool):
        if QUANTITIES[one.quantity].unit != "0/1":
            raise BodyError(f"{given} stands where a number of {one.quantity} is expected")
        return float(given)
    if not isinstance(given, int | float):
        raise BodyError(f"{one.path[:60]!r} holds no number")
    return _finite(given, one)


def change_of(one: DeviceField) -> Change:
    """Return what makes a number of a field one in the stored unit, by the configuration."""
    if one.unit is not None:
        return written_units(one.quantity)[one.unit]
    if one.factor is None and one.offset is None:
        return SAME
    return Change(1.0 if one.factor is None else one.factor, one.offset or 0.0)


def _parsed(word: str, one: DeviceField) -> float:
    if not _PLAIN.issuperset(word):
        raise BodyError(f"{word[:40]!r} is no number of {one.quantity}")
    try:
        return float(word)
    except ValueError as error:
        raise BodyError(f"{word[:40]!r} is no number of {one.quantity}") from error


def _finite(given: float, one: DeviceField) -> float:
    try:
        value = float(given)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        raise BodyError(f"the number of {one.quantity} is beyond all bounds")
    return value
