"""The only table of what we measure, in which unit, within which bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Quantity:
    """One kind of number, its unit and what could be true of it.

    Attributes:
        unit: The stored unit. Views convert, nothing else does.
        low: Below this no water, soil or probe of ours can be [unit]; FAIL.
        high: Above this no water, soil or probe of ours can be [unit]; FAIL.
        decimals: How many decimals a person is shown; a derived value is kept with two more, far
            below what any probe of ours can tell, so that a block of it stays small.
        suspect_above: Above this the value is possible but deserves a look [unit]; SUSPECT.
        source: Where the bounds come from.
    """

    unit: str
    low: float
    high: float
    decimals: int
    source: str
    suspect_above: float | None = None


_PONDS: Final = (
    "Iowa State Hort. Farm ponds 2020, measured percentiles; QARTOD DO manual v2.1, test 4 (gross range)"
)
_PROBE: Final = "ESP32 converter with 11 dB attenuation: 0 to 3.3 V"
_AIR: Final = (
    "the air of the llanos; beyond 5 to 45 °C or below 5 % it is a fault of the sensor (ours, not verified)"
)
_CONTACT: Final = "a contact is open or closed"
_DIGITAL: Final = (
    "Atlas EZO-DO data sheet: 0.01 to 100 mg/L (remembered, not verified); a zero drifts a little below"
)
_SUN: Final = (
    "Long and Dutton 2002, BSRN quality tests: at most 1.2 x 1361 + 50 W/m2 under a high sun (remembered, not"
    " verified); below zero the dark of a cheap sensor, ours"
)

QUANTITIES: Final[dict[str, Quantity]] = {
    "oxygen_signal": Quantity("mV", 0.0, 3300.0, 0, _PROBE),
    "oxygen_probe": Quantity("mg/L", -0.1, 100.0, 2, _DIGITAL),
    "oxygen": Quantity("mg/L", -0.1, 25.0, 1, _PONDS, suspect_above=20.0),
    "oxygen_saturation": Quantity("%", -1.0, 300.0, 0, _PONDS),
    "water_temperature": Quantity("°C", 5.0, 45.0, 1, _PONDS + "; DS18B20 data sheet for -127 and 85"),
    "soil_signal": Quantity("mV", 0.0, 3300.0, 0, _PROBE),
    "soil_probe": Quantity(
        "m3/m3", 0.0, 1.0, 3, "RS485 soil probes say 0 to 100 % of volume (not verified with ours)"
    ),
    "soil_water": Quantity("m3/m3", 0.0, 0.60, 2, "ISMN flags C01 and C02 (Dorigo et al. 2013): 0 to 0.60"),
    "soil_temperature": Quantity(
        "°C", 5.0, 60.0, 1, "bare soil under the sun of the llanos (ours, not verified)"
    ),
    "soil_conductivity": Quantity(
        "µS/cm", 0.0, 20_000.0, 0, "RS485 soil probes say 0 to 20,000 µS/cm (not verified with ours)"
    ),
    "rain_tips": Quantity(
        "tips", 0.0, 10_000.0, 0, "a tipping bucket of 0.2 mm: 2,000 mm between two records"
    ),
    "rain": Quantity(
        "mm", 0.0, 500.0, 1, "storms of the llanos: 60 to 100 mm a day, five times that refused"
    ),
    "air_temperature": Quantity("°C", 5.0, 45.0, 1, _AIR),
    "air_humidity": Quantity("%", 5.0, 100.0, 0, _AIR),
    "air_pressure": Quantity(
        "hPa", 700.0, 1100.0, 0, "3,000 m above the sea to the end of a BME280's range (ours, not verified)"
    ),
    "wind_signal": Quantity(
        "Hz", 0.0, 1000.0, 3, "pulses of a cup anemometer: 20 a turn, 50 turns a second (ours, not verified)"
    ),
    "wind_speed": Quantity(
        "m/s",
        0.0,
        60.0,
        1,
        "the mean of minutes; beyond 25 m/s a storm (ours, not verified)",
        suspect_above=25.0,
    ),
    "radiation_signal": Quantity("mV", 0.0, 3300.0, 0, _PROBE),
    "solar_radiation": Quantity("W/m2", -20.0, 1700.0, 0, _SUN, suspect_above=1400.0),
    "battery": Quantity("V", 0.0, 30.0, 1, "one lithium cell to two lead batteries in a row (ours)"),
    "mains": Quantity("0/1", 0.0, 1.0, 0, _CONTACT),
    "aerator_running": Quantity("0/1", 0.0, 1.0, 0, _CONTACT),
    "aerator_relay": Quantity("0/1", 0.0, 1.0, 0, _CONTACT),
    "aerator_reason": Quantity("code", 1.0, 7.0, 0, "`AERATOR_REASONS`"),
    "gasping": Quantity("0/1", 0.0, 1.0, 0, _CONTACT),
    "button": Quantity("level", 0.0, 3.0, 0, "the levels of an alarm; 0 where none was silenced"),
    "ph": Quantity("pH", 0.0, 14.0, 1, "the scale of strips and pocket meters"),
    "secchi": Quantity(
        "cm", 0.0, 400.0, 0, "no pond of ours is deeper than 4 m; 30 to 45 cm is desirable (Boyd 1990)"
    ),
}

DERIVED_FROM: Final[dict[str, tuple[str, ...]]] = {
    "oxygen_signal": ("oxygen", "oxygen_saturation"),
    "oxygen_probe": ("oxygen", "oxygen_saturation"),
    "soil_signal": ("soil_water",),
    "soil_probe": ("soil_water",),
    "rain_tips": ("rain",),
    "wind_signal": ("wind_speed",),
    "radiation_signal": ("solar_radiation",),
}
"""Which values a signal becomes; a quantity that is not a key here is its own value."""

AT_ONCE: Final = frozenset({"mains", "aerator_running", "aerator_relay", "gasping", "button"})
"""What an input or a relay says: a change of it waits for nothing."""

AeratorReason = Literal["limit", "minimum", "night", "override", "probe", "start", "clock"]

AERATOR_REASONS: Final[dict[int, AeratorReason]] = {
    1: "limit",
    2: "minimum",
    3: "night",
    4: "override",
    5: "probe",
    6: "start",
    7: "clock",
}
"""Why a node holds its aerator's relay as it does, by the code that it says.

A limit of its own was crossed; the least time of running; held until two hours after sunrise; a person's
order; the probe has failed; the node has just started; its own clock knows no hour.
"""


def is_signal(quantity: str) -> bool:
    """Tell whether a quantity has to be converted before a person can read it."""
    return quantity in DERIVED_FROM


def derived_quantities(quantity: str) -> tuple[str, ...]:
    """Return the quantities a person can read that come out of what was received."""
    return DERIVED_FROM.get(quantity, (quantity,))
