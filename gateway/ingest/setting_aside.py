"""Setting a message aside: it goes to the dead letters with the reason, and the stream goes on."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass

from gateway.domain.errors import TopicError
from gateway.domain.message import LARGEST_BODY, NodeTopic, ReadingsTopic, parse_topic
from gateway.ingest.heard import Arrived, Heard
from gateway.store.sqlite import dead_letters
from gateway.store.sqlite.dead_letters import DeadLetter

log = logging.getLogger(__name__)

FOREIGN_QUOTA = 1000
"""So many dead letters of topics that are not ours are kept; the rest is counted."""

KEPT_OF_TOO_LARGE = 4096
"""So much is kept of a body that is too large to take, to tell where it came from [bytes]."""


def topic_or_none(topic: str, *, commune: str) -> ReadingsTopic | NodeTopic | None:
    """Return what a topic says, None when it is not one of ours."""
    try:
        return parse_topic(topic, commune=commune)
    except TopicError:
        return None


@dataclass(frozen=True, slots=True)
class DeadLetterBox:
    """Keeps what cannot be taken, within an open transaction."""

    connection: sqlite3.Connection
    commune: str

    def set_aside(self, heard: Heard, reason: str, *, arrived: Arrived, cursor: int | None = None) -> None:
        """Keep a message with the reason, and where its queue's cursor stood if it was moved past it."""
        log.warning("message set aside topic=%s reason=%s", heard.topic[:200], reason)
        topic = topic_or_none(heard.topic, commune=self.commune)
        if topic is None and dead_letters.count_of_nobody(self.connection) >= FOREIGN_QUOTA:
            dead_letters.count_over_quota(self.connection)
            return
        is_too_large = len(heard.body) > LARGEST_BODY
        if is_too_large:
            log.error("message not taken topic=%s bytes=%d", heard.topic[:200], len(heard.body))
        letter = DeadLetter(
            received=arrived.at,
            topic=heard.topic,
            reason=reason,
            size=len(heard.body),
            body=heard.body[:KEPT_OF_TOO_LARGE] if is_too_large else heard.body,
            node=None if topic is None else topic.node,
            queue=int(topic.queue, 16) if isinstance(topic, ReadingsTopic) else None,
            cursor=cursor,
        )
        dead_letters.add(self.connection, letter)
