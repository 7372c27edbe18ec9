"""Who and what there is in the demo's commune; every name and number is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from gateway.demo.world.aeration import Means
from gateway.demo.world.fields import Soil
from gateway.demo.world.ponds import Nature, Night
from gateway.demo.world.weather import Storm
from gateway.domain.entries import IrrigationMethod, SoilTexture

SEED: Final = 2304
FIRST_DAY: Final = date(2023, 1, 1)
"""Where the world begins; the soil needs some weeks to forget how it was filled."""
HISTORY_DAY: Final = date(2023, 4, 24)
"""Where the commune's records begin."""
MORNING: Final = date(2026, 4, 24)
"""The morning after the prepared night: the dry season is about to end."""
LAST_DAY: Final = date(2027, 4, 24)

SLUG: Final = "demo"
NAME: Final = "Comuna El Samán (datos ficticios)"
LATITUDE: Final = 9.5
LONGITUDE: Final = -69.2
UTC_OFFSET_HOURS: Final = -4
ALTITUDE_M: Final = 180.0

Enterprise = Literal["cachama", "maiz", "conuco"]


@dataclass(frozen=True, slots=True)
class DemoPond:
    """A pond that does not exist.

    Attributes:
        first_stocking: When its first cycle in the book begins.
        density: Fish stocked on a square metre [1/m²].
        saturated_mv: What its probe gives in air-saturated water of 28 °C [mV].
    """

    number: int
    name: str
    nature: Nature
    area_m2: int
    depth_m: Decimal
    means: tuple[Means, ...]
    enterprise: Enterprise
    first_stocking: date
    density: Decimal
    saturated_mv: int

    @property
    def place(self) -> str:
        """Its slug."""
        return f"estanque-{self.number}"

    @property
    def node(self) -> str:
        """The node that stands in it."""
        return f"pond-{self.number}"

    @property
    def unit(self) -> str:
        """The productive unit that it is."""
        return f"cachama-{self.number}"


@dataclass(frozen=True, slots=True)
class DemoWatering:
    """How a field is watered.

    Attributes:
        efficiency: Of 100 litres so many reach the roots [%]; None: what is usual for the method.
    """

    method: IrrigationMethod
    efficiency: int | None = None


@dataclass(frozen=True, slots=True)
class DemoField:
    """A field that does not exist.

    Attributes:
        texture: As its people felt it; None where nobody did.
        watering: None where rain alone waters it.
        dry_mv: What its three sticks give in air-dry soil [mV], from the top down.
        wet_mv: The same in drained, saturated soil [mV].
    """

    number: int
    name: str
    soil: Soil
    area_m2: int
    texture: SoilTexture | None
    watering: DemoWatering | None
    enterprise: Enterprise
    dry_mv: tuple[int, int, int]
    wet_mv: tuple[int, int, int]

    @property
    def place(self) -> str:
        """Its slug."""
        return f"lote-{self.number}"

    @property
    def node(self) -> str:
        """The node that stands in it."""
        return f"field-{self.number}"

    @property
    def unit(self) -> str:
        """The productive unit that it is."""
        return f"maiz-{self.number}"

    @property
    def means(self) -> tuple[Means, ...]:
        """What there is to help with."""
        return ("pump",) if self.watering else ()


PONDS: Final = (
    DemoPond(1, "La Ceiba", Nature(1.7, 1.2, 2.1, 1.6, 0.3), 1200, Decimal("1.4"), ("aerator", "exchange"),
             "cachama", date(2023, 2, 6), Decimal("1.2"), 1580),
    DemoPond(2, "El Samán", Nature(3.0, 1.4, 2.3, 1.0), 900, Decimal("1.5"), ("aerator",),
             "cachama", date(2023, 3, 13), Decimal("1.0"), 1640),
    DemoPond(3, "Apamate", Nature(3.2, 1.6, 2.6, 1.3, 0.2), 1000, Decimal("1.3"), ("exchange",),
             "cachama", date(2023, 4, 27), Decimal("1.0"), 1605),
    DemoPond(4, "Araguaney", Nature(4.6, 1.8, 2.7, 0.9, -0.2), 1500, Decimal("1.6"), ("aerator",),
             "cachama", date(2023, 5, 22), Decimal("0.8"), 1570),
    DemoPond(5, "Moriche", Nature(7.6, 2.2, 3.4, 0.7, -0.4), 700, Decimal("1.2"), ("exchange",),
             "conuco", date(2023, 3, 1), Decimal("0.5"), 1390),
    DemoPond(6, "Jabillo", Nature(5.4, 1.9, 3.0, 1.9, 0.1), 1100, Decimal("1.4"), ("pump",),
             "cachama", date(2023, 6, 12), Decimal("0.9"), 1620),
)  # fmt: skip

