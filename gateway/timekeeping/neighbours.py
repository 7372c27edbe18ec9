"""Where records stand whose time nobody will ever know: between those before and after them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gateway.timekeeping.plausible import EARLIEST


@dataclass(frozen=True, slots=True)
class Lost:
    """A record whose time is not known.

    Attributes:
        boot: Its power-on.
        uptime: Seconds since that power-on [s].
        received: When it came [s UTC]; of little worth where the station did not know the time either.
    """

    boot: int
    uptime: int
    received: int


@dataclass(frozen=True, slots=True)
class Known:
    """A record of the same queue whose time is known.

    Attributes:
        boot: Its power-on.
        uptime: Seconds since that power-on [s].
        time: When it was measured [s UTC].
    """

    boot: int
    uptime: int
    time: int


def between(lost: Sequence[Lost], *, before: Known | None, after: Known | None) -> list[int]:
    """Return when records were measured, as far as can be told [s UTC]; one for each, never falling.

    Uptimes say how far apart the records of a power-on are, and that a power-on lies at least so long
    after what was measured before it. For how long the power was away nobody knows: what is left of the
    time between the neighbours is shared out evenly among the power-ons. Where the uptimes ask for more
    time than there is, all of it is pressed together. Nothing stands before its neighbour, after the next
    one or after it came.

    Args:
        lost: In the order of their numbers.
        before: The nearest record before them, None where there is none.
        after: The nearest record after them, None where there is none.
    """
    if not lost:
        return []
    latest = _latest(lost, before, after)
    chain: list[Lost | Known] = [*lost] if before is None else [before, *lost]
    steps = [_step(one, other) for one, other in pairwise(chain)]
    end = latest[-1] if after is None else after.time
    steps.append((0, False) if after is None else _step(lost[-1], after))
    if before is None:
        at = [end - sum(step for step, _ in steps[place:]) for place in range(len(lost))]
    else:
        at = _spread(steps, start=before.time, room=end - before.time)[: len(lost)]
    floor = before.time if before is not None else min(at[0], *latest)
    return _ordered(at, latest, floor)


def _latest(lost: Sequence[Lost], before: Known | None, after: Known | None) -> list[int]:
    """Return the latest moment at which each can have been measured; what came later bounds it too."""
    earliest = EARLIEST if before is None else before.time
    bound = None if after is None else max(after.time, earliest)
    found: list[int] = []
    for one in reversed(lost):
        # A record that came before its neighbour was measured came to a station without the time.
        if one.received >= earliest:
            bound = one.received if bound is None else min(bound, one.received)
        found.append(one.received if bound is None else bound)
    return found[::-1]


def _step(one: Lost | Known, other: Lost | Known) -> tuple[int, bool]:
    """Return how long after one the other was measured at least [s], and whether it may be longer."""
    if one.boot == other.boot:
        return max(0, other.uptime - one.uptime), False
    return other.uptime, True


def _spread(steps: Sequence[tuple[int, bool]], *, start: int, room: int) -> list[int]:
    """Return where the steps lead from a start [s UTC], the time that is left shared among the open ones."""
    asked = sum(step for step, _ in steps)
    open_ones = sum(is_open for _, is_open in steps)
    pressed = 1.0 if asked <= room or not asked else max(0, room) / asked
    slack = max(0.0, room - asked) / open_ones if open_ones else 0.0
    found, at = [], float(start)
    for step, is_open in steps:
        at += step * pressed + (slack if is_open else 0.0)
        found.append(int(at))
    return found


def _ordered(at: Sequence[int], latest: Sequence[int], floor: int) -> list[int]:
    """Return moments that never fall, none of them after its latest or before the floor."""
    found: list[int] = []
    for moment, bound in zip(at, latest, strict=True):
        lowest = found[-1] if found else floor
        found.append(max(lowest, min(moment, bound)))
    return found
