"""The task that announces to Home Assistant what the nodes measure, and withdraws what has gone."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from gateway.app.discovery import (
    ONLINE,
    Standing,
    alive_topic,
    config_body,
    config_topic,
    is_shown,
    state_body,
    state_topic,
)
from gateway.app.knowledge import Knowledge
from gateway.domain.by_hand import is_by_hand
from gateway.domain.places import Placement
from gateway.domain.readings import Reading, SeriesKey
from gateway.ponds.state import is_a_value
from gateway.store.sqlite import cursors, statuses
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

EVERY_S: Final = 15.0
"""So often it is looked whether what is announced still stands [s]."""

AWAY_S: Final = 30 * 86_400
"""A node that was not heard for so long has gone away [s]; ours."""

AT_ONCE: Final = 20
"""So many messages are handed over in one turn: nobody waits for them."""

FILE: Final = "announced.json"
"""What was announced, beside the databases: the broker keeps it until somebody takes it back."""


class Announced(msgspec.Struct, frozen=True):
    """Which topics hold an announcement of ours."""

    topics: list[str] = []


@dataclass(frozen=True, slots=True)
class Voice:
    """How it is said.

    Attributes:
        say: Hands a message to the broker, who forgets it once it is told.
        keep: Hands a message to the broker, who keeps it for whoever comes later.
        connection: Which connection to the broker stands, None while none does.
    """

    say: Callable[[str, bytes], None]
    keep: Callable[[str, bytes], None]
    connection: Callable[[], int | None]


@dataclass(slots=True)
class Announcing:
    """Says what there is on a new connection and when Home Assistant has started; then only what changes.

    Attributes:
        prefix: The topic that Home Assistant listens to; None where nothing is to be announced any more.
        folder: Where it is remembered what was announced.
    """

    voice: Voice
    writer: SqliteWriter
    knowledge: Knowledge
    commune: str
    prefix: str | None
    folder: Path
    monotonic: Callable[[], float] = time.monotonic
    _series: dict[str, set[SeriesKey]] = field(default_factory=dict)
    _newest: dict[SeriesKey, tuple[int, float]] = field(default_factory=dict)
    _due: dict[SeriesKey, None] = field(default_factory=dict)
    _said: dict[str, bytes] = field(default_factory=dict)
    _expires: dict[str, int] = field(default_factory=dict)
    _told_on: int | None = None
    _look_at: float = 0.0

    def know(self, series: Iterable[SeriesKey]) -> None:
        """Take note of what can be read."""
        for one in series:
            if is_shown(one) and not is_by_hand(one.node) and one not in self._series.get(one.node, ()):
                self._series.setdefault(one.node, set()).add(one)
                self._look_at = 0.0

    def hear(self, readings: Iterable[tuple[int, Reading]]) -> None:
        """Take note of readings of now, each with when it was by the station's own clock [s UTC].

        One that failed is not told: what is shown then grows old and goes.
        """
        for at, one in readings:
            self.know([one.series])
            if is_a_value(one) and one.series in self._series.get(one.series.node, ()):
                self._newest[one.series] = (at, one.value)
                self._due[one.series] = None

    def home_says(self, body: bytes) -> None:
        """Take note that Home Assistant has started: it has forgotten every value that is not retained."""
        if body == ONLINE:
            self._told_on = None

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - it goes by the machine's own clock
        """Tell whether something is to be said, and somebody is there to hand it to."""
        connection = self.voice.connection()
        if connection is None:
            return False
        is_new = connection != self._told_on
        return is_new or bool(self._due) or self.monotonic() >= self._look_at

    def act(self, now: int) -> None:
        """Say a part of it."""
        connection = self.voice.connection()
        if connection != self._told_on:
            self._begin(connection)
        if self.monotonic() >= self._look_at and self._is_announced(now):
            self._look_at = self.monotonic() + EVERY_S
        for series in list(self._due)[:AT_ONCE]:
            del self._due[series]
            at, value = self._newest[series]
            if self.prefix is not None and now - at <= self._expires.get(series.node, 0):
                self.voice.say(state_topic(self.commune, series), state_body(series, value))

    def _begin(self, connection: int | None) -> None:
        self._told_on, self._look_at = connection, 0.0
        self._said.clear()
        self._due = dict.fromkeys(self._newest)
        if self.prefix is not None:
            self.voice.keep(alive_topic(self.commune), ONLINE)

    def _is_announced(self, now: int) -> bool:
        """Say what has changed of what there is; tell whether all of it is said."""
        wanted = self._wanted(now)
        before = set(_announced(self.folder).topics)
        # What is announced is written down first: what is said and forgotten, nobody would take back.
        if not set(wanted) <= before:
            _remember(self.folder, before | set(wanted))
        gone = dict.fromkeys(sorted(before - set(wanted)), b"")
        left = [(topic, body) for topic, body in (wanted | gone).items() if self._said.get(topic) != body]
        for topic, body in left[:AT_ONCE]:
            self.voice.keep(topic, body)
            self._said[topic] = body
            log.info("announced topic=%s bytes=%d", topic, len(body))
        if gone and not left:  # It was said a look ago, and the connection still stands.
            _remember(self.folder, set(wanted))
        return len(left) <= AT_ONCE

    def _wanted(self, now: int) -> dict[str, bytes]:
        """Return the announcement of every node that is there, by topic."""
        if self.prefix is None:
            return {}
        said = statuses.everything(self.writer.readings)
        heard = {node: at for node, (at, _) in said.items()}
        for cursor in cursors.everything(self.writer.readings):
            heard[cursor.node] = max(heard.get(cursor.node, 0), cursor.heard)
        registers, found = self.knowledge.registers, {}
        for node, series in sorted(self._series.items()):
            move = _last_move(registers.placements, node, now=now)
            if now - heard.get(node, 0) > AWAY_S or (move is not None and move.place is None):
                continue
            place = None if move is None or move.place is None else registers.place(move.place)
            one = Standing(self.commune, node, place, node in said, tuple(series))
            self._expires[node] = one.expires_s
            found[config_topic(self.prefix, self.commune, node)] = config_body(one)
        return found


def _last_move(placements: Iterable[Placement], node: str, *, now: int) -> Placement | None:
    moves = [one for one in placements if one.node == node and one.since <= now]
    return max(moves, key=lambda one: one.since, default=None)


def is_announced(folder: Path) -> bool:
    """Tell whether a broker may hold announcements of this station."""
    return bool(_announced(folder).topics)


def _announced(folder: Path) -> Announced:
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Announced)
    except (OSError, msgspec.DecodeError):
        return Announced()


def _remember(folder: Path, topics: Iterable[str]) -> None:
    fresh = folder / f"{FILE}.new"
    with fresh.open("wb") as file:
        file.write(msgspec.json.encode(Announced(sorted(topics))))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / FILE)
