"""A session of the parliament from its convocation to its closing, with all that was put to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gateway.domain.entries import (
    AttendanceTaken,
    BookClosed,
    Debated,
    Decided,
    Entry,
    OutcomeTold,
    Proposed,
    SessionConvened,
    Voted,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that was put to a session, with what became of it; entries rise by number.

    Attributes:
        proposal: Its body is a `Proposed`.
        vote: The newest one, a `Voted`.
        decision: The newest one, a `Decided`.
        outcomes: What came of the decision, each an `OutcomeTold`.
    """

    proposal: Entry
    debates: tuple[Entry, ...] = ()
    vote: Entry | None = None
    decision: Entry | None = None
    outcomes: tuple[Entry, ...] = ()

    @property
    def is_approved(self) -> bool:
        """Whether the parliament decided for it."""
        body = None if self.decision is None else self.decision.body
        return isinstance(body, Decided) and body.result == "approved"


@dataclass(frozen=True, slots=True)
class Convocation:
    """One convocation of a session.

    Attributes:
        counts: Every count of who came, rising by number; each an `AttendanceTaken`.
    """

    entry: Entry
    body: SessionConvened
    counts: tuple[Entry, ...] = ()

    @property
    def attendance(self) -> Entry | None:
        """The newest count of who came, None while nobody counted."""
        return self.counts[-1] if self.counts else None

    def counted(self, vote: Entry | None = None) -> AttendanceTaken | None:
        """Return the newest count, or the one that stood when it was voted; None where there was none."""
        stood = [one for one in self.counts if vote is None or one.number < vote.number]
        return next((one.body for one in reversed(stood) if isinstance(one.body, AttendanceTaken)), None)


@dataclass(frozen=True, slots=True)
class Session:
    """A session from its first convocation to its closing.

    Attributes:
        convocations: The first, and the second where there was one.
        matters: In the order in which they were put.
        closing: The entry that closed the book with it, a `BookClosed`; None while it is open.
    """

    number: int
    convocations: tuple[Convocation, ...]
    matters: tuple[Matter, ...] = ()
    closing: Entry | None = None

    @property
    def last_call(self) -> Convocation:
        """The newest convocation, of which everything else of the session is told."""
        return self.convocations[-1]

    @property
    def at(self) -> int:
        """When it meets or met [s UTC]."""
        return self.last_call.body.at


def sessions(kept: Sequence[Entry]) -> list[Session]:
    """Return the sessions that entries tell of, rising by number.

    Args:
        kept: Entries of the book that were not taken back, rising by number.
    """
    calls: dict[int, dict[Literal[1, 2], tuple[Entry, SessionConvened]]] = {}
    counts: dict[tuple[int, int], list[Entry]] = {}
    closings: dict[int, Entry] = {}
    for one in kept:
        match one.body:
            case SessionConvened() as body:
                calls.setdefault(body.session, {})[body.call] = (one, body)
            case AttendanceTaken() as body:
                counts.setdefault((body.session, body.call), []).append(one)
            case BookClosed(session=int() as number):
                closings[number] = one
            case _:
                continue
    matters = _matters(kept)
    return [
        Session(
            number,
            tuple(Convocation(*found[call], tuple(counts.get((number, call), ()))) for call in sorted(found)),
            tuple(matters.get(number, ())),
            closings.get(number),
        )
        for number, found in sorted(calls.items())
    ]


def _matters(kept: Sequence[Entry]) -> dict[int, list[Matter]]:
    about: dict[str, list[Entry]] = {}
    for one in kept:
        if isinstance(one.body, Debated | Voted | Decided):
            about.setdefault(one.body.proposal, []).append(one)
        elif isinstance(one.body, OutcomeTold):
            about.setdefault(one.body.decision, []).append(one)
    found: dict[int, list[Matter]] = {}
    for one in kept:
        if isinstance(one.body, Proposed):
            said = about.get(one.uid, [])
            decision = next((it for it in reversed(said) if isinstance(it.body, Decided)), None)
            matter = Matter(
                proposal=one,
                debates=tuple(it for it in said if isinstance(it.body, Debated)),
                vote=next((it for it in reversed(said) if isinstance(it.body, Voted)), None),
                decision=decision,
                outcomes=() if decision is None else tuple(about.get(decision.uid, ())),
            )
            found.setdefault(one.body.session, []).append(matter)
    return found
