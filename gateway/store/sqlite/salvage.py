"""What can still be read of a damaged database, row by row; a row that may be wrong is left behind."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import TimeKnown
from gateway.domain.topics import NAME
from gateway.store.sqlite import cursors, resent, rollups
from gateway.store.sqlite.arrivals import Values
from gateway.store.sqlite.blocks import DAY, HOUR, Sort, Span
from gateway.store.sqlite.context import ROTTEN
from gateway.store.sqlite.packing import unpack_derived, unpack_signals
from gateway.store.sqlite.soundness import TELL_EVERY

log = logging.getLogger(__name__)

Row = tuple[object, ...]
IsTrusted = Callable[[sqlite3.Connection, dict[str, object]], bool]

_UNREADABLE: Final = (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError)
_values: Final = msgspec.json.Decoder(Values)


def salvaged(
    path: Path, fresh: sqlite3.Connection, name: str, *, utc_offset_s: int, tell: Callable[[], None]
) -> int:
    """Take over what can be trusted of a damaged file into a fresh one and return how many rows."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as old:
            old.execute("PRAGMA cell_size_check = ON")
            for connection in (old, fresh):
                connection.set_progress_handler(tell, TELL_EVERY)
            old.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            count = sum(_table(old, fresh, table, check) for table, check in _TABLES[name].items())
            if name == "readings":
                _cursors(fresh)
            else:
                _roll_up_days(fresh, utc_offset_s=utc_offset_s)
            return count
    except _UNREADABLE as error:
        log.error("nothing can be read of file=%s reason=%s", path, error)  # noqa: TRY400 - told in words
        return 0


def _table(old: sqlite3.Connection, fresh: sqlite3.Connection, table: str, check: IsTrusted) -> int:
    columns = [row[1] for row in fresh.execute(f"PRAGMA table_info('{table}')")]
    try:
        there = {row[1]: row[5] for row in old.execute(f"PRAGMA table_info('{table}')")}
    except _UNREADABLE:
        return 0
    common = [one for one in columns if one in there]
    if not common:
        return 0
    names = ", ".join(f'"{one}"' for one in common)
    marks = ", ".join("?" for _ in common)
    insert = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})'
    count = left = 0
    fresh.execute("BEGIN IMMEDIATE")
    for row in _rows(old, table, names, [one for one in common if there[one]]):
        if not _is_well(old, check, dict(zip(common, row, strict=True))):
            left += 1
            continue
        with suppress(sqlite3.IntegrityError):
            count += fresh.execute(insert, row).rowcount
    fresh.execute("COMMIT")
    log.warning("table salvaged table=%s rows=%d not_trusted=%d", table, count, left)
    return count


def _is_well(old: sqlite3.Connection, check: IsTrusted, row: dict[str, object]) -> bool:
    try:
        return check(old, row)
    except (*_UNREADABLE, *ROTTEN, msgspec.DecodeError, TypeError, KeyError):
        return False


def _rows(old: sqlite3.Connection, table: str, names: str, key: Sequence[str]) -> Iterator[Row]:
    """Yield the rows that can be read, some perhaps twice: from the front, from the back, and between."""
    seek = f'"{key[0]}"'
    order = ", ".join(f'"{one}"' for one in key)
    back = ", ".join(f'"{one}" DESC' for one in key)
    last: list[object] = [None]
    head = f'SELECT {seek}, {names} FROM "{table}" NOT INDEXED'
    if (yield from _some(old, f"{head} ORDER BY {order}", (), last)):
        return
    front = last[0]
    yield from _some(old, f"{head} ORDER BY {back}", (), last)
    if isinstance(front, int) and isinstance(last[0], int):
        yield from _between(old, f"{head} WHERE {seek} >= ? ORDER BY {order}", front, last[0])


def _some(
    old: sqlite3.Connection, query: str, values: Sequence[object], last: list[object]
) -> Generator[Row, None, bool]:
    """Yield rows until one cannot be read; return whether all could."""
    try:
        for first, *row in old.execute(query, tuple(values)):
            last[0] = first
            yield tuple(row)
    except _UNREADABLE:
        return False
    return True


def _between(old: sqlite3.Connection, query: str, front: int, until: int) -> Iterator[Row]:
    """Yield what lies behind a page that cannot be read, by ever longer leaps over it."""
    at, leap = front + 1, 1
    last: list[object] = [None]
    while at < until:
        last[0] = None
        yield from _some(old, query, (at,), last)
        reached = last[0]
        leap = 1 if isinstance(reached, int) else 2 * leap
        at = (reached if isinstance(reached, int) else at) + leap


def _cursors(fresh: sqlite3.Connection) -> None:
    """Take over when each queue was heard, and that nobody knows how far it was taken.

    A number that is too high would acknowledge what nobody has. So a node sends again what it still holds,
    and what of it stands here is looked for.
    """
    fresh.execute("BEGIN IMMEDIATE")
    fresh.execute("UPDATE cursors SET last = ?, arrival = 0", (cursors.UNKNOWN,))
    resent.expect(fresh)
    fresh.execute("COMMIT")


