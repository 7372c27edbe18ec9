"""How the forms of deliveries, losses and money are reached and filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from filled import Filled

OF_TRADE: Final[Mapping[str, Filled]] = {
    "entrega": Filled(
        {"empresa": "cachamas", "producto": "hibrido-cachamoto", "destino": "sale", "recibe": "nadie"},
        {"kilos": "120,5", "calidad": "weighed", "precio": "90", "moneda": "USD", "cuando": "hoy"},
        {"kilos": "1.500", "tara": "-3"},
    ),
    "merma": Filled(
        {"empresa": "cachamas", "producto": "hibrido-cachamoto"},
        {"kilos": "12", "calidad": "weighed", "perdida": "spoiled", "cuando": "hoy"},
        {"kilos": "1.500"},
    ),
    "dinero": Filled(
        {"empresa": "cachamas", "sentido": "out"},
        {"concepto": "fuel", "monto": "40", "moneda": "USD", "comprobante": "0417", "cuando": "hoy"},
        {"monto": "1.500"},
    ),
}
