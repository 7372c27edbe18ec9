"""Arrivals: one row a record as received, append-only, in the order they came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec
import numpy as np

from gateway.domain.columns import NOT_STATED, Ints, Signals
from gateway.domain.readings import SeriesKey, TimeKnown

Values = dict[str, dict[str, float]]

_values: Final = msgspec.json.Decoder(Values)
_channels: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_MOST_IDS: Final = 500
"""So many are asked for at once; SQLite takes 999 on old machines."""
_COLUMNS: Final = 'id, node, queue, number, boot, uptime, stated, time, known, received, "values"'


@dataclass(frozen=True, slots=True)
class Arrival:
    """One record as it came.

    Attributes:
        queue: Eight hexadecimal digits as a number.
        uptime: Seconds since power-on [s].
        stated: The time the node stated [s UTC], None when it stated none.
        time: The time it stands at [s UTC], None while nobody knows.
        received: When it came [s UTC].
        values: By channel, by quantity, in the stored unit.
    """

    node: str
    queue: int
    number: int
    boot: int
    uptime: int
    stated: int | None
    time: int | None
    known: TimeKnown
    received: int
    values: Values


@dataclass(frozen=True, slots=True)
class Pending:
    """Arrivals of one series that may not be in its blocks yet; n rows.

    Attributes:
        ids: The id of each row's arrival, shape (n,).
        rows: The rows, in the order of `ids`.
    """

    ids: Ints
    rows: Signals

    def above(self, upto: int) -> Signals:
        """Return the rows that a block up to that id does not hold, rising by time."""
        return self.rows.take(self.ids > upto).sorted()

    def between(self, start: int, end: int) -> Pending:
        """Return those measured in [start, end)."""
        inside = (self.rows.time >= start) & (self.rows.time < end)
        return Pending(self.ids[inside], self.rows.take(inside))


Row = tuple[int | None, str, int, int, int, int, int | None, int | None, int, int, str]
"""An arrival as it is stored; without an id it gets the next one."""

_INSERT: Final = f"INSERT INTO arrivals ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_encode: Final = msgspec.json.Encoder().encode


def row(arrival: Arrival, number_of_arrival: int | None = None) -> Row:
    """Return an arrival as it is stored, under an id that was given to it."""
    return (
        number_of_arrival,
        arrival.node,
        arrival.queue,
        arrival.number,
        arrival.boot,
        arrival.uptime,
        arrival.stated,
        arrival.time,
        int(arrival.known),
        arrival.received,
        _encode(arrival.values).decode(),
    )


def insert(connection: sqlite3.Connection, arrival: Arrival) -> int:
    """Append an arrival and return its id."""
    return connection.execute(_INSERT, row(arrival)).lastrowid or 0


def insert_rows(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Append arrivals that have their ids already."""
    connection.executemany(_INSERT, rows)


def newest_id(connection: sqlite3.Connection) -> int:
    """Return the id of the newest arrival, 0 when there is none."""
    found: int = connection.execute("SELECT coalesce(max(id), 0) FROM arrivals").fetchone()[0]
    return found


def last_given(connection: sqlite3.Connection) -> int | None:
    """Return the last id that was given to an arrival, None where nothing ever arrived."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'arrivals'").fetchone()
    return None if row is None else int(row[0])


def begin_above(connection: sqlite3.Connection, newest: int) -> None:
    """Let the next arrival have an id above `newest`."""
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'arrivals'")
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('arrivals', ?)", (newest,))


def pending(connection: sqlite3.Connection, *, node: str | None = None) -> dict[SeriesKey, Pending]:
    """Return every arrival whose time is known, by series; of one node, or of all."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM arrivals WHERE time IS NOT NULL AND (node = ?1 OR ?1 IS NULL) ORDER BY id",
        (node,),
    )
    return by_series((row[0], _arrival(row)) for row in rows)


