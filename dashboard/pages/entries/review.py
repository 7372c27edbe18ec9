"""What there is to review before a session, for every member; the social control observes from here."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from dashboard.book.beside import Observation, observations
from dashboard.cycles.sentences import text_of
from dashboard.login.rights import Right
from dashboard.parliament.reading import read_assembly
from dashboard.production.difference import Difference
from dashboard.session.reviewing import Point, Review, Since, Sort, review
from dashboard.telling.weighings import in_whole_words, weighed
from dashboard.visit.given import Visit, VisitHere
from dashboard.visit.guard import needs
from dashboard.words.language import N_
from dashboard.words.naming import full_name
from gateway.domain.entries import Entry, Observed

router = APIRouter(dependencies=[needs(Right.SEE_MEMBERS)])

MOST: Final = 100
"""So many points stand on the page; the others are counted."""
MOST_ENTRIES: Final = 4
"""So many numbers of entries stand with a point; of more the first and the last."""

LOOKS: Final[Mapping[Sort, tuple[str, str]]] = {
    "unconfirmed": ("exchange", N_("Entrega sin confirmar")),
    "weighings": ("scale", N_("Dos pesadas que no coinciden")),
    "balance": ("basket", N_("La cuenta no cierra")),
    "spending": ("octagon", N_("Gasto sin acuerdo")),
    "reversal": ("undo", N_("Corrección")),
    "late": ("clock", N_("Anotado tarde")),
    "estimated": ("pencil", N_("Estimado, no pesado")),
    "mandate": ("people", N_("Mandato vencido")),
    "silent": ("signal", N_("Sonda callada en una cosecha")),
    "observation": ("eye", N_("Observación sin respuesta")),
}
"""The icon and the heading of each sort."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of two weighings: what it is of, what the scale said, and the kilos at one base."""

    label: str
    said: str
    kilos: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A point as the page tells it.

    Attributes:
        rows: Of two weighings, ours first and the difference last; empty of every other point.
        where: The enterprise and the place.
        numbers: The entries that it is told of.
        seen: What the social control observed about it.
        key: The uid of the observation that the page's own form would write.
    """

    point: Point
    icon: str
    title: str
    lines: Sequence[str]
    rows: Sequence[Row]
    aloud: str
    where: Sequence[str]
    numbers: Sequence[Entry]
    seen: Sequence[Observation]
    key: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What there is to review.

    Attributes:
        since: From where on it is looked at.
        count: How many points there are; `shown` holds at most MOST of them.
        observed: How many of them the social control observed.
        lacks: What the rules of the commune do not say.
        session: To which session an observation goes, None where none is convened.
        done: The uid of what was observed just now, empty where nothing was.
    """

    since: Since
    count: int
    observed: int
    shown: Sequence[Shown]
    lacks: Sequence[str]
    session: int | None
    may_observe: bool
    done: str


@router.get("/asamblea/revisar")
def show(visit: VisitHere, done: Annotated[str, Query(alias="hecho", max_length=80)] = "") -> HTMLResponse:
    """Show what there is to review since the last session that closed the book."""
    found, session = review(visit), read_assembly(visit).open_session
    seen = _seen(visit, found)
    return visit.page(
        "review.html",
        ReviewView(
            since=found.since,
            count=len(found.points),
            observed=sum(one.entry.uid in seen for one in found.points),
            shown=[_shown(visit, one, seen, found.since) for one in found.points[:MOST]],
            lacks=[text_of(visit, one) for one in found.lacks],
            session=None if session is None else session.number,
            may_observe=visit.may(Right.OBSERVE),
            done=done,
        ),
    )


def _seen(visit: Visit, found: Review) -> dict[str, list[Observation]]:
    """Return what was observed about the entries of points: since the last session, or still open."""
    about: dict[str, list[Observation]] = {}
    wanted = {one.entry.uid for one in found.points}
    for one in observations(visit, visit.station.records.standing({"observation"})):
        body = one.entry.body
        if isinstance(body, Observed) and body.entry in wanted and _is_of_now(one, found.since):
            about.setdefault(body.entry, []).append(one)
    return about


def _is_of_now(one: Observation, since: Since) -> bool:
    return one.answer is None or since.is_new(one.answer) or since.is_new(one.entry)


def _shown(visit: Visit, point: Point, seen: Mapping[str, list[Observation]], since: Since) -> Shown:
    icon, title = LOOKS[point.sort]
    heading = visit.language.gettext(title)
    if point.sort == "reversal" and since.session is not None:
        number = visit.words.number(since.session)
        heading = visit.language.gettext("Corrección desde el acta %(number)s") % {"number": number}
    rows = _rows(visit, point)
    involved = point.involved
    return Shown(
        point=point,
        icon=icon,
        title=heading,
        lines=[text_of(visit, one) for one in point.facts],
        rows=rows,
        aloud="" if point.difference is None else _aloud(visit, point.difference),
        where=_where(visit, point),
        numbers=involved if len(involved) <= MOST_ENTRIES else (involved[0], involved[-1]),
        seen=seen.get(point.entry.uid, ()),
        key=str(uuid.uuid4()),
    )


def _aloud(visit: Visit, found: Difference) -> str:
    """Return a difference of kilos in whole words."""
    _ = visit.language.gettext
    said = (
        _("%(kilos)s menos según quien recibió") if found.kg < 0 else _("%(kilos)s más según quien recibió")
    )
    return said % {"kilos": in_whole_words(abs(found.kg), visit.words)}


def _rows(visit: Visit, point: Point) -> list[Row]:
    if point.weighed is None or point.difference is None:
        return []
    (ours, theirs), found, words = point.weighed, point.difference, visit.words
    _ = visit.language.gettext
    label = _("Diferencia, como se pesó")
    if found.base is not None:
        base = {
            "moisture": words.amount(found.base.moisture),
            "impurity": words.amount(found.base.impurity),
        }
        label = _("Diferencia al %(moisture)s %% y %(impurity)s %%") % base
    return [
        Row(_("Nuestra romana"), weighed(ours, words), f"{words.amount(found.ours)} kg"),
        Row(_("La de quien recibió"), weighed(theirs, words), f"{words.amount(found.theirs)} kg"),
        Row(label, f"{words.amount(abs(found.percent))} %", f"{words.amount(abs(found.kg))} kg"),
    ]


def _where(visit: Visit, point: Point) -> list[str]:
    registers = visit.station.production.registers()
    # What is told of probes names their place already.
    told = point.sort == "silent" or not point.place
    place = None if told else visit.registered.place(point.place)
    enterprise = registers.enterprises.get(point.enterprise)
    named = [] if place is None else [full_name(visit.language, place)]
    return named if enterprise is None else [*named, enterprise.name]
