"""Many readings of one series, in columns.

numpy stands on the ground floor because conversion, quality and store all speak in
columns: a second word for the same thing in each room would be three translations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from gateway.domain.readings import Flag, TimeKnown

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NOT_STATED = -(2**63)
"""Stands in an integer column where nothing was said."""

_OF_SIGNALS = ("time", "value", "known", "queue", "number", "boot", "uptime", "stated")
_OF_DERIVED = ("time", "value", "flag", "known")


@dataclass(frozen=True, slots=True)
class Signals:
    """What was received of one series; n rows, rising by (time, queue, number).

    Attributes:
        time: When it was measured [s UTC], shape (n,).
        value: As received, in the stored unit of its quantity, shape (n,).
        known: A TimeKnown code, shape (n,).
        queue: The queue's eight hexadecimal digits as a number; 0 for what came without a queue, shape (n,).
        number: The record's number in its queue, shape (n,).
        boot: The power-on it was measured in, shape (n,).
        uptime: Seconds since that power-on [s], shape (n,).
        stated: The time the node stated [s UTC], NOT_STATED where it stated none, shape (n,).
    """

    time: Ints
    value: Floats
    known: Ints
    queue: Ints
    number: Ints
    boot: Ints
    uptime: Ints
    stated: Ints

    def __len__(self) -> int:
        return len(self.time)

    @classmethod
    def empty(cls) -> Self:
        """Return no rows."""
        nothing = np.empty(0, dtype=np.int64)
        return cls(nothing, np.empty(0), *([nothing] * 6))

    @classmethod
    def measured(cls, time: Ints, value: Floats) -> Self:
        """Return rows that came without queue or number: a file, a person, a foreign device."""
        zero = np.zeros(len(time), dtype=np.int64)
        return cls(
            time=np.asarray(time, dtype=np.int64),
            value=np.asarray(value, dtype=np.float64),
            known=np.full(len(time), TimeKnown.SYNCED, dtype=np.int64),
            queue=zero,
            number=zero,
            boot=zero,
            uptime=zero,
            stated=np.asarray(time, dtype=np.int64),
        )

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Signals:
        """Return the chosen rows, in the order chosen."""
        return Signals(*(getattr(self, name)[rows] for name in _OF_SIGNALS))

    def sorted(self) -> Signals:
        """Return the rows rising by (time, queue, number)."""
        return self.take(np.lexsort((self.number, self.queue, self.time)))

    def between(self, start: int, end: int) -> Signals:
        """Return the rows measured in [start, end)."""
        first, last = np.searchsorted(self.time, [start, end])
        return self.take(slice(int(first), int(last)))

    @staticmethod
    def joined(*parts: Signals) -> Signals:
        """Return the rows of all parts, sorted."""
        columns = (np.concatenate([getattr(part, name) for part in parts]) for name in _OF_SIGNALS)
        return Signals(*columns).sorted()


@dataclass(frozen=True, slots=True)
class Derived:
    """What a person can read of one series; n rows, rising by time.

    Attributes:
        time: When it was measured [s UTC], shape (n,).
        value: In the stored unit of its quantity, shape (n,).
        flag: A QARTOD code, shape (n,).
        known: A TimeKnown code, shape (n,).
    """

    time: Ints
    value: Floats
    flag: Ints
    known: Ints

    def __len__(self) -> int:
        return len(self.time)

    @classmethod
    def empty(cls) -> Self:
        """Return no rows."""
        nothing = np.empty(0, dtype=np.int64)
        return cls(nothing, np.empty(0), nothing, nothing)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Derived:
        """Return the chosen rows, in the order chosen."""
        return Derived(self.time[rows], self.value[rows], self.flag[rows], self.known[rows])

    def between(self, start: int, end: int) -> Derived:
        """Return the rows measured in [start, end)."""
        first, last = np.searchsorted(self.time, [start, end])
        return self.take(slice(int(first), int(last)))

    def flagged(self, flag: Ints) -> Derived:
        """Return the same rows with other flags."""
        return Derived(self.time, self.value, flag, self.known)

    def usable(self) -> Derived:
        """Return the rows that are not FAIL and not MISSING; a SUSPECT value is still a value."""
        return self.take((self.flag != Flag.FAIL) & (self.flag != Flag.MISSING))

    @staticmethod
    def joined(*parts: Derived) -> Derived:
        """Return the rows of all parts, rising by time."""
        columns = [np.concatenate([getattr(part, name) for part in parts]) for name in _OF_DERIVED]
        order = np.argsort(columns[0], kind="stable")
        return Derived(*(column[order] for column in columns))
