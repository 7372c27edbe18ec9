"""What a probe that was set in air is calibrated to: the same whichever form asked for the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dashboard.forms.calibration.probe import exact, last_points, standing_constants
from dashboard.visit.given import Visit
from gateway.calibrating.change import value_of
from gateway.calibrating.oxygen import factor_in_air, full_of_air, marks_in_air, pressure_hpa
from gateway.domain.calibration import OxygenMarks, ProbeFactor
from gateway.domain.entries import CalibrationRecorded
from gateway.domain.readings import SeriesKey


@dataclass(frozen=True, slots=True)
class InAir:
    """What was taken while a probe hung in moist air.

    Attributes:
        signal: What the probe gave [mV, or mg/L by itself].
        warm: The air's temperature [°C].
        pressure: What a barometer said [hPa], None without one.
        altitude: Where it was [m], None at home.
        zero: What the probe gave in water without oxygen [mV], where it was taken.
        at: When it was [s UTC].
    """

    signal: Decimal
    warm: Decimal
    at: int
    pressure: Decimal | None = None
    altitude: Decimal | None = None
    zero: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the numbers come to.

    Attributes:
        hpa: The air pressure [hPa].
        reference: What it had to say [mg/L].
        before: By what it was read, None where nobody could.
    """

    series: SeriesKey
    taken: InAir
    hpa: float
    reference: float
    before: OxygenMarks | ProbeFactor | None
    after: OxygenMarks | ProbeFactor

    @property
    def signal(self) -> Decimal:
        """What the probe gave [mV, or mg/L by itself]."""
        return self.taken.signal

    @property
    def warm(self) -> float:
        """The air's temperature [°C]."""
        return float(self.taken.warm)


def found_in_air(visit: Visit, series: SeriesKey, taken: InAir) -> Found:
    """Return what the numbers come to; a zero and a salinity that were known go on to hold."""
    home = visit.station.config.commune.altitude_m
    height = home if taken.altitude is None else float(taken.altitude)
    hpa = pressure_hpa(height) if taken.pressure is None else float(taken.pressure)
    known = standing_constants(visit, series, at=taken.at)
    before = known if isinstance(known, OxygenMarks | ProbeFactor) else None
    marks = before if isinstance(before, OxygenMarks) else None
    warm, signal = float(taken.warm), float(taken.signal)
    reference = full_of_air(warm, hpa=hpa, salinity_psu=float(marks.salinity_psu) if marks else 0.0)
    after: OxygenMarks | ProbeFactor
    if series.quantity == "oxygen_probe":
        after = ProbeFactor(factor_in_air(signal, reference))
    else:
        standing = _with_zero(marks, taken.zero)
        after = marks_in_air(signal, warm, hpa=hpa, altitude_m=home, before=standing)
    return Found(series, taken, hpa, reference, before, after)


def _with_zero(marks: OxygenMarks | None, zero: Decimal | None) -> OxygenMarks | None:
    if zero is None:
        return marks
    standing = marks or OxygenMarks(Decimal(1), Decimal(25))
    return OxygenMarks(
        standing.millivolts,
        standing.temperature_c,
        salinity_psu=standing.salinity_psu,
        zero_millivolts=zero,
    )


def says_by(visit: Visit, found: Found, constants: OxygenMarks | ProbeFactor) -> float:
    """Return what the probe says in the air by some constants [mg/L]."""
    home = visit.station.config.commune.altitude_m
    return value_of(float(found.signal), constants, temperature_c=found.warm, altitude_m=home)


def calibration_of(
    visit: Visit, found: Found, *, since: int, method: Literal["air", "air_and_zero", "factor"]
) -> CalibrationRecorded:
    """Return the entry of a calibration that holds from a moment on [s UTC]."""
    taken = found.taken
    home = exact(visit.station.config.commune.altitude_m, "1")
    altitude = home if taken.altitude is None else taken.altitude
    return CalibrationRecorded(
        *found.series,
        since,
        found.after,
        method=method,
        signal=found.signal,
        reference=exact(found.reference, "0.01"),
        before=None if found.before is None else exact(says_by(visit, found, found.before), "0.01"),
        after=exact(says_by(visit, found, found.after), "0.01"),
        altitude_m=None if taken.pressure else altitude,
        pressure_hpa=taken.pressure,
        points=last_points(visit, found.series),
    )
