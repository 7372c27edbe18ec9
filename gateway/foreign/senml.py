"""A SenML pack to what it measured.

Source:
    RFC 8428 (Jennings et al. 2018), sections 4 and 5; secondary units of RFC 8798 and the feature codes of
    RFC 9100: version 26 is 10 and feature 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gateway.domain.errors import BodyError
from gateway.domain.foreign import DeviceField
from gateway.domain.units import senml_change
from gateway.foreign.measured import LATEST, Measured, When, change_of, dated, number_of

_BASES: Final = ("bn", "bt", "bu", "bv", "bs", "bver")
_LABELS: Final = frozenset((*_BASES, "n", "u", "v", "vs", "vb", "vd", "s", "t", "ut"))
_VALUES: Final = ("v", "vs", "vb", "vd")
_NUMBERS: Final = ("bt", "bv", "bs", "v", "s", "t", "ut")
_TEXTS: Final = ("bn", "bu", "n", "u", "vs", "vd")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9:./_-]*")

PLAIN_VERSION: Final = 10
SECONDARY_UNITS: Final = 16
"""The feature of secondary units as it is added to a version: 2 to the power of 4."""

RELATIVE_BELOW: Final = 2**28
"""A smaller time is not a date: it counts from now [s]. Source: RFC 8428, section 4.5.3."""

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A record with what it inherits.

    Attributes:
        own_name: Its name without the base name.
        time: A date, or seconds from now [s].
        unit: Empty where none is stated.
        value: None where it has none of numbers: a text, raw data, or a sum alone.
    """

    name: str
    own_name: str
    time: float
    unit: str
    value: float | bool | None
    has_secondary: bool


def read(pack: object, fields: Sequence[DeviceField]) -> list[Measured]:
    """Return what a pack says of some fields, each moment once, rising.

    A time below 2**28 counts from the arrival. One that lies after it comes from a clock that was never
    set, which counts from its power-on: the newest of the pack is then taken as now, the others before it
    by their differences, and all are doubtful.

    Raises:
        BodyError: It is no SenML that this reader may read, or a field's unit is impossible.
    """
    found = _resolved(pack)
    ahead = max((one.time for one in found if one.time < RELATIVE_BELOW), default=0.0)
    moments: dict[float, Measured] = {}
    for record in found:
        one = _field_of(record, fields)
        if one is None or record.value is None:
            continue
        when = _when(record.time, ahead=max(0.0, ahead))
        moments.setdefault(record.time, Measured(when)).add(one, _value(record, one))
    return sorted(moments.values(), key=lambda one: (-one.when.before_s, one.when.stated or 0))


def _when(time: float, *, ahead: float) -> When:
    if time >= RELATIVE_BELOW:
        return dated(time)
    if time < -LATEST:
        return When(is_doubtful=True)
    before = round(ahead - time)
    if ahead == 0:
        return When(before_s=before)
    return When(stated=round(time), before_s=before, is_doubtful=True)


def _field_of(record: Resolved, fields: Sequence[DeviceField]) -> DeviceField | None:
    return next((one for one in fields if one.path in (record.name, record.own_name)), None)


def _value(record: Resolved, one: DeviceField) -> float:
    value = number_of(record.value, one)
    if value is None:
        raise BodyError(f"{record.name[:60]!r} holds no number")
    if isinstance(record.value, bool):
        return value
    if record.unit:
        return senml_change(record.unit, one.quantity, has_secondary=record.has_secondary).of(value)
    return change_of(one).of(value)


def _resolved(pack: object) -> list[Resolved]:
    if not isinstance(pack, list) or not pack:
        raise BodyError("a SenML pack is an array with at least one record")
    records = [_checked(one) for one in pack]
    version = _version(records)
    features = version - PLAIN_VERSION
    if features > 0 and features & ~SECONDARY_UNITS:
        raise BodyError(f"SenML of bver {version} is newer than this reader")
    return list(_walked(records, has_secondary=features > 0))


def _walked(records: Sequence[Record], *, has_secondary: bool) -> Iterator[Resolved]:
    """Yield the records that say something; what stands as a base holds until it is said anew."""
    base = Resolved("", "", 0.0, "", None, has_secondary)
    base_value = 0.0
    for record in records:
        base = replace(
            base,
            name=str(record.get("bn", base.name)),
            time=_number(record, "bt", base.time),
            unit=str(record.get("bu", base.unit)),
        )
        base_value = _number(record, "bv", base_value)
        if not any(one in record for one in (*_VALUES, "s")):
            if {"n", "u", "t"} & record.keys():
                raise BodyError("a record of SenML has neither a value nor a sum")
            continue
        own = str(record.get("n", ""))
        if not _NAME.fullmatch(base.name + own):
            raise BodyError(f"{(base.name + own)[:60]!r} is not the name of a SenML record")
        switched = record["vb"] is True if "vb" in record else None
        yield replace(
            base,
            name=base.name + own,
            own_name=own,
            time=base.time + _number(record, "t", 0.0),
            unit=str(record.get("u", base.unit)),
            value=_number(record, "v", 0.0) + base_value if "v" in record else switched,
        )


def _version(records: Sequence[Record]) -> int:
    """Return the version of a pack: the same for all of its records."""
    version = records[0].get("bver", PLAIN_VERSION)
    if any(one.get("bver", version) != version for one in records):
        raise BodyError("the records of a SenML pack have different bver")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BodyError("the bver of a SenML pack is not a whole number above 0")
    return version


def _checked(record: object) -> Record:
    if not isinstance(record, dict):
        raise BodyError("a record of SenML is an object")
    unknown = [str(one) for one in record if one not in _LABELS and str(one).endswith("_")]
    if unknown:
        raise BodyError(f"the SenML label {unknown[0][:40]!r} has to be understood, and is not")
    if sum(one in record for one in _VALUES) > 1:
        raise BodyError("a record of SenML has more than one value")
    wrong = [label for label, given in record.items() if not _is_sound(label, given)]
    if wrong:
        raise BodyError(f"the SenML label {wrong[0][:40]!r} holds what it cannot: {record[wrong[0]]!r:.40}")
    return record


def _is_sound(label: str, given: object) -> bool:
    """Tell whether a label holds what it must."""
    if label in _NUMBERS:
        return isinstance(given, int | float) and not isinstance(given, bool)
    if label in _TEXTS:
        return isinstance(given, str)
    return label != "vb" or isinstance(given, bool)


def _number(record: Record, label: str, otherwise: float) -> float:
    found = record.get(label, otherwise)
    try:
        return float(found) if isinstance(found, int | float) else otherwise
    except OverflowError as error:
        raise BodyError(f"the number of {label!r} is beyond all bounds") from error
