"""Finished hours to blocks and finished days to day blocks, in short steps that anything may come between."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from gateway.domain.errors import DiskError
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.archive import Archive
from gateway.store.sqlite.arrivals import Pending
from gateway.store.sqlite.blocks import DAY, HOUR, Span
from gateway.store.sqlite.waiting import Group, Waiting

log = logging.getLogger(__name__)

GRACE_S: Final = 120
"""How long after an hour has ended it becomes a block [s]."""

STEP_S: Final = 0.07
"""After so much work a step begins no further span; what shares pages is written at once [s of CPU]."""

COMMIT_S: Final = 30.0
"""Steps commit together after so long [s]; what is not committed a crash has done again."""

COMMIT_SPANS: Final = 50
"""Steps commit together after so many spans: a commit is a step too, and not to be a long one."""

FOLD_SPANS: Final = 4
"""A day that takes its hours touches as many pages as so many hours."""


class Sealer:
    """Knows what waits for its block.

    One truth in every crash: blocks are committed first, and only what a committed block holds goes. Many
    steps commit together; until then readers see what was committed before and the arrivals, which stand.
    """

    def __init__(
        self,
        readings: sqlite3.Connection,
        archive: Archive,
        transaction: Callable[[], AbstractContextManager[sqlite3.Connection]],
    ) -> None:
        """Remember the files, and how a transaction on readings.db is made."""
        self._archive = archive
        self._transaction = transaction
        self._waiting = Waiting(readings)
        self._folded_until: int | None = None
        self._days: deque[tuple[str, int]] = deque()
        self._shared_since = 0.0
        self._shared_spans = 0
        archive.transactions.settled = self._settled

    def steps(self, *, now: int) -> Iterator[int]:
        """Seal what is finished at a moment [s UTC]; each step is short and returns how many spans it sealed.

        Late data seals the hours and days it touches again. What fails is tried again by the next steps.
        """
        finished = now - GRACE_S
        while self._waiting.follow():
            yield 0
        due = deque(sorted(one for one in self._waiting.new if one.hour + HOUR <= finished))
        while due:
            yield self._seal_some(due, finished=finished)
            yield from self._settle_when_due()
        self._find_days(before=finished // DAY * DAY)
        for _ in range(len(self._days)):
            yield self._fold_one()
            yield from self._settle_when_due()
        if self._archive.transactions.is_shared:
            self._archive.transactions.settle()
            yield 0
        while going := self._waiting.going():
            with self._transaction() as readings:
                arrivals.delete(readings, going)
            self._waiting.gone(len(going))
            yield 0

    @contextmanager
    def _step(self) -> Iterator[None]:
        """Do a step within the transaction that they share."""
        if not self._archive.transactions.is_shared:
            self._shared_since, self._shared_spans = time.monotonic(), 0
        with self._archive.transactions.step():
            yield

    def _settle_when_due(self) -> Iterator[int]:
        """Commit what was sealed, once it is much or some time has passed: that is a step of its own."""
        is_much = self._shared_spans >= COMMIT_SPANS
        if self._archive.transactions.is_shared and (
            is_much or time.monotonic() - self._shared_since >= COMMIT_S
        ):
            self._archive.transactions.settle()
            yield 0

    def _settled(self, *, stands: bool) -> None:
        """Let the arrivals go whose blocks were committed; what was rolled back is looked for again."""
        self._waiting.settled(stands=stands)
        if not stands:
            self._days.clear()
            self._folded_until = None

    def _seal_some(self, due: deque[Group], *, finished: int) -> int:
        """Seal the first groups in one transaction: the blocks of neighbours share pages."""
        while self._waiting.follow():
            pass
        held: set[Group] = set()
        sealed = tried = 0
        began = time.thread_time()
        with self._step():
            while due and (not tried or time.thread_time() - began < STEP_S):
                group, tried = due.popleft(), tried + 1
                if group in self._waiting.new and group not in held:
                    found, is_new = self._seal(group, finished=finished)
                    held.update(found)
                    sealed += is_new
            self._waiting.held(held)
        return sealed

    def _seal(self, group: Group, *, finished: int) -> tuple[list[Group], bool]:
        """Return what blocks hold now because of a group, and whether one was written."""
        own = self._waiting.pending([group])
        if all(self._archive.is_held(one, series).all() for series, one in own.items()):
            return [group], False
        day = group.hour // DAY * DAY
        is_day = self._archive.length_of(group.node, day, finished_before=finished) == DAY
        span = Span(day, DAY) if is_day else Span(group.hour, HOUR)
        groups = self._waiting.groups(group.node, span)
        if span.end > finished or not self.is_sealed(group.node, span, self._waiting.pending(groups)):
            return [], False
        return groups, True

    def is_sealed(self, node: str, span: Span, own: Mapping[SeriesKey, Pending]) -> bool:
        """Seal one span; a block that cannot be read any more stops nobody else: its arrivals wait."""
        try:
            with self._archive.transaction():
                self._archive.rebuild(node, span, own)
        except DiskError:
            raise
        except Exception:
            log.exception("not sealed node=%s start=%d length=%d", node, span.start, span.length)
            return False
        self._shared_spans += FOLD_SPANS if span.length == DAY else 1
        return True

    def _find_days(self, *, before: int) -> None:
        """Look for finished days whose hours stand alone; they come about when a day is."""
        if before != self._folded_until:
            self._days = deque(self._archive.unfolded(before=before))
            self._folded_until = before

    def _fold_one(self) -> int:
        while self._waiting.follow():
            pass
        node, day = self._days.popleft()
        span = Span(day, DAY)
        groups = self._waiting.groups(node, span)
        with self._step():
            if not self.is_sealed(node, span, self._waiting.pending(groups)):
                self._days.append((node, day))
                return 0
            self._waiting.held(groups)
        return 1
