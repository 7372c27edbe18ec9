"""The parliament read from the book: rules, mandates, and sessions with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from gateway.domain.entries import (
    AttendanceTaken,
    BookClosed,
    CouncilRegistered,
    Debated,
    Decided,
    EnterpriseRegistered,
    Entry,
    MandateEnded,
    MandateGiven,
    OutcomeTold,
    Proposed,
    RulesSet,
    SessionConvened,
    Voted,
)
from gateway.domain.parliament.counting import Quorum, quorum, votes_needed
from gateway.domain.parliament.members import Mandate, Seat, mandates, seats
from gateway.journal.registers import standing

KINDS: Final = frozenset(
    {
        "council",
        "enterprise",
        "rules",
        "mandate",
        "mandate_end",
        "convocation",
        "attendance",
        "proposal",
        "debate",
        "vote",
        "decision",
        "outcome",
        "closing",
        "export",
    }
)
"""The kinds of entries that are told here."""


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


@dataclass(frozen=True)
class Assembly:
    """The parliament as the book tells it.

    Attributes:
        rules: Every setting of the rules with its moment [s UTC], rising by moment.
        mandates: In the order in which they were given.
        sessions: Rising by number.
        closings: Every closing of the book, rising, weekly cuts too.
        exports: What left the commune, rising.
        councils, enterprises: As they were last registered, by their short names.
        kept: The entries that all of this is told of, rising by number.
    """

    rules: tuple[tuple[int, RulesSet], ...] = ()
    mandates: tuple[Mandate, ...] = ()
    sessions: tuple[Session, ...] = ()
    closings: tuple[Entry, ...] = ()
    exports: tuple[Entry, ...] = ()
    councils: Mapping[str, CouncilRegistered] = field(default_factory=dict)
    enterprises: Mapping[str, EnterpriseRegistered] = field(default_factory=dict)
    kept: tuple[Entry, ...] = ()

    def rules_at(self, at: int) -> RulesSet | None:
        """Return the rules in force at a moment [s UTC], None where the commune had entered none."""
        return next((one for since, one in reversed(self.rules) if since <= at), None)

    def seats_at(self, at: int) -> list[Seat]:
        """Return who has seats at a moment [s UTC]; nobody where no rules were entered."""
        rules = self.rules_at(at)
        if rules is None:
            return []
        return seats(rules, *self.registered, at=at)

    @property
    def registered(self) -> tuple[list[CouncilRegistered], list[EnterpriseRegistered]]:
        """Every registration of councils and of enterprises, rising by number."""
        bodies = [one.body for one in self.kept]
        councils = [one for one in bodies if isinstance(one, CouncilRegistered)]
        return councils, [one for one in bodies if isinstance(one, EnterpriseRegistered)]

    def session(self, number: int) -> Session | None:
        """Return a session by its number."""
        return next((one for one in self.sessions if one.number == number), None)

    def quorum(self, call: Convocation, *, vote: Entry | None = None) -> Quorum | None:
        """Return what was counted at a convocation; None without rules, or while nobody counted.

        Of a session that closed the book it is what the book told then: what was entered since, such as a
        recall that came late, changes no minutes. What it would be now is told by `recounted`.

        Args:
            call: Of a session.
            vote: What was voted by the count that is wanted; None: the newest count.
        """
        session = self.session(call.body.session)
        if session is None or session.closing is None:
            return self.recounted(call, vote=vote)
        before = [one for one in self.kept if one.number < session.closing.number]
        then = replace(self, kept=tuple(before), rules=_rules(before), mandates=_mandates(before))
        return then.recounted(call, vote=vote)

    def recounted(self, call: Convocation, *, vote: Entry | None = None) -> Quorum | None:
        """Return what was counted at a convocation by what the book tells now; arguments as of `quorum`."""
        rules, taken, at = self.rules_at(call.body.at), call.counted(vote), call.body.at
        if rules is None or taken is None:
            return None
        return quorum(rules, self.seats_at(at), self.mandates, taken, at=at)

    def votes_needed(self, matter: Matter) -> int | None:
        """Return how many votes in favour a matter needed; None without rules, a count or a vote."""
        vote = None if matter.vote is None else matter.vote.body
        session = self.session(vote.session) if isinstance(vote, Voted) else None
        if session is None or not isinstance(vote, Voted):
            return None
        rules, counted = self.rules_at(session.at), self.quorum(session.last_call, vote=matter.vote)
        if rules is None or counted is None:
            return None
        return votes_needed(rules, vote, present=counted.present)

    def period_of(self, session: Session) -> tuple[int | None, int]:
        """Return the time that a session looks back on: from the last one that closed the book [s UTC].

        The beginning is None where there was none before; the end is when the session meets.
        """
        before = [one for one in self.sessions if one.number < session.number and one.closing is not None]
        return (before[-1].at if before else None, session.at)

    @property
    def last_closed(self) -> Session | None:
        """The newest session that closed the book."""
        return next((one for one in reversed(self.sessions) if one.closing is not None), None)

    @property
    def open_session(self) -> Session | None:
        """The session that was convened and has not closed the book yet: the one with the lowest number."""
        return next((one for one in self.sessions if one.closing is None), None)


def assembly(entries: Iterable[Entry]) -> Assembly:
    """Return the parliament that entries of the book tell of; what was taken back is left out."""
    kept = [one for one in standing(entries) if one.kind in KINDS]
    return Assembly(
        rules=_rules(kept),
        mandates=_mandates(kept),
        sessions=tuple(_sessions(kept)),
        closings=tuple(one for one in kept if isinstance(one.body, BookClosed)),
        exports=tuple(one for one in kept if one.kind == "export"),
        councils={one.body.council: one.body for one in kept if isinstance(one.body, CouncilRegistered)},
        enterprises={
            one.body.enterprise: one.body for one in kept if isinstance(one.body, EnterpriseRegistered)
        },
        kept=tuple(kept),
    )


def _rules(kept: Sequence[Entry]) -> tuple[tuple[int, RulesSet], ...]:
    entered = ((one.happened, one.body) for one in kept if isinstance(one.body, RulesSet))
    return tuple(sorted(entered, key=lambda one: one[0]))


def _mandates(kept: Sequence[Entry]) -> tuple[Mandate, ...]:
    given = [(one.uid, one.happened, one.body) for one in kept if isinstance(one.body, MandateGiven)]
    ended = [(one.happened, one.body) for one in kept if isinstance(one.body, MandateEnded)]
    return tuple(mandates(given, ended, _rules(kept)))


def _sessions(kept: Sequence[Entry]) -> list[Session]:
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
