"""How the demo's commune is organised, with whom it exchanges and in what; all of it invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from gateway.demo.world.cast import Enterprise

ACT: Final = "acta 4 de la asamblea del 12-03-2023 (ficticia)"
"""What this commune names as the source of what it decided."""


@dataclass(frozen=True, slots=True)
class Council:
    """A communal council that does not exist.

    Attributes:
        left: When it left the commune.
    """

    slug: str
    name: str
    families: int
    inhabitants: int
    left: date | None = None


COUNCILS: Final = (
    Council("la-ceiba", "La Ceiba", 96, 351),
    Council("el-saman-arriba", "El Samán Arriba", 88, 322),
    Council("el-saman-abajo", "El Samán Abajo", 104, 389),
    Council("cano-seco", "Caño Seco", 61, 207),
    Council("los-mangos", "Los Mangos", 83, 300),
    Council("alto-viento", "Alto Viento", 47, 158),
    Council("el-corozo", "El Corozo", 72, 266),
    Council("la-vega", "La Vega", 119, 447),
    Council("apamate", "Apamate", 54, 190),
    Council("araguaney", "Araguaney", 91, 338),
    Council("moriche", "Moriche", 38, 129),
    Council("jabillo", "Jabillo", 66, 240),
    Council("puente-viejo", "Puente Viejo", 112, 405),
    Council("las-canas", "Las Cañas", 58, 199, left=date(2025, 3, 30)),
)


def councils_on(day: date) -> list[Council]:
    """Return the councils that belong to the commune on a day."""
    return [one for one in COUNCILS if one.left is None or day < one.left]


Sort = Literal["commune", "state_mill", "private_mill", "supplier", "buyer", "institution", "other"]
COUNTERPARTS: Final[dict[str, tuple[str, Sort]]] = {
    "cerro-azul": ("Comuna Cerro Azul (ficticia)", "commune"),
    "corredor-llanero": ("Corredor Llanero de once comunas (ficticio)", "other"),
    "planta-llanera": ("Planta estatal Llanera (ficticia)", "state_mill"),
    "molino-espiga": ("Molino La Espiga (ficticio)", "private_mill"),
    "escuela": ("Comedor de la escuela El Samán (ficticia)", "institution"),
    "ambulatorio": ("Ambulatorio La Vega (ficticio)", "institution"),
    "feria": ("Feria del campo (ficticia)", "buyer"),
    "alimentos": ("Alimentos del Llano (ficticio)", "supplier"),
}

WAREHOUSES: Final[dict[str, tuple[str, Enterprise]]] = {
    "silo": ("Silo", "maiz"),
    "galpon": ("Galpón de secado", "maiz"),
    "troja": ("Troja", "conuco"),
}

Measure = Literal["kg", "L", "count"]
PRODUCTS: Final[dict[str, tuple[str, Measure]]] = {
    "maiz": ("Maíz", "kg"),
    "hibrido-cachamoto": ("Híbrido cachamoto", "kg"),
    "cachama-negra": ("Cachama negra", "kg"),
    "morocoto": ("Morocoto (cachama blanca)", "kg"),
    "cafe": ("Café", "kg"),
    "yuca": ("Yuca", "kg"),
    "auyama": ("Auyama", "kg"),
    "alimento": ("Alimento concentrado", "kg"),
    "urea": ("Urea", "kg"),
    "formula": ("Fórmula 12-24-12", "kg"),
    "semilla-maiz": ("Semilla de maíz", "kg"),
    "abono": ("Abono de la casa", "kg"),
    "herbicida": ("Herbicida", "L"),
    "insecticida": ("Insecticida", "L"),
    "gasoil": ("Gasoil", "L"),
    "cal": ("Cal agrícola", "kg"),
}
GRAINS: Final = ("maiz",)

SPECIES: Final = {
    "estanque-1": "híbrido cachamoto",
    "estanque-2": "híbrido cachamoto",
    "estanque-3": "cachama negra",
    "estanque-4": "cachama negra",
    "estanque-5": "morocoto",
    "estanque-6": "híbrido cachamoto",
}
"""Which of the fishes that are called cachama swims in which pond."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a local measure of something weighed."""

    measure: str
    name: str
    of: str
    kg: Decimal
    samples: int


MEASURES: Final = (
    Weighed("tobo", "Tobo", "yuca", Decimal("9.4"), 12),
    Weighed("tobo", "Tobo", "auyama", Decimal("11.2"), 8),
    Weighed("saco", "Saco", "maiz", Decimal("48.5"), 20),
    Weighed("saco", "Saco", "alimento", Decimal(25), 10),
)
