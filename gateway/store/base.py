"""What every store of readings promises, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from gateway.domain.alerts import Alert
from gateway.domain.columns import Derived, Floats, Ints, Signals
from gateway.domain.message import Status
from gateway.domain.readings import Reading, SeriesKey

Derive = Callable[[Mapping[SeriesKey, Signals]], Mapping[SeriesKey, Derived]]
"""Signals of one node over one span of time to everything a person can read of them."""


@dataclass(frozen=True, slots=True)
class Buckets:
    """A series thinned for a chart; n buckets, rising; where nothing was measured there is none.

    Attributes:
        start: Where each bucket begins [s UTC], shape (n,).
        count: Usable readings in it, shape (n,).
        low: The lowest of them, shape (n,).
        high: The highest of them, shape (n,).
        mean: Their mean, shape (n,).
        total: Their sum, shape (n,).
        width: How long a bucket is [s].
    """

    start: Ints
    count: Ints
    low: Floats
    high: Floats
    mean: Floats
    total: Floats
    width: int

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class NodeState:
    """What is known of a node, whether or not it has readings.

    Attributes:
        status: The last status it sent, None when it never did.
        status_at: When that came [s UTC].
        heard: When anything of it was last stored [s UTC].
        dropped: Records it reported dropped, over all its queues.
        dead_letters: Messages of it that could not be read.
    """

    node: str
    status: Status | None
    status_at: int | None
    heard: int | None
    dropped: int
    dead_letters: int


class ReadingStore(Protocol):
    """Answers for readings; every method sees one moment of the store, and none has an effect."""

    def keys(self) -> list[SeriesKey]:
        """Return every series a person can read, sorted."""
        ...

    def readings(self, series: SeriesKey, start: int, end: int) -> Derived:
        """Return every reading of a series in [start, end), rising by time."""
        ...

    def series(self, series: SeriesKey, start: int, end: int, *, points: int = 500) -> Buckets:
        """Return a series in [start, end) in at most `points` buckets with lowest and highest.

        Buckets of less than an hour begin at `start`. Wider ones are whole hours wide, the first begins with
        the hour of `start`, and they hold the hours that begin within [start, end). A gap stays a gap.
        """
        ...

    def days(self, series: SeriesKey, start: int, end: int) -> Buckets:
        """Return one bucket for each of the commune's local days that begin within [start, end)."""
        ...

    def latest(self, series: SeriesKey) -> Reading | None:
        """Return the newest reading of a series whose time is known, None when it has none."""
        ...

    def latest_of(self, node: str) -> dict[SeriesKey, Reading]:
        """Return what `latest` tells of each series of a node; those that have nothing are left out."""
        ...

    def nodes(self) -> list[NodeState]:
        """Return what is known of every node that was ever heard, sorted by name."""
        ...

    def alerts(self, *, everything: bool = False) -> list[Alert]:
        """Return the alerts that are not over, worst first; with `everything` all, newest first."""
        ...

    def alive(self) -> int | None:
        """Return when the gateway last committed anything [s UTC], None before the first time."""
        ...


def bucketed(found: Derived, *, start: int, width: int) -> Buckets:
    """Return readings in buckets of `width` seconds that begin at `start` plus whole widths.

    FAIL and MISSING do not count; when nothing is left there is no bucket.
    """
    usable = found.usable()
    if not len(usable):
        nothing = np.empty(0)
        whole = np.empty(0, dtype=np.int64)
        return Buckets(whole, whole, nothing, nothing, nothing, nothing, width)
    place = (usable.time - start) // width
    first = np.flatnonzero(np.diff(place, prepend=place[0] - 1))
    count = np.diff(np.append(first, len(place)))
    total = np.add.reduceat(usable.value, first)
    return Buckets(
        start=start + place[first] * width,
        count=count.astype(np.int64),
        low=np.minimum.reduceat(usable.value, first),
        high=np.maximum.reduceat(usable.value, first),
        mean=total / count,
        total=total,
        width=width,
    )
