"""What the book says about its own entries: photographs, observations, the digests of days, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from dashboard.telling.naming import note
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from gateway.domain.entries import Body, Entry, Observed, PhotoKept, SensorDay


def _photo(visit: Visit, _entry: Entry, body: PhotoKept) -> Told:
    _ = visit.language.gettext
    hashed = _("huella de la foto: %(hash)s") % {"hash": body.sha256[:16]}
    return Told(_("Foto de un papel"), (*_which(visit, body.entry), hashed))


def _observation(visit: Visit, _entry: Entry, body: Observed) -> Told:
    _ = visit.language.gettext
    title = _("Observación de la contraloría social")
    if body.state == "resolved":
        title = _("La contraloría social dio por resuelta una observación")
    return Told(title, (*_which(visit, body.entry), *note(visit, body.note)))


def _which(visit: Visit, uid: str) -> list[str]:
    entry = visit.station.journal.entry(uid)
    if entry is None:
        return []
    number = {"number": visit.words.number(entry.number)}
    return [visit.language.gettext("sobre el asiento nº %(number)s del libro") % number]


def _sensor_day(visit: Visit, _entry: Entry, body: SensorDay) -> Told:
    _, words = visit.language.gettext, visit.words
    day = words.dated(date.fromisoformat(body.day))
    title = _("Huella de lo que midieron las sondas el %(day)s") % {"day": day}
    series = visit.language.ngettext("%(count)s serie", "%(count)s series", len(body.series))
    records = sum(one.records for one in body.series)
    signals = visit.language.ngettext("%(count)s señal recibida", "%(count)s señales recibidas", records)
    lines = [series % {"count": words.number(len(body.series))}, signals % {"count": words.number(records)}]
    if body.adds_to is not None:
        lines.append(_("Llegaron datos tarde: se suma a la primera huella de ese día."))
    return Told(title, tuple(lines), is_precise=False)


ABOUT: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    PhotoKept: _photo,
    Observed: _observation,
    SensorDay: _sensor_day,
}
