"""The forms of a pond at night: what was done about its water, and fish that gasp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Moment, Option
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.places import PLACE, pick_place, place_of, place_written
from dashboard.ponds.interventions import DEEDS, Deed, Running, deeds_of, running
from dashboard.words.language import N_
from gateway.domain.entries import Entry, FishGasping, Intervened
from gateway.domain.places import Place

OVER: Final = "over"
MANY: Final = ("many", "some")


def _deeds(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_place(asking, "pond")
    place = place_written(asking, "pond")
    if place is None:
        return [pick]
    return [
        pick,
        Choice(
            name="accion",
            ask=_("¿Qué hizo?"),
            options=_options(asking, place),
            missing=_("Elija qué hizo."),
            columns="two",
        ),
        Moment(name="cuando", ask=_("¿Cuándo fue?")),
    ]


def _options(asking: Asking, place: Place) -> list[Option]:
    on = running(asking.visit.station.records.standing({"intervention"}, at=place.slug), place.slug)
    found = [
        Option(one.value, asking.gettext(one.did), _since(asking, on.get(one.means), one))
        for one in deeds_of(place)
    ]
    return sorted(found, key=lambda one: not one.small)


def _since(asking: Asking, now_on: Running | None, deed: Deed) -> str:
    """Return since when something goes on, beside the answer that ends it."""
    if now_on is None or deed.begins:
        return ""
    return asking.gettext("desde %(when)s") % {"when": asking.words.since(now_on.since)}


def _intervened(answers: Answers) -> Sequence[Said]:
    deed = next(one for one in DEEDS if one.value == answers.choice("accion"))
    body = Intervened(place_of(answers).slug, deed.means, deed.action)
    return [Said("intervention", body, answers.moment("cuando"))]


def _same_deed(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, Intervened):
        return {}
    return {PLACE: body.place, "accion": f"{body.means}-{body.action}"}


INTERVENTION: Final = FormKind(
    slug="intervencion",
    title=N_("Lo que hizo con el agua"),
    icon="aerator",
    right=None,
    asks=_deeds,
    says=_intervened,
    again=_same_deed,
)


def _gasping(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_place(asking, "pond")
    if place_written(asking, "pond") is None:
        return [pick]
    return [
        pick,
        Choice(
            name="cuantos",
            ask=_("¿Cuántos peces boquean arriba?"),
            options=[
                Option("many", _("Muchos")),
                Option("some", _("Algunos")),
                Option(OVER, _("Ya no boquean")),
            ],
            hint=_("Si no sabe, déjelo sin marcar."),
            columns="two",
        ),
        Aside(_("Esto avisa a la guardia como emergencia. Después encienda el aireador o mueva el agua.")),
    ]


def _gasped(answers: Answers) -> Sequence[Said]:
    said = answers.choice("cuantos")
    if said == OVER:
        return [Said("gasping", FishGasping(place_of(answers).slug, over=True), answers.words.now)]
    many = cast('Literal["many", "some"]', said) if said in MANY else None
    return [Said("gasping", FishGasping(place_of(answers).slug, many), answers.words.now)]


def _same_gasping(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, FishGasping):
        return {}
    return {PLACE: body.place, "cuantos": OVER if body.over else body.many or ""}


GASPING: Final = FormKind(
    slug="boqueando",
    title=N_("Están boqueando"),
    icon="fish",
    right=None,
    asks=_gasping,
    says=_gasped,
    again=_same_gasping,
    button=N_("Avisar ya"),
)
