"""One step after the other towards a mirror that has everything; runs in a thread of its own.

It reads through connections of its own and writes nothing here: what it has sent is told to whoever asked,
who remembers it. Everything it does can be done twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from gateway.domain.errors import ConfigError, MirrorAwayError, MirrorError, MirrorRefusedError, StoreError
from gateway.domain.places import Placement
from gateway.domain.speech import told
from gateway.secrets import influx_token
from gateway.store.base import Derive
from gateway.store.influx import counting
from gateway.store.influx.client import WITHIN_S, Influx, Server, where
from gateway.store.influx.lines import READING
from gateway.store.influx.points import as_it_came, lines_of, stretches
from gateway.store.influx.states import States
from gateway.store.influx.tally import Hour, Tally, by_hour
from gateway.store.sqlite import arrivals, rewritten, standing
from gateway.store.sqlite.blocks import HOUR, Span
from gateway.store.sqlite.retired import RetiredFiles
from gateway.store.sqlite.rewritten import Rewritten
from gateway.store.sqlite.standing import Snapshot, snapshot

log = logging.getLogger(__name__)

RECORDS_AT_ONCE: Final = 500
SPANS_AT_ONCE: Final = 500
LINES_A_STEP: Final = 20_000
"""A step ends with the span that reaches this: a day of a node has as many."""
LINES_AT_ONCE: Final = 5000
"""What one request carries: under a megabyte, so that the memory stays bounded."""

STEP_WITHIN_S: Final = 60.0
"""After so long a step begins no other request [s]."""

COUNT_WITHIN_S: Final = 900.0
"""How long counting or emptying a whole bucket may take [s]."""

LOOK_EVERY_S: Final = 10.0
BREATH_S: Final = 0.005
FOREVER: Final = 2**33
"""After everything that can ever have been measured [s UTC]."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which station is sent where.

    Attributes:
        folder: Of its databases.
        derive: How its signals become values.
        placements: Where its nodes stand, as it is known when it is asked.
        derive_alone: As `derive` for what has just come, judged by itself only; None: as everything else.
    """

    server: Server
    commune: str
    folder: Path
    derive: Derive
    placements: Callable[[], Sequence[Placement]]
    derive_alone: Derive | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a step.

    Attributes:
        arrival: Every arrival up to this id is there.
        spans: The ids of the marks whose spans are there.
        is_more: Whether more waits.
        kept: Readings that the station has.
        there: Readings of those that the mirror has.
        error: Why it went no further; None when it went well.
        doubtful: Hours of nodes of which a request was not answered: it may still be carried out later.
        has_more: Whether the mirror has readings that the station has not; only a look tells.
        worked_s: How long it had the processor for itself [s]; waiting for InfluxDB is not work.
    """

    arrival: int
    spans: tuple[int, ...] = ()
    is_more: bool = False
    kept: int = 0
    there: int = 0
    error: MirrorError | None = None
    doubtful: frozenset[tuple[str, Span]] = frozenset()
    has_more: bool = False
    worked_s: float = 0.0


@dataclass(slots=True)
class _Parcel:
    """What one step sends.

    Attributes:
        lines: In the order in which they go; made while they go.
        away: What is deleted before, by node.
        hours: How many readings of what has arrived it holds, by hour.
        counts: How many of these nobody has counted yet.
    """

    lines: list[str] = field(default_factory=list)
    away: list[tuple[str, Span]] = field(default_factory=list)
    arrival: int = 0
    spans: list[Rewritten] = field(default_factory=list)
    hours: dict[Hour, int] = field(default_factory=dict)
    counts: dict[Hour, int] = field(default_factory=dict)
    is_more: bool = False


