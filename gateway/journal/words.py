"""How the kinds and fields of entries are called by the people who fill them in."""

from __future__ import annotations

import re
from typing import Final

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
    "sort": "estanque o parcela",
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


_BOUND = re.compile(r"^(?P<field>\w+) must be (?P<which>above|at least|at most|a number) ?(?P<bound>[\d.]*)")

_SENTENCES: Final = {
    "above": "El dato «%(field)s» debe ser mayor que %(bound)s. Revíselo.",
    "at least": "El dato «%(field)s» debe ser %(bound)s o más. Revíselo.",
    "at most": "El dato «%(field)s» debe ser %(bound)s o menos. Revíselo.",
    "a number": "El dato «%(field)s» debe ser un número. Revíselo.",
}


def out_of_bounds(fault: str) -> EntryError:
    """Return a fault of `gateway.domain.bounds` as a sentence for the person who typed the number."""
    found = _BOUND.match(fault)
    if found is None:
        return EntryError("Un número no es posible: %(fault)s. Revíselo.", fault=fault)
    field, bound = name_of(found["field"]), found["bound"]
    return EntryError(_SENTENCES[found["which"]], field=field, bound=bound)


def of_the_wrong_sort(complaint: str) -> EntryError:
    """Return msgspec's complaint as a sentence that names the field."""
    found = re.search(r"`\$\.(\w+)", complaint)
    return EntryError(
        "El dato «%(field)s» no tiene la forma que debe. Corríjalo y guarde otra vez.",
        field=name_of(found[1]) if found else "registro",
    )
