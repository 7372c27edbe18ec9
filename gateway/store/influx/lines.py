"""What the station knows as lines of InfluxDB's line protocol, built by hand. Pure.

A tag is identity, so what may change of a reading is a field. The timestamp of a reading is its second plus
the record's number in nanoseconds, so that two records of one second stay two points.

Source:
    InfluxDB 2.7 documentation, "Line protocol": "Elements of line protocol" and "Special characters".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from gateway.domain.alerts import Alert
from gateway.domain.by_hand import PREFIX, hand_placement, is_by_hand
from gateway.domain.columns import NOT_STATED, Derived, Ints, Signals
from gateway.domain.places import Placement
from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import SeriesKey
from gateway.store.base import NodeState

SECOND: Final = 10**9
"""A second in the nanoseconds that InfluxDB counts [ns]."""

READING: Final = "reading"
NODE: Final = "node"
ALERT: Final = "alert"
STATION: Final = "station"

ALWAYS: Final = 0
"""Where the one point of a node and the one of the station stand [ns]; a new one takes its place."""

_CANNOT_BE_SAID: Final = re.compile(r"[\x00-\x1f\x7f\\]")
"""Line protocol has no way to write these in a tag; no name of ours has them."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a node stood, by time.

    Attributes:
        since: From when on it stood at each place [s UTC], rising, shape (n,).
        places: The slug of each, None where it was taken away; shape (n,).
    """

    since: Ints
    places: tuple[str | None, ...]

    @classmethod
    def of(cls, placements: Sequence[Placement], node: str) -> Whereabouts:
        """Return where a node stood."""
        if is_by_hand(node):
            placements = [hand_placement(node.removeprefix(PREFIX))]
        own = sorted((one for one in placements if one.node == node), key=lambda one: one.since)
        return cls(np.array([one.since for one in own], dtype=np.int64), tuple(one.place for one in own))

    def at(self, time: Ints) -> list[str | None]:
        """Return the place at each moment, None before the first."""
        before = np.searchsorted(self.since, time, side="right") - 1
        return [None if one < 0 else self.places[one] for one in before.tolist()]


def stamps(rows: Signals) -> Ints:
    """Return the timestamp of each row [ns], no two the same.

    It is the second and the record's number. Rows of a second with the same number (lines of a file have
    none, and a node can begin a new queue) take the next free nanosecond, in the order of the rows.
    """
    found = rows.time * SECOND + rows.number % SECOND
    if len(np.unique(found)) == len(found):
        return found
    taken: set[int] = set()
    for row, stamp in enumerate(found.tolist()):
        second, number = divmod(stamp, SECOND)
        while (free := second * SECOND + number % SECOND) in taken:
            number += 1
        taken.add(free)
        found[row] = free
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """All that was received of what a readable series is derived from; n rows, rising by time.

    Attributes:
        rows: In the order in which they are derived.
        is_own: Whether what was received is the value itself, shape (n,).
    """

    rows: Signals
    is_own: NDArray[np.bool_]

    @classmethod
    def of(cls, series: SeriesKey, received: Mapping[SeriesKey, Signals]) -> Source:
        """Return what of all that was received of a node a series is derived from."""
        parts = [
            (rows, key.quantity == series.quantity)
            for key, rows in sorted(received.items())
            if key[:2] == series[:2] and series.quantity in derived_quantities(key.quantity)
        ]
        if len(parts) == 1:
            return cls(parts[0][0], np.full(len(parts[0][0]), parts[0][1]))
        return cls._of_several(parts)

    @classmethod
    def _of_several(cls, parts: Sequence[tuple[Signals, bool]]) -> Source:
        times = np.concatenate([np.empty(0, dtype=np.int64), *(rows.time for rows, _ in parts)])
        order = np.argsort(times, kind="stable")
        is_own = np.concatenate([np.empty(0, dtype=bool), *(np.full(len(rows), own) for rows, own in parts)])
        return cls(_stacked([rows for rows, _ in parts]).take(order), is_own[order])

    def rows_of(self, rows: Derived) -> Ints:
        """Return for each derived row which of these it comes from, -1 where nobody can tell.

        In a second with as many derived rows as records they follow each other; else nobody can tell.
        Shape (len(rows),).
        """
        if np.array_equal(rows.time, self.rows.time):
            return np.arange(len(rows))
        first = np.searchsorted(self.rows.time, rows.time, side="left")
        received = np.searchsorted(self.rows.time, rows.time, side="right") - first
        own_first = np.searchsorted(rows.time, rows.time, side="left")
        derived = np.searchsorted(rows.time, rows.time, side="right") - own_first
        return np.where(received == derived, first + np.arange(len(rows)) - own_first, -1)


def _stacked(parts: Sequence[Signals]) -> Signals:
    """Return the rows of all parts, one after the other."""
    if not parts:
        return Signals.empty()
    names = [one.name for one in fields(Signals)]
    return Signals(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def signal_lines(commune: str, series: SeriesKey, rows: Signals, where: Whereabouts) -> Iterator[str]:
    """Yield the lines of what was received of a series that has to be converted.

    What is no number is left out.

    Args:
        commune: The commune's slug.
        series: Such as oxygen_signal.
        rows: Rising by (time, queue, number).
        where: Where its node stood.
    """
    of_record = _of_record(rows)
    yield from _lines(head(commune, series), _values(rows, where), of_record, stamps(rows).tolist())


def derived_lines(
    commune: str, series: SeriesKey, rows: Derived, source: Source, where: Whereabouts
) -> Iterator[str]:
    """Yield the lines of what a person can read of a series; what is no number is left out.

    The timestamp is that of the record a value comes from; where nobody can tell which that is, its ordinal
    in its second. Of a sensor that says its own value the record goes into the same line.

    Args:
        commune: The commune's slug.
        series: A readable one.
        rows: Rising by time.
        source: What they are derived from.
        where: Where its node stood.
    """
    of_record = [
        said if own else "" for said, own in zip(_of_record(source.rows), source.is_own, strict=True)
    ]
    marks = stamps(source.rows).tolist()
    ordinal = np.arange(len(rows)) - np.searchsorted(rows.time, rows.time, side="left")
    alone = (rows.time * SECOND + ordinal).tolist()
    more, at = [], []
    for place, flag, own in zip(source.rows_of(rows).tolist(), rows.flag.tolist(), alone, strict=True):
        more.append(f",flag={flag}i" + (of_record[place] if place >= 0 else ""))
        at.append(marks[place] if place >= 0 else own)
    yield from _lines(head(commune, series), _values(rows, where), more, at)


def node_line(commune: str, state: NodeState) -> str:
    """Return the one line that says how a node is."""
    said = msgspec.json.encode(state).decode()
    return f"{NODE},commune={tag(commune)},node={tag(state.node)} state={text(said)} {ALWAYS}"


def alert_line(commune: str, alert: Alert) -> str:
    """Return the line of an alert; said anew after each change, it takes the old one's place."""
    said = msgspec.json.encode(alert).decode()
    return f"{ALERT},commune={tag(commune)},uid={tag(alert.uid)} body={text(said)} {alert.opened * SECOND}"


