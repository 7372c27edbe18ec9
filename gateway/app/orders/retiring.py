"""The order `retire`: days of raw data that are old enough into files, now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gateway.app.retiring import old_before
from gateway.domain.orders import Carry, Step
from gateway.store.sqlite.retiring import old_days, retire
from gateway.store.sqlite.writer import SqliteWriter


def retiring(writer: SqliteWriter) -> Carry:
    """Return what carries the order out; `raw_days` says what is old; said is how many days went."""

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        before = old_before(writer, raw_days=int(argument["raw_days"]), now=now)
        waiting = old_days(writer.archive, before=before)
        total = sum(len(one.days) for one in waiting)
        done = gone = 0
        yield Step(0, total, "0")
        for old in waiting:
            for went in retire(writer.archive, old, now=now):
                gone += went
                yield Step(done, total, str(gone))
            done += len(old.days)
        yield Step(total, total, str(gone))

    return carry
