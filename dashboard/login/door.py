"""The door: who comes in, with what, and how often somebody may try."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock as ThreadLock
from typing import Final, Literal

from dashboard.login.arrival import Arrival
from dashboard.login.channel import Channel
from dashboard.login.devices import Device, Devices
from dashboard.login.file import LoginFile
from dashboard.login.members import Members
from dashboard.login.sessions import Session, Sessions
from dashboard.login.throttle import UNKNOWN, Caller, Locked, Throttle
from gateway.domain.errors import StoreError
from gateway.journal import CommuneJournal
from gateway.people import Credentials, People, Person, folded

log = logging.getLogger(__name__)

MOST_WAITING: Final = 8
"""How many attempts may wait for a hash at once: a flood must not take the threads of all pages."""

MOST_WAITING_OF_ONE: Final = 2
KEPT_FREE: Final = 2
"""So many of the places are only for enrolled devices and the station's screen: strangers fill the rest."""

SCREENS: Final = ("127.0.0.1", "::1")
"""By which addresses the station's own browser comes; a program there has sixteen million more of them."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody is in; `token` goes into the browser's cookie."""

    person: Person
    token: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody is in.

    Attributes:
        reason: `wrong` says neither whether the name nor whether the secret was; `locked` whatever was
            written; `busy` when too many try at once.
        locked: The lock, where one stands.
    """

    reason: Literal["wrong", "locked", "busy"]
    locked: Locked | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody wrote at the door.

    Attributes:
        person: Whose name was tapped or typed, None when nobody has it.
        name: The name as it was typed.
    """

    person: Person | None
    name: str
    secret: str

    @property
    def who(self) -> str:
        """By what the attempts are counted; a name that nobody has is counted like any other."""
        if self.person is not None:
            return self.person.uid
        return UNKNOWN + hashlib.sha256(folded(self.name).encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Here:
    """Who is at a page."""

    member: Person | None = None
    device: Device | None = None
    is_safe: bool = False


class Door:
    """Everything of login that is open while the pages are served."""

    def __init__(
        self, folder: Path, journal: CommuneJournal, *, credentials: Credentials | None = None
    ) -> None:
        self._file = LoginFile(folder)
        self._waiting: Counter[str] = Counter()
        self._waiting_lock = ThreadLock()
        self.people = People(journal)
        self.credentials = credentials or Credentials(journal)
        self.sessions = Sessions(self._file)
        self.throttle = Throttle(self._file)
        self.devices = Devices(journal)
        self.members = Members(journal, self.credentials, self.sessions, self.throttle)

    def close(self) -> None:
        """Close what was opened."""
        self._file.close()

    def sign_in(
        self, attempt: Attempt, caller: Caller, *, now: int, instead_of: str | None = None
    ) -> Entered | Refused:
        """Let somebody in, or say why not.

        Counted, then compared: an unknown name takes the same way and the same time as a wrong PIN.
        """
        refused = self.check(attempt, caller, now=now)
        if refused is not None:
            return refused
        person = attempt.person
        kind = None if person is None else self.credentials.kind(person)
        if person is None or kind is None:  # it was changed in the meantime
            return Refused("wrong")
        session = Session(person.uid, kind, caller.is_safe)
        return Entered(person, self.sessions.begin(session, now=now, instead_of=instead_of))

    def check(self, attempt: Attempt, caller: Caller, *, now: int) -> Refused | None:
        """Count and compare an attempt; return why it is refused, None when it is right."""
        with self._a_place(caller) as is_free:
            if not is_free:
                return Refused("busy")
            ticket = self.throttle.count(attempt.who, caller, now=now)
            if isinstance(ticket, Locked):
                return Refused("locked", ticket)
            if not self.credentials.is_right(attempt.person, attempt.secret):
                log.info("sign-in refused device=%s", caller.device)
                return Refused("wrong", self.throttle.lock(attempt.who, caller, now=now))
            self.throttle.succeed(attempt.who, caller, ticket)
            return None

    def who(self, arrival: Arrival, *, now: int) -> Here:
        """Return who is at a page, by the real time [s UTC]; nobody where that cannot be read."""
        channel = arrival.channel
        try:
            session = self._session(arrival, now)
            device = self.devices.found(arrival.device) if arrival.device else None
            member = None if session is None else self._member(session)
        except (StoreError, sqlite3.Error):
            log.exception("who is at the page cannot be read")
            return Here(is_safe=channel.is_safe)
        is_safe = channel.is_safe and (session is None or session.is_safe)
        return Here(member, device, is_safe)

    def caller(self, device: Device | None, channel: Channel) -> Caller:
        """Return by what attempts from here are counted."""
        if device is not None:
            return Caller(f"device:{device.uid}", is_known=True, is_safe=channel.is_safe)
        if channel.is_screen:
            is_known = channel.address in SCREENS
            return Caller(f"screen:{channel.address}", is_known=is_known, is_safe=True)
        return Caller(f"address:{channel.address}", is_known=False, is_safe=channel.is_safe)

    def _session(self, arrival: Arrival, now: int) -> Session | None:
        if not arrival.session:
            return None
        return self.sessions.found(arrival.session, now=now, is_touched=arrival.is_touched)

    def _member(self, session: Session) -> Person | None:
        """Return the person of a session, None for who left or whose roles ask for more than was given."""
        person = self.people.person(session.person)
        if person is None or person.withdrawn or self.credentials.kind(person) != session.kind:
            return None
        return person

    @contextmanager
    def _a_place(self, caller: Caller) -> Iterator[bool]:
        """Lend one of the few places to wait in."""
        with self._waiting_lock:
            most = MOST_WAITING if caller.is_known else MOST_WAITING - KEPT_FREE
            is_free = self._waiting.total() < most and self._waiting[caller.device] < MOST_WAITING_OF_ONE
            if is_free:
                self._waiting[caller.device] += 1
        try:
            yield is_free
        finally:
            if is_free:
                with self._waiting_lock:
                    self._waiting[caller.device] -= 1
                    if not self._waiting[caller.device]:
                        del self._waiting[caller.device]
