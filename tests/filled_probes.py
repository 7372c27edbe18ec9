"""How the forms that calibrate a probe are reached and filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from filled import Filled

SERIES: Final = "field-9/sonda-20cm/soil_signal"
OF_PROBES: Final[Mapping[str, Filled]] = {
    "calibrar-oxigeno": Filled(
        {"serie": "pond-1/sonda/oxygen_signal", "metodo": "aire"},
        {"senal": "1580", "temperatura": "28,2", "desde": "ahora", "cuando": "ahora"},
        {"hoja": "1", "senal": "1.500", "temperatura": "x"},
    ),
    "calibrar-suelo": Filled(
        {"serie": SERIES, "metodo": "tres"},
        {
            "anillo": "100",
            **{f"senal-{number}": str(2500 - 400 * number) for number in (1, 2, 3)},
            **{f"mojado-{number}": str(130 + 10 * number) for number in (1, 2, 3)},
            **dict.fromkeys(("seco-1", "seco-2", "seco-3"), "130"),
            "desde": "siempre",
            "cuando": "ahora",
        },
        {"hoja": "1", "senal-1": "x"},
    ),
    "calibrar-lluvia": Filled(
        {"serie": "field-9/pluviometro/rain_tips"},
        {"agua": "200", "vuelcos": "50", "boca": "16", "desde": "siempre", "cuando": "ahora"},
        {"hoja": "1", "agua": "1.500"},
    ),
}
