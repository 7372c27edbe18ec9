"""The task that keeps the station's time: by a person, by the nodes that lived on, by the machine again."""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass, field
from typing import Final, Literal

from gateway.domain.entries import ClockSet, Draft, Entry
from gateway.domain.message import TimeAsk
from gateway.journal import CommuneJournal
from gateway.store.sqlite import clock_pairs, statuses
from gateway.store.sqlite.writer import SqliteWriter
from gateway.timekeeping.agreement import Claim, Expected, agreed, claim, said_again
from gateway.timekeeping.clock import StationTime
from gateway.timekeeping.offset import By, remove_offset, write_offset
from gateway.timekeeping.trust import Trust

log = logging.getLogger(__name__)

EVERY_S: Final = 1.0
AUTHOR: Final = "station"
LATELY_S: Final = 3 * 86_400
"""A node that took the time so shortly before the station lost it still belongs to the commune [s]. Ours."""

What = Literal["person", "nodes", "machine"]


@dataclass(slots=True)
class Timekeeper:
    """Follows what the station journal says of the clock, and asks nodes and machine what they say.

    The entry stands before the file is written: a gateway that dies in between writes it at its start.
    """

    writer: SqliteWriter
    journal: CommuneJournal
    trust: Trust
    _looked_at: float = float("-inf")
    _followed: int = 0
    _new: list[Entry] = field(default_factory=list)
    _claims: dict[str, Claim] = field(default_factory=dict)
    _expected: Expected | None = None

    @property
    def clock(self) -> StationTime:
        """The station's clock."""
        return self.trust.clock

    def begin(self) -> None:
        """Take up what the journal says for this run of the machine, before anybody asks the time."""
        self._followed = follow(self.journal, self.clock)

    def hear(self, node: str, ask: TimeAsk) -> None:
        """Take note of a node that asks for the time; what it knew before says what time it is now."""
        if self.trust() or self._sleeps(node):
            return
        uptime = ask.uptime_ms // 1000
        pairs = clock_pairs.of_boot(self.writer.readings, node, int(ask.queue, 16), ask.boot)
        before = [one for one in pairs if one.uptime <= uptime]
        if not before:
            return
        newest = before[-1]
        said = claim(utc=newest.utc, age_s=uptime - newest.uptime, passed_s=self.clock.passed_s())
        if said is not None:
            self._claims[node] = said_again(self._claims.get(node), said)

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - the time is kept on clocks that only count
        """Tell whether somebody has said what time it is."""
        if time.monotonic() - self._looked_at < EVERY_S:
            return False
        self._looked_at = time.monotonic()
        self._new = self.journal.entries("station", kinds={"clock"}, after=self._followed)
        return bool(self._new) or self._is_put_right() or self._agreed() is not None

    def act(self, now: int) -> None:  # noqa: ARG002 - as is_due
        """Take the time that was said, and write down who said it."""
        if self._new:
            self._take(self._new)
            return
        if self._is_put_right():
            self._set(0, "machine")
            return
        found = self._agreed()
        if found is not None:
            self._set(round(found - self.clock.machine.now()), "nodes")
            self._claims.clear()
            self._expected = None

    def _is_put_right(self) -> bool:
        return self.clock.offset is not None and self.trust.is_synchronised

    def _agreed(self) -> float | None:
        if not self._claims or self.trust():
            return None
        if self._expected is None:
            self._expected = self._expect()
        return agreed(self._claims, self._expected, passed_s=self.clock.passed_s())

    def _expect(self) -> Expected:
        newest = clock_pairs.newest_by_node(self.writer.readings)
        known = max(newest.values(), default=None)
        own = {node for node, utc in newest.items() if known is not None and utc >= known - LATELY_S}
        return Expected(frozenset(node for node in own if not self._sleeps(node)), known)

    def _sleeps(self, node: str) -> bool:
        said = statuses.everything(self.writer.readings).get(node)
        return said is not None and said[1].state == "sleeping"

    def _take(self, new: list[Entry]) -> None:
        self._new, self._followed = [], new[-1].number
        bodies = [one.body for one in new if isinstance(one.body, ClockSet)]
        own = [one for one in bodies if one.run == self.clock.run]
        if own:
            put(self.clock, own[-1])

    def _set(self, offset_s: int, by: What) -> None:
        body = ClockSet(offset_s, by, self.clock.run)
        at = int(self.clock.machine.now()) + offset_s
        entry = self.journal.append(Draft(uuid.uuid4().hex, "station", "clock", body, at, AUTHOR), now=at)
        self._followed = max(self._followed, entry.number)
        put(self.clock, body)


def follow(journal: CommuneJournal, clock: StationTime) -> int:
    """Have the file say what the journal says for this run of the machine; return the newest number.

    Raises:
        DiskError: The file cannot be written.
    """
    entries = journal.entries("station", kinds={"clock"})
    own = [one.body for one in entries if isinstance(one.body, ClockSet) and one.body.run == clock.run]
    standing = clock.offset
    if own and not _stands(own[-1], None if standing is None else (standing.offset_s, standing.by)):
        put(clock, own[-1])
    return entries[-1].number if entries else 0


def _stands(said: ClockSet, standing: tuple[int, By] | None) -> bool:
    return standing == (None if said.by == "machine" else (said.offset_s, said.by))


def put(clock: StationTime, said: ClockSet) -> None:
    """Have the station's clock say what an entry says, from now on.

    Raises:
        DiskError: The file cannot be written.
    """
    before = clock.now()
    if said.by == "machine":
        remove_offset(clock.folder)
    else:
        write_offset(clock.folder, clock.set_by(said.offset_s, said.by))
    clock.look_again()
    log.info("clock set by=%s offset_s=%d moved_s=%.0f", said.by, said.offset_s, clock.now() - before)
