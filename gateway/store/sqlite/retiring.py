"""Old days into files: written, read back and compared, and only then do their blocks go."""

from __future__ import annotations

import logging
import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import numpy as np

from gateway.domain.columns import Signals
from gateway.domain.errors import StoreError
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.domain.system_words import refused
from gateway.store import files
from gateway.store.sqlite import blocks, retired
from gateway.store.sqlite.archive import Archive
from gateway.store.sqlite.blocks import DAY, Sort
from gateway.store.sqlite.context import ROTTEN
from gateway.store.sqlite.packing import unpack_signals
from gateway.store.sqlite.retired import RetiredDay

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OldDays:
    """Days of one node and month that are to go into a file.

    Attributes:
        month: As in `2026-05`.
        days: Their first seconds [s UTC], rising.
    """

    node: str
    month: str
    days: tuple[int, ...]


def old_days(archive: Archive, *, before: int) -> list[OldDays]:
    """Return which days end before a moment [s UTC] and still have blocks, by node and month, oldest first.

    The newest day of each node stays, for what it said last.
    """
    found: dict[tuple[str, str], list[int]] = {}
    rows = archive.connection.execute(
        "SELECT node, start FROM blocks JOIN series ON series.id = blocks.series"
        " WHERE sort = 0 AND span = 86400 AND start + 86400 <= ? GROUP BY node, start ORDER BY start",
        (before,),
    ).fetchall()
    newest = dict(_newest(archive))
    for node, day in rows:
        if day + DAY <= newest[node]:
            found.setdefault((node, files.month_of(day)), []).append(day)
    return [OldDays(node, month, tuple(days)) for (node, month), days in found.items()]


def _newest(archive: Archive) -> list[tuple[str, int]]:
    return archive.connection.execute(
        "SELECT node, coalesce(max(start / 86400 * 86400), 0) FROM series"
        " LEFT JOIN blocks ON blocks.series = series.id AND sort = 0 GROUP BY node"
    ).fetchall()


def newest_moment(archive: Archive) -> int:
    """Return when the newest sealed day or hour ends [s UTC], 0 without any."""
    found: int = archive.connection.execute(
        "SELECT coalesce(max((SELECT start + span FROM blocks WHERE series = series.id AND sort = 0"
        " ORDER BY start DESC LIMIT 1)), 0) FROM series"
    ).fetchone()[0]
    return found


def retire(archive: Archive, old: OldDays, *, now: int) -> Iterator[int]:
    """Move days into a file of their node and month and yield after each short step how many days have gone.

    It can be stopped after any step and begun anew: until the last one the days stand in blocks, and what
    a file holds beside is not looked at.

    Args:
        archive: Whose days.
        old: Which.
        now: When [s UTC].

    Raises:
        StoreError: The file cannot be written, or not read back as it was; the days stay.
    """
    try:
        yield from _retired(archive, old, now=now)
    except OSError as error:
        raise StoreError(
            told(
                "No se pudo escribir en %(folder)s (%(reason)s). Lo viejo sigue en la base.",
                folder=archive.files.folder / files.FOLDER,
                reason=refused(error),
            )
        ) from error


def _retired(archive: Archive, old: OldDays, *, now: int) -> Iterator[int]:
    folder = archive.files.folder
    before = _standing_in_files(archive, old)
    marks = {day: archive.mark_of(old.node, day, day + DAY) for day in old.days}
    sound = [day for day in old.days if _has_all(archive, old.node, day)]
    yield 0
    if not sound:
        return
    held = _Held(archive, old.node, {one.day: one for one in before})
    every = sorted({*held.gone, *sound})
    path = _newest_version(folder, old)
    if path is None or not (yield from _holds(path, held, every)):
        path = _next_version(folder, old)
        yield from _write(path, old, held, every)
    sums = files.sha256_of(path)
    name = str(path.relative_to(folder))
    going = {
        RetiredDay(old.node, day, name, held.rows_of(day), sums, held.upto_of(day), now): marks[day]
        for day in sound
    }
    standing = [replace(one, file=name, sha256=sums) for one in before]
    with archive.transaction():
        is_done = _standing_in_files(archive, old) == before and retired.retire(
            archive.connection, going, standing
        )
    if is_done:
        log.info("days retired node=%s month=%s days=%d file=%s", old.node, old.month, len(going), name)
    else:
        log.info("days changed meanwhile, another time node=%s month=%s", old.node, old.month)
    yield len(going) if is_done else 0


