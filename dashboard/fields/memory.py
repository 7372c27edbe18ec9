"""What was read of the fields' finished days, kept for all who ask within the hour."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar, cast

Found = TypeVar("Found")


@dataclass(slots=True)
class Memory:
    """What was read of the finished days, until an entry comes or the hour is over.

    Thirty telephones ask the same; what is late by minutes is in the next hour's answer.
    """

    _mark: Hashable = None
    _kept: dict[Hashable, object] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def known(self, mark: Hashable, question: Hashable, ask: Callable[[], Found]) -> Found:
        """Return an answer, asked for once for each mark."""
        with self._lock:
            if self._mark != mark:
                self._mark, self._kept = mark, {}
            kept = self._kept
        if question not in kept:
            kept[question] = ask()
        return cast("Found", kept[question])