class Sender:
    """Sends a station to its mirror; of one thread."""

    def __init__(self, place: Place) -> None:
        """Remember who is sent where; nothing is opened yet."""
        self._place = place
        self._alone = place.derive_alone or place.derive
        self._influx: Influx | None = None
        self._states = States(place.commune, place.folder, place.derive)
        self._files = RetiredFiles(place.folder)
        self._tally: Tally | None = None
        self._looked_at = self._breathed = 0.0
        self._gone: list[Rewritten] = []
        self._reached = 0
        self._deadline = 0.0
        self.is_abandoned = False

    def step(self, arrival: int, *, with_spans: bool) -> Sent:
        """Send the next of what waits: arrivals above a number first, then spans.

        Args:
            arrival: Every arrival up to this id is there.
            with_spans: Whether spans may be deleted and written again.
        """
        self._deadline, began = time.monotonic() + STEP_WITHIN_S, time.thread_time()
        parcel = _Parcel(arrival=arrival)
        try:
            with snapshot(self._place.folder) as at:
                tally = self._counted(at)
                parcel = self._next(at, tally, arrival, with_spans=with_spans)
            self._send(parcel)
            # What is marked again has a higher number, so nobody has to wait until these are crossed out.
            self._reached = max((self._reached, *(one.id for one in parcel.spans)))
            tally.has_sent(parcel.counts)
            if not parcel.is_more:
                self._say_states()
            self._look(tally, parcel)
        except StoreError as error:
            return self._stopped(arrival, error, _touched(parcel))
        spans = tuple(one.id for one in parcel.spans)
        worked_s = time.thread_time() - began
        return Sent(parcel.arrival, spans, parcel.is_more, tally.kept, tally.there, worked_s=worked_s)

    def look(self) -> Sent:
        """Ask what is there already, before anything there is deleted."""
        try:
            with self._patient() as influx, snapshot(self._place.folder) as at:
                influx.check()
                commune, derive = self._place.commune, self._place.derive
                there = counting.nodes_there(influx, commune)
                found = counting.comparing(at, influx, commune=commune, derive=derive, some=there)
                has_more = any(one.more for one in found)
        except StoreError as error:
            return self._stopped(0, error)
        return Sent(0, has_more=has_more)

    def wipe(self) -> Sent:
        """Delete every reading of this commune that is there; the station has all of them."""
        try:
            with self._patient() as influx:
                influx.delete(0, FOREVER, where(measurement=READING, commune=self._place.commune))
        except MirrorError as error:
            return self._stopped(0, error)
        self._tally = None
        return Sent(0)

    def close(self) -> None:
        """Close its connections."""
        if self._influx is not None:
            self._influx.__exit__(None, None, None)
            self._influx = None

    def _patient(self) -> Influx:
        return self._opened(COUNT_WITHIN_S)

    def _opened(self, within_s: float) -> Influx:
        try:
            return Influx(self._place.server, influx_token(), within_s=within_s)
        except ConfigError as error:
            raise MirrorRefusedError(str(error)) from error

    def _stopped(
        self, arrival: int, error: StoreError, touched: frozenset[tuple[str, Span]] = frozenset()
    ) -> Sent:
        # What stands in a connection that was not answered is nobody's any more.
        self.close()
        kept, there = (0, 0) if self._tally is None else (self._tally.kept, self._tally.there)
        said = error if isinstance(error, MirrorError) else MirrorAwayError(str(error))
        return Sent(arrival, kept=kept, there=there, error=said, doubtful=touched)

    def _counted(self, at: Snapshot) -> Tally:
        if self._tally is None:
            tally = Tally()
            tally.begin(at, self._place.derive, on_node=self._breathe)
            self._tally = tally
        return self._tally

    def _next(self, at: Snapshot, tally: Tally, arrival: int, *, with_spans: bool) -> _Parcel:
        some = arrivals.above(at.readings, arrival, most=RECORDS_AT_ONCE)
        if some:
            parcel = _Parcel(arrival=some[-1][0], is_more=True)
            for received, readable in as_it_came(some, self._alone):
                parcel.lines += lines_of(self._place.commune, received, readable, self._place.placements())
                for series, rows in readable.items():
                    for hour, count in by_hour(series, rows.time.tolist()).items():
                        parcel.hours[hour] = parcel.hours.get(hour, 0) + count
                self._breathe()
            parcel.counts = tally.news(at, some, parcel.hours)
            return parcel
        most = SPANS_AT_ONCE if with_spans else 0
        waiting = rewritten.waiting(at.archive, after=self._reached, most=most)
        parcel = _Parcel(arrival=arrival, is_more=bool(waiting))
        for one in waiting:
            if len(parcel.lines) >= LINES_A_STEP:
                break
            self._pack(at, one, parcel)
            self._breathe()
        return parcel

    def _pack(self, at: Snapshot, one: Rewritten, parcel: _Parcel) -> None:
        """Put a span into a parcel: what its blocks hold, and what has arrived for it since."""
        parcel.spans.append(one)
        derive, placements = self._place.derive, self._place.placements()
        stands = standing.of_retired(at.archive, self._files, derive, one.node, one.span)
        stands = stands or standing.of_span(at.archive, one.node, one.span)
        if stands.is_whole:
            parcel.away.append((one.node, one.span))
        else:
            log.error("span not deleted in the mirror node=%s start=%d", one.node, one.span.start)
        parcel.lines += lines_of(self._place.commune, stands.signals, stands.derived, placements)
        loose = standing.loose(at, one.node, one.span)
        if loose:
            own = self._alone(loose)
            parcel.lines += lines_of(self._place.commune, loose, own, placements)

    def _send(self, parcel: _Parcel) -> None:
        for node, start, end in stretches(parcel.away):
            self._before_request()
            named = where(measurement=READING, commune=self._place.commune, node=node)
            self._connected().delete(start, end, named)
        lines = iter(parcel.lines)
        while some := list(islice(lines, LINES_AT_ONCE)):
            self._before_request()
            self._connected().write(some)

    def _say_states(self) -> None:
        lines = self._states.news(time.monotonic())
        if lines:
            self._before_request()
            self._connected().write(lines)
            self._states.have_gone()

    def _look(self, tally: Tally, parcel: _Parcel) -> None:
        self._gone += parcel.spans
        if parcel.is_more and time.monotonic() - self._looked_at < LOOK_EVERY_S:
            return
        self._looked_at = time.monotonic()
        with snapshot(self._place.folder) as at:
            waiting = rewritten.waiting(at.archive, after=self._reached, most=-1)
            tally.look(at, waiting, self._gone, above=parcel.arrival)
        self._gone = []

    def _connected(self) -> Influx:
        if self._influx is None:
            self._influx = self._opened(WITHIN_S)
        return self._influx

    def _breathe(self) -> None:
        """Let the loop of ingest have the interpreter every few milliseconds of our work."""
        if time.thread_time() - self._breathed >= BREATH_S:
            time.sleep(0)
            self._breathed = time.thread_time()

    def _before_request(self) -> None:
        if self.is_abandoned or time.monotonic() >= self._deadline:
            raise MirrorAwayError(told("InfluxDB contesta demasiado despacio."))


def _touched(parcel: _Parcel) -> frozenset[tuple[str, Span]]:
    return frozenset([*parcel.away, *((node, Span(start, HOUR)) for node, start in parcel.hours)])
