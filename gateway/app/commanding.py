"""The task that keeps every node told what is wished of it."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import Final

from gateway.alerts.calling import has_passed
from gateway.app.wire import Wire
from gateway.domain.errors import DiskError
from gateway.domain.node_orders import Result
from gateway.domain.topics import node_topic
from gateway.domain.wishes import Source, Wish
from gateway.store.sqlite import node_orders
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

EVERY_S: Final = 1.0
AT_ONCE: Final = 20
"""So many orders go out in a turn; a broker that came back must not hold up readings."""

RENEWED_AFTER: Final = 3
"""The end of an order is moved on when this part of its time has passed."""

Key = tuple[str, str]
"""Node and sort."""


@dataclass(slots=True)
class Commanding:
    """Tells nodes what is wished, retained: on each change, and once on every new connection.

    What was told stands in readings.db before it goes out, so that an order of a former run that nobody
    wishes any more is taken back too. A wish taken back goes out on every connection as well: nobody knows
    whether the broker got it.
    """

    writer: SqliteWriter
    wire: Wire
    sources: tuple[Source, ...]
    _looked_at: float | None = None
    _given: list[tuple[Wish, ...]] = field(default_factory=list)
    _wished: dict[Key, Wish] = field(default_factory=dict)
    _told: dict[Key, str | None] | None = None
    _told_on: int | None = None
    _said: dict[Key, tuple[str | None, int]] = field(default_factory=dict)
    _waiting: list[Key] = field(default_factory=list)

    def is_due(self, now: int) -> bool:
        """Tell whether a node is to be told something."""
        connection = self.wire.connection()
        if connection is None:
            return False
        if connection != self._told_on:
            self._told_on, self._looked_at = connection, None
            self._said.clear()
        if self._looked_at is None or time.monotonic() - self._looked_at >= EVERY_S:
            self._looked_at = time.monotonic()
            self._look(now)
        return bool(self._waiting)

    def act(self, now: int) -> None:
        """Tell some of what waits; written down before it is said."""
        some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        told = self._known()
        orders = [(key, self._wished.get(key)) for key in some]
        news = [(key, _id(wish)) for key, wish in orders if key not in told or told[key] != _id(wish)]
        if news:
            with self.writer.transaction() as readings:
                for (node, sort), name in news:
                    node_orders.tell(readings, node, sort, name, at=now)
            told.update(news)
        for key, wish in orders:
            node, sort = key
            body = b"" if wish is None else wish.body(now)
            self.wire.publish(node_topic(self.wire.commune, node, f"command/{sort}"), body)
            self._said[key] = (_id(wish), now)
        for (node, sort), name in news:
            log.info("node told node=%s sort=%s order=%s", node, sort, name or "taken back")

    def hear(self, node: str, result: Result, at: int) -> None:
        """Take note of a node's answer [s UTC], in the transaction of what was heard."""
        node_orders.answer(self.writer.readings, node, result, at=at)

    def _known(self) -> dict[Key, str | None]:
        if self._told is None:
            self._told = node_orders.told(self.writer.readings)
        return self._told

    def _look(self, now: int) -> None:
        """Ask what is wished; of two wishes of a sort for one node that of the later source counts."""
        before = self._given or [()] * len(self.sources)
        self._given = [
            self._asked(source, now, former) for source, former in zip(self.sources, before, strict=True)
        ]
        self._wished = {(wish.node, wish.sort): wish for given in self._given for wish in given}
        keys = sorted({*self._wished, *self._known()})
        self._waiting = [key for key in keys if self._is_to_be_said(key, now)]

    def _asked(self, source: Source, now: int, former: tuple[Wish, ...]) -> tuple[Wish, ...]:
        try:
            return tuple(source(now))
        except DiskError:
            raise
        except Exception:
            # One that fails takes back neither what others wish nor what it wished itself.
            log.exception("nobody knows what is wished of nodes source=%r", source)
            return former

    def _is_to_be_said(self, key: Key, now: int) -> bool:
        wish, said = self._wished.get(key), self._said.get(key)
        if said is None or said[0] != _id(wish):
            return True
        lasts_s = None if wish is None else wish.lasts_s
        return lasts_s is not None and has_passed(lasts_s // RENEWED_AFTER, since=said[1], now=now)


def _id(wish: Wish | None) -> str | None:
    return None if wish is None else wish.id
