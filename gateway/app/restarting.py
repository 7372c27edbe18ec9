"""The task that has nodes begin anew when somebody asks for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from gateway.domain.entries import Entry, OrderGiven
from gateway.domain.speech import told
from gateway.domain.wishes import NodeOrder, Wish
from gateway.store.sqlite import node_orders, orders
from gateway.store.sqlite.orders import Answer
from gateway.store.sqlite.writer import SqliteWriter

EVERY_S: Final = 1.0
WAITS_S: Final = 86_400
"""So long a node that sleeps or is away may take to do it; nobody wants it done later [s]. Ours."""


class Restart(Struct, frozen=True):
    """Which order it is: two are never one."""

    order: str


@dataclass(slots=True)
class Restarting:
    """Wishes each restart until its node has answered, and answers the order.

    Attributes:
        given: Returns every order of the station's journal.
        changed: Returns what is another object whenever the journal has changed.
    """

    writer: SqliteWriter
    given: Callable[[], list[Entry]]
    changed: Callable[[], object]
    _seen: object = None
    _looked_at: float = float("-inf")
    _waiting: list[Entry] = field(default_factory=list)
    _answers: list[Answer] = field(default_factory=list)

    def is_due(self, now: int) -> bool:
        """Tell whether an order is to be answered."""
        seen = self.changed()
        if seen is not self._seen:
            self._seen = seen
            self._waiting = [one for one in self.given() if _is_ours(one) and not self._is_answered(one)]
        if not self._waiting or time.monotonic() - self._looked_at < EVERY_S:
            return False
        self._looked_at = time.monotonic()
        stand = {one.id: one for one in node_orders.everything(self.writer.readings)}
        found = [_answer(entry, stand.get(_wish(entry).id), now) for entry in self._waiting]
        self._answers = [one for one in found if one is not None]
        return bool(self._answers)

    def act(self, now: int) -> None:  # noqa: ARG002 - it was looked at the moment before
        """Answer what has ended."""
        with self.writer.transaction() as readings:
            for answer in self._answers:
                orders.answer(readings, answer)
        ended = {one.uid for one in self._answers if one.state != "running"}
        self._waiting = [one for one in self._waiting if one.uid not in ended]
        self._answers = []

    def wishes(self, now: int) -> Iterator[Wish]:
        """Give the restarts that nobody has done yet."""
        yield from (_wish(one) for one in self._waiting if not _is_over(one, now))

    def _is_answered(self, entry: Entry) -> bool:
        answer = orders.find(self.writer.readings, entry.uid)
        return answer is not None and answer.state != "running"


def _is_ours(entry: Entry) -> bool:
    return isinstance(entry.body, OrderGiven) and entry.body.order == "restart_node"


def _is_over(entry: Entry, now: int) -> bool:
    return now - entry.happened > WAITS_S


def _wish(entry: Entry) -> Wish:
    assert isinstance(entry.body, OrderGiven)
    return Wish(entry.body.argument.get("node", ""), "restart", Restart(entry.uid))


def _answer(entry: Entry, stands: NodeOrder | None, now: int) -> Answer | None:
    """Return what is to be answered now, None while the node has not said anything."""
    state = None if stands is None else stands.state
    if state == "done":
        return Answer(entry.uid, "done", 1, 1, told("El nodo comenzó de nuevo."), now)
    if state is not None:
        reason = (stands.reason if stands else None) or "?"
        return Answer(entry.uid, "failed", 0, 0, told("El nodo no lo hizo: %(reason)s.", reason=reason), now)
    if _is_over(entry, now):
        return Answer(entry.uid, "failed", 0, 0, told("El nodo no contestó en un día."), now)
    return None
