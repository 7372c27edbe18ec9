"""What a node's records tell of its clock. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple


class Stamped(NamedTuple):
    """What a record says of time: of which queue and power-on, and what was made of it.

    Attributes:
        queue: Of the node.
        number: Its place in the queue.
        boot: Its power-on.
        uptime: Seconds since that power-on [s].
        stated: What the node said the time was [s UTC], None where it did not know.
        is_estimated: Whether nobody could know when it was measured.
        is_waiting: Whether it waits for a sync of its power-on.
    """

    queue: int
    number: int
    boot: int
    uptime: int
    stated: int | None
    is_estimated: bool
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class NodeClock:
    """How a node's clock has done.

    Attributes:
        records: How many records were looked at.
        ahead: Those whose stated time could not be: they stand at their arrival.
        estimated: Those that stand between their neighbours, because their power-on never met the station.
        backwards: How often the clock fell while the uptime rose.
        waiting: Those that wait for a sync.
    """

    records: int = 0
    ahead: int = 0
    estimated: int = 0
    backwards: int = 0
    waiting: int = 0

    @property
    def is_well(self) -> bool:
        """Whether nothing is to be told of it."""
        return not (self.ahead or self.estimated or self.backwards or self.waiting)


BACK_S: Final = 2
"""A clock that is set falls by seconds when it was fast; that is no fault [s]. Ours."""


def node_clock(found: Iterable[Stamped]) -> NodeClock:
    """Return how a node's clock has done by its records, in any order."""
    rising = sorted(set(found), key=lambda one: (one.queue, one.number))
    backwards = 0
    last: Stamped | None = None
    for one in (each for each in rising if each.stated is not None):
        if last is not None and _fell(last, one):
            backwards += 1
        last = one
    return NodeClock(
        records=len(rising),
        ahead=sum(one.is_estimated and one.stated is not None for one in rising),
        estimated=sum(one.is_estimated and one.stated is None for one in rising),
        backwards=backwards,
        waiting=sum(one.is_waiting for one in rising),
    )


def _fell(before: Stamped, after: Stamped) -> bool:
    """Tell whether the clock fell between two records of one power-on."""
    if (before.queue, before.boot) != (after.queue, after.boot) or after.uptime <= before.uptime:
        # What was imported from files has no uptime, and stands series after series.
        return False
    return (after.stated or 0) < (before.stated or 0) - BACK_S
