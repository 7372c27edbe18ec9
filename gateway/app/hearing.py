"""The errands of the modem's inbox: who answers SI by SMS goes, whoever it is must be on duty tonight."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from gateway.alerts.calling import how, is_open
from gateway.alerts.channels.inbox import Received
from gateway.alerts.replies import can_answer, is_of_now, reply_of, sender
from gateway.app.acknowledging import acknowledge, pass_on
from gateway.app.lanes import Ended, Job
from gateway.app.situation import Situation
from gateway.people import Person

log = logging.getLogger(__name__)

OFTEN_S: Final = 10.0
"""How often the inbox is read while somebody is called [s]."""
SELDOM_S: Final = 300.0
WITHIN_S: Final = 120.0


class Inbox(Protocol):
    """Where messages come in; one stays there until it is forgotten."""

    def received(self) -> list[Received]:
        """Return the messages that are there; raises one of ChannelError."""
        ...

    def forget(self, message: Received) -> None:
        """Delete one; raises one of ChannelError."""
        ...


@dataclass(slots=True)
class Hearing:
    """Reads the inbox, writes down what it means, and only then lets go of it.

    Attributes:
        lane: Of the modem.
        is_clock_trusted: Whether the station's clock is to be believed just now.
    """

    situation: Situation
    inbox: Inbox
    lane: str
    is_clock_trusted: Callable[[], bool]
    _read_at: float = field(default=float("-inf"))
    _done: list[Received] = field(default_factory=list)

    def next_job(self, lane: str, now: int) -> Job | None:
        """Return the job of reading the inbox, or of deleting what was acted on."""
        if lane != self.lane:
            return None
        if self._done:
            message = self._done[0]
            return Job("inbox forget", lambda: self.inbox.forget(message), WITHIN_S, self._forgotten)
        waited = time.monotonic() - self._read_at
        if waited < OFTEN_S or (waited < SELDOM_S and not self._is_calling(now)):
            return None
        return Job("inbox read", self.inbox.received, WITHIN_S, self._read)

    def _is_calling(self, now: int) -> bool:
        """Tell whether somebody may be about to answer: what was told of by telephone stands open."""
        return any(
            is_open(case, now=now) and any(one.channel in ("sms", "call") for one in case.letters)
            for case in self.situation.cases()
        )

    def _read(self, ended: Ended, now: int) -> None:
        self._read_at = time.monotonic()
        if not isinstance(ended.answer, list):
            return  # the check of the modem tells what is wrong with it
        people = self.situation.may_answer(now)
        for message in ended.answer:
            self._take(message, sender(message.number, people), now)
        self._done = list(ended.answer)

    def _forgotten(self, ended: Ended, now: int) -> None:  # noqa: ARG002 - a message is forgotten at any time
        # One that could not be deleted comes again with the next reading, and is the same entry.
        self._done = self._done[1:] if ended.error is None else []

    def _take(self, message: Received, person: Person | None, now: int) -> None:
        reply = reply_of(message.text)
        if person is None:
            log.warning("sms of nobody on duty at=%d letters=%d", message.at, len(message.text))
            return
        is_trusted = self.is_clock_trusted()
        if reply is None or not is_of_now(message.at, now=now, is_clock_trusted=is_trusted):
            log.warning("sms not acted on person=%s at=%d reply=%s", person.uid, message.at, reply)
            return
        tonight = self.situation.tonight(now)
        cause = f"sms {person.uid} {message.at} {message.location}"
        say = acknowledge if reply == "goes" else pass_on
        for case in self.situation.cases():
            is_told = how(case, case.danger or case.alert.level, tonight) != "page"
            is_meant = can_answer(message.at, case, now=now, is_clock_trusted=is_trusted)
            if is_open(case, now=now) and is_told and is_meant:
                say(self.situation.journal, case.alert, author=person.uid, cause=cause, now=now)
        log.info("sms acted on person=%s reply=%s", person.uid, reply)
