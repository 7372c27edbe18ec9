"""The order `refill`: what was received, taken back from a copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gateway.domain.orders import Carry, Step
from gateway.store.sqlite.copied import Copy
from gateway.store.sqlite.refilling import Refill
from gateway.store.sqlite.writer import SqliteWriter


def refilling(writer: SqliteWriter) -> Carry:
    """Return what carries the order out; `folder` names the copy, and said is how many values were new."""

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        copy = Copy(Path(argument["folder"]))
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
