"""What the book says of the work of every day, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from dashboard.login.rights import Right
from dashboard.ponds.interventions import deed_of
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.entries import WATERED
from dashboard.words.feel import FEELS, is_of_soil
from dashboard.words.units import CENTIMETRES, CUBIC_METRES, DEGREES, HOURS, MILLIMETRES, OXYGEN, Unit
from dashboard.words.written import Words
from gateway.domain.entries import (
    Body,
    Entry,
    FishGasping,
    HandRead,
    Intervened,
    Irrigated,
    PlaceNoted,
    RainRead,
    Reversed,
)


def _intervention(visit: Visit, _entry: Entry, body: Intervened) -> Told:
    return Told(visit.language.gettext(deed_of(body).told), place=body.place)


def _gasping(visit: Visit, _entry: Entry, body: FishGasping) -> Told:
    _ = visit.language.gettext
    if body.over:
        return Told(_("Los peces ya no boquean"), place=body.place)
    title = {
        "many": _("Muchos peces boqueando"),
        "some": _("Algunos peces boqueando"),
        None: _("Peces boqueando"),
    }[body.many]
    return Told(title, place=body.place)


def _hand_reading(visit: Visit, _entry: Entry, body: HandRead) -> Told:
    return _soil(visit, body) if is_of_soil(body) else _water(visit, body)


def _water(visit: Visit, body: HandRead) -> Told:
    _, words = visit.language.gettext, visit.words
    said: list[tuple[str, str | None]] = []
    if body.oxygen is not None:
        oxygen = _("Oxígeno: %(value)s") % {"value": _measured(body.oxygen, OXYGEN, words)}
        said.append((oxygen, OXYGEN.aloud(body.oxygen, words)))
    if body.water_temperature is not None:
        water = _("Agua: %(value)s") % {"value": _measured(body.water_temperature, DEGREES, words)}
        said.append((water, DEGREES.aloud(body.water_temperature, words)))
    if body.ph is not None:
        said.append((_("pH: %(value)s") % {"value": words.amount(body.ph)}, None))
    if body.secchi_cm is not None:
        secchi = _("El disco se ve hasta %(value)s") % {"value": CENTIMETRES.figure(body.secchi_cm, words)}
        said.append((secchi, CENTIMETRES.aloud(body.secchi_cm, words)))
    (title, aloud), rest = said[0] if said else ("", None), said[1:]
    return Told(title, (*(one for one, _aloud in rest), _how(visit, body.quality)), aloud, place=body.place)


def _measured(value: Decimal, unit: Unit, words: Words) -> str:
    """Return a measured value with one decimal at least: "4,0" says how it was read, "4" does not."""
    decimals = max(1, -int(value.as_tuple().exponent))
    return f"{words.number(value, min(decimals, 2))} {words.language.gettext(unit.short)}"


def _soil(visit: Visit, body: HandRead) -> Told:
    _, words = visit.language.gettext, visit.words
    feels = {value: word for value, word, _small in FEELS}
    depth = body.depth_cm or 0
    if body.soil_feel is not None:
        feel = _(feels[body.soil_feel]).lower()
        title = _("Suelo a %(depth)s cm, al tacto: tierra %(feel)s") % {"depth": depth, "feel": feel}
    else:
        title = _("Suelo a %(depth)s cm, con medidor") % {"depth": depth}
    lines = []
    if body.soil_water is not None:
        share = _("%(parts)s partes de agua en 100 de suelo")
        lines.append(share % {"parts": words.amount(body.soil_water * 100, most=1)})
    elif body.soil_feel is not None:
        lines.append(_("Falta anotar cuánta agua guarda el suelo de este lote."))
    return Told(title, (*lines, _how(visit, body.quality)), place=body.place)


def _how(visit: Visit, quality: str) -> str:
    _ = visit.language.gettext
    return _("medido a mano") if quality == "measured" else _("calculado a ojo")


def _rain(visit: Visit, _entry: Entry, body: RainRead) -> Told:
    _, words = visit.language.gettext, visit.words
    title = _("%(amount)s de lluvia") % {"amount": MILLIMETRES.figure(body.millimetres, words)}
    how = _("medido a mano") if body.quality == "measured" else _("calculado a ojo")
    return Told(title, (how,), MILLIMETRES.aloud(body.millimetres, words), place=body.place)


def _irrigation(visit: Visit, _entry: Entry, body: Irrigated) -> Told:
    _, words = visit.language.gettext, visit.words
    title = _("Riego: %(method)s") % {"method": _(WATERED[body.method])}
    for value, unit in (
        (body.hours, HOURS),
        (body.millimetres, MILLIMETRES),
        (body.cubic_metres, CUBIC_METRES),
    ):
        if value is not None:
            lines = (unit.figure(value, words), *_guessed(visit, body.quality))
            return Told(title, lines, unit.aloud(value, words), place=body.place, is_precise=False)
    return Told(title, (_("no se sabe cuánta agua"),), place=body.place, is_precise=False)


def _guessed(visit: Visit, quality: str) -> tuple[str, ...]:
    return () if quality == "measured" else (visit.language.gettext("calculado a ojo"),)


def _note(visit: Visit, _entry: Entry, body: PlaceNoted) -> Told:
    _ = visit.language.gettext
    title = _("Una nota")
    if not visit.may(Right.SEE_MEMBERS):
        return Told(
            title, (_("La leen solo quienes entran con su PIN."),), place=body.place, is_precise=False
        )
    text = visit.station.journal.text(body.note)
    lines = (_("La nota fue retirada."),) if text is None else tuple(text.splitlines())
    return Told(title, lines, place=body.place, is_precise=False)


def _reversal(visit: Visit, _entry: Entry, _body: Reversed) -> Told:
    return Told(visit.language.gettext("Se deshizo una anotación"))


WORK: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    Intervened: _intervention,
    FishGasping: _gasping,
    HandRead: _hand_reading,
    RainRead: _rain,
    Irrigated: _irrigation,
    PlaceNoted: _note,
    Reversed: _reversal,
}
