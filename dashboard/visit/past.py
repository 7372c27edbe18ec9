"""What ended cycles went through, reckoned again only where something else was measured of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar, cast

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer with the state in which it was last looked at, and what it was read of."""

    state: Hashable
    read_of: Hashable
    found: object


@dataclass(slots=True)
class PastMemory:
    """Keeps an answer over the days, as long as what it is read of stays as it was.

    A cycle that ended went through the same on the next morning, unless late data came: which is seen in a
    sum a day, far sooner read than every minute of half a year.
    """

    _kept: dict[Hashable, _Kept] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def known(
        self,
        question: Hashable,
        *,
        state: Hashable,
        read_of: Callable[[], Hashable],
        ask: Callable[[], Found],
    ) -> Found:
        """Return an answer.

        Args:
            question: What is asked.
            state: While this is the same nothing is looked at again.
            read_of: Tells what the answer is read of; while that is the same, the answer is.
            ask: Makes it.
        """
        with self._lock:
            kept = self._kept.get(question)
        if kept is not None and kept.state == state:
            return cast("Found", kept.found)
        # Before the answer: what comes in between makes the answer newer than its mark, never older.
        now_of = read_of()
        found = cast("Found", kept.found) if kept is not None and kept.read_of == now_of else ask()
        with self._lock:
            self._kept[question] = _Kept(state, now_of, found)
        return found
