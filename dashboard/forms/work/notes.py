"""The form of a note about a place; only members read it, for it may hold names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Moment, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.places import PLACE, pick_place, place_of, place_written
from dashboard.login.rights import Right
from dashboard.words.language import N_
from gateway.domain.entries import Entry, PlaceNoted
from gateway.journal import salted

LONGEST: Final = 500


def _note(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_place(asking, "both")
    if place_written(asking, "both") is None:
        return [pick]
    return [
        pick,
        Text(
            name="nota",
            ask=_("¿Qué quiere dejar anotado?"),
            hint=_("La leen solo quienes entran con su PIN."),
            missing=_("Escriba la nota."),
            longest=LONGEST,
            is_long=True,
        ),
        Moment(name="cuando", ask=_("¿De cuándo es?"), is_precise=False),
    ]


def _noted(answers: Answers) -> Sequence[Said]:
    text = salted(answers.text("nota"))
    body = PlaceNoted(place_of(answers).slug, text.salted_hash)
    return [Said("place_note", body, answers.moment("cuando"), texts=[text])]


def _same_note(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, PlaceNoted):
        return {}
    if not asking.visit.may(Right.SEE_MEMBERS):
        return {PLACE: body.place}
    return {PLACE: body.place, "nota": asking.visit.station.journal.text(body.note) or ""}


NOTE: Final = FormKind(
    slug="nota",
    title=N_("Una nota sobre un lugar"),
    icon="pencil",
    right=Right.RECORD_WORK,
    asks=_note,
    says=_noted,
    again=_same_note,
)
