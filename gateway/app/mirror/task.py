"""The task that keeps a mirror: what is sent goes in a lane of its own, what was sent is remembered here."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from gateway.app.lanes import Ended, Job, Lane
from gateway.app.mirror.held import held_words
from gateway.domain.errors import MirrorRefusedError
from gateway.store.influx.sending import COUNT_WITHIN_S, STEP_WITHIN_S, Sender, Sent
from gateway.store.sqlite import mirror
from gateway.store.sqlite.blocks import Span
from gateway.store.sqlite.mirror import MirrorState, Stage
from gateway.store.sqlite.writer import SqliteWriter

log = logging.getLogger(__name__)

EVERY_S: Final = 5.0
"""While nothing waits, what has come is looked for this often [s]."""
SAVE_EVERY_S: Final = 60.0
"""What was sent is written down this seldom [s]: what is sent twice stays once there, and cards wear out."""
HELD_S: Final = 600.0
"""Where nothing may be deleted it is looked again after this, whether the station has everything back [s]."""
CROSS_OUT_EVERY_S: Final = 2.0
SAVE_BEHIND_S: Final = 5.0
"""The same while the mirror lacks something, and somebody may look how far it has come [s]."""
SHORTEST_REST_S: Final = 5.0
LONGEST_REST_S: Final = 300.0
ANSWERS_LATE_S: Final = 30.0
"""So long after all went well again it is believed that nothing of before is still carried out [s]; ours."""


class Mirroring:
    """Has one step sent after the other, and remembers what has arrived there."""

    def __init__(
        self, writer: SqliteWriter, make: Callable[[], Sender], server: str, *, every_s: float = EVERY_S
    ) -> None:
        """Remember where to write down, who sends, and where to: another server begins anew."""
        self._every_s = every_s
        self._writer = writer
        self._make = make
        self._server = server
        self._sender = make()
        self._lane = Lane("mirror")
        self._next_at = 0.0
        self._rest_s = 0.0
        self._gone: list[int] = []
        self._crossed_at = self._held_until = 0.0
        self._doubtful: set[tuple[str, Span]] = set()
        self._doubted_until: float | None = None
        self._to_mark: list[str] | None = None
        self._is_more = True
        self._state = self._found()
        self._saved = self._state
        self._saved_at = time.monotonic()

    @property
    def state(self) -> MirrorState:
        """How the mirror stands now; what is written down is a minute old, at most."""
        return self._state

    @property
    def has_everything(self) -> bool:
        """Whether nothing waited when it was looked last."""
        now = self._state
        return now.stage == "follow" and now.is_well and not self._is_more and now.there >= now.kept

    def hurry(self) -> None:
        """Try again at once: somebody knows that it can go well now."""
        self._next_at = 0.0

    def close(self) -> None:
        """Let the lane end; nobody waits for what it is doing."""
        self._sender.is_abandoned = True
        self._lane.close()

    def is_due(self, now: int) -> bool:  # noqa: ARG002 - a server does not wait for the world's clock
        """Tell whether a step is over, or another may begin."""
        if self._lane.has_ended():
            return True
        return self._lane.is_free and (self._to_mark is not None or time.monotonic() >= self._next_at)

    def act(self, now: int) -> None:
        """Remember what a step has done, or begin the next."""
        if self._lane.has_ended():
            self._lane.settle(now)
        elif self._state.stage == "mark":
            self._mark(now)
        else:
            self._obey()
            self._believe()
            self._lane.begin(self._job())

    def _found(self) -> MirrorState:
        """Return how the mirror stands; one of which the archive knows nothing any more is looked at anew."""
        found = mirror.find(self._writer.readings)
        if found is None or found.server != self._server:
            return MirrorState(self._server)
        if found.span > self._writer.archive.mirror.newest:
            log.warning("the archive is another one: the mirror is looked at anew")
            return replace(found, stage="look")
        return replace(found, stage="look") if found.stage == "held" else found

    def _job(self) -> Job:
        sender, stage, arrival = self._sender, self._state.stage, self._state.arrival
        if stage == "look":
            return Job("mirror look", sender.look, COUNT_WITHIN_S, self._looked)
        if stage == "wipe":
            return Job("mirror wipe", sender.wipe, COUNT_WITHIN_S, self._wiped)
        within_s = STEP_WITHIN_S + 30.0
        return Job(
            "mirror step", lambda: sender.step(arrival, with_spans=stage == "follow"), within_s, self._stepped
        )

    def _looked(self, ended: Ended, now: int) -> None:
        sent = self._answered(ended, now)
        if sent is not None and self._state.stage == "look":
            self._enter("held" if sent.has_more else "mark", now)

    def _wiped(self, ended: Ended, now: int) -> None:
        if self._answered(ended, now) is not None and self._state.stage == "wipe":
            self._enter("mark", now)

    def _stepped(self, ended: Ended, now: int) -> None:
        sent = self._answered(ended, now)
        if sent is None:
            return
        self._gone += sent.spans
        if not sent.is_more or time.monotonic() - self._crossed_at >= CROSS_OUT_EVERY_S:
            self._cross_out()
        self._is_more = sent.is_more
        # The loop has the interpreter for as long as the lane had it.
        self._next_at = time.monotonic() + (sent.worked_s if sent.is_more else self._every_s)
        if self._state.stage == "held" and time.monotonic() >= self._held_until:
            self._enter("look", now)
            return
        said = held_words() if self._state.stage == "held" else ""
        self._state = replace(
            self._state,
            at=now,
            is_well=not said,
            said=said,
            arrival=sent.arrival,
            span=max((self._state.span, *sent.spans)),
            kept=sent.kept,
            there=sent.there,
        )
        self._save_when_due()

    def _cross_out(self) -> None:
        """Take the marks of what is there away, many in one transaction: each costs the loop its time."""
        if self._gone:
            with self._writer.archive.transaction():
                self._writer.archive.mirror.has(self._gone)
        self._gone, self._crossed_at = [], time.monotonic()

    def _answered(self, ended: Ended, now: int) -> Sent | None:
        """Return what a step has done, None where it failed; then the next one waits, longer each time."""
        if isinstance(ended.answer, Sent) and ended.answer.error is None:
            self._rest_s = 0.0
            if self._doubtful and self._doubted_until is None:
                self._doubted_until = time.monotonic() + ANSWERS_LATE_S
            return ended.answer
        refused = False
        said = str(ended.error)
        if isinstance(ended.answer, Sent):
            said, refused = str(ended.answer.error), isinstance(ended.answer.error, MirrorRefusedError)
            self._doubtful |= ended.answer.doubtful
            self._state = replace(self._state, kept=ended.answer.kept, there=ended.answer.there)
        else:
            # The thread may still be at work: what it sends must not mix with what comes now.
            self._sender.is_abandoned = True
            self._sender = self._make()
        self._doubted_until = None
        self._rest_s = min(LONGEST_REST_S, max(SHORTEST_REST_S, 2 * self._rest_s))
        self._next_at = time.monotonic() + self._rest_s
        log.log(
            logging.ERROR if refused else logging.WARNING,
            "mirror not written url=%s retry_in_s=%.0f reason=%s",
            self._server,
            self._rest_s,
            said,
        )
        self._state = replace(self._state, at=now, is_well=False, said=said)
        self._save_when_due()
        return None

    def _enter(self, stage: Stage, now: int) -> None:
        self._held_until = time.monotonic() + HELD_S
        log.info("mirror stage=%s url=%s", stage, self._server)
        said = held_words() if stage == "held" else ""
        self._state = MirrorState(self._server, stage, now, is_well=not said, said=said)
        self._is_more = True
        self._next_at = 0.0
        self.write_down()

    def _mark(self, now: int) -> None:
        """Mark every span of one node; after the last the mirror follows."""
        if self._to_mark is None:
            self._to_mark = self._writer.archive.nodes()
        if self._to_mark:
            node = self._to_mark.pop()
            with self._writer.archive.transaction():
                self._writer.archive.mirror.tell_all(node)
            return
        self._to_mark = None
        self._enter("follow", now)

    def _obey(self) -> None:
        """Begin anew where an order has said so."""
        found = mirror.find(self._writer.readings)
        if found is not None and found.stage != self._saved.stage:
            self._state = self._saved = self._found()
            self._to_mark = None

    def _believe(self) -> None:
        """Mark what was doubtful, once nothing of before can still be carried out there."""
        if self._doubted_until is not None and time.monotonic() >= self._doubted_until:
            with self._writer.archive.transaction():
                for node, span in self._doubtful:
                    self._writer.archive.mirror.tell(node, span)
            self._doubtful, self._doubted_until = set(), None

    def _save_when_due(self) -> None:
        """Write down what has changed, seldom; at once where a person would see a difference."""
        now, before = self._state, self._saved
        is_seen = (now.is_well, now.said) != (before.is_well, before.said)
        has_caught_up = before.there < before.kept and now.there >= now.kept
        is_first = not before.kept and now.kept
        every_s = SAVE_EVERY_S if now.there >= now.kept else SAVE_BEHIND_S
        is_due = time.monotonic() - self._saved_at >= every_s and replace(now, at=before.at) != before
        if is_seen or has_caught_up or is_first or is_due:
            self.write_down()

    def write_down(self) -> None:
        """Write down how the mirror stands."""
        with self._writer.transaction() as readings:
            mirror.save(readings, self._state)
        self._saved, self._saved_at = self._state, time.monotonic()
