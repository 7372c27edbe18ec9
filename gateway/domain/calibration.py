"""How a signal becomes a value: dated constants, taken by hand at the probe."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from msgspec import Struct

from gateway.domain.readings import SeriesKey


class OxygenMarks(Struct, frozen=True, tag="oxygen_marks"):
    """What a galvanic oxygen probe gave in air-saturated water, at one or two temperatures.

    Attributes:
        millivolts: The signal at saturation [mV].
        temperature_c: The water then [°C].
        cool_millivolts: The signal at saturation in cooler water [mV], where it was taken.
        cool_temperature_c: The cooler water [°C].
        salinity_psu: Salinity of the pond, practical scale [-].
        zero_millivolts: The signal in water without oxygen [mV], where it was taken.
    """

    millivolts: Decimal
    temperature_c: Decimal
    cool_millivolts: Decimal | None = None
    cool_temperature_c: Decimal | None = None
    salinity_psu: Decimal = Decimal(0)
    zero_millivolts: Decimal | None = None  # with a default: what is None is not written into the journal


class SoilMarks(Struct, frozen=True, tag="soil_marks"):
    """What a soil stick gave at two marks taken in the field's own soil.

    Attributes:
        dry_millivolts: The signal in air-dry soil [mV].
        dry_water: The water then [m3/m3].
        wet_millivolts: The signal in soil that was saturated and drained [mV].
        wet_water: The water then [m3/m3].
    """

    dry_millivolts: Decimal
    dry_water: Decimal
    wet_millivolts: Decimal
    wet_water: Decimal


class SoilPoint(Struct, frozen=True):
    """What a soil stick gave in soil whose water was weighed.

    Attributes:
        millivolts: The signal [mV].
        water: The water then, by weight before and after drying [m3/m3].
    """

    millivolts: Decimal
    water: Decimal


class SoilPoints(Struct, frozen=True, tag="soil_points"):
    """What a soil stick gave in three samples and more of the field's own soil, each weighed and dried.

    The straight line with the least squares through them is what counts.
    """

    points: list[SoilPoint]


class TipSize(Struct, frozen=True, tag="tip_size"):
    """How much rain one tip of a gauge is.

    Attributes:
        millimetres_per_tip: Rain of one tip [mm].
    """

    millimetres_per_tip: Decimal


class ProbeFactor(Struct, frozen=True, tag="probe_factor"):
    """What a probe that says a value by itself is off by: what it says times a factor, and an offset added.

    Attributes:
        factor: [-].
        offset: [the probe's unit].
    """

    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)


class WindScale(Struct, frozen=True, tag="wind_scale"):
    """How much wind a pulse of an anemometer is.

    Attributes:
        slope: Wind of one pulse a second [m/s per Hz].
        offset: Wind that does not turn it yet; added wherever it turns [m/s].
    """

    slope: Decimal
    offset: Decimal = Decimal(0)


class RadiationScale(Struct, frozen=True, tag="radiation_scale"):
    """How much sun a millivolt of a pyranometer is.

    Attributes:
        w_per_m2_per_mv: Sun of one millivolt [W/m2 per mV].
        dark_millivolts: What it gives in the dark [mV].
    """

    w_per_m2_per_mv: Decimal
    dark_millivolts: Decimal = Decimal(0)


Constants = OxygenMarks | SoilMarks | SoilPoints | TipSize | ProbeFactor | WindScale | RadiationScale

SORTS: Final[dict[str, type[Constants]]] = {
    "oxygen_signal": OxygenMarks,
    "oxygen_probe": ProbeFactor,
    "soil_signal": SoilMarks,
    "soil_probe": ProbeFactor,
    "rain_tips": TipSize,
    "wind_signal": WindScale,
    "radiation_signal": RadiationScale,
}
"""Which constants each signal takes; in the place of two marks of a soil its weighed points may stand."""

AS_SAID: Final[dict[str, Constants]] = {"oxygen_probe": ProbeFactor(), "soil_probe": ProbeFactor()}
"""What a signal counts as while nobody has recorded anything: a digital probe's word is its value."""


class Calibration(Struct, frozen=True):
    """Constants of one series, in force from a moment until the next ones.

    Attributes:
        since: From when on [s UTC].
    """

    node: str
    channel: str
    quantity: str
    since: int
    constants: Constants

    @property
    def series(self) -> SeriesKey:
        """The series of signals that it is for."""
        return SeriesKey(self.node, self.channel, self.quantity)


def in_force(calibrations: Iterable[Calibration], series: SeriesKey) -> list[Calibration]:
    """Return the calibrations of a series, rising by the moment they begin; the later entry wins a tie.

    The first of a digital probe's is what it says by itself.
    """
    itself = AS_SAID.get(series.quantity)
    before = [] if itself is None else [Calibration(*series, since=0, constants=itself)]
    return before + sorted((one for one in calibrations if one.series == series), key=lambda one: one.since)