def above(connection: sqlite3.Connection, number: int, *, most: int) -> list[tuple[int, Arrival]]:
    """Return the first arrivals with an id above a number, rising by id, also those of no known time."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM arrivals WHERE id > ? ORDER BY id LIMIT ?", (number, most)
    )
    return [(row[0], _arrival(row)) for row in rows]


def by_id(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[SeriesKey, Pending]:
    """Return the arrivals of some ids, which rise, by series; those that have gone are left out."""
    found: list[_Stored] = []
    for first in range(0, len(ids), _MOST_IDS):
        some = ids[first : first + _MOST_IDS]
        found += connection.execute(
            f"SELECT {_COLUMNS} FROM arrivals WHERE id IN ({','.join('?' * len(some))}) ORDER BY id", some
        )
    return by_series((row[0], _arrival(row)) for row in found)


class Head(NamedTuple):
    """What must be known of an arrival to tell where it belongs; `time` is None while nobody knows it."""

    id: int
    node: str
    queue: int
    number: int
    time: int | None
    channels: Iterable[str]


def heads_above(connection: sqlite3.Connection, above: int, *, limit: int) -> list[Head]:
    """Return the next arrivals above an id."""
    rows = connection.execute(
        'SELECT id, node, queue, number, time, "values" FROM arrivals WHERE id > ? ORDER BY id LIMIT ?',
        (above, limit),
    )
    return [
        Head(number_of_arrival, node, queue, number, time, _channels.decode(values))
        for number_of_arrival, node, queue, number, time, values in rows
    ]


def unresolved(connection: sqlite3.Connection, node: str, queue: int, boot: int) -> list[tuple[int, Arrival]]:
    """Return the arrivals of one power-on whose time nobody knows yet, with their ids, in order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM arrivals"
        " WHERE time IS NULL AND node = ? AND queue = ? AND boot = ? ORDER BY id",
        (node, queue, boot),
    )
    return [(row[0], _arrival(row)) for row in rows]


def numbers(connection: sqlite3.Connection, node: str, queue: int) -> set[int]:
    """Return the numbers of a queue that stand among arrivals."""
    rows = connection.execute("SELECT number FROM arrivals WHERE node = ? AND queue = ?", (node, queue))
    return {number for (number,) in rows}


def all_unresolved(connection: sqlite3.Connection) -> list[Arrival]:
    """Return every arrival whose time nobody knows yet, in order."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM arrivals WHERE time IS NULL ORDER BY id")
    return [_arrival(row) for row in rows]


def waiting(connection: sqlite3.Connection, node: str, queue: int, *, most: int) -> list[tuple[int, Arrival]]:
    """Return the first arrivals of a queue whose time nobody knows yet, with their ids, rising by number."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM arrivals"
        " WHERE time IS NULL AND node = ? AND queue = ? ORDER BY number LIMIT ?",
        (node, queue, most),
    )
    return [(row[0], _arrival(row)) for row in rows]


def count_unresolved(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many records of each node wait for a clock pair."""
    return dict(connection.execute("SELECT node, count(*) FROM arrivals WHERE time IS NULL GROUP BY node"))


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Let arrivals go, once their blocks stand."""
    connection.executemany("DELETE FROM arrivals WHERE id = ?", [(one,) for one in ids])


_Stored = tuple[int, str, int, int, int, int, int | None, int | None, int, int, str]


def _arrival(row: _Stored) -> Arrival:
    _, node, queue, number, boot, uptime, stated, time, known, received, values = row
    return Arrival(
        node, queue, number, boot, uptime, stated, time, TimeKnown(known), received, _values.decode(values)
    )


_Row = tuple[int, int, float, int, int, int, int, int, int]


def by_series(numbered: Iterable[tuple[int, Arrival]]) -> dict[SeriesKey, Pending]:
    """Return arrivals with their ids by series; those whose time is unknown are left out."""
    found: dict[SeriesKey, list[_Row]] = {}
    for number_of_arrival, one in numbered:
        if one.time is None:
            continue
        stated = NOT_STATED if one.stated is None else one.stated
        of_record = (int(one.known), one.queue, one.number, one.boot, one.uptime, stated)
        for channel, quantities in one.values.items():
            for quantity, value in quantities.items():
                row = (number_of_arrival, one.time, value, *of_record)
                found.setdefault(SeriesKey(one.node, channel, quantity), []).append(row)
    return {series: _columns(rows) for series, rows in found.items()}


def _columns(rows: list[_Row]) -> Pending:
    ids, time, value, known, queue, number, boot, uptime, stated = zip(*rows, strict=True)

    def whole(column: tuple[int | float, ...]) -> Ints:
        return np.array(column, dtype=np.int64)

    return Pending(
        whole(ids),
        Signals(
            time=whole(time),
            value=np.array(value, dtype=np.float64),
            known=whole(known),
            queue=whole(queue),
            number=whole(number),
            boot=whole(boot),
            uptime=whole(uptime),
            stated=whole(stated),
        ),
    )
