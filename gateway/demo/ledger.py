"""What the nodes have kept to send, as each told it when it stood in its flash."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

Queue = tuple[str, str]
"""Node, and the eight hexadecimal digits of its queue."""

Numbers = Mapping[Queue, frozenset[int]]


@dataclass(slots=True)
class Ledger:
    """Remembers the number of every record; nodes tell from a thread, the panel asks from another."""

    _numbers: dict[Queue, set[int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, node: str, queue: str, number: int) -> None:
        """Take note of a record; the same may be told again."""
        with self._lock:
            self._numbers.setdefault((node, queue), set()).add(number)

    def numbers(self) -> Numbers:
        """Return what was kept by now."""
        with self._lock:
            return {queue: frozenset(numbers) for queue, numbers in self._numbers.items()}
