"""How much oxygen water can hold."""

from __future__ import annotations

import numpy as np

from gateway.domain.columns import Floats


def oxygen_solubility(
    temperature_c: Floats, *, pressure_atm: float = 1.0, salinity_psu: float = 0.0
) -> Floats:
    """Return the oxygen of air-saturated water [mg/L], shape of `temperature_c`.

    Args:
        temperature_c: Water, 0 to 40 °C.
        pressure_atm: Air pressure [atm].
        salinity_psu: Practical salinity [-].

    Source:
        Benson and Krause 1984, Limnol. Oceanogr. 29(3):620-632, as printed in APHA Standard
        Methods 4500-O and USGS Office of Water Quality Technical Memorandum 2011.03. From 16 °C on
        the table of EN 25814 (1013.25 hPa, fresh water) is met to its two decimals; below, that
        table is rounded to one.
    """
    kelvin = temperature_c + 273.15
    fresh = np.exp(
        -139.34411
        + 1.575701e5 / kelvin
        - 6.642308e7 / kelvin**2
        + 1.243800e10 / kelvin**3
        - 8.621949e11 / kelvin**4
    )
    salt = np.exp(-salinity_psu * (0.017674 - 10.754 / kelvin + 2140.7 / kelvin**2))
    vapour_atm = np.exp(11.8571 - 3840.70 / kelvin - 216961 / kelvin**2)
    theta = 0.000975 - 1.426e-5 * temperature_c + 6.436e-8 * temperature_c**2
    pressure = (pressure_atm - vapour_atm) * (1 - theta * pressure_atm) / ((1 - vapour_atm) * (1 - theta))
    return np.asarray(fresh * salt * pressure, dtype=np.float64)


def oxygen_saturation(
    oxygen_mgl: Floats, temperature_c: Floats, *, pressure_atm: float = 1.0, salinity_psu: float = 0.0
) -> Floats:
    """Return how full of oxygen water is [%], in the common shape of both columns.

    Args:
        oxygen_mgl: Dissolved oxygen [mg/L].
        temperature_c: Water, 0 to 40 °C.
        pressure_atm: Air pressure [atm].
        salinity_psu: Practical salinity [-].

    Source:
        EN 25814:1992 (ISO 5814): 100 times the oxygen by what the water would hold.
    """
    held = oxygen_solubility(temperature_c, pressure_atm=pressure_atm, salinity_psu=salinity_psu)
    return np.asarray(100 * oxygen_mgl / held, dtype=np.float64)


def air_pressure(altitude_m: float) -> float:
    """Return the mean air pressure at an altitude [atm].

    Source:
        ICAO Standard Atmosphere, troposphere: 760 (1 - 2.25577e-5 z)^5.25588 mmHg.
    """
    return float((1 - 2.25577e-5 * altitude_m) ** 5.25588)
