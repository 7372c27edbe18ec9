"""The order `import`: a file's readings into the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from gateway.domain.orders import Carry, Step
from gateway.importing.reading import Wanted, read_file
from gateway.importing.taking import take
from gateway.store.sqlite.writer import SqliteWriter

DAYS_AT_ONCE: Final = 5
"""So many days of a node go in between two batches of live messages."""


def importing(writer: SqliteWriter) -> Carry:
    """Return what carries the order out; `path` names the file, `node` and `utc_offset_hours` how to read it.

    Every other word of the argument says what a column of the file is. What is said of it is the number of
    new readings.
    """

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        said = dict(argument)
        path = Path(said.pop("path"))
        offset = said.pop("utc_offset_hours", None)
        wanted = Wanted(
            node=said.pop("node", None),
            utc_offset_hours=None if offset is None else float(offset),
            renamed=said,
        )
        found = read_file(path, wanted, now=now)
        return take(writer, found.series, now=now, days_at_once=DAYS_AT_ONCE)

    return carry
