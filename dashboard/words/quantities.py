"""What people call what a sensor measures, and how its number is written."""

from __future__ import annotations

from typing import Final

from dashboard.words.language import N_, Language
from dashboard.words.written import Words
from gateway.domain.quantities import QUANTITIES

NAMES: Final = {
    "oxygen": N_("oxígeno"),
    "oxygen_signal": N_("oxígeno, lo que da la sonda"),
    "oxygen_probe": N_("oxígeno, lo que dice la sonda"),
    "oxygen_saturation": N_("saturación de oxígeno"),
    "water_temperature": N_("temperatura del agua"),
    "soil_signal": N_("agua del suelo, lo que da la sonda"),
    "soil_probe": N_("agua del suelo, lo que dice la sonda"),
    "soil_water": N_("agua del suelo"),
    "soil_temperature": N_("temperatura del suelo"),
    "soil_conductivity": N_("sales del suelo"),
    "rain_tips": N_("vuelcos del pluviómetro"),
    "rain": N_("lluvia"),
    "air_temperature": N_("temperatura del aire"),
    "air_humidity": N_("humedad del aire"),
    "air_pressure": N_("presión del aire"),
    "wind_speed": N_("viento"),
    "solar_radiation": N_("sol"),
    "wind_signal": N_("viento, vueltas del molinete"),
    "radiation_signal": N_("sol, lo que da el sensor"),
    "battery": N_("batería"),
    "mains": N_("luz"),
    "aerator_running": N_("aireador con corriente"),
    "aerator_relay": N_("aireador encendido por el nodo"),
    "gasping": N_("botón de peces boqueando"),
    "button": N_("botón de la sirena"),
}
"""Of what is not here its name in the table is shown."""

_UNITS: Final = {"m3/m3": "m³/m³", "W/m2": "W/m²", "tips": "", "0/1": "", "level": "", "code": ""}


def quantity_name(quantity: str, language: Language) -> str:
    """Return what people call it."""
    name = NAMES.get(quantity)
    return quantity if name is None else language.gettext(name)


def figure(quantity: str, value: float, words: Words) -> str:
    """Return a value as people read it: "28,1 °C", "sí"."""
    known = QUANTITIES[quantity]
    if known.unit == "0/1":
        return words.language.gettext(N_("sí") if value >= 1 else N_("no"))
    unit = _UNITS.get(known.unit, known.unit)
    return f"{words.number(value, known.decimals)} {unit}".strip()
