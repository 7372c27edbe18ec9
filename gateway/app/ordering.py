"""The task that carries out orders of the station journal and answers them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from gateway.domain.entries import Entry, OrderGiven
from gateway.domain.errors import ConucoError, DiskError
from gateway.domain.orders import Carry, OrderName, Step
from gateway.store.sqlite import orders
from gateway.store.sqlite.orders import Answer
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

Carries = Mapping[OrderName, Carry]
"""What carries each order out; those that are not here have tasks of their own."""

ELSEWHERE = frozenset[str]({"channel_test", "restart_node"})
"""Orders that have a task of their own."""

assert set(get_args(OrderName)) >= ELSEWHERE


class Ordering:
    """Takes one order after the other, a short step at a time."""

    def __init__(self, writer: SqliteWriter, given: Callable[[], list[Entry]], carries: Carries) -> None:
        """Remember where to write, how to learn which orders were given, and who carries them out."""
        self._writer = writer
        self._given = given
        self._carries = carries
        self._waiting: list[Entry] = []
        self._steps: Iterator[Step] | None = None
        self._reached = Step(0, 0)

    def wake(self) -> None:
        """Look again which orders wait."""
        self._waiting = [
            one for one in self._given() if self._is_ours(one) and not self._is_answered(one.uid)
        ]

    def _is_ours(self, entry: Entry) -> bool:
        return isinstance(entry.body, OrderGiven) and entry.body.order not in ELSEWHERE

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
            carry = self._carries.get(entry.body.order)
            if carry is None:
                return Answer(entry.uid, "failed", 0, 0, f"orden desconocida: {entry.body.order}", now)
            self._reached = Step(0, 0)
            self._steps = carry(entry.body.argument, now)
        step = next(self._steps, None)
        if step is None:
            total = self._reached.total
            return Answer(entry.uid, "done", total, total, self._reached.said, now)
        self._reached = step
        return Answer(entry.uid, "running", step.done, step.total, step.said, now)
