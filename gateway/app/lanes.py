"""Worker threads that speak to the outside, so that the loop never waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Final

from gateway.domain.errors import ChannelError, PassingError
from gateway.domain.speech import told

log = logging.getLogger(__name__)

GRACE_S: Final = 5.0
"""How much longer than it promised a job may take before it is given up [s]."""

MOST_LOST: Final = 3
"""So many threads may hang at once; with more the lane waits until one of them comes back."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a job: what it answered, or why it did not."""

    answer: object = None
    error: ChannelError | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do outside.

    Attributes:
        name: For the log; holds nothing about a person.
        act: Done in the lane's thread; raises one of ChannelError.
        within_s: After how long it has ended in every case [s].
        settle: Called in the loop's thread with what became of it and when [s UTC].
    """

    name: str
    act: Callable[[], object]
    within_s: float
    settle: Callable[[Ended, int], None]


class Lane:
    """One thread that does one job at a time; one that hangs is given up and left behind."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._job: Job | None = None
        self._deadline = 0.0
        self._lost: list[threading.Thread] = []
        self._begin_thread()

    @property
    def is_free(self) -> bool:
        """Whether a job can begin."""
        return self._job is None and sum(one.is_alive() for one in self._lost) < MOST_LOST

    def begin(self, job: Job) -> None:
        """Have a job done; the lane must be free."""
        self._job, self._deadline = job, time.monotonic() + job.within_s + GRACE_S
        self._jobs.put(job)

    def has_ended(self) -> bool:
        """Tell whether the job is over, or has taken too long."""
        return self._job is not None and (not self._done.empty() or time.monotonic() >= self._deadline)

    def settle(self, now: int) -> None:
        """Act on what became of the job that has ended."""
        job, self._job = self._job, None
        if job is None:
            return
        try:
            ended = self._done.get_nowait()
        except Empty:
            ended = self._given_up(job)
        job.settle(ended, now)

    def close(self) -> None:
        """Let the thread end after what it is doing; nobody waits for it."""
        self._jobs.put(None)

    def _given_up(self, job: Job) -> Ended:
        log.error("lane hangs lane=%s job=%s within_s=%.0f", self._name, job.name, job.within_s)
        self.close()
        self._lost = [one for one in self._lost if one.is_alive()] + [self._thread]
        self._begin_thread()
        return Ended(error=PassingError(told("No contestó en %(count)s segundos.", count=int(job.within_s))))

    def _begin_thread(self) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._done: SimpleQueue[Ended] = SimpleQueue()
        # Not waited for when the gateway stops: what it has not marked as sent is sent again.
        self._thread = threading.Thread(
            target=_work, args=(self._jobs, self._done), name=f"lane-{self._name}", daemon=True
        )
        self._thread.start()


def _work(jobs: SimpleQueue[Job | None], done: SimpleQueue[Ended]) -> None:
    while (job := jobs.get()) is not None:
        done.put(_ended(job))


def _ended(job: Job) -> Ended:
    try:
        return Ended(job.act())
    except ChannelError as error:
        return Ended(error=error)
    except Exception as error:
        log.exception("job failed name=%s", job.name)
        return Ended(error=PassingError(told("Falló por dentro: %(reason)s.", reason=type(error).__name__)))
