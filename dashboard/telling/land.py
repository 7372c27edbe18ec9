"""What is said of a field, its water and its crop, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from dashboard.dependencies import Visit
from dashboard.language import N_
from dashboard.naming import place_name
from dashboard.telling.naming import of_cycle
from dashboard.telling.told import Told
from gateway.domain.entries import Body, CannotIrrigate, Entry, FieldDescribed, NotIrrigated, StageSeen

STAGES: Final[Mapping[str, str]] = {
    "emergence": N_("El maíz nació"),
    "flowering": N_("El maíz floreció"),
    "maturity": N_("El grano tiene su capa negra"),
}
WHYS: Final[Mapping[str, str]] = {
    "pump": N_("la bomba no sirve"),
    "power": N_("no hay luz"),
    "fuel": N_("no hay combustible"),
    "water": N_("no hay agua"),
    "people": N_("no hay quien riegue"),
    "other": N_("por otra razón"),
}
KNOWN: Final[Mapping[str, str]] = {
    "sample": N_("lo que guarda su suelo se sabe de una muestra"),
    "texture": N_("lo que guarda su suelo se calcula por su textura"),
    "guess": N_("de su suelo no se sabe nada todavía"),
}


def _field(visit: Visit, _entry: Entry, body: FieldDescribed) -> Told:
    _ = visit.language.gettext
    place = visit.registered.place(body.place)
    name = body.place if place is None else place_name(visit.language, place)
    return Told(
        _("%(place)s: su suelo y su riego") % {"place": name}, (_(KNOWN[body.soil_known]),), place=body.place
    )


def _stage(visit: Visit, _entry: Entry, body: StageSeen) -> Told:
    said = Told(visit.language.gettext(STAGES[body.stage]), is_precise=False)
    return of_cycle(visit, body.cycle, said)


def _cannot(visit: Visit, _entry: Entry, body: CannotIrrigate) -> Told:
    _ = visit.language.gettext
    lines = [_(WHYS[body.why])]
    if body.days is not None:
        sentence = visit.language.ngettext("por %(num)s día", "por %(num)s días", body.days)
        lines.append(sentence % {"num": body.days})
    return Told(_("No se puede regar"), tuple(lines), place=body.place)


def _not_irrigated(visit: Visit, _entry: Entry, body: NotIrrigated) -> Told:
    day = visit.words.day(date.fromisoformat(body.day))
    title = visit.language.gettext("Nadie regó el %(day)s") % {"day": day}
    return Told(title, place=body.place, is_precise=False)


LAND: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    FieldDescribed: _field,
    StageSeen: _stage,
    CannotIrrigate: _cannot,
    NotIrrigated: _not_irrigated,
}