def _standing_in_files(archive: Archive, old: OldDays) -> list[RetiredDay]:
    """Return the days of the month that went into a file before."""
    start, end = old.days[0] - 31 * DAY, old.days[-1] + 31 * DAY
    near = retired.find(archive.connection, old.node, start=start, end=end)
    return [one for one in near if files.month_of(one.day) == old.month and one.day not in old.days]


def _has_all(archive: Archive, node: str, day: int) -> bool:
    """Tell whether every block of a day can be read; one that cannot stays where it is, for a refill."""
    try:
        _of_blocks(archive, node, day)
    except ROTTEN:
        log.exception("day not retired: a block cannot be read node=%s day=%d", node, day)
        return False
    return True


def _of_blocks(archive: Archive, node: str, day: int) -> dict[SeriesKey, Signals]:
    found: dict[SeriesKey, list[Signals]] = {}
    series = blocks.series_of(archive.connection, node=node)
    for block in blocks.find(archive.connection, series, Sort.SIGNALS, start=day, end=day + DAY):
        found.setdefault(block.series, []).append(unpack_signals(block.body))
    return {one: Signals.joined(*parts) for one, parts in found.items()}


class _Held:
    """What the station holds of the days of a month, in blocks or in an earlier file."""

    def __init__(self, archive: Archive, node: str, gone: dict[int, RetiredDay]) -> None:
        self._archive = archive
        self._node = node
        self.gone = gone
        self._last: tuple[int, dict[SeriesKey, Signals]] = (-1, {})

    def on(self, day: int) -> dict[SeriesKey, Signals]:
        """Return what was received in a day, by series; the last day asked for stays in memory."""
        if self._last[0] != day:
            gone, archive = self.gone.get(day), self._archive
            rows = _of_blocks(archive, self._node, day) if gone is None else archive.files.of(gone)
            self._last = (day, {one: rows[one] for one in sorted(rows) if len(rows[one])})
        return self._last[1]

    def rows_of(self, day: int) -> int:
        """Return how many rows a day has."""
        return sum(map(len, self.on(day).values()))

    def upto_of(self, day: int) -> int:
        """Return up to which id every arrival of a day that stands in blocks is in them."""
        row = self._archive.connection.execute(
            "SELECT coalesce(max(upto), 0) FROM blocks JOIN series ON series.id = blocks.series"
            " WHERE node = ? AND sort = 0 AND start >= ? AND start < ?",
            (self._node, day, day + DAY),
        ).fetchone()
        return int(row[0])


def _versions(folder: Path, old: OldDays) -> Iterator[Path]:
    for number in count(1):
        ending = "" if number == 1 else f"-{number}"
        yield folder / files.FOLDER / f"{old.node}-{old.month}{ending}.csv.gz"


def _newest_version(folder: Path, old: OldDays) -> Path | None:
    newest = None
    for path in _versions(folder, old):
        if not path.exists():
            return newest
        newest = path
    return newest


def _next_version(folder: Path, old: OldDays) -> Path:
    """Return a path that no file has: what stands in a file is never written over."""
    return next(path for path in _versions(folder, old) if not path.exists())


def _holds(path: Path, held: _Held, days: list[int]) -> Generator[int, None, bool]:
    """Tell whether a file holds these days and no others, row by row; yields after each series of a day."""
    wanted = ((day, series) for day in days for series in held.on(day))
    with files.reading(path) as parts:
        for series, rows in parts:
            day, expected = next(wanted, (0, None))
            if series != expected or not _same(rows, held.on(day)[series]):
                return False
            yield 0
    return next(wanted, None) is None


def _same(one: Signals, other: Signals) -> bool:
    names = ("time", "known", "queue", "number", "boot", "uptime", "stated")
    return np.array_equal(one.value, other.value, equal_nan=True) and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in names
    )


def _write(path: Path, old: OldDays, held: _Held, days: list[int]) -> Iterator[int]:
    """Write a file under a name of its own, flush it, read it back, and give it its name."""
    path.parent.mkdir(exist_ok=True)
    fresh = path.parent / f".new-{path.name}"
    try:
        writer = files.MonthWriter(fresh, node=old.node, month=old.month)
        for day in days:
            for series, rows in held.on(day).items():
                writer.add(series, rows)
                yield 0
        writer.close()
        _flush(fresh)
        is_right = yield from _holds(fresh, held, days)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    if not is_right:
        fresh.unlink()
        raise files.damaged(path, "it was not read back as it was written")
    fresh.rename(path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