FIELDS: Final = (
    DemoField(1, "El Corozo", Soil(0.37, 0.21), 84_000, "clay_loam", DemoWatering("furrow"), "maiz",
              (2610, 2585, 2640), (1340, 1365, 1380)),
    DemoField(2, "La Vega", Soil(0.39, 0.23), 62_000, "clay_loam", DemoWatering("sprinkler", 55), "maiz",
              (2580, 2630, 2600), (1310, 1350, 1330)),
    DemoField(3, "Caño Seco", Soil(0.33, 0.15), 120_000, "silt_loam", None, "maiz",
              (2660, 2610, 2595), (1390, 1330, 1360)),
    DemoField(4, "Los Mangos", Soil(0.32, 0.20), 95_000, "sandy_clay_loam", None, "maiz",
              (2550, 2600, 2620), (1320, 1340, 1300)),
    DemoField(5, "Alto Viento", Soil(0.31, 0.15), 18_000, None, None, "conuco",
              (2620, 2590, 2570), (1360, 1345, 1325)),
)  # fmt: skip

RELAY: Final = "estanque-2"
"""Where the node itself switches the aerator, and people may order it from the page."""

WEATHER: Final = "clima-1"
"""Stands in the yard of the commune's house, at no pond or field: air and rain."""
PUMP: Final = "bomba-1"
"""Fields 1 and 2 take turns with it."""
PUMP_M3_H: Final = 1000
"""What it gives [m3/h]: about what the 8 mm/h of `cycles` are on both fields; invented."""

NODES: Final = (*(one.node for one in (*PONDS, *FIELDS)), WEATHER)
SIREN: Final = "siren-1"
"""Stands in the house of whoever has the duty, at no place of its own."""
DRY_WATER: Final = Decimal("0.04")
WET_WATER: Final = Decimal("0.42")
"""The water in the two soils in which the sticks were marked [m3/m3]."""
TIP_MM: Final = Decimal("0.2")
MARK_TEMPERATURE_C: Final = 28

ENTERPRISES: Final[dict[Enterprise, tuple[str, Literal["EPSDC", "EPSIC", "UPF"]]]] = {
    "cachama": ("EPS Cachamas del Samán", "EPSDC"),
    "maiz": ("EPS Maíz Nuevo", "EPSDC"),
    "conuco": ("UPF Conuco Alto Viento", "UPF"),
}

PEOPLE: Final = (
    "Yajaira Colmenárez",
    "Eulogio Peraza",
    "Nohemí Torrealba",
    "Wilfredo Sequera",
    "Dilcia Mendoza",
    "Maigualida Peña",
    "Omaira Guédez",
    "Rosendo Falcón",
)
"""Invented; who happens to have such a name is not meant."""

SECRETS: Final = ("4071", "5082", "6093", "7104", "demo-secretaria", "demo-equipo-tecnico", "8215", "9326")
"""What each of them signs in with; the demo says it to whoever starts it, and nothing else knows it."""

# The prepared night: pond 1 is in danger at 2:50 and pond 3 will be, pond 4 needs care before sunrise.
NIGHTS: Final[dict[str, dict[date, Night]]] = {
    "estanque-1": {MORNING: Night(low=0.6, drop=4.2, low_h=6.9, step=1.4, step_h=5.6)},
    "estanque-2": {MORNING: Night(low=3.7, drop=2.9, low_h=7.1, step=1.0, step_h=4.4)},
    "estanque-3": {
        date(2026, 4, 22): Night(low=2.6, drop=3.1, low_h=7.2),
        date(2026, 4, 23): Night(low=2.1, drop=3.4, low_h=7.5, step=1.2, step_h=7.5),
        MORNING: Night(low=1.3, drop=3.7, low_h=7.4, step=1.0, step_h=7.0),
        date(2026, 4, 25): Night(low=1.6, drop=4.3, low_h=7.3, step=1.1, step_h=5.0),
    },
    "estanque-4": {MORNING: Night(low=2.7, drop=3.6, low_h=6.8)},
    "estanque-5": {MORNING: Night(low=6.3, drop=3.9, low_h=6.9)},
    "estanque-6": {
        date(2026, 4, 22): Night(low=3.0, drop=2.7, low_h=7.8),
        date(2026, 4, 23): Night(low=2.6, drop=3.2, low_h=7.4),
        MORNING: Night(low=3.1, drop=3.3, low_h=7.6, step=1.2, step_h=5.0),
    },
}
# Three nights in which pond 3 stood at zero: the cycle that failed.
FAILED: Final = date(2024, 10, 19)
NIGHTS["estanque-3"] |= {
    date(2024, 10, 17): Night(low=0.4, drop=2.8, low_h=6.8),
    date(2024, 10, 18): Night(low=-0.8, drop=2.6, low_h=7.3, step=1.8, step_h=4.0),
    FAILED: Night(low=-0.8, drop=1.9, low_h=7.6, step=1.2, step_h=3.0),
}

# Storms came early in March, and once more in April; then none until the day after the prepared night.
STORMS: Final[dict[date, Storm]] = {date(2026, 4, day): Storm(0.0) for day in range(1, 24)} | {
    date(2026, 3, 16): Storm(48.0),
    date(2026, 3, 18): Storm(26.0),
    date(2026, 3, 29): Storm(40.0),
    date(2026, 4, 11): Storm(45.0),
    MORNING: Storm(68.0, start_h=16.6, length_h=2.6),
}
