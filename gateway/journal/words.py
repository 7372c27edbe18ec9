"""How the kinds and fields of entries are called by the people who fill them in."""

from __future__ import annotations

import re
from typing import Final

from gateway.domain.bounds import ABOVE, LEAST, MOST, NUMBER, Fault
from gateway.domain.errors import EntryError

FIELDS: Final = {
    "action": "encendido o apagado",
    "aerator_power": "con qué anda el aireador",
    "aerator_litres_per_hour": "gasoil del aireador (L por hora)",
    "alert": "alarma",
    "area_m2": "área (m²)",
    "area_method": "cómo se midió el área",
    "author": "quién registra",
    "base_impurity": "impureza base (%)",
    "base_moisture": "humedad base (%)",
    "care": "qué se le hizo a la sonda",
    "change": "cambio",
    "channel": "canal",
    "cold": "agua fría (°C)",
    "council": "consejo comunal",
    "critical": "límite de peligro (mg/L)",
    "crop": "cultivo",
    "cubic_metres": "metros cúbicos",
    "cycle": "ciclo",
    "day": "día",
    "depth_cm": "profundidad (cm)",
    "depth_m": "profundidad (m)",
    "device": "aparato",
    "emergency": "límite de emergencia (mg/L)",
    "enterprise": "empresa",
    "expires": "vencimiento",
    "families": "familias",
    "field_capacity": "capacidad de campo (m³/m³)",
    "fish": "número de peces",
    "fuel_litres": "gasoil (L)",
    "form": "forma de la empresa",
    "hours": "horas",
    "impurity": "impureza (%)",
    "inhabitants": "habitantes",
    "kg": "kilos",
    "level": "nivel",
    "many": "cuántos peces",
    "mean_weight_g": "peso medio (g)",
    "means": "medios",
    "method": "cómo se hizo",
    "millimetres": "milímetros",
    "mobile_aerators": "aireadores móviles",
    "mobile_pumps": "bombas móviles",
    "moisture": "humedad (%)",
    "name": "nombre",
    "night": "de noche",
    "node": "nodo",
    "note": "nota",
    "number": "número",
    "on_behalf_of": "en nombre de quién",
    "oxygen": "oxígeno (mg/L)",
    "people": "personas",
    "person": "persona",
    "ph": "pH",
    "place": "lugar",
    "plan_kg": "meta (kg)",
    "pump_litres_per_hour": "gasoil de la bomba (L por hora)",
    "quality": "cómo se sabe",
    "quantity": "magnitud",
    "reason": "motivo",
    "reference": "el otro medidor",
    "roles": "papeles",
    "said": "la sonda",
    "scopes": "permisos",
    "secchi_cm": "transparencia (cm)",
    "since": "desde cuándo",
    "soil_feel": "cómo se siente el suelo",
    "soil_water": "agua del suelo (m³/m³)",
    "sort": "estanque o lote",
    "source": "fuente",
    "species": "especie",
    "token": "llave",
    "unit": "unidad de producción",
    "units": "unidades",
    "variety": "variedad",
    "warm": "agua caliente (°C)",
    "warn": "límite de atención (mg/L)",
    "water_temperature": "temperatura del agua (°C)",
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
