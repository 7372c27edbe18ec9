"""Where a batch stands in its queue, decided from its topic before its body is read. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.domain.topics import ReadingsTopic


@dataclass(frozen=True, slots=True)
class Step:
    """What a batch does to its queue.

    Attributes:
        last: Where the cursor stands afterwards.
        above: Numbers above this are to be taken; None when nothing is.
        dropped: How many numbers the node reports dropped with it.
        again: Whether it started beyond the cursor, so that the node must send again.
    """

    last: int
    above: int | None
    dropped: int
    again: bool


def step(last: int | None, topic: ReadingsTopic) -> Step:
    """Return what a batch does to a queue whose cursor stands at `last`, None for an unknown queue.

    Numbers are taken in order, so exactly once needs no other key. Behind the cursor: acknowledged
    again. Beyond it: not taken. An unknown queue starts from the oldest number that the node still
    holds. An oldest number beyond the cursor says that those between were dropped by the node.

    Source:
        DESIGN section 3, "Delivery".
    """
    standing = topic.oldest - 1 if last is None else last
    dropped = max(0, topic.oldest - 1 - standing)
    standing += dropped
    if topic.last <= standing:
        return Step(standing, None, dropped, again=False)
    if topic.first > standing + 1:
        return Step(standing, None, dropped, again=True)
    return Step(topic.last, standing, dropped, again=False)
