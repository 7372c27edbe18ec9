"""The buttons of a field's page that record by one tap, and where its other buttons lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from dashboard.charts.supply import whole
from dashboard.fields.look import FieldLook
from dashboard.forms.taps import Tap, irrigated, no_rain, not_irrigated, stage_today
from dashboard.visit.given import Visit
from dashboard.words.language import N_
from gateway.domain.entries import IrrigationMethod
from gateway.fields.course import Question
from gateway.journal.in_force import holds

YES: Final = N_("Sí, regamos")
NO: Final = N_("No")

METHODS: Final[Mapping[IrrigationMethod, str]] = {
    "furrow": N_("Se riega por surcos."),
    "sprinkler": N_("Se riega por aspersión."),
    "drip": N_("Se riega por goteo."),
    "hose": N_("Se riega con manguera."),
    "other": N_("Se riega de otra forma."),
}


@dataclass(frozen=True, slots=True)
class Buttons:
    """What a page of a field offers to tap.

    Attributes:
        watered: The way to the form of an irrigation, with what was advised.
        sow: The way to where a sowing is written down.
        asked_mm: How much the probe shows that nobody wrote down [mm]; 0 where nothing is asked.
        yes, no: The answers to that.
        flowered: None where no maize stands.
    """

    watered: str
    sow: str
    no_rain: Tap
    asked_mm: int = 0
    yes: Tap | None = None
    no: Tap | None = None
    flowered: Tap | None = None


def buttons(visit: Visit, look: FieldLook) -> Buttons:
    """Return the buttons of a field's page."""
    question = look.course.question if look.course else None
    asked = question if question and question.millimetres else None
    cycle = look.cycle
    return Buttons(
        watered=_watered(look),
        sow=_sow(visit, look.place.slug),
        no_rain=no_rain(look.place, visit.words),
        asked_mm=whole(asked.millimetres or 0) if asked else 0,
        yes=_yes(visit, look, asked) if asked else None,
        no=_no(visit, look, asked) if asked else None,
        flowered=stage_today(look.place, visit.words, cycle=cycle, stage="flowering") if cycle else None,
    )


def _yes(visit: Visit, look: FieldLook, asked: Question) -> Tap:
    watering = look.setting.watering
    is_said = look.described is not None and look.described.method is not None
    found = irrigated(
        look.place,
        visit.words,
        millimetres=Decimal(whole(asked.millimetres or 0)),
        day=asked.on,
        method="" if is_said or watering is None else watering.method,
    )
    return replace(found, word=visit.language.gettext(YES))


def _no(visit: Visit, look: FieldLook, asked: Question) -> Tap:
    return replace(not_irrigated(look.place, visit.words, day=asked.on), word=visit.language.gettext(NO))


def _watered(look: FieldLook) -> str:
    """Return the way to the form of an irrigation, filled in with what was advised [mm]."""
    known: dict[str, object] = {"lugar": look.place.slug}
    if amount := look.advice.amount:
        middle = whole((amount.millimetres.low + amount.millimetres.high) / 2)
        known |= {"medida": "millimetres", "cuanta": middle}
    return f"/anotar/riego?{urlencode(known)}"


def _sow(visit: Visit, slug: str) -> str:
    """Return the way to the form of a sowing; who works a field that no unit works is asked at its set-up."""
    units = visit.station.production.registers().units.values()
    working = [one.slug for one in units if one.place == slug and holds(one.since, one.until, at=visit.now)]
    if not working:
        return f"/anotar/lote?{urlencode({'lugar': slug})}"
    return f"/anotar/siembra?{urlencode({'unidad': working[0]})}"
