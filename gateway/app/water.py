"""What was measured in each pond, thinned and kept in mind, so that a forecast reads little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from gateway.app.knowledge import Knowledge
from gateway.domain.by_hand import is_by_hand
from gateway.domain.columns import Derived, Floats, Ints
from gateway.domain.places import stays
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.ponds.forecast import Intervention, PondRecord
from gateway.store.base import ReadingStore
from gateway.store.sqlite.archive import Archive

DAY_S: Final = 86_400
BUCKET_S: Final = 600
"""A forecast compares half hours: of each ten minutes the median is enough [s]."""

DAYS_AT_ONCE: Final = 20
"""So much is read in a step, so that the ingest loop goes on."""

SETTLED_AFTER_S: Final = 36 * 3600
"""What is younger is read anew each time: late data and revised flags come in it [s]."""

_APART: Final = 1024.0
"""Farther apart than any two values of oxygen or temperature; a power of two, which adds no rounding."""

QUANTITIES: Final = ("oxygen", "water_temperature")


@dataclass(frozen=True, slots=True)
class Thinned:
    """Medians of ten minutes, rising; of several probes the lowest.

    Attributes:
        time: Of the last reading in each ten minutes [s UTC], shape (n,).
        value: shape (n,).
    """

    time: Ints
    value: Floats

    @classmethod
    def empty(cls) -> Thinned:
        """Return none."""
        return cls(np.empty(0, dtype=np.int64), np.empty(0))

    def derived(self) -> Derived:
        """Return them as a forecast reads them."""
        good = np.full(len(self.time), Flag.GOOD, dtype=np.int64)
        return Derived(self.time, self.value, good, np.full_like(good, TimeKnown.SYNCED))


def thinned(found: Derived) -> Thinned:
    """Return the medians of ten minutes of the usable readings of one probe."""
    usable = found.usable()
    if not len(usable):
        return Thinned.empty()
    bucket = usable.time // BUCKET_S - usable.time[0] // BUCKET_S
    # One sort of numbers that hold both: a fifth of the time of a sort by two keys.
    both = np.sort(bucket * _APART + np.clip(usable.value, -_APART / 2, _APART / 2 - 1))
    first = np.flatnonzero(np.diff(bucket, prepend=-1))
    count = np.diff(np.append(first, len(bucket)))
    middle = (both[first + (count - 1) // 2] + both[first + count // 2]) / 2 - bucket[first] * _APART
    return Thinned(usable.time[first + count - 1], np.round(middle, 6))


def lowest(probes: list[Thinned]) -> Thinned:
    """Return of each ten minutes the lowest that any probe said."""
    if len(probes) == 1:
        return probes[0]
    if not probes:
        return Thinned.empty()
    time = np.concatenate([one.time for one in probes])
    value = np.concatenate([one.value for one in probes])
    order = np.lexsort((value, time // BUCKET_S))
    time, value = time[order], value[order]
    first = np.flatnonzero(np.diff(time // BUCKET_S, prepend=-1))
    return Thinned(np.maximum.reduceat(time, first), value[first]) if len(time) else Thinned.empty()


def held_on(relay: Derived, *, end: int) -> Iterator[Intervention]:
    """Yield when a relay was on, from what was told of it; what was not switched off lasts until the end."""
    said = relay.usable()
    since: int | None = None
    for at, value in zip(said.time.tolist(), said.value.tolist(), strict=True):
        if value >= 0.5:
            since = at if since is None else since
        elif since is not None:
            yield Intervention(since, at)
            since = None
    if since is not None:
        yield Intervention(since, end)


@dataclass(slots=True)
class _Kept:
    """What is kept in mind of a pond: [start, until) [s UTC], in stretches that rise."""

    start: int
    until: int
    mark: object = None
    stretches: list[tuple[int, dict[str, Thinned]]] = field(default_factory=list)

    def forget(self, oldest: int) -> None:
        """Let go what ends before a moment [s UTC]."""
        while self.stretches and self.stretches[0][0] <= oldest:
            self.start, _ = self.stretches.pop(0)


@dataclass(slots=True)
class Water:
    """Reads ponds and keeps the settled past of each; one step is short."""

    store: ReadingStore
    archive: Archive
    knowledge: Knowledge
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _keys: list[SeriesKey] = field(default_factory=list)

    def look_again(self) -> None:
        """Ask anew which series there are."""
        self._keys = self.store.keys()

    def read_on(self, place: str, *, oldest: int, now: int) -> bool:
        """Read a step of a pond's settled past; tell whether it is whole.

        What was kept is read anew where something of it has changed: late data, another calibration, a
        node that was moved.

        Args:
            place: The pond's short name.
            oldest: From when on it is needed [s UTC].
            now: [s UTC].
        """
        settled = (now - SETTLED_AFTER_S) // DAY_S * DAY_S
        kept = self._kept.get(place)
        if (
            kept is None
            or kept.start > oldest
            or kept.until > settled
            or kept.mark != self._mark(place, kept)
        ):
            begins = oldest // DAY_S * DAY_S
            kept = self._kept[place] = _Kept(begins, begins)
        kept.forget(oldest)
        if kept.until < settled:
            until = min(kept.until + DAYS_AT_ONCE * DAY_S, settled)
            kept.stretches.append((until, self._read(place, kept.until, until)))
            kept.until = until
            kept.mark = self._mark(place, kept)
        return kept.until >= settled

    def record(self, place: str, helped: Sequence[Intervention], *, now: int) -> PondRecord:
        """Return what is known of a pond whose settled past was read, up to a moment [s UTC]."""
        kept = self._kept[place]
        parts = [one for _, one in kept.stretches]
        parts.append(self._read(place, kept.until, now + 1))
        oxygen, warmth = (_joined([one[quantity] for one in parts]) for quantity in QUANTITIES)
        every = sorted([*helped, *self._relayed(place, kept.start, now)], key=lambda one: one.start)
        return PondRecord(oxygen, warmth if len(warmth) else None, every)

    def _relayed(self, place: str, start: int, now: int) -> Iterator[Intervention]:
        """Yield when a node of a pond held its aerator on: nobody writes that into the book."""
        for stay in stays(self.knowledge.registers.placements, place, start=start, end=now + 1):
            for key in self._keys:
                if key[::2] == (stay.node, "aerator_relay"):
                    end = min(stay.end, now + 1)
                    yield from held_on(self.store.readings(key, stay.start, stay.end), end=end)

    def _read(self, place: str, start: int, end: int) -> dict[str, Thinned]:
        return {quantity: lowest(list(self._probes(place, quantity, start, end))) for quantity in QUANTITIES}

    def _probes(self, place: str, quantity: str, start: int, end: int) -> Iterator[Thinned]:
        """Yield what each probe of a pond said; where there is none, what people measured."""
        here = stays(self.knowledge.registers.placements, place, start=start, end=end)
        found = [(key, stay) for stay in here for key in self._keys if key[::2] == (stay.node, quantity)]
        probes = [one for one in found if not is_by_hand(one[1].node)] or found
        for key, stay in probes:
            yield thinned(self.store.readings(key, stay.start, stay.end))

    def _mark(self, place: str, kept: _Kept) -> object:
        """Return what changes whenever something of the settled past of a pond does."""
        here = stays(self.knowledge.registers.placements, place, start=kept.start, end=kept.until)
        return [(one, self.archive.mark_of(one.node, one.start, one.end)) for one in here]


def _joined(parts: Sequence[Thinned]) -> Derived:
    return Thinned(
        np.concatenate([one.time for one in parts]), np.concatenate([one.value for one in parts])
    ).derived()