def _roll_up_days(fresh: sqlite3.Connection, *, utc_offset_s: int) -> None:
    """Roll the local days up from the hours that were saved: a day's own row cannot be checked."""
    fresh.execute("BEGIN IMMEDIATE")
    for number, first, last in fresh.execute(
        "SELECT series, min(day), max(day) FROM hour_rollups GROUP BY series"
    ).fetchall():
        rollups.replace_days(fresh, number, Span(first, last + DAY - first), utc_offset_s=utc_offset_s)
    fresh.execute("COMMIT")


def _is_name(value: object) -> bool:
    return isinstance(value, str) and NAME.fullmatch(value) is not None


def _are_counts(row: dict[str, object], *names: str) -> bool:
    return all(isinstance(row[one], int) and 0 <= row[one] < 2**53 for one in names)  # type: ignore[operator]


def _arrival(_: sqlite3.Connection, row: dict[str, object]) -> bool:
    values = _values.decode(str(row["values"]))
    return (
        _is_name(row["node"])
        and _are_counts(row, "id", "queue", "number", "boot", "uptime", "received")
        and row["known"] in set(TimeKnown)
        and (row["time"] is None) == (row["known"] == TimeKnown.UNRESOLVED)
        and all(_is_name(channel) and set(said) <= set(QUANTITIES) for channel, said in values.items())
    )


def _cursor(_: sqlite3.Connection, row: dict[str, object]) -> bool:
    return _is_name(row["node"]) and _are_counts(row, "queue", "dropped", "heard", "boot", "uptime")


def _node(_: sqlite3.Connection, row: dict[str, object]) -> bool:
    return row["node"] is None or _is_name(row["node"])


def _any(_: sqlite3.Connection, row: dict[str, object]) -> bool:
    return bool(row)


def _series(old: sqlite3.Connection, row: dict[str, object]) -> bool:
    are_names = _is_name(row["node"]) and _is_name(row["channel"]) and row["quantity"] in QUANTITIES
    return are_names and _is_named(old, "series", ("node", "channel", "quantity"), row)


def _block(old: sqlite3.Connection, row: dict[str, object]) -> bool:
    """Trust a block whose sum is right, whose rows lie in its span, and which its index names, too."""
    span = Span(int(str(row["start"])), int(str(row["span"])))
    if span.length not in (HOUR, DAY) or span.start % span.length or not _are_counts(row, "upto"):
        return False
    body = row["body"]
    if not isinstance(body, bytes):
        return False
    time = unpack_signals(body).time if row["sort"] == Sort.SIGNALS else unpack_derived(body).time
    if not ((time >= span.start) & (time < span.end)).all():
        return False
    return _is_named(old, "blocks", ("series", "sort", "start", "span"), row)


def _is_named(old: sqlite3.Connection, table: str, names: Sequence[str], row: dict[str, object]) -> bool:
    """Tell whether the index of a table names a row, too; one that is damaged itself says nothing."""
    wanted = " AND ".join(f"{one} = ?" for one in names)
    try:
        found = old.execute(f"SELECT id FROM {table} WHERE {wanted}", [row[one] for one in names]).fetchone()
    except _UNREADABLE:
        return True
    return found == (row["id"],) or (found is None and not _is_whole(old, table))


def _is_whole(old: sqlite3.Connection, table: str) -> bool:
    """Tell whether the index of a table names as many rows as can be read of it."""
    try:
        index = f"sqlite_autoindex_{table}_1"
        named = old.execute(f"SELECT count(*) FROM {table} INDEXED BY {index}").fetchone()[0]
    except _UNREADABLE:
        return False
    try:
        return bool(named >= old.execute(f"SELECT count(*) FROM {table} NOT INDEXED").fetchone()[0])
    except _UNREADABLE:
        return bool(named)


def _hours(_: sqlite3.Connection, row: dict[str, object]) -> bool:
    body, day = row["body"], int(str(row["day"]))
    if not isinstance(body, bytes):
        return False
    found = rollups.unpacked(body)
    return bool(((found.start >= day) & (found.start < day + DAY)).all() and np.isfinite(found.total).all())


_TABLES: Final[dict[str, dict[str, IsTrusted]]] = {
    "readings": {
        "arrivals": _arrival,
        "cursors": _cursor,
        "dead_letters": _node,
        "clock_pairs": _node,
        "statuses": _node,
        "alerts": _any,
        "alert_changes": _any,
        "orders": _any,
        "rederiving": _node,
        "letters": _any,
        "channel_health": _any,
        "forecasts": _any,
        "nights": _any,
        "plans": _any,
        "set_aside": _any,
        "node_orders": _node,
        "node_answers": _node,
        "node_updates": _node,
    },
    "archive": {
        "series": _series,
        "blocks": _block,
        "hour_rollups": _hours,
        "rewritten": _node,
        "retired": _node,
    },
}
"""Alerts before their changes. How far the journals were followed and the mirror has come begins anew."""
