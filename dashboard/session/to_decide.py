"""What a session has to decide: what is put to it, and what earlier ones left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.parliament.assembly import Assembly
from dashboard.parliament.sessions import Session
from dashboard.session.agreed import UNFINISHED, Agreement, agreements, titled
from dashboard.telling.parliament import organ_named, public_text
from dashboard.visit.given import Visit
from gateway.domain.entries import Decided, Proposed
from gateway.domain.entries.deciding import Sort

MOST_UNFINISHED: Final = 3
MOST_PUT_OFF: Final = 2


@dataclass(frozen=True, slots=True)
class Motion:
    """A proposal that is put to a session.

    Attributes:
        uid: Of the proposal.
        number: Of its entry.
        title: What it is called; empty where nobody wrote a text.
        more: What else is written of it, a line each.
        by: Who proposes it.
        result: What was decided about it, None while nothing was.
    """

    uid: str
    number: int
    sort: Sort
    title: str
    more: tuple[str, ...]
    by: str
    body: Proposed
    result: Literal["approved", "rejected", "deferred"] | None = None


@dataclass(frozen=True, slots=True)
class PutOff:
    """What an earlier session put off and nobody has put again."""

    uid: str
    session: int
    sort: Sort
    title: str


@dataclass(frozen=True, slots=True)
class ToDecide:
    """What there is to decide.

    Attributes:
        motions: In the order in which they were put.
        unfinished: What was agreed earlier and is not done, or done in part; the newest first.
        put_off: The newest first.
    """

    motions: list[Motion]
    unfinished: list[Agreement]
    put_off: list[PutOff]

    @property
    def unfinished_first(self) -> list[Agreement]:
        """The newest of what is not done."""
        return self.unfinished[:MOST_UNFINISHED]

    @property
    def put_off_first(self) -> list[PutOff]:
        """The newest of what was put off."""
        return self.put_off[:MOST_PUT_OFF]

    @property
    def more(self) -> int:
        """How many older ones there are of both."""
        every = len(self.unfinished) + len(self.put_off)
        return every - len(self.unfinished_first) - len(self.put_off_first)


def to_decide(visit: Visit, found: Assembly, session: Session | None) -> ToDecide:
    """Return what a session has to decide; without one, what is left open."""
    earlier = [
        one
        for one in reversed(found.sessions)
        if one.closing is not None and (session is None or one.number < session.number)
    ]
    again = _taken_up(found)
    return ToDecide(
        motions=motions(visit, session),
        unfinished=[
            one
            for before in earlier
            for one in agreements(visit, before)
            if one.state in UNFINISHED and one.uid not in again
        ],
        put_off=[one for one in _put_off(visit, earlier) if one.uid not in again],
    )


def motions(visit: Visit, session: Session | None) -> list[Motion]:
    """Return what is put to a session, in that order; nothing of none."""
    if session is None:
        return []
    found = []
    for one in session.matters:
        body = one.proposal.body
        if isinstance(body, Proposed):
            text = public_text(visit, body.note)
            decided = None if one.decision is None else one.decision.body
            found.append(
                Motion(
                    uid=one.proposal.uid,
                    number=one.proposal.number,
                    sort=body.sort,
                    title=text[0] if text else "",
                    more=tuple(text[1:]),
                    by=organ_named(visit, body.by, body.of),
                    body=body,
                    result=decided.result if isinstance(decided, Decided) else None,
                )
            )
    return found


def _taken_up(found: Assembly) -> set[str]:
    """Return the uids of the decisions that a later proposal takes up again."""
    bodies = (matter.proposal.body for session in found.sessions for matter in session.matters)
    return {one.pending for one in bodies if isinstance(one, Proposed) and one.pending is not None}


def _put_off(visit: Visit, sessions: Iterable[Session]) -> list[PutOff]:
    return [
        PutOff(matter.decision.uid, session.number, body.sort, titled(visit, body))
        for session in sessions
        for matter in session.matters
        if matter.decision is not None
        and isinstance(matter.decision.body, Decided)
        and matter.decision.body.result == "deferred"
        and isinstance(body := matter.proposal.body, Proposed)
    ]
