"""How many readings the station has and how many of them its mirror, kept true without counting all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import SeriesKey
from gateway.store.base import Derive
from gateway.store.influx.counting import loose_of
from gateway.store.sqlite import arrivals, blocks, rollups
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR, Span
from gateway.store.sqlite.rewritten import Rewritten
from gateway.store.sqlite.standing import Snapshot, kept_ever, nodes

Hour = tuple[str, int]
"""A node, and where an hour of it begins [s UTC]."""

SAMPLE: Final = 200
"""What waits behind so many arrivals is not looked into: it is as long as these, about."""


@dataclass(slots=True)
class Tally:
    """What was counted once and is kept true from what is sent.

    Attributes:
        sealed: Readings that the archive holds, by node.
        open: Readings that were sent and stand in no block yet, by hour.
        missing: Readings of the spans that wait, by the id of their mark.
        pending: Readings that have arrived and were not sent.
        new: Readings of those that no hour counts yet.
        upto: Every arrival up to this id was counted at the beginning.
    """

    sealed: dict[str, int] = field(default_factory=dict)
    open: dict[Hour, int] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)
    pending: int = 0
    new: int = 0
    upto: int = 0

    @property
    def kept(self) -> int:
        """Readings that the station has."""
        return sum(self.sealed.values()) + sum(self.open.values()) + self.new

    @property
    def there(self) -> int:
        """Readings of those that the mirror has."""
        return max(0, self.kept - self.pending - sum(self.missing.values()))

    def begin(self, at: Snapshot, derive: Derive, *, on_node: Callable[[], None]) -> None:
        """Count everything once."""
        self.upto = arrivals.newest_id(at.readings)
        self.sealed = {}
        for node in nodes(at.archive):
            self.sealed[node] = sum(kept_ever(at.archive, node).values())
            on_node()
        names = at.readings.execute("SELECT DISTINCT node FROM arrivals WHERE time IS NOT NULL").fetchall()
        self.open = {}
        for (node,) in names:
            for rows in derive(loose_of(at, node)).values():
                for second in rows.time.tolist():
                    hour = (node, second // HOUR * HOUR)
                    self.open[hour] = self.open.get(hour, 0) + 1
            on_node()

    def news(
        self, at: Snapshot, some: Sequence[tuple[int, Arrival]], readable: Mapping[Hour, int]
    ) -> dict[Hour, int]:
        """Return how many readings of some arrivals neither a block counts nor an hour, by hour.

        Args:
            at: The moment at which they were read.
            some: With their ids.
            readable: How many readings they are, by hour.
        """
        fresh: dict[Hour, list[int]] = {}
        for number, one in some:
            if one.time is not None:
                fresh.setdefault((one.node, one.time // HOUR * HOUR), []).append(number)
        found = {}
        for hour, numbers in fresh.items():
            counted = max(self.upto, blocks.upto_of_hour(at.archive, *hour))
            share = sum(number > counted for number in numbers) / len(numbers)
            found[hour] = round(share * readable.get(hour, 0))
        return found

    def has_sent(self, counts: Mapping[Hour, int]) -> None:
        """Add readings that have arrived and were sent; see `news`."""
        for hour, count in counts.items():
            self.open[hour] = self.open.get(hour, 0) + count

    def look(
        self, at: Snapshot, waiting: Sequence[Rewritten], gone: Sequence[Rewritten], *, above: int
    ) -> None:
        """Look again at what waits, spans and arrivals above a number, and at what has gone since."""
        new = [one for one in (*waiting, *gone) if one.id not in self.missing]
        by_day = {node: kept_ever(at.archive, node) for node in {one.node for one in new}}
        self.sealed |= {node: sum(days.values()) for node, days in by_day.items()}
        for one in new:
            for hour in range(one.span.start, one.span.end, HOUR):
                self.open.pop((one.node, hour), None)
        self.missing = {
            one.id: self.missing[one.id]
            if one.id in self.missing
            else _readings_in(at, one.node, one.span, by_day[one.node])
            for one in waiting
        }
        self.pending = _pending(at, above)
        self.new = self.pending if above >= self.upto else _pending(at, self.upto)


def _readings_in(at: Snapshot, node: str, span: Span, by_day: Mapping[int, int]) -> int:
    """Return how many readings a node's span has, about: of a day, of the local day closest to it."""
    if span.length == DAY:
        return by_day.get(span.start, 0)
    series = blocks.series_of(at.archive, node=node).values()
    parts = (rollups.hours(at.archive, one, start=span.start, end=span.end) for one in series)
    return sum(int(part.count.sum()) for part in parts)


def _pending(at: Snapshot, above: int) -> int:
    first = [
        readings_of(one) for _, one in arrivals.above(at.readings, above, most=SAMPLE) if one.time is not None
    ]
    if len(first) < SAMPLE:
        return sum(first)
    count: int = at.readings.execute(
        "SELECT count(*) FROM arrivals WHERE id > ? AND time IS NOT NULL", (above,)
    ).fetchone()[0]
    return round(sum(first) / len(first) * count)


def readings_of(arrival: Arrival) -> int:
    """Return how many readings a record becomes where everything of it is calibrated."""
    return sum(len(derived_quantities(quantity)) for values in arrival.values.values() for quantity in values)


def by_hour(series: SeriesKey, seconds: Sequence[int]) -> dict[Hour, int]:
    """Return how many readings of a series stand in each hour."""
    found: dict[Hour, int] = {}
    for second in seconds:
        hour = (series.node, second // HOUR * HOUR)
        found[hour] = found.get(hour, 0) + 1
    return found
