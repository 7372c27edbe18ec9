"""What is done between two batches: a task that fails stops neither the others nor the station."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from gateway.domain.errors import BusyError, DiskError
from gateway.store.sqlite.connection import as_our_errors

log = logging.getLogger(__name__)

RESTS_S: Final = 5.0
"""A task that has failed is asked again after this [s]; ours."""


class Task(Protocol):
    """Something to do between two batches; each step of it must be short."""

    def is_due(self, now: int) -> bool:
        """Tell whether there is something to do at a moment [s UTC]; asked several times a second."""
        ...

    def act(self, now: int) -> None:
        """Do a step of it, in transactions of its own."""
        ...


@dataclass(slots=True)
class Tasks:
    """Asks every task, and has those that are due act.

    Attributes:
        each: In the order of a turn.
        commit: Commits what was taken before; nothing acts beside an open transaction.
    """

    each: Sequence[Task]
    commit: Callable[[], None]
    _rest_until: dict[int, float] = field(default_factory=dict)

    def turn(self, now: int) -> bool:
        """Do a round of them at a moment [s UTC]; return whether any had something to do.

        Raises:
            DiskError: The disk failed one of them, or the commit; the others have had their turn before.
            BusyError: As DiskError.
            OSError: The broker failed one of them; as DiskError.
        """
        faults: list[Exception] = []
        due = [one for one in self.each if self._done(one, one.is_due, now, faults)]
        if due:
            self.commit()
        for one in due:
            self._done(one, one.act, now, faults)
        if faults:
            raise faults[0]
        return bool(due)

    def _done(
        self, task: Task, step: Callable[[int], bool | None], now: int, faults: list[Exception]
    ) -> bool:
        """Tell whether a step of a task says yes; one that fails, or rests from a failure, says no."""
        if time.monotonic() < self._rest_until.get(id(task), 0.0):
            return False
        try:
            with as_our_errors():
                return bool(step(now))
        except (DiskError, BusyError, OSError) as error:
            faults.append(error)
        except Exception:
            # The border of one task: an alarm must not hang on the task beside it.
            log.exception("task failed name=%s", type(task).__name__)
            self._rest_until[id(task)] = time.monotonic() + RESTS_S
        return False
