"""The words of what an entry can choose from, as they stand in a sentence; each is marked with N_."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dashboard.words.language import N_

QUALITIES: Final[Mapping[str, str]] = {
    "weighed": N_("pesado en romana"),
    "counted": N_("contado"),
    "estimated": N_("calculado a ojo, sin pesar"),
}
FEEDS: Final[Mapping[str, str]] = {
    "concentrate": N_("alimento concentrado"),
    "scraps": N_("sobras"),
    "fruit": N_("frutas"),
    "other": N_("otro alimento"),
}
GEARS: Final[Mapping[str, str]] = {
    "cast_net": N_("con atarraya"),
    "seine": N_("con chinchorro"),
    "trap": N_("con trampa"),
    "other": N_("con otro arte"),
}
SUSPECTED: Final[Mapping[str, str]] = {
    "oxygen": N_("poco oxígeno"),
    "disease": N_("enfermedad"),
    "theft": N_("robo"),
    "flood": N_("inundación"),
    "drought": N_("sequía"),
    "pest": N_("plaga"),
    "birds": N_("pájaros"),
    "handling": N_("manejo"),
    "other": N_("otra cosa"),
    "unknown": N_("no se sabe"),
}
INPUTS: Final[Mapping[str, str]] = {
    "seed": N_("semilla"),
    "fertiliser": N_("fertilizante"),
    "herbicide": N_("herbicida"),
    "insecticide": N_("insecticida"),
    "lime": N_("cal"),
    "fuel": N_("combustible"),
    "medicine": N_("medicina"),
    "other": N_("otro insumo"),
}
GOT: Final[Mapping[str, str]] = {
    "bought": N_("comprado"),
    "donated": N_("donado"),
    "own": N_("propio"),
    "credit": N_("a crédito"),
    "exchanged": N_("por trueque"),
}
BRED: Final[Mapping[str, str]] = {
    "own": N_("de la misma unidad"),
    "commune": N_("de la comuna"),
    "state": N_("de un ente del Estado"),
    "private": N_("de un privado"),
    "other": N_("de otra parte"),
}
ACTIVITIES: Final[Mapping[str, str]] = {
    "sowing": N_("siembra"),
    "feeding": N_("alimentación"),
    "weeding": N_("limpia"),
    "watering": N_("riego"),
    "harvest": N_("cosecha"),
    "upkeep": N_("mantenimiento"),
    "transport": N_("transporte"),
    "guard": N_("guardia"),
    "other": N_("otra labor"),
}
PAYS: Final[Mapping[str, str]] = {
    "paid": N_("jornada remunerada"),
    "cayapa": N_("cayapa, sin pago"),
    "care": N_("trabajo de cuido"),
    "training": N_("formación"),
}
CIRCUMSTANCES: Final[Mapping[str, str]] = {
    "pest": N_("plaga"),
    "weeds": N_("maleza"),
    "theft": N_("robo"),
    "shortage": N_("faltaron insumos"),
    "birds": N_("pájaros"),
    "flood": N_("inundación"),
    "drought": N_("sequía"),
    "delay": N_("retraso"),
    "other": N_("otra cosa"),
}
TO: Final[Mapping[str, str]] = {
    "community": N_("Para la comunidad"),
    "workers": N_("Para quienes trabajaron"),
    "social": N_("Para escuelas, comedores o salud"),
    "exchange": N_("Para intercambio solidario"),
    "state_mill": N_("Para un molino del Estado"),
    "private_mill": N_("Para un molino privado"),
    "sale": N_("Para la venta"),
    "seed": N_("Para semilla"),
    "animal_feed": N_("Para alimento de animales"),
    "processing": N_("Para transformar en otra EPS"),
}
COUNTERPARTS: Final[Mapping[str, str]] = {
    "commune": N_("otra comuna"),
    "state_mill": N_("molino o planta del Estado"),
    "private_mill": N_("molino o planta privada"),
    "supplier": N_("proveedor"),
    "buyer": N_("comprador"),
    "institution": N_("institución"),
    "other": N_("otra organización"),
}
INDICATORS: Final[Mapping[str, str]] = {
    "kg_per_ha": N_("kilos por hectárea"),
    "kg_per_m3": N_("kilos de peces por metro cúbico"),
    "fcr": N_("kilos de alimento por kilo de pez"),
    "survival": N_("sobrevivencia, de cada 100 peces"),
    "grams_per_day": N_("gramos que crece un pez por día"),
}
STAGES: Final[Mapping[str, str]] = {
    "emergence": N_("el maíz nació"),
    "flowering": N_("el maíz floreció"),
    "maturity": N_("el grano tiene su capa negra"),
}
CANNOT: Final[Mapping[str, str]] = {
    "pump": N_("la bomba no sirve"),
    "power": N_("no hay luz"),
    "fuel": N_("no hay combustible"),
    "water": N_("no hay agua"),
    "people": N_("no hay quien riegue"),
    "other": N_("por otra razón"),
}
SOIL_KNOWN: Final[Mapping[str, str]] = {
    "sample": N_("lo que guarda su suelo se sabe de una muestra"),
    "texture": N_("lo que guarda su suelo se calcula por su textura"),
    "guess": N_("de su suelo no se sabe nada: se calcula como tierra franca"),
}
TEXTURES: Final[Mapping[str, str]] = {
    "loamy_sand": N_("arena franca"),
    "sandy_loam": N_("franco arenosa"),
    "loam": N_("franca"),
    "silt_loam": N_("franco limosa"),
    "sandy_clay_loam": N_("franco arcillo-arenosa"),
    "clay_loam": N_("franco arcillosa"),
    "silty_clay_loam": N_("franco arcillo-limosa"),
    "silty_clay": N_("arcillo-limosa"),
    "clay": N_("arcillosa"),
}
WATERED: Final[Mapping[str, str]] = {
    "furrow": N_("por surcos"),
    "sprinkler": N_("por aspersión"),
    "drip": N_("por goteo"),
    "hose": N_("con manguera"),
    "other": N_("de otra forma"),
}


def capitalised(words: str) -> str:
    """Return words as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]
