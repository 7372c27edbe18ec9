"""Who is signed in, and until when; all of it on the real clock, never on a demo's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.login.file import LoginFile
from dashboard.login.tokens import hash_of, new_token
from gateway.people import Kind

IDLE_S: Final = 30 * 60
"""A telephone that was put down belongs to whoever picks it up [s]."""

LONGEST_S: Final = 12 * 3600
WRITTEN_EVERY_S: Final = 5 * 60
"""The last use is written no more often: an SD card wears out [s]."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has signed in on one browser.

    Attributes:
        person: The uid of the person.
        kind: What was signed in with.
        is_safe: Whether nobody could listen when the session began.
    """

    person: str
    kind: Kind
    is_safe: bool


class Sessions:
    """The sessions in login.db."""

    def __init__(self, file: LoginFile) -> None:
        self._file = file

    def begin(self, session: Session, *, now: int, instead_of: str | None = None) -> str:
        """Return the token of a new session; the one that the browser brought ends.

        A token that stood before signing in is never used after it: somebody else may have set it.
        """
        token = new_token()
        row = (hash_of(token), session.person, session.kind, session.is_safe, now, now)
        with self._file.transaction() as connection:
            connection.execute("DELETE FROM session WHERE begun <= ?", (now - LONGEST_S,))
            if instead_of is not None:
                connection.execute("DELETE FROM session WHERE token_hash = ?", (hash_of(instead_of),))
            connection.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", row)
        return token

    def found(self, token: str, *, now: int, is_touched: bool = True) -> Session | None:
        """Return the session of a token, None when there is none or it is over.

        Args:
            token: What the browser brought.
            now: The real time [s UTC].
            is_touched: Whether a person did something; a page that looks for news by itself did not.
        """
        key = hash_of(token)
        with self._file.reading() as connection:
            row = connection.execute(
                "SELECT person, kind, is_safe, begun, last_used FROM session WHERE token_hash = ?", (key,)
            ).fetchone()
        if row is None:
            return None
        person, kind, is_safe, begun, last_used = row
        # A clock that was set back must not lengthen anything.
        if not begun - WRITTEN_EVERY_S <= now < begun + LONGEST_S or now >= last_used + IDLE_S:
            self._end("token_hash", key)
            return None
        if is_touched and now >= last_used + WRITTEN_EVERY_S:
            with self._file.transaction() as connection:
                connection.execute("UPDATE session SET last_used = ? WHERE token_hash = ?", (now, key))
        return Session(person, kind, bool(is_safe))

    def end(self, token: str) -> None:
        """End the session of a token."""
        self._end("token_hash", hash_of(token))

    def end_all(self, person: str) -> None:
        """End every session of a person, on whichever device."""
        self._end("person", person)

    def _end(self, column: str, value: str) -> None:
        with self._file.transaction() as connection:
            connection.execute(f"DELETE FROM session WHERE {column} = ?", (value,))
