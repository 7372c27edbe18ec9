"""What the topics of nodes say, before any body is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from gateway.domain.by_hand import is_by_hand
from gateway.domain.errors import TopicError

PREFIX: Final = "conuco/v1"
LARGEST_RANGE: Final = 1_000
NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
_QUEUE: Final = re.compile(r"[0-9a-f]{8}")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,9}")


@dataclass(frozen=True, slots=True)
class ReadingsTopic:
    """What the topic of a batch alone says.

    Attributes:
        queue: Eight hexadecimal digits; lives and dies with the node's flash.
        oldest: The lowest number still in the node's flash.
        first: The lowest number this message accounts for.
        last: The highest number this message accounts for.
    """

    node: str
    queue: str
    oldest: int
    first: int
    last: int


Leaf = Literal["status", "time/ask", "result", "ack", "time/answer", "command", "update/ask", "update/part"]


@dataclass(frozen=True, slots=True)
class NodeTopic:
    """A topic of one node that is not a batch of readings."""

    node: str
    leaf: Leaf


def node_topic(commune: str, node: str, leaf: str) -> str:
    """Return the topic of one node's leaf."""
    return f"{PREFIX}/{commune}/{node}/{leaf}"


def parse_topic(topic: str, *, commune: str) -> ReadingsTopic | NodeTopic:
    """Return what a topic says.

    Raises:
        TopicError: It is not one of ours, or breaks `oldest` <= `first` <= `last`
            or spans more than 1,000 numbers.
    """
    head = f"{PREFIX}/{commune}/"
    if not topic.startswith(head):
        raise TopicError(f"the topic does not begin with {head}")
    node, _, leaf = topic[len(head) :].partition("/")
    if not NAME.fullmatch(node):
        raise TopicError(f"{node[:40]!r} is not the name of a node")
    if is_by_hand(node):
        raise TopicError(f"{node[:40]!r} is kept for what people measure by hand")
    if leaf.startswith("readings/"):
        return _readings_topic(node, leaf.split("/")[1:])
    match leaf:
        case "status" | "time/ask" | "result" | "ack" | "time/answer" | "command" | "update/ask":
            return NodeTopic(node, leaf)
        case _ if leaf.startswith("command/"):
            return NodeTopic(node, "command")
        case _ if leaf.startswith("update/part/"):
            return NodeTopic(node, "update/part")
        case _:
            raise TopicError(f"nothing is expected under {leaf[:40]!r}")


def _readings_topic(node: str, parts: list[str]) -> ReadingsTopic:
    if len(parts) != 4:
        raise TopicError("readings/ is followed by queue, oldest, first and last")
    queue, *numbers = parts
    if not _QUEUE.fullmatch(queue):
        raise TopicError(f"the queue {queue[:40]!r} is not eight hexadecimal digits")
    if not all(_NUMBER.fullmatch(number) for number in numbers):
        raise TopicError("oldest, first and last are whole numbers of at most ten digits")
    oldest, first, last = map(int, numbers)
    if not oldest <= first <= last:
        raise TopicError(f"oldest <= first <= last does not hold: {oldest}, {first}, {last}")
    if last - first >= LARGEST_RANGE:
        raise TopicError(f"the range {first} to {last} spans more than {LARGEST_RANGE} numbers")
    return ReadingsTopic(node, queue, oldest, first, last)
