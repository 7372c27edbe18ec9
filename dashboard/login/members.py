"""What changes about the commune's people, each change with its entry in the station's journal.

Names and secrets never stand in an entry: it carries the person's uid.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from dashboard.login.devices import By
from dashboard.login.sessions import Sessions
from dashboard.login.throttle import Throttle
from gateway.domain.entries import Draft, MemberChanged
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.people import Credentials, People, Person, Role


class Members:
    """Adds and changes people for the command `conuco people` and for the pages."""

    def __init__(
        self,
        journal: CommuneJournal,
        credentials: Credentials,
        sessions: Sessions,
        throttle: Throttle,
    ) -> None:
        self._journal = journal
        self._people = People(journal)
        self._credentials = credentials
        self._sessions = sessions
        self._throttle = throttle

    def add(self, name: str, roles: Sequence[Role], units: Sequence[str], by: By) -> Person:
        """Return a new person; nothing is asked that is not needed.

        Raises:
            EntryError: The name cannot be or is taken, or there is no such role.
        """
        with self._journal.transaction():
            person = self._people.add(
                Person(str(uuid.uuid4()), name, roles=_once(roles), units=tuple(dict.fromkeys(units)))
            )
            body = MemberChanged(person.uid, "added", list(person.roles), list(person.units))
            self._record(body, by)
        return person

    def change(self, uid: str, roles: Sequence[Role], units: Sequence[str], by: By) -> Person:
        """Return a person with other roles and units.

        Raises:
            EntryError: There is no such person or role, or nobody would be left of the technical team.
        """
        with self._journal.transaction():
            person = self.standing(uid)
            if "technician" not in roles:
                self._keep_a_technician(person)
            changed = self._people.add(replace(person, roles=_once(roles), units=tuple(dict.fromkeys(units))))
            body = MemberChanged(uid, "roles", list(changed.roles), list(changed.units))
            self._record(body, by)
        return changed

    def set_telephone(self, uid: str, telephone: str, by: By) -> Person:
        """Return a person with the telephone that is called in the night; empty: with none.

        The number stands beside the journal, never in it, and no page shows it again.

        Raises:
            EntryError: There is no such person, or that is no number.
        """
        with self._journal.transaction():
            kept = self._people.add(replace(self.standing(uid), telephone=telephone.strip() or None))
            self._record(MemberChanged(uid, "telephone"), by)
        return kept

    def set_secret(self, uid: str, secret: str, by: By, *, wall: int) -> None:
        """Give a person a new PIN or password, as the roles ask; every session of the person ends.

        Args:
            uid: Whose it is.
            secret: What was typed.
            by: Who gives it.
            wall: The real time [s UTC].

        Raises:
            EntryError: There is no such person, or the secret may not be used.
        """
        person = self.standing(uid)
        with self._journal.transaction():
            kind = self._credentials.put(person, secret, now=wall)
            self._record(MemberChanged(uid, kind), by)
        self._sessions.end_all(uid)

    def remove(self, uid: str, by: By) -> None:
        """Let a person go: name, PIN and sessions end, and what the person recorded stays.

        Raises:
            EntryError: There is no such person, or nobody would be left of the technical team.
        """
        with self._journal.erasing():
            self._keep_a_technician(self.standing(uid))
            self._record(MemberChanged(uid, "removed"), by)
            self._people.withdraw(uid)
        self._sessions.end_all(uid)
        self._throttle.lift(uid)

    def unlock(self, uid: str, by: By) -> None:
        """Let a person try again everywhere.

        Raises:
            EntryError: There is no such person.
        """
        self.standing(uid)
        self._throttle.lift(uid)
        self._record(MemberChanged(uid, "unlocked"), by)

    def standing(self, uid: str) -> Person:
        """Return a person who is there.

        Raises:
            EntryError: There is none.
        """
        person = self._people.person(uid)
        if person is None or person.withdrawn:
            raise EntryError("Esa persona no está en la lista. Elíjala otra vez.")
        return person

    def _keep_a_technician(self, person: Person) -> None:
        others = [one for one in self._people.everybody() if one.uid != person.uid]
        if "technician" in person.roles and not any("technician" in one.roles for one in others):
            raise EntryError(
                "Es la única persona del equipo técnico. Dé primero ese papel a otra, con su contraseña."
            )

    def _record(self, body: MemberChanged, by: By) -> None:
        draft = Draft(str(uuid.uuid4()), "station", "member", body, by.now, by.author)
        self._journal.append(draft, now=by.now)


def _once(roles: Sequence[Role]) -> tuple[Role, ...]:
    return tuple(dict.fromkeys(roles))
