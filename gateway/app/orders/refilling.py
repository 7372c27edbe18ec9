"""The order `refill`: what was received, taken back from a copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gateway.domain.orders import Carry, Step
from gateway.store.sqlite.copied import Copy
from gateway.store.sqlite.keeping import seen_to
from gateway.store.sqlite.refilling import Refill
from gateway.store.sqlite.writer import SqliteWriter


def refilling(writer: SqliteWriter) -> Carry:
    """Return what carries the order out; `folder` names the copy, and said is how many values were new.

    Without a folder there is no copy, and a person knows. Either way what was put aside is seen to.
    """

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        if "folder" in argument:
            yield from _filled(argument["folder"], now)
        else:
            yield Step(1, 1, "0")
        with writer.transaction() as readings:
            seen_to(readings, now)

    def _filled(folder: str, now: int) -> Iterator[Step]:
        copy = Copy(Path(folder))
        refill = Refill(writer, now)
        total = copy.count()
        yield Step(0, total, "0")
        added = done = 0
        for node, day, rows in copy.days():
            added += refill.take(node, day, rows)
            done += 1
            yield Step(min(done, total), max(done, total), str(added))
        added += refill.take_unplaced(copy.unplaced())
        yield Step(max(done, total), max(done, total), str(added))

    return carry
