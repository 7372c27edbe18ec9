"""What is told to who opens an export a year later."""

from __future__ import annotations

from typing import Final

from dashboard.api.moments import written
from dashboard.exports.table import Column
from dashboard.visit.given import Visit
from dashboard.words.language import N_

ABOUT: Final = (Column("about", "text", N_("qué hay en este archivo")),)
COLUMNS: Final = (
    Column("file", "text", N_("tabla")),
    Column("column", "text", N_("columna")),
    Column("sort", "text", N_("text, number, date o moment")),
    Column("meaning", "text", N_("qué es, con su medida entre corchetes")),
)


def readme(visit: Visit) -> list[str]:
    """Return the lines of the file that is read first."""
    _ = visit.language.gettext
    registers, commune = visit.station.production.registers(), visit.station.config.commune
    lines = [
        _("Libro de la comuna %(commune)s, tomado el %(moment)s (hora UTC).")
        % {"commune": commune.name, "moment": written(visit.now)},
        _("Los números llevan punto decimal; las horas son UTC; los días son de la comuna."),
        _("Cada producto, cada humedad base y cada moneda se suma solo consigo misma."),
        _("La suma de los apuntes de un asiento es cero en cada producto; un reverso lleva los contrarios."),
        _("Lo anulado está también: mire la columna undone_by y no lo cuente."),
        _("Lo planeado lleva planned = yes y no mueve nada."),
        _("No hay nombres de personas, teléfonos, textos libres, depósitos ni dinero."),
        _("El dinero se lee en la pantalla, con PIN; aquí faltan sus números de asiento."),
    ]
    if registers.workday is not None:
        sentence = _("Una jornada son %(hours)s horas, como lo fijó la comuna.")
        lines.append(sentence % {"hours": f"{registers.workday.hours:f}"})
    lines += [
        _("Humedad base %(moisture)s %% e impureza base %(impurity)s %%, desde %(since)s.")
        % {"moisture": f"{one.moisture:f}", "impurity": f"{one.impurity:f}", "since": written(at)[:10]}
        for at, one in registers.bases
    ]
    return lines
