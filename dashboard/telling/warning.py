"""What the station's journal says of alarms, of who is called and of what there is for a night, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.written import WEEKDAYS
from gateway.domain.entries import (
    AlarmJudged,
    AlarmPassed,
    Body,
    DutySet,
    Entry,
    EquipmentSet,
    WakingSet,
)


def _passed(visit: Visit, _entry: Entry, _body: AlarmPassed) -> Told:
    return Told(visit.language.gettext("Alguien no pudo ir y pidió que se avise a otra persona"))


def _judged(visit: Visit, _entry: Entry, body: AlarmJudged) -> Told:
    _ = visit.language.gettext
    return Told(_("La alarma era cierta") if body.was == "true" else _("Fue una falsa alarma"))


def _duty(visit: Visit, _entry: Entry, body: DutySet) -> Told:
    _ = visit.language.gettext
    if body.day is not None:
        day = visit.words.day(date.fromisoformat(body.day))
        title = _("Guardia de la noche del %(day)s") % {"day": day}
    elif body.weekday is not None:
        title = _("Guardia de cada %(day)s") % {"day": WEEKDAYS[visit.language.code][body.weekday]}
    else:
        title = _("Guardia de las demás noches")
    people = [visit.named(uid) for uid in body.people]
    return Told(title, (", ".join(people) or _("nadie"),))


def _waking(visit: Visit, _entry: Entry, _body: WakingSet) -> Told:
    return Told(visit.language.gettext("Cambió qué despierta a la guardia"))


def _equipment(visit: Visit, _entry: Entry, body: EquipmentSet) -> Told:
    _, words = visit.language.gettext, visit.words
    lines = [
        _("aireadores móviles: %(number)s") % {"number": body.mobile_aerators},
        _("bombas móviles: %(number)s") % {"number": body.mobile_pumps},
    ]
    if body.fuel_litres is not None:
        lines.append(_("gasoil: %(litres)s L") % {"litres": words.amount(body.fuel_litres)})
    return Told(_("Equipo que hay para la noche"), tuple(lines))


WARNING: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    AlarmPassed: _passed,
    AlarmJudged: _judged,
    DutySet: _duty,
    WakingSet: _waking,
    EquipmentSet: _equipment,
}
