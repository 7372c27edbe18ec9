"""How the forms of the work in a cycle are reached and filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Filled:
    """How a form is reached and filled in; without answers it has nothing to tell back.

    Attributes:
        wrong: What is answered wrongly beside what is left out, None where nothing can be wrong.
    """

    picked: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] | None = field(default_factory=dict)


CYCLE: Final = {"ciclo": "ciclo-2-1"}
OF_CYCLES: Final[Mapping[str, Filled]] = {
    "alimento": Filled(
        {**CYCLE, "alimento": "scraps"},
        {"que": "yuca", "cuanto": "3", "medida": "tobo", "calidad": "counted", "cuando": "ahora"},
        {"cuanto": "1.500"},
    ),
    "muestreo": Filled(
        CYCLE,
        {"peces": "30", "peso": "3200", "en": "g", "cuando": "hoy"},
        {"peces": "1.500", "peso": "x"},
    ),
    "mortalidad": Filled(
        CYCLE,
        {"peces": "1500", "calidad": "counted", "sospecha": "oxygen", "cuando": "ahora"},
        {"peces": "-2"},
    ),
    "insumo": Filled(
        {"unidad": "parcela-1", "insumo": "urea"},
        {"cantidad": "100", "medida": "kg", "procedencia": "bought", "cuando": "hoy"},
        {"cantidad": "1.500"},
    ),
    "trabajo": Filled(
        {"unidad": "laguna-2"},
        {"actividad": "harvest", "personas": "8", "horas": "20", "pago": "cayapa", "cuando": "hoy"},
        {"personas": "1.500", "horas": "x"},
    ),
    "tambien": Filled(
        {**CYCLE, "que": "birds", "hubo": "some"}, {"cuanto": "10", "cuando": "hoy"}, {"cuanto": "140"}
    ),
    "perdido": Filled(CYCLE, {"sospecha": "oxygen", "cuando": "hoy"}),
}
