"""The same story told to stores of every shape, so that one set of tests can ask them all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from gateway.derivation import derive
from gateway.domain.alerts import Change
from gateway.domain.by_hand import QUEUE, hand_node
from gateway.domain.calibration import Calibration, OxygenMarks
from gateway.domain.columns import Derived, Signals
from gateway.domain.message import Status
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.store.base import ReadingStore
from gateway.store.sqlite import alerts, arrivals, cursors, orders, statuses
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.blocks import DAY, HOUR
from gateway.store.sqlite.cursors import Cursor
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

START = 1_772_000_000 // DAY * DAY
"""A midnight of UTC; the commune's own day begins four hours later."""

UTC_OFFSET_HOURS = -4
PH = SeriesKey("pond-1", "sonda", "ph")
SIGNAL = PH._replace(quantity="oxygen_signal")
OXYGEN = PH._replace(quantity="oxygen")
MARKS = Calibration(*SIGNAL, since=START + HOUR, constants=OxygenMarks(Decimal(1600), Decimal(28)))
DOUBTED = 7
"""The number of the entry of a hand reading that somebody took back."""


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return derive(signals, calibrations=[MARKS], altitude_m=0.0, doubts={DOUBTED: Flag.FAIL})


def a_record(
    number: int,
    at: int,
    *,
    queue: int = 0xABCD,
    node: str = "pond-1",
    known: TimeKnown = TimeKnown.SYNCED,
    **values: float,
) -> Arrival:
    """Return a record of the probe; `at` counts from `START` [s]."""
    moment = START + at
    return Arrival(node, queue, number, 1, at, moment, moment, known, moment, {"sonda": values})


def by_hand(number: int, at: int, **values: float) -> Arrival:
    """Return what somebody measured at a place; `number` is that of the entry."""
    moment = START + at
    node = hand_node("estanque-1")
    return Arrival(
        node, QUEUE, number, 0, 0, moment, moment, TimeKnown.SYNCED, moment, {"a-mano": dict(values)}
    )


@dataclass
class Story:
    """What a station has heard."""

    records: Sequence[Arrival] = ()
    statuses: Mapping[str, Status] = field(default_factory=dict)
    cursors: Sequence[Cursor] = ()
    changes: Sequence[Change] = ()
    alive: int | None = None


Shape = Callable[[SqliteWriter, Sequence[Arrival]], Iterator[None]]
"""How a station comes to have records; it stops after each step, so that a mirror can follow."""


def only_arrivals(writer: SqliteWriter, records: Sequence[Arrival]) -> Iterator[None]:
    arrive(writer, records)
    yield


def hour_blocks(writer: SqliteWriter, records: Sequence[Arrival]) -> Iterator[None]:
    """Every hour that has anything is a block; of days before the last one whole days are."""
    arrive(writer, records)
    last = max((one.time or START for one in records), default=START)
    writer.seal(now=last // DAY * DAY + DAY)
    yield


def day_blocks(writer: SqliteWriter, records: Sequence[Arrival]) -> Iterator[None]:
    arrive(writer, records)
    writer.seal(now=START + 40 * DAY)
    yield


def mixed(writer: SqliteWriter, records: Sequence[Arrival]) -> Iterator[None]:
    """A third came while its hour was open, a third waits for its block, a third came late."""
    in_time = [one for place, one in enumerate(records) if place % 3]
    early = [one for one in in_time if (one.time or START) < START + 8 * HOUR]
    arrive(writer, early)
    yield
    writer.seal(now=START + 9 * HOUR)
    yield
    arrive(writer, [one for one in in_time if one not in early])
    yield
    arrive(writer, [one for place, one in enumerate(records) if not place % 3])
    yield


def folded_and_late(writer: SqliteWriter, records: Sequence[Arrival]) -> Iterator[None]:
    """Half came after the day was folded."""
    arrive(writer, records[::2])
    yield
    writer.seal(now=START + 40 * DAY)
    yield
    arrive(writer, records[1::2])
    yield


SHAPES: dict[str, Shape] = {
    "only arrivals": only_arrivals,
    "hour blocks": hour_blocks,
    "day blocks": day_blocks,
    "mixed": mixed,
    "folded and late": folded_and_late,
}


def arrive(writer: SqliteWriter, records: Sequence[Arrival]) -> None:
    with writer.transaction() as readings:
        for one in records:
            arrivals.insert(readings, one)


def tell(writer: SqliteWriter, story: Story, shape: Shape) -> Iterator[None]:
    """Let everything of a story happen to a station, step by step."""
    yield from shape(writer, story.records)
    with writer.transaction() as readings:
        for node, status in story.statuses.items():
            statuses.save(readings, node, status, at=START)
        for cursor in story.cursors:
            cursors.save(readings, cursor)
        for change in story.changes:
            alerts.save(readings, change)
        if story.alive is not None:
            orders.be_alive(readings, story.alive)
    yield


@contextmanager
def a_writer(folder: Path, *, is_mirrored: bool = False) -> Iterator[SqliteWriter]:
    with SqliteWriter(folder, deriving, utc_offset_hours=UTC_OFFSET_HOURS, is_mirrored=is_mirrored) as writer:
        yield writer


def a_reader(folder: Path) -> SqliteReadings:
    return SqliteReadings(folder, deriving, utc_offset_hours=UTC_OFFSET_HOURS)


@contextmanager
def rebuilding(writer: SqliteWriter, records: Sequence[Arrival]) -> Iterator[None]:
    """Derive every day again and again in a thread of its own, for as long as somebody reads."""
    days = sorted({(one.node, (one.time or START) // DAY * DAY) for one in records})
    is_over = threading.Event()

    def rebuild() -> None:
        now = START + DAY - HOUR
        while not is_over.is_set():
            for node, day in days:
                writer.derive_again(node, day, now=now)
            now += HOUR
            writer.seal(now=now)

    thread = threading.Thread(target=rebuild)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


class Teller:
    """Tells a story to a new store and gives the store; closes everything at the end."""

    is_mirrored = False

    def __init__(self, folder: Path, shape: Shape, *, is_rebuilding: bool = False) -> None:
        self._folder, self._shape, self._is_rebuilding = folder, shape, is_rebuilding
        self._open = ExitStack()
        self._told = 0

    def __call__(self, *records: Arrival, **others: object) -> ReadingStore:
        """Return a store that was told these records and whatever else a `Story` has."""
        self._told += 1
        folder = self._folder / f"story-{self._told}"
        folder.mkdir()
        writer = self._open.enter_context(a_writer(folder, is_mirrored=self.is_mirrored))
        store = self.a_store(writer, folder)
        for _ in tell(writer, Story(records, **others), self._shape):  # type: ignore[arg-type]
            self.follow(writer)
        if self._is_rebuilding:
            self._open.enter_context(rebuilding(writer, records))
        return store

    def a_store(self, writer: SqliteWriter, folder: Path) -> ReadingStore:
        """Return what reads what a writer will have written."""
        return a_reader(folder)

    def follow(self, writer: SqliteWriter) -> None:
        """Do what follows each step."""

    def close(self) -> None:
        self._open.close()
