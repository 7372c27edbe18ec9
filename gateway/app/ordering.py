"""The task that carries out orders of the station journal and answers them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from gateway.domain.entries import Entry, OrderGiven
from gateway.domain.errors import ConucoError, DiskError
from gateway.importing.reading import Wanted, read_file
from gateway.importing.taking import Step, take
from gateway.store.sqlite import orders
from gateway.store.sqlite.orders import Answer
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

DAYS_AT_ONCE = 5
"""So many days of a node go in between two batches of live messages."""


class Ordering:
    """Takes one order after the other, a short step at a time."""

    def __init__(self, writer: SqliteWriter, unanswered: Callable[[], list[Entry]]) -> None:
        """Remember where to write and how to learn of orders that wait for an answer."""
        self._writer = writer
        self._unanswered = unanswered
        self._waiting: list[Entry] = []
        self._steps: Iterator[Step] | None = None
        self._reached = Step(0, 0, 0)

    def wake(self) -> None:
        """Look again which orders wait."""
        self._waiting = [entry for entry in self._unanswered() if not self._is_answered(entry.uid)]

    def _is_answered(self, uid: str) -> bool:
        answer = orders.find(self._writer.readings, uid)
        return answer is not None and answer.state != "running"

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - an order is due until it is answered
        """Tell whether an order waits."""
        return bool(self._waiting)

    def act(self, now: int) -> None:
        """Do a step of the first order that waits, and write down how it stands."""
        entry = self._waiting[0]
        try:
            answer = self._step(entry, now)
        except DiskError:
            # Steps that have raised are at their end, which would read as "done": begin them anew.
            self._steps = None
            raise
        except ConucoError as error:
            self._steps, answer = None, Answer(entry.uid, "failed", 0, 0, str(error), now)
        except Exception as error:
            log.exception("order not carried out uid=%s", entry.uid)
            self._steps, answer = None, Answer(entry.uid, "failed", 0, 0, f"No se pudo: {error}.", now)
        with self._writer.transaction() as readings:
            orders.answer(readings, answer)
        if answer.state != "running":
            log.info("order done uid=%s state=%s answer=%s", entry.uid, answer.state, answer.answer)
            self._waiting, self._steps = self._waiting[1:], None

    def _step(self, entry: Entry, now: int) -> Answer:
        if not isinstance(entry.body, OrderGiven):
            return Answer(entry.uid, "failed", 0, 0, "no es una orden", now)
        if self._steps is None:
            self._steps = self._begin(entry.body, now)
        step = next(self._steps, None)
        if step is None:
            return Answer(
                entry.uid, "done", self._reached.total, self._reached.total, str(self._reached.added), now
            )
        self._reached = step
        return Answer(entry.uid, "running", step.done, step.total, str(step.added), now)

    def _begin(self, order: OrderGiven, now: int) -> Iterator[Step]:
        said = dict(order.argument)
        path = Path(said.pop("path"))
        offset = said.pop("utc_offset_hours", None)
        wanted = Wanted(
            node=said.pop("node", None),
            utc_offset_hours=None if offset is None else float(offset),
            renamed=said,
        )
        self._reached = Step(0, 0, 0)
        found = read_file(path, wanted, now=now)
        return take(self._writer, found.series, now=now, days_at_once=DAYS_AT_ONCE)


def imports(entries: Iterable[Entry]) -> list[Entry]:
    """Return the orders that are carried out here; the others have tasks of their own."""
    return [one for one in entries if isinstance(one.body, OrderGiven) and one.body.order == "import"]
