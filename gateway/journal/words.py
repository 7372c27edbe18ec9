"""How the kinds and fields of entries are called by the people who fill them in."""

from __future__ import annotations

import re
from typing import Final

from gateway.domain.bounds import ABOVE, LEAST, MOST, NUMBER, Fault
from gateway.domain.errors import EntryError

FIELDS: Final = {
    "action": "encendido o apagado",
    "alert": "alarma",
    "area_m2": "área (m²)",
    "area_method": "cómo se midió el área",
    "author": "quién registra",
    "base_impurity": "impureza base (%)",
    "base_moisture": "humedad base (%)",
    "channel": "canal",
    "critical": "límite de peligro (mg/L)",
    "crop": "cultivo",
    "cycle": "ciclo",
    "depth_m": "profundidad (m)",
    "emergency": "límite de emergencia (mg/L)",
    "enterprise": "empresa",
    "field_capacity": "capacidad de campo (m³/m³)",
    "fish": "número de peces",
    "form": "forma de la empresa",
    "impurity": "impureza (%)",
    "kg": "kilos",
    "mean_weight_g": "peso medio (g)",
    "means": "medios",
    "moisture": "humedad (%)",
    "name": "nombre",
    "node": "nodo",
    "number": "número",
    "on_behalf_of": "en nombre de quién",
    "place": "lugar",
    "plan_kg": "meta (kg)",
    "quality": "cómo se sabe el peso",
    "reason": "motivo",
    "since": "desde cuándo",
    "sort": "estanque o lote",
    "source": "fuente",
    "species": "especie",
    "unit": "unidad de producción",
    "variety": "variedad",
    "warn": "límite de atención (mg/L)",
    "wilting_point": "punto de marchitez (m³/m³)",
}


def name_of(field: str) -> str:
    """Return how people call a field; one without another name keeps its own."""
    return FIELDS.get(field, field)


_SENTENCES: Final = {
    ABOVE: "El dato «%(field)s» debe ser mayor que %(bound)s. Revíselo.",
    LEAST: "El dato «%(field)s» debe ser %(bound)s o más. Revíselo.",
    MOST: "El dato «%(field)s» debe ser %(bound)s o menos. Revíselo.",
    NUMBER: "El dato «%(field)s» debe ser un número. Revíselo.",
}


def out_of_bounds(fault: Fault) -> EntryError:
    """Return a number that is not possible as a sentence for the person who typed it."""
    return EntryError(_SENTENCES[fault.relation], field=name_of(fault.name), bound=str(fault.bound))


def of_the_wrong_sort(complaint: str) -> EntryError:
    """Return msgspec's complaint as a sentence that names the field."""
    found = re.search(r"`\$\.(\w+)", complaint)
    return EntryError(
        "El dato «%(field)s» no tiene la forma que debe. Corríjalo y guarde otra vez.",
        field=name_of(found[1]) if found else "registro",
    )
