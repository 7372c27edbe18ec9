"""The order `rebuild_mirror`: everything goes to the mirror again, after what is there was deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gateway.domain.orders import Carry, Step
from gateway.domain.speech import told
from gateway.store.sqlite import mirror
from gateway.store.sqlite.mirror import MirrorState
from gateway.store.sqlite.writer import SqliteWriter


def rebuilding(writer: SqliteWriter) -> Carry:
    """Return what carries the order out; `server` names the mirror as `server_name` writes it.

    It is done when it is written down: the gateway then sends as it always does, a step at a time, and who
    gave the order follows the row `mirror`.
    """

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        with writer.transaction() as readings:
            mirror.save(readings, MirrorState(argument["server"], "wipe", now))
        yield Step(1, 1, told("El espejo se escribe de nuevo."))

    return carry
