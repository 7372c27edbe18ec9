"""What a session agreed, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from dashboard.parliament.sessions import Matter, Session
from dashboard.session.money import spent_by_decision
from dashboard.telling.parliament import organ_named, public_text
from dashboard.visit.given import Visit
from gateway.domain.entries import Decided, Entry, OutcomeTold, Proposed
from gateway.domain.entries.deciding import Sort
from gateway.domain.goods import Amount

State = Literal["done", "partly", "not_done", "withdrawn", "overdue", "waiting", "untold"]

ORDER: Final[tuple[State, ...]] = get_args(State)
UNFINISHED: Final[frozenset[State]] = frozenset({"partly", "not_done", "overdue"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """A decision of the parliament, with what is known of what came of it.

    Attributes:
        uid: Of the decision.
        number: Of the entry that says what was decided.
        session: Of which session.
        title: What it is called; empty where nobody wrote a text.
        more: What else is written of it, a line each.
        responsible: Who answers for it, None where nobody was named.
        told: What somebody wrote about what came of it.
        evidence: The numbers of the entries that show it, rising.
        spent: What was spent on it, each currency for itself.
    """

    uid: str
    number: int
    session: int
    sort: Sort
    title: str
    more: tuple[str, ...]
    responsible: str | None
    deadline: date | None
    state: State
    told: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()
    spent: tuple[Amount, ...] = ()


def agreements(visit: Visit, session: Session | None) -> list[Agreement]:
    """Return what a session decided for, in the order in which it was put; nothing of none."""
    if session is None:
        return []
    spent = spent_by_decision(visit.station.records.standing({"money"}))
    return [
        _agreement(visit, session, one, one.decision, spent)
        for one in session.matters
        if one.is_approved and one.decision is not None
    ]


def not_agreed(visit: Visit, session: Session | None, result: Literal["rejected", "deferred"]) -> list[str]:
    """Return what a session decided against, or put off, by what it is called."""
    if session is None:
        return []
    return [
        titled(visit, one.proposal.body)
        for one in session.matters
        if one.decision is not None
        and isinstance(one.decision.body, Decided)
        and one.decision.body.result == result
        and isinstance(one.proposal.body, Proposed)
    ]


def counted(found: list[Agreement]) -> list[tuple[State, int]]:
    """Return how many stand in which state, in the order of the states; only what there is."""
    counts = Counter(one.state for one in found)
    return [(state, counts[state]) for state in ORDER if counts[state]]


def titled(visit: Visit, body: Proposed) -> str:
    """Return what a proposal is called; empty where nobody wrote a text."""
    return next(iter(public_text(visit, body.note)), "")


def state_of(decided: Decided, outcome: OutcomeTold | None, *, today: date) -> State:
    """Return how a decision stands on a day; what nobody told of is never taken for done."""
    if outcome is not None:
        return outcome.state
    if decided.deadline is None:
        return "untold"
    return "overdue" if date.fromisoformat(decided.deadline) < today else "waiting"


def _agreement(
    visit: Visit, session: Session, matter: Matter, decision: Entry, spent: Mapping[str, list[Amount]]
) -> Agreement:
    proposal, body = matter.proposal.body, decision.body
    assert isinstance(proposal, Proposed)
    assert isinstance(body, Decided)
    outcome = matter.outcomes[-1].body if matter.outcomes else None
    told = outcome if isinstance(outcome, OutcomeTold) else None
    text = public_text(visit, proposal.note)
    return Agreement(
        uid=decision.uid,
        number=decision.number,
        session=session.number,
        sort=proposal.sort,
        title=text[0] if text else "",
        more=tuple(text[1:]),
        responsible=None if body.responsible is None else organ_named(visit, body.responsible, body.of),
        deadline=None if body.deadline is None else date.fromisoformat(body.deadline),
        state=state_of(body, told, today=visit.words.today),
        told=() if told is None else tuple(public_text(visit, told.note)),
        evidence=() if told is None else _numbers(visit, told),
        spent=tuple(spent.get(decision.uid, ())),
    )


def _numbers(visit: Visit, told: OutcomeTold) -> tuple[int, ...]:
    found = (visit.station.journal.entry(uid) for uid in told.entries)
    return tuple(sorted(one.number for one in found if one is not None))
