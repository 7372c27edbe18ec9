"""Contact with the broker: when to try again, and whether what it holds for us still comes.

A broker that accepts and never answers, one that sends a byte now and then, a network that swallows
everything: none of them breaks the socket. What is asked for is therefore a message of our own that
comes back by our own subscription.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from gateway.ingest.broker import Broker
from gateway.ingest.heard import Heard

log = logging.getLogger(__name__)

LONGEST_BACK_OFF_S = 30.0
ANSWER_WITHIN_S = 10.0
"""The broker accepts us within this after we began to look for it, its name included [s]."""

DEAF_AFTER_S = 5.0
"""When nothing has come for so long after our own marker was sent, nothing is subscribed [s]."""

QUIET_S = 60.0
"""After so long without any message the broker is asked for our own marker once more [s]."""

LOST_AFTER_S = 60.0
"""When nothing has come for so long though we have asked, the connection is dead [s]."""


@dataclass(slots=True)
class Contact:
    """Keeps a connection up; everything it measures is on the clock that only counts.

    Attributes:
        marker: The topic on which we send to ourselves.
        is_drained: Whether our marker has come back: what the broker held back came before it.
    """

    broker: Broker
    marker: str
    is_drained: bool = False
    _failures: int = 0
    _retry_at: float = 0.0
    _answer_by: float = 0.0
    _marked_at: float | None = None
    _asked_at: float | None = None
    _heard_at: float = 0.0

    def is_up(self) -> bool:
        """Tell whether there is something to exchange; begin a connection when its time has come.

        Raises:
            OSError: There is no beginning one now.
        """
        if self.broker.is_connected or self.broker.is_connecting:
            return True
        now = time.monotonic()
        if now < self._retry_at:
            return False
        self.is_drained = False
        self._marked_at = self._asked_at = None
        self._answer_by = now + ANSWER_WITHIN_S
        self.broker.connect()
        return True

    @property
    def is_resting(self) -> bool:
        """Whether the connection was dropped, and the next one waits for its time."""
        is_away = not (self.broker.is_connected or self.broker.is_connecting)
        return is_away and time.monotonic() < self._retry_at

    def failed(self) -> float:
        """Drop the connection; return after how long the next one is tried [s]."""
        self._failures += 1
        pause: float = min(LONGEST_BACK_OFF_S, 0.5 * 2 ** min(self._failures - 1, 10))
        self._retry_at = time.monotonic() + pause
        self.broker.drop()
        return pause

    def succeeded(self) -> None:
        """Take note that something was read, kept and acknowledged."""
        self._failures = 0

    def hear(self, heard: Heard) -> bool:
        """Take note of a message; tell whether it is our marker, so that what follows is "now"."""
        now = time.monotonic()
        self._heard_at = now
        if self._marked_at is not None:
            self._marked_at = self._asked_at = now
        if heard.topic != self.marker:
            return False
        self._marked_at = self._asked_at = None
        self.is_drained = True
        return True

    def check(self) -> None:
        """Ask for our marker where it is time.

        When neither it nor anything else comes, the session that the broker kept for us has no
        subscription: whoever dies between CONNECT and SUBSCRIBE leaves such a one.

        Raises:
            ConnectionError: The broker has not answered in time.
        """
        now = time.monotonic()
        if not self.broker.is_connected:
            if now > self._answer_by:
                raise ConnectionError(self.broker.refusal or "the broker does not answer")
            return
        if self._asked_at is not None and now - self._asked_at > LOST_AFTER_S:
            raise ConnectionError("nothing comes any more, not even what we have sent ourselves")
        if self._is_marking_due(now):
            self.broker.publish(self.marker, b"", qos=1)
            self._marked_at = now
            self._asked_at = self._asked_at or now

    def _is_marking_due(self, now: float) -> bool:
        if self._marked_at is None:
            return not self.is_drained or now - self._heard_at >= QUIET_S
        if now - self._marked_at < DEAF_AFTER_S:
            return False
        log.error("the broker sends us nothing; subscribing again. Check its rights for our user.")
        self.broker.subscribe()
        return True