def station_line(commune: str, alive: int) -> str:
    """Return the one line that says when the gateway was last at work [s UTC]."""
    return f"{STATION},commune={tag(commune)} alive={alive}i {ALWAYS}"


def head(commune: str, series: SeriesKey) -> str:
    """Return measurement and tags of a series, as each line of it begins."""
    node, channel, quantity = map(tag, series)
    return f"{READING},commune={tag(commune)},node={node},channel={channel},quantity={quantity}"


def tag(value: str) -> str:
    """Return a tag's value as it stands in a line; what cannot be said becomes an underscore."""
    said = _CANNOT_BE_SAID.sub("_", value) or "_"
    return said.replace(",", "\\,").replace("=", "\\=").replace(" ", "\\ ")


def text(value: str) -> str:
    """Return the value of a field of text as it stands in a line, in its quotes."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _values(rows: Signals | Derived, where: Whereabouts) -> Iterator[str | None]:
    """Yield the fields that every reading has; None where the value is no number."""
    places = where.at(rows.time)
    said = {place: "" if place is None else f",place={text(place)}" for place in set(places)}
    for value, known, place in zip(rows.value.tolist(), rows.known.tolist(), places, strict=True):
        yield f"value={value!r},known={known}i{said[place]}" if math.isfinite(value) else None


def _of_record(rows: Signals) -> list[str]:
    columns = (rows.queue, rows.number, rows.boot, rows.uptime, rows.stated)
    return [
        f",queue={queue}i,number={number}i,boot={boot}i,uptime={uptime}i"
        + ("" if stated == NOT_STATED else f",stated={stated}i")
        for queue, number, boot, uptime, stated in zip(*(one.tolist() for one in columns), strict=True)
    ]


def _lines(
    begins: str, values: Iterator[str | None], more: Sequence[str], marks: Sequence[int]
) -> Iterator[str]:
    for value, rest, stamp in zip(values, more, marks, strict=True):
        if value is not None:
            yield f"{begins} {value}{rest} {stamp}"
