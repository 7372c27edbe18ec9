"""What was measured or said of a field, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

RainFrom = Literal["field", "commune", "hand"]


@dataclass(frozen=True, slots=True)
class AirOfDay:
    """The air of a day.

    Attributes:
        lowest_c, highest_c: Temperature [°C]; the lowest is below the highest.
        lowest_humidity, highest_humidity: Relative [%]; None where nobody measured it.
        radiation: Of the sun [MJ/m2 d]; None where nobody measured it.
        wind: Two metres above the ground [m/s]; None where nobody measured it.
        pressure: Of the air, as it is there [hPa]; None where nobody measured it.
    """

    lowest_c: float
    highest_c: float
    lowest_humidity: float | None = None
    highest_humidity: float | None = None
    radiation: float | None = None
    wind: float | None = None
    pressure: float | None = None


@dataclass(frozen=True, slots=True)
class FieldDay:
    """One day of a field, from midnight to midnight of the commune.

    Attributes:
        air: None where nobody measured its temperature.
        rain_mm: None where nobody knows; 0 is a dry day [mm].
        rain_from: Whose gauge that is: the field's own, the commune's, or one read by hand. A hand reading
            of a morning is the rain of the day before.
        irrigation_mm: What reached the soil, net of losses [mm]; None where it was watered and nobody
            knows how much; 0 where it was not.
        soil: Water [m3/m3] by depth [cm] at the dawn that ends this day's night, so at the END of this
            day; only usable readings; empty where nothing was measured.
        felt: Of the water that plants can take, what a hand found in the root zone at the end of this day, 0
            to 1 [-]; None where nobody looked.
    """

    day: date
    air: AirOfDay | None = None
    rain_mm: float | None = None
    rain_from: RainFrom | None = None
    irrigation_mm: float | None = 0.0
    soil: Mapping[int, float] = field(default_factory=dict)
    felt: float | None = None
