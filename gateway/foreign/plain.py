"""The plain JSON or text of a device to what it measured, by the configuration."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from gateway.domain.errors import BodyError
from gateway.domain.foreign import Device, steps_of
from gateway.foreign.measured import NOW, Measured, When, change_of, dated, number_of

ABSENT: Final = object()
"""Stands for what is not there at all; null is there and says that nothing was measured."""


def found_at(whole: object, path: str) -> object:
    """Return what stands at a path of parsed JSON, ABSENT where nothing does."""
    here = whole
    for step in steps_of(path) or ():
        if isinstance(step, str) and isinstance(here, dict):
            here = here.get(step, ABSENT)
        elif isinstance(step, int) and isinstance(here, list) and step < len(here):
            here = here[step]
        else:
            return ABSENT
    return here


def read_json(whole: object, device: Device, *, utc_offset_hours: int) -> list[Measured]:
    """Return what a message says, empty where its own condition does not hold or nothing was measured.

    Raises:
        BodyError: None of the fields stands in it, one is no number, or its time is none.
    """
    if device.only_if and _as_text(found_at(whole, device.only_if)) != device.only_if_is:
        return []
    standing = [(one, given) for one in device.field if (given := found_at(whole, one.path)) is not ABSENT]
    if not standing:
        raise BodyError(
            "none of the fields stands in it: " + ", ".join(one.path for one in device.field)[:200]
        )
    measured = Measured(_when(whole, device, utc_offset_hours))
    for one, given in standing:
        value = number_of(given, one)
        if value is not None:
            measured.add(one, change_of(one).of(value))
    return [measured] if measured.values else []


def read_text(text: str, device: Device, *, name: str) -> list[Measured]:
    """Return what the one number of a message says, empty where nothing was measured or nobody asked.

    Args:
        text: The whole body.
        device: Whose.
        name: What `+` stands for in its topic.

    Raises:
        BodyError: It is no number.
    """
    measured = Measured()
    for one in device.field:
        if one.path == name:
            value = number_of(text, one)
            if value is not None:
                measured.add(one, change_of(one).of(value))
    return [measured] if measured.values else []


def _when(whole: object, device: Device, utc_offset_hours: int) -> When:
    """Return when a message says that it was measured.

    Raises:
        BodyError: It stands there and cannot be read.
    """
    stated = found_at(whole, device.time) if device.time else None
    if stated is None or stated is ABSENT:
        return NOW
    if device.time_format == "iso":
        offset = utc_offset_hours if device.time_zone == "commune" else 0
        return dated(_iso(stated, offset))
    if isinstance(stated, bool) or not isinstance(stated, int | float | str):
        raise BodyError(f"{device.time!r} holds no time")
    try:
        seconds = float(stated)
    except (ValueError, OverflowError) as error:
        raise BodyError(f"{device.time!r} holds no time: {str(stated)[:40]}") from error
    return dated(seconds / 1000 if device.time_format == "unix_ms" else seconds)


def _iso(stated: object, offset_hours: int) -> float:
    if not isinstance(stated, str):
        raise BodyError("the time is no text")
    try:
        moment = datetime.fromisoformat(stated.strip())
    except ValueError as error:
        raise BodyError(f"{stated[:40]!r} is no ISO 8601 time") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone(timedelta(hours=offset_hours)))
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()


def _as_text(given: object) -> str:
    if isinstance(given, bool):
        return "true" if given else "false"
    return str(given) if isinstance(given, str | int | float) else ""
