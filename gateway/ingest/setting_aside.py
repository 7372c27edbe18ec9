"""Setting a message aside: it goes to the dead letters with the reason, and the stream goes on."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from gateway.domain.dead_letters import DeadLetter, printable
from gateway.domain.errors import TopicError
from gateway.domain.message import LARGEST_BODY
from gateway.domain.topics import NodeTopic, ReadingsTopic, parse_topic
from gateway.ingest.heard import Arrived, Heard
from gateway.store.sqlite import dead_letters

log = logging.getLogger(__name__)


class Quota(NamedTuple):
    """How much is kept of what moved no cursor; the rest is counted.

    Attributes:
        letters: So many.
        size: Of their bodies together [bytes].
    """

    letters: int
    size: int


OF_NOBODY: Final = Quota(1000, 4 << 20)
"""Of topics that name no node of ours; ours."""

OF_A_NODE: Final = Quota(200, 2 << 20)
"""Of one node; ours."""

OF_ALL: Final = Quota(3000, 16 << 20)
"""Of everybody together: names of nodes can be invented; ours."""

KEPT_OF_TOO_LARGE: Final = 4096
"""So much is kept of a body that is too large to take, to tell where it came from [bytes]."""

LONGEST_TOPIC: Final = 1000
LONGEST_REASON: Final = 500
"""More is not kept of a topic that is not ours, or of a reason [signs]."""


def topic_or_none(topic: str, *, commune: str) -> ReadingsTopic | NodeTopic | None:
    """Return what a topic says, None when it is not one of ours."""
    try:
        return parse_topic(topic, commune=commune)
    except TopicError:
        return None


class Kept(NamedTuple):
    """How much of something is kept.

    Attributes:
        letters: So many.
        size: Of their bodies together [bytes].
    """

    letters: int = 0
    size: int = 0

    def and_one_of(self, size: int) -> Kept:
        """Return it with one more letter, of a body of a size [bytes]."""
        return Kept(self.letters + 1, self.size + size)


def is_over(own: Kept, every: Kept, *, is_ours: bool, size: int) -> bool:
    """Tell whether one more letter is over a quota.

    Args:
        own: What is kept of its node, or of nobody.
        every: What is kept of everybody.
        is_ours: Whether it is of a node of ours.
        size: Of its body as it would be kept [bytes].
    """
    quotas = ((OF_A_NODE if is_ours else OF_NOBODY, own), (OF_ALL, every))
    return any(kept.letters >= quota.letters or kept.size + size > quota.size for quota, kept in quotas)


@dataclass(slots=True)
class DeadLetterBox:
    """Keeps what cannot be taken, within an open transaction."""

    connection: sqlite3.Connection
    commune: str
    _kept: dict[str | None, Kept] = field(default_factory=dict)
    _every: Kept = field(default_factory=Kept)
    _counted: int | None = None

    def forget(self) -> None:
        """Forget what was not committed."""
        self._counted = None

    def set_aside(
        self,
        heard: Heard,
        reason: str,
        *,
        arrived: Arrived,
        cursor: int | None = None,
        device: str | None = None,
    ) -> None:
        """Keep a message with the reason.

        What moved a cursor is always kept: its node has forgotten it. Anything else has a quota.

        Args:
            heard: The message.
            reason: Why it was not taken.
            arrived: When it came.
            cursor: Where its queue's cursor stood if it was moved past it.
            device: The node that the foreign device is whose topic it is.
        """
        letter = self._letter(heard, reason, arrived, cursor)
        if device is not None:
            letter = replace(letter, node=device)
        if cursor is None and (self._is_known(letter) or self._is_over(letter)):
            return
        log.warning("message set aside topic=%s reason=%s", *_told(letter))
        if letter.size > LARGEST_BODY:
            log.error("message not taken topic=%s bytes=%d", _told(letter)[0], letter.size)
        dead_letters.add(self.connection, letter)
        if cursor is None:
            size = min(letter.size, LARGEST_BODY)
            self._kept[letter.node] = self._kept.get(letter.node, Kept()).and_one_of(size)
            self._every = self._every.and_one_of(size)

    def _letter(self, heard: Heard, reason: str, arrived: Arrived, cursor: int | None) -> DeadLetter:
        topic = topic_or_none(heard.topic, commune=self.commune)
        body = heard.body if len(heard.body) <= LARGEST_BODY else heard.body[:KEPT_OF_TOO_LARGE]
        return DeadLetter(
            received=arrived.at,
            topic=_storable(heard.topic)[:LONGEST_TOPIC],
            reason=_storable(reason)[:LONGEST_REASON],
            size=len(heard.body),
            body=body,
            node=None if topic is None else topic.node,
            queue=int(topic.queue, 16) if isinstance(topic, ReadingsTopic) else None,
            cursor=cursor,
            digest=_digest(heard) if cursor is None else None,
        )

    def _is_known(self, letter: DeadLetter) -> bool:
        """Count a letter that stands already; tell whether it does."""
        if letter.digest is None:
            return False
        times = dead_letters.repeat(self.connection, letter.digest, at=letter.received)
        if _is_worth_a_line(times):
            log.warning("message set aside again times=%d topic=%s reason=%s", times, *_told(letter))
        return times > 0

    def _is_over(self, letter: DeadLetter) -> bool:
        """Count a letter that is over a quota; tell whether it is."""
        if (
            self._counted != letter.received
        ):  # a neighbour that sends thousands a second is counted once in it
            self._count(at=letter.received)
        own, size = self._kept.get(letter.node, Kept()), min(letter.size, LARGEST_BODY)
        if not is_over(own, self._every, is_ours=letter.node is not None, size=size):
            return False
        count = dead_letters.count_over_quota(self.connection, at=letter.received)
        if _is_worth_a_line(count):
            log.error(
                "message not kept: too many dead letters count=%d topic=%s reason=%s", count, *_told(letter)
            )
        return True

    def _count(self, *, at: int) -> None:
        found = dead_letters.kept_under_quota(self.connection, largest=LARGEST_BODY)
        self._kept = {node: Kept(*kept) for node, kept in found.items()}
        self._every = Kept(
            sum(kept.letters for kept in self._kept.values()), sum(kept.size for kept in self._kept.values())
        )
        self._counted = at


def _is_worth_a_line(count: int) -> bool:
    """Tell whether a count is 1, 2, 4, 8 and so on: a noisy neighbour does not fill the log either."""
    return count > 0 and count & (count - 1) == 0


def _told(letter: DeadLetter) -> tuple[str, str]:
    """Return topic and reason for a line of the log: what a stranger wrote makes no line of its own."""
    return printable(letter.topic[:200]), printable(letter.reason)


def _digest(heard: Heard) -> bytes:
    topic = heard.topic.encode("utf-8", "surrogatepass")
    return hashlib.sha256(len(topic).to_bytes(4) + topic + heard.body).digest()


def _storable(text: str) -> str:
    """Return a text as SQLite takes it: half a sign stays readable as its number."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
