"""The guided session: one step a screen, from the convocation to the minutes that are signed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from dashboard.forms.answers import Answers, Asking, Fault
from dashboard.forms.asks import Ask, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.forms.echo import Line, has_numbers, lines
from dashboard.forms.parliament.convening import convene
from dashboard.forms.parliament.lines import MORE
from dashboard.forms.parliament.session import Sitting, StepForm
from dashboard.forms.reading import read
from dashboard.forms.recording import record
from dashboard.forms.written import Written
from dashboard.login.rights import Right
from dashboard.pages.parliament.session_steps import CHOSEN, About, about_of, form_of, next_path
from dashboard.parliament.guide import STEPS, Step, is_done, stands_at, step_named
from dashboard.parliament.reading import read_assembly
from dashboard.parliament.sessions import Session
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.entries import Entry

router = APIRouter(dependencies=[needs(Right.HOLD_SESSION)])

BACK: Final = "otra-vez"
NOT_CARRIED: Final = ("confirmado", "dudas", BACK, MORE)


@dataclass(frozen=True, slots=True)
class GuideView:
    """One screen of the guided session.

    Attributes:
        number: Of the step, from 1 on.
        done: Of each step whether the book has what it writes.
        hidden: What the address has chosen already.
        about: What the step shows beside its form.
        asks: What is asked; nothing where this screen asks nothing.
        path: Where its form is sent.
        key: The uid that its entry will have.
        lines: The answers told back; with them the page asks "¿Está bien?".
        nothing: Why there is nothing to ask.
    """

    session: Session | None
    step: Step
    number: int
    done: Sequence[bool]
    path: str
    key: str
    hidden: Mapping[str, str] = field(default_factory=dict)
    about: About | None = None
    asks: Sequence[Ask] = ()
    picked: Sequence[tuple[Pick, str]] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()
    lines: Sequence[Line] = ()
    follows: Sequence[str] = ()
    doubts: Sequence[str] = ()
    more: int = 0
    button: str = ""
    nothing: NothingToAskError | None = None

    @property
    def carried(self) -> dict[str, str]:
        """What was written, to be sent again by the page that tells it back."""
        return {name: value for name, value in self.written.items() if name not in NOT_CARRIED}

    @property
    def is_picking(self) -> bool:
        """Whether only a first question is asked, on which the others depend."""
        return len(self.asks) == 1 and isinstance(self.asks[0], Pick)

    @property
    def steps(self) -> Sequence[Step]:
        """Every step, in its order."""
        return STEPS


@router.get("/asamblea/sesiones/nueva")
def new(request: Request, visit: VisitHere) -> HTMLResponse:
    """Show the form that convenes a session."""
    sitting = _sitting(visit, dict(request.query_params), None)
    return _page(_blank(sitting, STEPS[0]), convene(sitting), sitting)


@router.post("/asamblea/sesiones/nueva")
def convened(visit: VisitHere, written: Written) -> Response:
    """Record a first convocation."""
    sitting = _sitting(visit, written, None)
    return _taken(_blank(sitting, STEPS[0]), convene(sitting), sitting)


@router.get("/asamblea/sesiones/{number}/guia")
def go_on(number: str, visit: VisitHere) -> Response:
    """Go to the step at which the book stands."""
    known = read_assembly(visit)
    session = _session(_sitting(visit, {}, number))
    return see_other(f"/asamblea/sesiones/{session.number}/guia/{stands_at(known, session).slug}")


@router.get("/asamblea/sesiones/{number}/guia/{step}")
def show(number: str, step: str, request: Request, visit: VisitHere) -> HTMLResponse:
    """Show a step; every step can be looked at again."""
    sitting = _sitting(visit, dict(request.query_params), number)
    view = _blank(sitting, _step(step))
    try:
        form = form_of(view.step, sitting, _session(sitting))
    except NothingToAskError as nothing:
        return visit.page("session_guide.html", replace(view, nothing=nothing))
    return _page(view, form, sitting)


@router.post("/asamblea/sesiones/{number}/guia/{step}")
def take(number: str, step: str, visit: VisitHere, written: Written) -> Response:
    """Record what a step says; sent twice it is one entry."""
    sitting = _sitting(visit, written, number)
    view = _blank(sitting, _step(step))
    try:
        form = form_of(view.step, sitting, _session(sitting))
    except NothingToAskError as nothing:
        return visit.page("session_guide.html", replace(view, nothing=nothing), status=422)
    if form is None:
        raise HTTPException(405)
    return _taken(view, form, sitting)


def refused(visit: Visit, number: str, slug: str, sentence: str) -> HTMLResponse:
    """Return a step that asks nothing itself, with why it could not be done."""
    view = _blank(_sitting(visit, {}, number), _step(slug))
    return visit.page("session_guide.html", replace(view, faults=[Fault("clave", sentence)]), status=422)


def _taken(view: GuideView, form: StepForm, sitting: Sitting) -> Response:
    visit, asking = sitting.asking.visit, sitting.asking
    known = visit.station.journal.entry(asking.key)
    if known is not None:
        return see_other(_after(known, view))
    if MORE in asking.written:
        return _page(view, form, sitting)
    answers = read(asking, form.asks)
    if BACK in asking.written:
        answers.faults.clear()
        return visit.page("session_guide.html", _asked(view, form, answers))
    said = [] if answers.faults else form.says(answers)
    if not answers.faults and not asking.written.get("confirmado"):
        doubts = list(form.doubts(answers))
        if doubts or form.is_told_back or has_numbers(answers, form.asks):
            return visit.page("session_guide.html", _told_back(view, form, answers, doubts))
    entry = record(answers, said)
    if entry is None:
        return visit.page("session_guide.html", _asked(view, form, answers), status=422)
    return see_other(_after(entry, view))


def _page(view: GuideView, form: StepForm | None, sitting: Sitting) -> HTMLResponse:
    visit, asking = sitting.asking.visit, sitting.asking
    if form is None:
        return visit.page("session_guide.html", view)
    written = {**form.begins, **asking.written}
    return visit.page("session_guide.html", _asked(view, form, Answers(visit, written)))


def _asked(view: GuideView, form: StepForm, answers: Answers) -> GuideView:
    """Return a step with its questions; what was not picked yet comes alone."""
    picked: list[tuple[Pick, str]] = []
    asks: list[Ask] = [one for one in form.asks if not isinstance(one, Pick)]
    for ask in form.asks:
        if isinstance(ask, Pick):
            value = answers.written.get(ask.name)
            word = next((one.word for one in ask.options if one.value == value), None)
            if word is None:
                asks = [ask]
                break
            picked.append((ask, word))
    return replace(
        view,
        asks=asks,
        picked=picked,
        written=answers.written,
        faults=answers.faults,
        more=form.more,
        button=form.button,
    )


def _told_back(view: GuideView, form: StepForm, answers: Answers, doubts: Sequence[str]) -> GuideView:
    return replace(
        view,
        written=answers.written,
        lines=lines(answers, form.asks),
        follows=list(form.follows(answers)),
        doubts=doubts,
        more=form.more,
    )


def _after(entry: Entry, view: GuideView) -> str:
    """Return where to go on from what was written."""
    number = view.session.number if view.session is not None else getattr(entry.body, "session", "")
    return f"/asamblea/sesiones/{number}/guia{next_path(entry.body)}"


def _blank(sitting: Sitting, step: Step) -> GuideView:
    """Return a step without its form."""
    session, visit = sitting.session, sitting.asking.visit
    done = [session is not None and is_done(one, sitting.assembly, session) for one in STEPS]
    return GuideView(
        session=session,
        step=step,
        number=STEPS.index(step) + 1,
        done=done,
        path=visit.path,
        key=sitting.asking.key,
        hidden={name: sitting.asking.written[name] for name in CHOSEN if sitting.asking.written.get(name)},
        about=None if session is None else about_of(step, sitting, session),
    )


def _sitting(visit: Visit, written: Mapping[str, str], number: str | None) -> Sitting:
    known, asking = read_assembly(visit), Asking(visit, written)
    if number is None:
        return Sitting(asking, known)
    session = known.session(int(number)) if re.fullmatch("[0-9]{1,9}", number) else None
    if session is None:
        raise HTTPException(404)
    return Sitting(asking, known, session)


def _session(sitting: Sitting) -> Session:
    if sitting.session is None:
        raise HTTPException(404)
    return sitting.session


def _step(slug: str) -> Step:
    found = step_named(slug)
    if found is None:
        raise HTTPException(404)
    return found
