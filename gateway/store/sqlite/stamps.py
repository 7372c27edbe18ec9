"""What the records of each node say of time, for whoever tells how the nodes' clocks do; read-only."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from gateway.domain.by_hand import is_by_hand
from gateway.domain.columns import NOT_STATED
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import blocks
from gateway.store.sqlite.blocks import Sort
from gateway.store.sqlite.connection import as_our_errors, open_to_read
from gateway.store.sqlite.context import readable_signals


class Stamp(NamedTuple):
    """As `gateway.timekeeping.node_clocks.Stamped`, which is made from it."""

    queue: int
    number: int
    boot: int
    uptime: int
    stated: int | None
    is_estimated: bool
    is_waiting: bool = False


def stamps(folder: Path, *, since: int) -> dict[str, set[Stamp]]:
    """Return what the records of each node that came or were measured since a moment [s UTC] say of time.

    Of what stands in blocks one quantity of each channel is read: a record has all of a channel's at once.
    An hour or a day is what to ask for; it reads what was received within it.

    Raises:
        DiskError: A file cannot be read.
    """
    if not (folder / "readings.db").exists():
        return {}
    found: dict[str, set[Stamp]] = {}
    with as_our_errors(), closing(open_to_read(folder, "readings")) as readings:
        for node, queue, number, boot, uptime, stated, time, known in readings.execute(
            "SELECT node, queue, number, boot, uptime, stated, time, known FROM arrivals"
            " WHERE received >= ?1 OR time >= ?1 OR time IS NULL",
            (since,),
        ):
            if not is_by_hand(node):
                is_estimated = known == int(TimeKnown.ESTIMATED)
                one = Stamp(queue, number, boot, uptime, stated, is_estimated, time is None)
                found.setdefault(node, set()).add(one)
    if (folder / "archive.db").exists():
        _add_blocks(folder, since, found)
    return found


def _add_blocks(folder: Path, since: int, found: dict[str, set[Stamp]]) -> None:
    with as_our_errors(), closing(open_to_read(folder, "archive")) as archive:
        one_each: dict[tuple[str, str], SeriesKey] = {}
        for row in archive.execute(
            "SELECT DISTINCT node, channel, quantity FROM blocks JOIN series ON series.id = blocks.series"
            " WHERE sort = 0 AND start + span > ? ORDER BY 1, 2, 3",
            (since,),
        ):
            one_each.setdefault((row[0], row[1]), SeriesKey(*row))
        wanted = [series for (node, _), series in one_each.items() if not is_by_hand(node)]
        for block in blocks.find(archive, wanted, Sort.SIGNALS, start=since, end=2**40):
            rows = readable_signals(block)
            if rows is None:
                continue
            rows = rows.take(rows.time >= since)
            own = found.setdefault(block.series.node, set())
            for queue, number, boot, uptime, stated, known in zip(
                rows.queue.tolist(),
                rows.number.tolist(),
                rows.boot.tolist(),
                rows.uptime.tolist(),
                rows.stated.tolist(),
                rows.known.tolist(),
                strict=True,
            ):
                said = None if stated == NOT_STATED else stated
                own.add(Stamp(queue, number, boot, uptime, said, known == int(TimeKnown.ESTIMATED)))
