"""How the forms of the registers are filled in: what is picked, what is answered, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Answers = Mapping[str, str]

_SINCE_2022: Final = {
    "cuando": "otro",
    "cuando-dia": "1",
    "cuando-mes": "1",
    "cuando-anio": "2022",
}
OF_REGISTERS: Final[Mapping[str, tuple[Answers, Answers, Answers]]] = {
    "comuna": (
        {},
        {"nombre": "Los Samanes", "familias": "640", "habitantes": "2300"},
        {"nombre": "", "familias": "1.500"},
    ),
    "almacen": ({}, {"empresa": "maiceros", "nombre": "Calle 3"}, {}),
    "organizacion": ({}, {}, {}),
    "producto": ({"cual": "nuevo"}, {}, {"medida": "L", "grano": "si"}),
    "medida": (
        {"medida": "quintal", "de": "otra"},
        {"cosa": "yuca", "kilos": "46", "calidad": "estimated", "cuando": "hoy"},
        {"kilos": "1.500"},
    ),
    "base": (
        {},
        {
            "grano": "todos",
            "base": "otra",
            "humedad": "15",
            "impureza": "2",
            "fuente": "acta 12",
            **_SINCE_2022,
        },
        {"base": "otra", "humedad": "90"},
    ),
    "jornada": ({}, {"horas": "6", "fuente": "acta 3"}, {"horas": "40"}),
    "moneda": ({"cual": "nuevo"}, {}, {}),
    "referencia": ({"indicador": "kg_per_ha"}, {}, {"menor": "4000", "mayor": "1.500"}),
    "termino": ({"que": "unit:laguna-1"}, {}, {"cuando": "otro", "cuando-dia": "40"}),
}

_RULES: Final = {
    "consejos": "1",
    "empresas": "1",
    "quorum": "more_than:1/2",
    "quorum-de": "seats",
    "segunda": "otra",
    "segunda-otra": "al menos 3/7",
    "mayoria": "more_than:1/2",
    "mayoria-de": "present",
    "aviso": "5",
    "periodo": "36",
    "fondos": "Fondo de mantenimiento productivo",
    "fuente": "acta 4 (ficticia)",
    "cuando": "hoy",
}
OF_PARLIAMENT: Final[Mapping[str, tuple[Answers, Answers, Answers]]] = {
    "reglas": ({}, _RULES, {"quorum": "otra", "quorum-otra": "la mitad"}),
    "voceria": ({"de": "council:el-saman"}, {}, {"como": ""}),
    "fin-voceria": ({"voceria": "vocería-la-ceiba"}, {"como": "recalled", "cuando": "hoy"}, {}),
}
"""By the rules and the mandates of `assembled`."""
