"""What each step of the guided session shows, asks, and leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from dashboard.forms.parliament.attendance import attendance
from dashboard.forms.parliament.convening import convene_again
from dashboard.forms.parliament.matter import debate, decision, result_of, vote
from dashboard.forms.parliament.proposal import SORT, proposal
from dashboard.forms.parliament.session import Sitting, StepForm
from dashboard.forms.parliament.told import outcome
from dashboard.pages.entries.review import LOOKS
from dashboard.parliament.guide import Step, agreed_before, may_decide
from dashboard.parliament.sessions import Matter, Session
from dashboard.session.observed import ObservedEntry, observed_in
from dashboard.session.reviewing import SORTS, review
from dashboard.session.view import (
    AgreedView,
    CallView,
    MatterView,
    agreed_views,
    call_view,
    matter_view,
    words_before,
    words_of,
)
from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    Debated,
    Decided,
    OutcomeTold,
    Proposed,
    SessionConvened,
    Voted,
)

AGREED: Final = "decision"
MATTER: Final = "propuesta"
PART: Final = "parte"
NEW: Final = "nueva"
VOTE, DECISION, PUT_OFF = "voto", "acuerdo", "diferir"
"""The parts of a matter after its debate."""
CHOSEN: Final = (AGREED, MATTER, PART, NEW)
"""What an address of a step chooses; its form carries it on."""


@dataclass(frozen=True, slots=True)
class About:
    """What a step shows beside its form.

    Attributes:
        calls: The convocations, the newest last.
        is_early: Whether the day of the session has not come yet.
        agreed: What was agreed before.
        told_of: Of which of these it is told what came of it now.
        matters: What was put to the session.
        matter: Which of these it is about now.
        part: Of that: `debate`, `voto`, `acuerdo` or `diferir`.
        result: What the votes decided, empty while there are none.
        observed: What the social control observed for the session.
        points: What there is to look at before it, and how often, in the order of the page of the review.
        words: That closed the book with it, and those of the closing before.
        may_decide: Whether it has its quorum, by entered rules.
        has_rules: Whether any rules are in force that day.
    """

    calls: Sequence[CallView]
    is_early: bool
    has_rules: bool
    may_decide: bool
    agreed: Sequence[AgreedView] = ()
    told_of: AgreedView | None = None
    matters: Sequence[MatterView] = ()
    matter: MatterView | None = None
    part: str = ""
    result: str = ""
    observed: Sequence[ObservedEntry] = ()
    points: Sequence[tuple[str, int]] = ()
    words: Sequence[str] = ()
    words_before: Sequence[str] = ()


def about_of(step: Step, sitting: Sitting, session: Session) -> About:
    """Return what a step shows."""
    visit, known, written = sitting.asking.visit, sitting.assembly, sitting.asking.written
    chosen = _chosen(sitting, session)
    agreed = agreed_views(visit, known, session) if step.slug == "anteriores" else []
    shows_matters = step.slug in ("propuestas", "votacion", "cierre", "acta")
    return About(
        calls=[call_view(visit, known, one) for one in session.convocations],
        is_early=_is_early(sitting, session),
        has_rules=sitting.rules is not None,
        may_decide=may_decide(known, session),
        agreed=agreed,
        told_of=next((one for one in agreed if one.agreed.decision.uid == written.get(AGREED)), None),
        matters=[matter_view(visit, known, session, one) for one in session.matters] if shows_matters else (),
        matter=None if chosen is None else matter_view(visit, known, session, chosen),
        part=written.get(PART, "") if chosen is not None else "",
        result="" if chosen is None else result_of(sitting, session, chosen) or "",
        observed=observed_in(visit, session) if step.slug == "revision" else (),
        points=_points(sitting) if step.slug == "revision" and session.closing is None else (),
        words=words_of(session),
        words_before=words_before(session),
    )


def form_of(step: Step, sitting: Sitting, session: Session) -> StepForm | None:
    """Return what a step asks; nothing once the book is closed, and where something is missing before.

    Raises:
        NothingToAskError: What it would ask about is not registered yet.
    """
    made = _FORMS.get(step.slug)
    if made is None or session.closing is not None:
        return None
    return made(sitting, session)


def next_path(body: Body) -> str:
    """Return where the guide goes on after something was written, behind the address of the guide."""
    if isinstance(body, SessionConvened) and body.call == 2:
        return "/asistencia"
    path = _NEXT.get(type(body), "")
    return path + f"&{MATTER}={quote(body.proposal)}" if isinstance(body, Debated | Voted) else path


def _points(sitting: Sitting) -> list[tuple[str, int]]:
    """Return what the social control has to look at, sort by sort."""
    counts = Counter(one.sort for one in review(sitting.asking.visit).points)
    return [(sitting.gettext(LOOKS[sort][1]), counts[sort]) for sort in SORTS if counts[sort]]


def _attendance(sitting: Sitting, session: Session) -> StepForm | None:
    if sitting.rules is None or _is_early(sitting, session):
        return None
    return attendance(sitting, session)


def _quorum(sitting: Sitting, session: Session) -> StepForm | None:
    """Ask for a second convocation where the first one was counted and had no quorum."""
    call = session.last_call
    if call.attendance is None or call.body.call == 2 or sitting.rules is None:
        return None
    return None if may_decide(sitting.assembly, session) else convene_again(sitting)


def _agreed(sitting: Sitting, session: Session) -> StepForm | None:
    asked = sitting.asking.written.get(AGREED)
    known = agreed_before(sitting.assembly, session)
    found = next((one for one in known if one.decision.uid == asked), None)
    return None if found is None else outcome(sitting, found)


def _proposal(sitting: Sitting, session: Session) -> StepForm | None:
    written = sitting.asking.written
    is_asked = SORT in written or NEW in written or not session.matters
    return proposal(sitting, session) if is_asked else None


def _matter(sitting: Sitting, session: Session) -> StepForm | None:
    matter, part = _chosen(sitting, session), sitting.asking.written.get(PART, "")
    if matter is None or matter.decision is not None:
        return None
    if part not in (VOTE, DECISION, PUT_OFF):
        return debate(sitting, session, matter)
    if not may_decide(sitting.assembly, session):
        return None
    if part == PUT_OFF and matter.vote is None:
        return decision(sitting, session, matter, "deferred")
    if part == DECISION:
        result = result_of(sitting, session, matter)
        return None if result is None else decision(sitting, session, matter, result)
    return vote(sitting, session, matter) if part == VOTE else None


def _chosen(sitting: Sitting, session: Session) -> Matter | None:
    uid = sitting.asking.written.get(MATTER)
    return next((one for one in session.matters if one.proposal.uid == uid), None)


def _is_early(sitting: Sitting, session: Session) -> bool:
    words = sitting.words
    return words.local(session.at).date() > words.local(words.now).date()


_NEXT: Final[Mapping[type[Body], str]] = {
    SessionConvened: "/convocatoria",
    AttendanceTaken: "/quorum",
    OutcomeTold: "/anteriores",
    Proposed: "/propuestas",
    Debated: f"/votacion?{PART}={VOTE}",
    Voted: f"/votacion?{PART}={DECISION}",
    Decided: "/votacion",
}
_FORMS: Final[Mapping[str, Callable[[Sitting, Session], StepForm | None]]] = {
    "asistencia": _attendance,
    "quorum": _quorum,
    "anteriores": _agreed,
    "propuestas": _proposal,
    "votacion": _matter,
}
