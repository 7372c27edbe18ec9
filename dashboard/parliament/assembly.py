"""The parliament read from the book: rules, mandates, and sessions with all that belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from dashboard.parliament.sessions import Convocation, Matter, Session, sessions
from gateway.domain.entries import (
    BookClosed,
    CouncilRegistered,
    EnterpriseRegistered,
    Entry,
    MandateEnded,
    MandateGiven,
    RulesSet,
    Voted,
)
from gateway.domain.parliament.counting import Quorum, quorum, votes_needed
from gateway.domain.parliament.members import Mandate, Seat, mandates, seats
from gateway.journal.registers import standing

RECORDED: Final = frozenset(
    {
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
    }
)
"""The kinds of entries in which who keeps its minutes says what a parliament is and does."""
KINDS: Final = RECORDED | {"council", "enterprise", "closing", "export"}
"""The kinds of entries that are told here."""


@dataclass(frozen=True)
class Assembly:
    """The parliament as the book tells it; it is shared by all pages, so nobody changes it.

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

    @cached_property
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

    @cached_property
    def open_session(self) -> Session | None:
        """The session that was convened and may still close the book: the one with the lowest number."""
        return next(
            (one for one in self.sessions if one.closing is None and not self.came_to_nothing(one)), None
        )

    def came_to_nothing(self, session: Session) -> bool:
        """Tell whether a session had no quorum and will not be called again.

        It was convened twice, or the commune has convened a later session instead.
        """
        counts = self.quorum(session.last_call)
        is_over = session.last_call.body.call == 2 or self.sessions[-1].number > session.number
        return counts is not None and not counts.is_reached and is_over


def assembly(entries: Iterable[Entry]) -> Assembly:
    """Return the parliament that entries of the book tell of; what was taken back is left out."""
    kept = [one for one in standing(entries) if one.kind in KINDS]
    return Assembly(
        rules=_rules(kept),
        mandates=_mandates(kept),
        sessions=tuple(sessions(kept)),
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
