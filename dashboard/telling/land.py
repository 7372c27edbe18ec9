"""What is said of a field, its water and its crop, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from dashboard.telling.naming import of_cycle
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.entries import CANNOT, SOIL_KNOWN, STAGES, TEXTURES, WATERED, capitalised
from dashboard.words.naming import place_name, pump_name
from dashboard.words.units import CUBIC_METRES
from gateway.domain.entries import Body, CannotIrrigate, Entry, FieldDescribed, NotIrrigated, StageSeen


def _field(visit: Visit, _entry: Entry, body: FieldDescribed) -> Told:
    _ = visit.language.gettext
    place = visit.registered.place(body.place)
    name = body.place if place is None else place_name(visit.language, place)
    title = _("%(place)s: su suelo y su riego") % {"place": name}
    return Told(title, (*_soil(visit, body), *_water(visit, body)), place=body.place, is_precise=False)


def _soil(visit: Visit, body: FieldDescribed) -> list[str]:
    _, words = visit.language.gettext, visit.words
    lines = []
    if body.texture is not None:
        lines.append(_("tierra %(texture)s") % {"texture": _(TEXTURES[body.texture])})
    lines.append(_(SOIL_KNOWN[body.soil_known]))
    if body.root_limit_m is not None:
        sentence = _("las raíces no pasan de %(depth)s cm")
        lines.append(sentence % {"depth": words.amount(body.root_limit_m * 100)})
    return lines


def _water(visit: Visit, body: FieldDescribed) -> list[str]:
    _, words = visit.language.gettext, visit.words
    if body.method is None:
        return [_("no se riega: depende de la lluvia")]
    lines = [_("se riega %(method)s") % {"method": _(WATERED[body.method])}]
    if body.pump is not None:
        lines.append(pump_name(visit.language, body.pump))
    if body.pump_m3_h is not None:
        flow = CUBIC_METRES.figure(body.pump_m3_h, words)
        lines.append(_("la bomba da %(flow)s por hora") % {"flow": flow})
    if body.efficiency is not None:
        sentence = _("de cada 100 litros llegan %(share)s a la raíz")
        lines.append(sentence % {"share": words.amount(body.efficiency)})
    return lines


def _stage(visit: Visit, _entry: Entry, body: StageSeen) -> Told:
    said = Told(capitalised(visit.language.gettext(STAGES[body.stage])), is_precise=False)
    return of_cycle(visit, body.cycle, said)


def _cannot(visit: Visit, _entry: Entry, body: CannotIrrigate) -> Told:
    _ = visit.language.gettext
    lines = [_(CANNOT[body.why])]
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
