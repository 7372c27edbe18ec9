"""What the station's journal says, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from dashboard.nodes.probes import Comparison, Verdict
from dashboard.telling.calibrated import calibration_lines
from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from dashboard.words.naming import place_name
from dashboard.words.units import DEGREES, OXYGEN
from gateway.domain.entries import (
    AlarmAcknowledged,
    Body,
    CalibrationRecorded,
    ClockSet,
    DeviceChanged,
    Entry,
    LimitsSet,
    MemberChanged,
    NodePlaced,
    OrderGiven,
    PlaceRegistered,
    ProbeCared,
    TokenChanged,
)


def _care(visit: Visit, entry: Entry, body: ProbeCared) -> Told:
    _ = visit.language.gettext
    if body.care == "compared" and body.said is not None and body.reference is not None:
        found = Comparison(body.said, body.reference, entry.happened)
        lines = (advice(visit, found.verdict),)
        return Told(compared(visit, found, method=body.method or "hand_meter"), lines, place=body.place)
    if body.care == "calibrated":
        lines = (_("Desde ese momento la sonda se lee con su marca nueva."),)
        return Told(_("Sonda calibrada en el aire"), lines, place=body.place)
    if body.care in ("electrolyte", "membrane"):
        title = _("Sonda con líquido nuevo") if body.care == "electrolyte" else _("Sonda con membrana nueva")
        return Told(title, (_("Hay que calibrarla: da otros números."),), place=body.place)
    return Told(_("Sonda limpiada"), place=body.place)


def compared(visit: Visit, found: Comparison, *, method: str) -> str:
    """Return what a comparison found: "La sonda marcó 3,4 y el medidor 4,0: marca 15 % menos."."""
    _, words = visit.language.gettext, visit.words
    with_meter = {
        -1: _("La sonda marcó %(said)s y el medidor %(other)s: marca %(percent)s menos."),
        0: _("La sonda marcó %(said)s y el medidor %(other)s: marcan lo mismo."),
        1: _("La sonda marcó %(said)s y el medidor %(other)s: marca %(percent)s más."),
    }
    with_winkler = {
        -1: _("La sonda marcó %(said)s y el Winkler %(other)s: marca %(percent)s menos."),
        0: _("La sonda marcó %(said)s y el Winkler %(other)s: marcan lo mismo."),
        1: _("La sonda marcó %(said)s y el Winkler %(other)s: marca %(percent)s más."),
    }
    sentences = with_winkler if method == "winkler" else with_meter
    sign = (found.percent > 0) - (found.percent < 0)
    return sentences[sign] % {
        "said": words.number(found.said, _decimals(found.said)),
        "other": words.number(found.reference, _decimals(found.reference)),
        "percent": f"{words.number(abs(found.percent))} %",
    }


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(2, max(1, -exponent if isinstance(exponent, int) else 1))


def advice(visit: Visit, verdict: Verdict) -> str:
    """Return what to do after a comparison."""
    _ = visit.language.gettext
    return {
        "fine": _("La sonda está bien."),
        "watch": _("Está un poco corrida. Límpiela y compárela otra vez esta semana."),
        "off": _("Límpiela y compare otra vez; si sigue así, calíbrela."),
    }[verdict]


def _calibration(visit: Visit, _entry: Entry, body: CalibrationRecorded) -> Told:
    title = visit.language.gettext("Calibración de la sonda %(node)s") % {"node": body.node}
    return Told(title, tuple(calibration_lines(visit, body)))


def _place(visit: Visit, _entry: Entry, body: PlaceRegistered) -> Told:
    _ = visit.language.gettext
    sort = _("Estanque %(number)s") if body.sort == "pond" else _("Lote %(number)s")
    return Told(
        _("%(place)s, sus datos") % {"place": sort % {"number": body.number}}, (body.name,), place=body.place
    )


def _placement(visit: Visit, _entry: Entry, body: NodePlaced) -> Told:
    _ = visit.language.gettext
    if body.place is None:
        return Told(_("El nodo %(node)s se quitó de su lugar") % {"node": body.node})
    place = visit.registered.place(body.place)
    name = body.place if place is None else place_name(visit.language, place)
    return Told(
        _("El nodo %(node)s se puso en: %(place)s") % {"node": body.node, "place": name}, place=body.place
    )


def _limits(visit: Visit, _entry: Entry, body: LimitsSet) -> Told:
    _, words = visit.language.gettext, visit.words
    line = _("atención %(warn)s, peligro %(critical)s, emergencia %(emergency)s") % {
        "warn": OXYGEN.figure(body.warn, words),
        "critical": OXYGEN.figure(body.critical, words),
        "emergency": OXYGEN.figure(body.emergency, words),
    }
    source = _("Fuente: %(source)s") % {"source": body.source}
    lines = [line]
    if body.cold is not None and body.warm is not None:
        degrees = {"cold": DEGREES.figure(body.cold, words), "warm": DEGREES.figure(body.warm, words)}
        lines.append(_("agua fría: menos de %(cold)s; caliente: más de %(warm)s") % degrees)
    return Told(_limits_of(visit, body), (*lines, source), place=body.place)


def _limits_of(visit: Visit, body: LimitsSet) -> str:
    _ = visit.language.gettext
    if body.species is not None:
        return _("Límites de los estanques con %(species)s") % {"species": _(body.species)}
    return _("Límites de todos los estanques") if body.place is None else _("Límites del estanque")


def _acknowledgement(visit: Visit, _entry: Entry, _body: AlarmAcknowledged) -> Told:
    return Told(visit.language.gettext("Alguien atendió una alarma"))


def _order(visit: Visit, _entry: Entry, body: OrderGiven) -> Told:
    _ = visit.language.gettext
    said = {
        "import": _("Se pidió traer datos de un archivo"),
        "channel_test": _("Se pidió una prueba de los avisos"),
        "recompute": _("Se pidió calcular de nuevo lo medido"),
        "replay_letters": _("Se pidió leer de nuevo mensajes apartados"),
        "drop_letters": _("Se pidió descartar mensajes apartados"),
        "rebuild_mirror": _("Se pidió rehacer el espejo"),
        "refill": _("Se pidió recuperar lo medido de una copia"),
        "collect": _("Se pidió guardar lo que se recogió de un nodo por cable"),
        "retire": _("Se pidió pasar a archivos lo medido hace años"),
        "restart_node": _("Se pidió a un nodo que comience de nuevo"),
    }
    return Told(said[body.order])


def _clock(visit: Visit, _entry: Entry, body: ClockSet) -> Told:
    _ = visit.language.gettext
    said = {
        "person": _("Alguien puso la hora de la estación"),
        "nodes": _("Los nodos pusieron la hora de la estación"),
        "machine": _("La estación volvió a la hora de su máquina"),
    }
    return Told(said[body.by])


def _member(visit: Visit, _entry: Entry, body: MemberChanged) -> Told:
    _ = visit.language.gettext
    title = {
        "added": _("Se anotó a una persona: %(person)s"),
        "roles": _("Cambiaron los papeles de %(person)s"),
        "pin": _("Cambió el PIN de %(person)s"),
        "password": _("Cambió la clave de %(person)s"),
        "removed": _("Se retiró a %(person)s"),
        "unlocked": _("Se quitó el bloqueo de %(person)s"),
        "telephone": _("Cambió el teléfono de %(person)s"),
    }[body.change]
    return Told(title % {"person": visit.named(body.person)})


def _device(visit: Visit, _entry: Entry, body: DeviceChanged) -> Told:
    _ = visit.language.gettext
    title = {"enrolled": _("Se inscribió un aparato"), "dropped": _("Se dio de baja un aparato")}
    return Told(title[body.change])


def _token(visit: Visit, _entry: Entry, body: TokenChanged) -> Told:
    _ = visit.language.gettext
    title = {"made": _("Se hizo una llave para programas"), "dropped": _("Se anuló una llave para programas")}
    return Told(title[body.change], tuple(body.scopes))


STATION: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    ProbeCared: _care,
    CalibrationRecorded: _calibration,
    PlaceRegistered: _place,
    NodePlaced: _placement,
    LimitsSet: _limits,
    AlarmAcknowledged: _acknowledgement,
    OrderGiven: _order,
    ClockSet: _clock,
    MemberChanged: _member,
    DeviceChanged: _device,
    TokenChanged: _token,
}
