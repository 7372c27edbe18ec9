"""What a siren sounds like to somebody who stands beside it, by what its pin did and when."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

Sound = Literal["silence", "beep", "warn", "critical", "emergency", "alone"]
"""`alone` is the pattern of a node that beeps by itself; of a `beep` nobody can tell yet what it becomes."""

Edge = tuple[float, bool]
"""When the pin changed [s on a clock that only rises], and whether it is on since."""
_Beep = tuple[float, float]

_LONG_S: Final = 1.2
"""A beep is long from here on; the firmware's are 0.2, 0.3 and 2 s."""
_CONTINUOUS_S: Final = 3.0
_APART_S: Final = 4.0
"""Short beeps closer than this belong together; a lone one is followed by nothing for much longer."""
_KNOWN_AFTER_S: Final = 1.5
_OVER_AFTER_S: Final[dict[Sound, float]] = {"warn": 17.0, "critical": 3.0, "alone": 5.0}
"""After so long without a beep a pattern is over [s]; a little more than its longest pause."""
_MOST_EDGES: Final = 64


def sound_of(edges: Sequence[Edge], now: float) -> Sound:
    """Return what is heard at a moment, by the last changes of a pin, oldest first."""
    beeps = _beeps(edges, now)
    if not beeps or not edges[-1][1]:
        return _pattern(beeps, now)
    began, _ = beeps[-1]
    if now - began >= _CONTINUOUS_S:
        return "emergency"
    if now - began >= _LONG_S:
        return "critical"
    before = _pattern(beeps[:-1], began)
    return "beep" if before == "silence" else before


def _pattern(beeps: Sequence[_Beep], now: float) -> Sound:
    """Return which pattern beeps that have ended make."""
    if not beeps:
        return "silence"
    began, ended = beeps[-1]
    if ended - began >= _CONTINUOUS_S:
        return "silence"
    found: Sound = "warn"
    if ended - began >= _LONG_S:
        found = "critical"
    elif len(beeps) > 1 and began - beeps[-2][1] < _APART_S and beeps[-2][1] - beeps[-2][0] < _LONG_S:
        found = "alone"
    elif now - ended < _KNOWN_AFTER_S:
        return "beep"
    return "silence" if now - ended > _OVER_AFTER_S[found] else found


def _beeps(edges: Sequence[Edge], now: float) -> list[_Beep]:
    """Return when each beep began and ended; the one that sounds ends now."""
    found, began = [], None
    for at, is_on in edges:
        if is_on:
            began = at
        elif began is not None:
            found.append((began, at))
            began = None
    return found if began is None else [*found, (began, now)]


@dataclass
class Outputs:
    """Remembers what the pins of the nodes drive; a thread tells, others ask."""

    _edges: dict[tuple[str, int], deque[Edge]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def driven(self, node: str, pin: int, *, is_on: bool, at: float) -> None:
        """Take note of a pin's state; the same told again changes nothing."""
        with self._lock:
            edges = self._edges.setdefault((node, pin), deque(maxlen=_MOST_EDGES))
            if not edges or edges[-1][1] != is_on:
                edges.append((at, is_on))

    def edges(self, node: str, pin: int) -> list[Edge]:
        """Return the last changes of a pin, oldest first."""
        with self._lock:
            return list(self._edges.get((node, pin), ()))

    def sound(self, node: str, pin: int, *, now: float) -> Sound:
        """Return what a siren on a pin sounds like now."""
        return sound_of(self.edges(node, pin), now)
