"""A session as its page shows it: who was there, what was put, decided and observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.parliament.assembly import Assembly
from dashboard.parliament.guide import Agreed, agreed_before
from dashboard.parliament.sessions import Convocation, Matter, Session
from dashboard.telling import Told, told
from dashboard.telling.lines import lines_said
from dashboard.telling.naming import note
from dashboard.telling.parliament import organ_named, public_text
from dashboard.visit.given import Visit
from dashboard.words.parliament import OUTCOMES, PROPOSALS, RESULTS
from gateway.domain.entries import (
    AttendanceTaken,
    BookClosed,
    Debated,
    Decided,
    Entry,
    OutcomeTold,
    Proposed,
    RulesSet,
    Voted,
)
from gateway.domain.parliament.counting import Quorum, days_short
from gateway.journal.fingerprint import BEFORE_THE_FIRST_CLOSING
from gateway.journal.spoken import twelve_words


@dataclass(frozen=True, slots=True)
class CallView:
    """A convocation with what was counted at it.

    Attributes:
        agenda: A point a line.
        people: How many were in the assembly, None where nobody counted them.
        quorum: None without rules, or while nobody counted.
        present: How many mandates were tapped, None while nobody counted.
        days_short: By how many days the notice fell short of the rules, 0 where it did not.
        since: What it would be by what was entered after the closing, None where that changes nothing.
    """

    call: Convocation
    agenda: Sequence[str]
    rules: RulesSet | None
    quorum: Quorum | None
    people: int | None
    present: int | None
    days_short: int = 0
    since: Quorum | None = None


@dataclass(frozen=True, slots=True)
class MatterView:
    """Something that was put to a session.

    Attributes:
        lines: What it names: units, prices, funds.
        debates: What was said, for members alone; others are told that there is a note.
        needed: How many votes in favour it needed, None without rules or vote.
        result: A word of the decision, empty while there is none.
        responsible: Empty where nobody was named.
    """

    matter: Matter
    sort: str
    title: str
    text: Sequence[str]
    by: str
    lines: Sequence[str]
    debates: Sequence[str]
    vote: Voted | None
    needed: int | None
    decision: Decided | None
    result: str
    responsible: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class AgreedView:
    """An earlier decision, and what came of it.

    Attributes:
        state: A word; empty while nobody told anything.
        evidence: The entries that show it, each with what it says.
    """

    agreed: Agreed
    title: str
    responsible: str
    deadline: date | None
    state: str
    text: Sequence[str]
    evidence: Sequence[tuple[Entry, Told]]

    @property
    def code(self) -> str:
        """Return the state as the book has it, empty while nobody told anything."""
        outcome = self.agreed.outcome
        return outcome.body.state if outcome is not None and isinstance(outcome.body, OutcomeTold) else ""


def call_view(visit: Visit, assembly: Assembly, call: Convocation) -> CallView:
    """Return a convocation with what was counted."""
    counted = None if call.attendance is None else call.attendance.body
    is_counted = isinstance(counted, AttendanceTaken)
    then, now = assembly.quorum(call), assembly.recounted(call)
    return CallView(
        call,
        public_text(visit, call.body.note),
        assembly.rules_at(call.body.at),
        then,
        counted.assembly if isinstance(counted, AttendanceTaken) else None,
        len(counted.present) if is_counted and isinstance(counted, AttendanceTaken) else None,
        days_short=_days_short(visit, assembly, call),
        since=None if now == then else now,
    )


def _days_short(visit: Visit, assembly: Assembly, call: Convocation) -> int:
    rules, words = assembly.rules_at(call.body.at), visit.words
    if rules is None or call.body.call == 2:
        return 0
    given, meets = (words.local(one).date() for one in (call.entry.happened, call.body.at))
    return days_short(rules, given=given, meets=meets)


def matter_view(visit: Visit, assembly: Assembly, session: Session, matter: Matter) -> MatterView:
    """Return something that was put to a session, with what became of it."""
    _, proposed = visit.language.gettext, matter.proposal.body
    if not isinstance(proposed, Proposed):
        raise TypeError(proposed)
    rules = assembly.rules_at(session.at)
    vote = None if matter.vote is None else matter.vote.body
    decision = None if matter.decision is None else matter.decision.body
    text = public_text(visit, proposed.note)
    funds = {} if rules is None else {one.fund: one.name for one in rules.funds}
    return MatterView(
        matter=matter,
        sort=_(PROPOSALS[proposed.sort]),
        title=next(iter(text), _(PROPOSALS[proposed.sort])),
        text=text[1:],
        by=organ_named(visit, proposed.by, proposed.of),
        lines=lines_said(visit, proposed, funds),
        debates=[
            line
            for one in matter.debates
            if isinstance(one.body, Debated)
            for line in note(visit, one.body.note)
        ],
        vote=vote if isinstance(vote, Voted) else None,
        needed=assembly.votes_needed(matter),
        decision=decision if isinstance(decision, Decided) else None,
        result=_(RESULTS[decision.result]) if isinstance(decision, Decided) else "",
        responsible=_responsible(visit, decision),
        deadline=_deadline(decision),
    )


def agreed_views(visit: Visit, assembly: Assembly, session: Session) -> list[AgreedView]:
    """Return what was agreed before a session and what came of it, the newest session's first."""
    return [agreed_view(visit, one) for one in agreed_before(assembly, session)]


def agreed_view(visit: Visit, one: Agreed) -> AgreedView:
    """Return an earlier decision with what came of it."""
    body, outcome = one.decision.body, None if one.outcome is None else one.outcome.body
    proposed = one.matter.proposal.body
    text = public_text(visit, proposed.note) if isinstance(proposed, Proposed) else []
    is_told = isinstance(outcome, OutcomeTold)
    found = [visit.station.journal.entry(uid) for uid in (outcome.entries if is_told else ())]  # type: ignore[union-attr]
    return AgreedView(
        one,
        next(iter(text), ""),
        _responsible(visit, body),
        _deadline(body),
        visit.language.gettext(OUTCOMES[outcome.state]) if isinstance(outcome, OutcomeTold) else "",
        public_text(visit, outcome.note) if isinstance(outcome, OutcomeTold) else [],
        [(it, told(visit, it)) for it in found if it is not None],
    )


def words_of(session: Session) -> Sequence[str]:
    """Return the words that a session closed the book with, nothing while it is open."""
    body = None if session.closing is None else session.closing.body
    return twelve_words(body.fingerprint) if isinstance(body, BookClosed) else ()


def words_before(session: Session) -> Sequence[str]:
    """Return the words of the closing before a session's own, nothing where it was the first."""
    body = None if session.closing is None else session.closing.body
    if not isinstance(body, BookClosed) or body.previous == BEFORE_THE_FIRST_CLOSING:
        return ()
    return twelve_words(body.previous)


def _responsible(visit: Visit, body: object) -> str:
    if not isinstance(body, Decided) or body.responsible is None:
        return ""
    return organ_named(visit, body.responsible, body.of)


def _deadline(body: object) -> date | None:
    if not isinstance(body, Decided) or body.deadline is None:
        return None
    return date.fromisoformat(body.deadline)
