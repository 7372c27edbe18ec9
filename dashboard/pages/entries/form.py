"""Every form of the product at one kind of address: asked, told back, recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from dashboard.forms.access import may_use, standard_asks
from dashboard.forms.answers import Answers, Asking, Fault
from dashboard.forms.asks import Ask, Pick
from dashboard.forms.catalog import form_named
from dashboard.forms.declared import Changed, FormKind, NothingToAskError
from dashboard.forms.echo import Line, has_numbers, lines
from dashboard.forms.planning import is_plan, planned, with_plans
from dashboard.forms.reading import read
from dashboard.forms.recording import record
from dashboard.forms.repeating import last_time, repeated
from dashboard.forms.screens import SENT, carried, faults_of, first_wrong, next_screen, screens
from dashboard.forms.taps import Tap
from dashboard.forms.written import Written
from dashboard.login.rights import SAFE_CHANNEL_ONLY, Right
from dashboard.telling import told
from dashboard.visit.given import TAPPED_COOKIE, VisitHere, see_other
from dashboard.visit.guard import check

router = APIRouter()
CORRECT: Final = ("corregir", "otra-vez")
NOT_CARRIED: Final = ("confirmado", *CORRECT, "dudas", SENT)
YEAR_S: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class FormView:
    """A form as it is drawn.

    Attributes:
        asks: The questions that are drawn now.
        picked: What was picked already, with its words.
        screen: The number of the screen that is drawn, where the form has several.
        screens: How many there are.
        hidden: What was written on its other screens.
        is_last: Whether no screen comes after it.
        lines: The answers told back; with them the page asks "¿Está bien?".
        follows: What the answers come to.
        doubts: What is asked back.
        taps: What can be recorded by one tap each.
        last: The address that fills in what was said last time, and what that was.
        nothing: Why there is nothing to ask.
        is_plan: Whether it says what is planned.
    """

    kind: FormKind
    key: str
    asks: Sequence[Ask] = ()
    picked: Sequence[tuple[Pick, str]] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()
    screen: int | None = None
    screens: int = 1
    hidden: Mapping[str, str] = field(default_factory=dict)
    is_last: bool = True
    lines: Sequence[Line] = ()
    follows: Sequence[str] = ()
    changes: Sequence[Changed] = ()
    doubts: Sequence[str] = ()
    taps: Sequence[Tap] = ()
    last: tuple[str, str] | None = None
    nothing: NothingToAskError | None = None
    is_plan: bool = False

    @property
    def carried(self) -> dict[str, str]:
        """What was written, to be sent again by the page that tells it back."""
        return {name: value for name, value in self.written.items() if name not in NOT_CARRIED}

    @property
    def is_live(self) -> bool:
        """Whether this is a first screen that shows what is now."""
        return self.kind.is_live and self.screen == 0 and not self.lines

    @property
    def is_picking(self) -> bool:
        """Whether only a first question is asked, on which the others depend."""
        return len(self.asks) == 1 and isinstance(self.asks[0], Pick)


@router.get("/anotar/{slug}")
def show(slug: str, request: Request, visit: VisitHere, igual: str = "") -> HTMLResponse:
    """Show a form; the address may fill some of it in, or repeat an earlier entry."""
    kind = _kind(slug)
    if not may_use(visit, kind):
        asked = f"?{request.url.query}" if request.url.query else ""
        check(visit, _right(kind), back=visit.path + asked)
    asking = Asking(visit, dict(request.query_params))
    if igual:
        asking = replace(asking, written={**repeated(kind, asking, igual), **asking.written})
    asking = replace(asking, written={**kind.begins(asking), **asking.written})
    try:
        asks = _asks(kind, asking)
    except NothingToAskError as nothing:
        return visit.page("form.html", FormView(kind, asking.key, nothing=nothing))
    view = _drawn(kind, Answers(visit, asking.written), asks)
    if not view.is_picking:
        view = replace(view, last=_last_time(kind, asking, view), taps=kind.taps(asking))
    return visit.page("form.html", view)


@router.post("/anotar/{slug}")
def take(slug: str, visit: VisitHere, written: Written) -> Response:
    """Record what a form says; sent twice, from wherever, it is one entry."""
    kind, visit = _kind(slug), visit.as_written(written)
    if kind.right in SAFE_CHANNEL_ONLY and not visit.is_safe:
        check(visit, kind.right)
    asking = Asking(visit, written)
    if visit.station.journal.entry(asking.key) is not None:
        return see_other(f"/recibo/{asking.key}")
    try:
        asks = _asks(kind, asking)
    except NothingToAskError as nothing:
        if not may_use(visit, kind):
            check(visit, _right(kind))
        return visit.page("form.html", FormView(kind, asking.key, nothing=nothing), status=422)
    answers = read(asking, asks)
    if not may_use(visit, kind):
        return _kept(kind, answers, asks)
    if any(one in written for one in CORRECT):
        answers.faults.clear()
        return visit.page("form.html", _drawn(kind, answers, asks))
    return _recorded(kind, answers, asks)


def _kept(kind: FormKind, answers: Answers, asks: Sequence[Ask]) -> Response:
    """Return the form with all that was typed to who may not record by it, and say what to do."""
    visit = answers.visit
    sentences = {
        401: answers.gettext("Para guardar esto entre primero con su nombre y su PIN."),
        403: answers.gettext("Su papel no alcanza para guardar esto. Pídalo a quien lo tiene."),
    }
    status = 401 if visit.member is None else 403
    answers.fault("clave", sentences[status])
    return visit.page("form.html", _drawn(kind, answers, asks), status=status)


def _recorded(kind: FormKind, answers: Answers, asks: Sequence[Ask]) -> Response:
    visit, written = answers.visit, answers.written
    following = next_screen(answers, asks)
    if following is not None:
        answers.faults.clear()
        return visit.page("form.html", _drawn(kind, answers, asks, screen=following))
    said = [] if answers.faults else planned(kind, answers, kind.says(answers))
    if not answers.faults:
        doubts = [] if written.get("dudas") else list(kind.doubts(answers))
        if doubts or (has_numbers(answers, asks) and not written.get("confirmado")):
            # A form that comes out of a telephone's memory has nobody before it who could answer a doubt.
            status = 422 if written.get("confirmado") else 200
            return visit.page("form.html", _told_back(kind, answers, asks, doubts), status=status)
    entry = record(answers, said)
    if entry is None:
        return visit.page("form.html", _drawn(kind, answers, asks), status=422)
    answer = see_other(f"/recibo/{entry.uid}")
    if answers.tapped:
        answer.set_cookie(TAPPED_COOKIE, answers.tapped, max_age=YEAR_S, samesite="lax", httponly=True)
    return answer


def _kind(slug: str) -> FormKind:
    kind = form_named(slug)
    if kind is None:
        raise HTTPException(404)
    return kind


def _right(kind: FormKind) -> Right:
    if kind.right is None:
        raise HTTPException(404)
    return kind.right


def _asks(kind: FormKind, asking: Asking) -> list[Ask]:
    """Return the questions of a form, with those that every form has at its end."""
    return [*with_plans(kind, asking, kind.asks(asking)), *standard_asks(kind, asking)]


def _last_time(kind: FormKind, asking: Asking, view: FormView) -> tuple[str, str] | None:
    picks = [pick for pick, _word in view.picked]
    entry = last_time(kind, asking, picks)
    if entry is None:
        return None
    chosen = {one.name: asking.written[one.name] for one in picks}
    said = told(asking.visit, entry)
    return f"/anotar/{kind.slug}?{urlencode(chosen | {'igual': entry.uid})}", said.short


def _drawn(kind: FormKind, answers: Answers, asks: Sequence[Ask], *, screen: int | None = None) -> FormView:
    """Return the form as it is asked: what was not picked yet comes alone, then one screen of the rest."""
    picked: list[tuple[Pick, str]] = []
    for ask in asks:
        if not isinstance(ask, Pick):
            continue
        word = next((one.word for one in ask.options if one.value == answers.written.get(ask.name)), None)
        if word is None:
            view = FormView(kind, answers.key, [ask], picked, answers.written, answers.faults)
            return replace(view, is_plan=is_plan(kind, answers))
        picked.append((ask, word))
    view = FormView(kind, answers.key, picked=picked, written=answers.written, is_plan=is_plan(kind, answers))
    every = screens(asks)
    if len(every) == 1:
        return replace(view, asks=every[0], faults=answers.faults)
    shown = first_wrong(asks, answers.faults) if screen is None else screen
    of_others = [
        one for other in every if other is not every[shown] for one in faults_of(other, answers.faults)
    ]
    return replace(
        view,
        asks=every[shown],
        faults=[one for one in answers.faults if one not in of_others],
        screen=shown,
        screens=len(every),
        hidden=carried(asks, answers.written, shown=shown),
        is_last=shown == len(every) - 1,
    )


def _told_back(kind: FormKind, answers: Answers, asks: Sequence[Ask], doubts: Sequence[str]) -> FormView:
    return FormView(
        kind,
        answers.key,
        written=answers.written,
        screen=0 if len(screens(asks)) > 1 else None,
        lines=lines(answers, asks),
        follows=kind.follows(answers),
        changes=kind.changes(answers),
        doubts=doubts,
        is_plan=is_plan(kind, answers),
    )
