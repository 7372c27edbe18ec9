"""Readings out of the mirror: what `SqliteReadings` answers of the station, by Flux."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import numpy as np

from gateway.domain.alerts import Alert
from gateway.domain.by_hand import is_by_hand
from gateway.domain.columns import Derived, Ints
from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import Flag, Reading, SeriesKey, TimeKnown
from gateway.store.base import Buckets, NodeState, bucketed
from gateway.store.influx import windows
from gateway.store.influx.answers import NOTHING, Numbers, numbers, texts
from gateway.store.influx.client import Influx
from gateway.store.influx.flux import EVER, Stretch, named, picked, windowed

HOUR: Final = 3600
DAY: Final = 86400

_node_state: Final = msgspec.json.Decoder(NodeState)
_alert: Final = msgspec.json.Decoder(Alert)


class InfluxStore:
    """Implements `gateway.store.base.ReadingStore` over a mirror of one commune in InfluxDB 2."""

    def __init__(self, influx: Influx, *, commune: str, utc_offset_hours: int) -> None:
        """Remember whom to ask, and of which commune; several may lie in one bucket."""
        self._ask = influx.answer
        self._bucket = influx.bucket
        self._commune = commune
        self._utc_offset_s = utc_offset_hours * HOUR

    def keys(self) -> list[SeriesKey]:
        """Return every series a person can read, sorted."""
        question = self._picked(EVER, measurement="reading", field="known") + " |> last()"
        rows = texts(self._ask(named({"keys": question}, "node", "channel", "quantity")))
        return sorted(
            {
                SeriesKey(row["node"], row["channel"], one)
                for row in rows
                for one in derived_quantities(row["quantity"])
            }
        )

    def readings(self, series: SeriesKey, start: int, end: int) -> Derived:
        """Return every reading of a series in [start, end), rising by time."""
        stretch = Stretch.of(start, end)
        if stretch.is_empty:
            return Derived.empty()
        return self._rows(series, stretch)

    def series(self, series: SeriesKey, start: int, end: int, *, points: int = 500) -> Buckets:
        """Return a series in [start, end) in at most `points` buckets with lowest and highest.

        Buckets of an hour and more are made of the whole hours that begin in [start, end).
        """
        width = max(60, -(-(end - start) // points // 60) * 60)
        if width < HOUR:
            return self._buckets(series, start, end, width=width, offset=start % width)
        wide = -(-width // HOUR) * HOUR
        first, last = (-(-one // HOUR) * HOUR for one in (start, end))
        return self._buckets(series, first, last, width=wide, offset=start // HOUR * HOUR % wide)

    def days(self, series: SeriesKey, start: int, end: int) -> Buckets:
        """Return one bucket for each of the commune's local days within [start, end)."""
        offset = -self._utc_offset_s % DAY
        first, last = (-(-(one - offset) // DAY) * DAY + offset for one in (start, end))
        return self._buckets(series, first, last, width=DAY, offset=offset)

    def latest(self, series: SeriesKey) -> Reading | None:
        """Return the newest reading of a series whose time is known, None when it has none.

        Of what was measured by hand it is the newest that stands.
        """
        usable = f" |> filter(fn: (r) => r._value != {Flag.FAIL} and r._value != {Flag.MISSING})"
        kept = usable if is_by_hand(series.node) else ""
        last = self._field(series, EVER, "flag") + kept + " |> last()"
        found = numbers(self._ask(named({"flag": last}, "_time", "_value"))).get("flag", NOTHING)
        if not len(found.at):
            return None
        at = int(found.at[-1])
        rows = self._rows(series, Stretch(at, at + 1))
        return _reading(series, rows) if len(rows) else None

    def latest_of(self, node: str) -> dict[SeriesKey, Reading]:
        """Return what `latest` tells of each series of a node; those that have nothing are left out."""
        found = {one: self.latest(one) for one in self.keys() if one.node == node}
        return {one: reading for one, reading in found.items() if reading is not None}

    def nodes(self) -> list[NodeState]:
        """Return what is known of every node that was ever heard, sorted by name."""
        question = self._picked(EVER, measurement="node", field="state") + " |> last()"
        rows = texts(self._ask(named({"nodes": question}, "node", "_value")))
        return sorted((_node_state.decode(row["_value"]) for row in rows), key=lambda one: one.node)

    def alerts(self, *, everything: bool = False) -> list[Alert]:
        """Return the alerts that are not over, worst first; with `everything` all, newest first."""
        question = self._picked(EVER, measurement="alert", field="body") + " |> last()"
        rows = texts(self._ask(named({"alerts": question}, "uid", "_value")))
        found = sorted((_alert.decode(row["_value"]) for row in rows), key=lambda one: (-one.opened, one.uid))
        if everything:
            return found
        return sorted((one for one in found if not one.is_over), key=lambda one: (-one.level, one.opened))

    def alive(self) -> int | None:
        """Return when the gateway last committed anything [s UTC], None before the first time."""
        question = self._picked(EVER, measurement="station", field="alive") + " |> last()"
        found = numbers(self._ask(named({"alive": question}, "_time", "_value"))).get("alive", NOTHING)
        return int(found.value[-1]) if len(found.at) else None

    def _picked(self, stretch: Stretch, **wanted: str) -> str:
        return picked(self._bucket, stretch, commune=self._commune, **wanted)

    def _field(self, series: SeriesKey, stretch: Stretch, name: str) -> str:
        return self._picked(stretch, measurement="reading", field=name, **series._asdict())

    def _rows(self, series: SeriesKey, stretch: Stretch) -> Derived:
        questions = {name: self._field(series, stretch, name) for name in ("value", "flag", "known")}
        return _derived(numbers(self._ask(named(questions, "_time", "_value"))))

    def _buckets(self, series: SeriesKey, start: int, end: int, *, width: int, offset: int) -> Buckets:
        """Return the windows of a series in [start, end) that hold anything usable.

        InfluxDB makes them where no flag of a window says that something in it does not count. Of the
        others it makes the hours, and of the hours where something does not count the readings are fetched.
        """
        told, doubtful = self._told(series, start, end, width=width, offset=offset)
        if not len(doubtful):
            return told
        if width > HOUR:
            first, last = max(start, int(doubtful[0])), min(end, int(doubtful[-1]) + width)
            hours = self._buckets(series, first, last, width=HOUR, offset=0)
            finer = windows.within(hours, doubtful, width=width, offset=offset)
        else:
            rows = self._in_stretches(series, windows.stretches(doubtful, width=width)).between(start, end)
            finer = windows.within(
                bucketed(rows, start=offset, width=width), doubtful, width=width, offset=offset
            )
        return windows.joined([told, windows.coarser(finer, width=width, offset=offset)], width=width)

    def _told(
        self, series: SeriesKey, start: int, end: int, *, width: int, offset: int
    ) -> tuple[Buckets, Ints]:
        """Return the windows whose readings all count, and where those begin of which some do."""
        stretch = Stretch.of(start, end)
        if stretch.is_empty:
            return windows.told({}, width=width, offset=offset)
        wanted = {"best": ("flag", "min"), "worst": ("flag", "max"), "count": ("value", "count")}
        wanted |= {"low": ("value", "min"), "high": ("value", "max"), "total": ("value", "sum")}
        questions = {
            name: windowed(self._field(series, stretch, of), function, width=width, offset=offset)
            for name, (of, function) in wanted.items()
        }
        return windows.told(
            numbers(self._ask(named(questions, "_time", "_value"))), width=width, offset=offset
        )

    def _in_stretches(self, series: SeriesKey, some: Sequence[tuple[int, int]]) -> Derived:
        """Return the readings of a series in some stretches [s UTC], with value and flag alone."""
        questions = {
            f"{name} {place}": self._field(series, Stretch.of(*one), name)
            for place, one in enumerate(some)
            for name in ("value", "flag")
        }
        found = numbers(self._ask(named(questions, "_time", "_value")))
        parts = [
            _derived({name: found.get(f"{name} {place}", NOTHING) for name in ("value", "flag")})
            for place in range(len(some))
        ]
        return Derived.joined(Derived.empty(), *parts)


def _derived(found: Mapping[str, Numbers]) -> Derived:
    """Return the readings whose fields stand in columns of their own."""
    flag, known = found.get("flag", NOTHING), found.get("known", NOTHING)
    return Derived(
        time=flag.second,
        value=_beside(flag.at, found.get("value", NOTHING)),
        flag=flag.value.astype(np.int64),
        known=np.nan_to_num(_beside(flag.at, known)).astype(np.int64),
    )


def _beside(at: Ints, found: Numbers) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the number that stands at each of some moments, NaN where none does: InfluxDB takes no NaN."""
    if np.array_equal(at, found.at):
        return found.value
    values = np.full(len(at), np.nan)
    place = np.searchsorted(at, found.at)
    there = (place < len(at)) & (at[np.minimum(place, len(at) - 1)] == found.at) if len(at) else place < 0
    values[place[there]] = found.value[there]
    return values


def _reading(series: SeriesKey, found: Derived) -> Reading:
    return Reading(
        series=series,
        at=int(found.time[-1]),
        value=float(found.value[-1]),
        flag=Flag(int(found.flag[-1])),
        known=TimeKnown(int(found.known[-1])),
    )
