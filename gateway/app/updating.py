"""The task that brings a version of their program to nodes: to one first, then to the others."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from gateway.app.knowledge import Knowledge
from gateway.domain.errors import UpdateError
from gateway.domain.message import Status
from gateway.domain.node_updates import UpdateAsk
from gateway.domain.rollout import NodeUpdate, Offer, Word, look, newest
from gateway.domain.wishes import Wish
from gateway.nodes.shelf import Shelf
from gateway.store.sqlite import cursors, node_orders, node_updates, statuses
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

EVERY_S: Final = 2.0
PARTS_A_SECOND: Final = 200
"""More are not answered; a node that gets none asks again. Ours."""


@dataclass(slots=True)
class Updating:
    """Follows how nodes stand to what is offered, wishes that they take it, and gives them the parts.

    A bundle stays in memory while it is fetched: no question of a node waits for a disk.
    """

    writer: SqliteWriter
    knowledge: Knowledge
    shelf: Shelf
    _offers: tuple[Offer, ...] = ()
    _looked_at: float = float("-inf")
    _stands: dict[str, dict[str, NodeUpdate]] | None = None
    _news: list[NodeUpdate] = field(default_factory=list)
    _told: dict[str, Offer] = field(default_factory=dict)
    _bodies: dict[str, bytes] = field(default_factory=dict)
    _missing: set[str] = field(default_factory=set)
    _unserved: dict[str, int] = field(default_factory=dict)
    _second: tuple[float, int] = (float("-inf"), 0)

    def is_due(self, now: int) -> bool:
        """Tell whether a node stands otherwise than before, or a bundle is to be read."""
        if time.monotonic() - self._looked_at < EVERY_S:
            return False
        self._looked_at = time.monotonic()
        if self._offers is not self.knowledge.registers.offers:  # whoever offers may have mended a file
            self._offers = self.knowledge.registers.offers
            self._missing.clear()
        counting = newest(self._offers)
        self._news, told = [], dict[str, Offer]()
        heard = _Heard.of(self.writer.readings) if counting else None
        for offer in {one.uid: one for one in counting.values()}.values():
            assert heard is not None
            before = self._known().get(offer.uid, {})
            found = look(offer, before, heard.words(offer), now=now)
            self._news += [one for one in found.stands if before.get(one.node) != one]
            told |= {node: offer for node in found.told if counting[node] == offer}
        self._told = told
        return bool(self._news) or bool(self._unread()) or bool(self._idle())

    def act(self, now: int) -> None:  # noqa: ARG002 - it was looked at the moment before
        """Write down how nodes stand, and read what they are to be given."""
        if self._news:
            with self.writer.transaction() as readings:
                node_updates.save(readings, self._news)
            for one in self._news:
                self._known().setdefault(one.offer, {})[one.node] = one
                self._say(one)
            self._news = []
        for digest in self._idle():
            del self._bodies[digest]
        for digest in self._unread():
            try:
                self._bodies[digest] = self.shelf.body(digest)
            except UpdateError as error:
                self._missing.add(digest)
                log.error("no node gets its update reason=%s", error)  # noqa: TRY400 - the reason says it

    def wishes(self, now: int) -> Iterator[Wish]:  # noqa: ARG002 - as every source
        """Give what nodes are to fetch now."""
        for node, offer in sorted(self._told.items()):
            if offer.update.sha256 in self._bodies:
                yield _wish(node, offer)

    def part(self, node: str, ask: UpdateAsk) -> bytes | None:
        """Return the part that a node asks for, None where it gets none."""
        offer = self._told.get(node)
        body = b"" if offer is None else self._bodies.get(offer.update.sha256, b"")
        if offer is None or not offer.update.sha256.startswith(ask.sha256) or ask.at >= len(body):
            self._count(node, ask)
            return None
        return body[ask.at : ask.at + ask.size] if self._may_answer() else None

    def _may_answer(self) -> bool:
        began, count = self._second
        now = time.monotonic()
        if now - began >= 1.0:
            began, count = now, 0
        self._second = (began, count + 1)
        return count < PARTS_A_SECOND

    def _count(self, node: str, ask: UpdateAsk) -> None:
        """Count a question for what the node was not offered; the log hears of the 1st, 2nd, 4th, ..."""
        count = self._unserved[node] = self._unserved.get(node, 0) + 1
        if count & (count - 1) == 0:
            log.warning(
                "part of an update not given node=%s digest=%s at=%d count=%d",
                node,
                ask.sha256,
                ask.at,
                count,
            )

    def _wanted(self) -> set[str]:
        return {offer.update.sha256 for offer in self._told.values()}

    def _unread(self) -> set[str]:
        return self._wanted() - set(self._bodies) - self._missing

    def _idle(self) -> set[str]:
        """Return the bundles that nobody fetches any more."""
        return set(self._bodies) - self._wanted()

    def _known(self) -> dict[str, dict[str, NodeUpdate]]:
        if self._stands is None:
            self._stands = {}
            for one in node_updates.everything(self.writer.readings):
                self._stands.setdefault(one.offer, {})[one.node] = one
        return self._stands

    def _say(self, one: NodeUpdate) -> None:
        tell = log.error if one.state == "failed" else log.info
        tell("update node=%s state=%s offer=%s why=%s", one.node, one.state, one.offer, one.why)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was heard of all nodes.

    Attributes:
        said: When each said last how it is [s UTC], and what.
        stored: When a record of each was stored last [s UTC].
        refused: Why a node refused an order, by node and order.
    """

    said: Mapping[str, tuple[int, Status]]
    stored: Mapping[str, int]
    refused: Mapping[tuple[str, str | None], str]

    @classmethod
    def of(cls, readings: sqlite3.Connection) -> _Heard:
        stored: dict[str, int] = {}
        for one in cursors.everything(readings):
            stored[one.node] = max(stored.get(one.node, 0), one.heard)
        orders = [one for one in node_orders.everything(readings) if one.state == "refused"]
        refused = {(one.node, one.id): one.reason or "" for one in orders}
        return cls(statuses.everything(readings), stored, refused)

    def words(self, offer: Offer) -> dict[str, Word]:
        return {node: self._word(node, offer) for node in offer.nodes}

    def _word(self, node: str, offer: Offer) -> Word:
        update = self.said[node][1].update if node in self.said else None
        return Word(update, self.stored.get(node), self.refused.get((node, _wish(node, offer).id)))


def _wish(node: str, offer: Offer) -> Wish:
    return Wish(node, "update", offer.update)
