"""The entry of a calibration by what a person typed, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, cast

import msgspec

from gateway.calibrating.change import Handed, value_of
from gateway.calibrating.oxygen import (
    factor_fault,
    factor_in_air,
    fault_of,
    full_of_air,
    marks_in_air,
    pressure_hpa,
)
from gateway.calibrating.weighing import line_fault, line_of, millimetres_per_tip, tip_fault
from gateway.config import Config
from gateway.domain.calibration import (
    OxygenMarks,
    ProbeFactor,
    SoilMarks,
    SoilPoint,
    SoilPoints,
    TipSize,
    in_force,
)
from gateway.domain.entries import CalibrationRecorded
from gateway.domain.errors import ProvisionError
from gateway.domain.readings import SeriesKey
from gateway.domain.speech import told
from gateway.journal.registers import Registers

PI: Final = Decimal("3.14159265")


@dataclass(frozen=True, slots=True)
class Told:
    """What a person typed of a calibration; None where nothing."""

    temperature: float | None
    signal: float | None
    pressure: float | None
    altitude: float | None
    zero: float | None
    points: tuple[str, ...]
    poured: float | None
    tips: int | None
    mouth: float | None

    def with_signal(self, signal: float) -> Told:
        """Return the same with what the probe gives."""
        return replace(self, signal=signal)


def entry_of(
    series: SeriesKey, said: Told, known: Registers, settings: Config, *, is_ever: bool
) -> CalibrationRecorded:
    """Return the entry of a calibration.

    Args:
        series: Which signal.
        said: What was typed.
        known: What the station's journal says.
        settings: Of the station.
        is_ever: Whether it holds since ever, and in place of whatever was recorded for then.

    Raises:
        ProvisionError: Something is missing, or no sound probe can be so.
    """
    since = 0 if is_ever else int(settings.world().now())
    standing = [one for one in in_force(known.calibrations, series) if one.since <= since]
    before = cast("Handed | None", standing[-1].constants) if standing else None
    if is_ever and any(one.since > 0 for one in in_force(known.calibrations, series)):
        raise ProvisionError(told("Ya hay una calibración posterior, que taparía a esta. Use --since now."))
    if series.quantity in ("oxygen_signal", "oxygen_probe"):
        return _of_oxygen(series, said, before, settings, since=since)
    if series.quantity == "soil_signal":
        return _of_soil(series, said, since=since)
    if series.quantity == "rain_tips":
        return _of_rain(series, said, before, since=since)
    raise ProvisionError(told("Esa sonda se calibra en las páginas: Anotar, «Las marcas de una sonda»."))


def _of_oxygen(
    series: SeriesKey, said: Told, before: Handed | None, settings: Config, *, since: int
) -> CalibrationRecorded:
    if said.temperature is None or said.signal is None:
        raise ProvisionError(
            told("Diga con --temperature lo que marca el termómetro de la sonda en el aire.")
        )
    home, warm = settings.commune.altitude_m, said.temperature
    hpa = said.pressure or pressure_hpa(home if said.altitude is None else said.altitude)
    marks = before if isinstance(before, OxygenMarks) else None
    salinity = float(marks.salinity_psu) if marks else 0.0
    reference = full_of_air(warm, hpa=hpa, salinity_psu=salinity)
    after: OxygenMarks | ProbeFactor
    if series.quantity == "oxygen_probe":
        after = ProbeFactor(factor_in_air(said.signal, reference))
        fault = factor_fault(after.factor)
    else:
        if said.zero is not None:
            marks = msgspec.structs.replace(
                marks or OxygenMarks(Decimal(1), Decimal(25)), zero_millivolts=_exact(said.zero, "0.1")
            )
        after = marks_in_air(said.signal, warm, hpa=hpa, altitude_m=home, before=marks)
        fault = fault_of(after, said.signal)
    if fault is not None:
        raise ProvisionError(_why(fault))

    def says(constants: Handed) -> Decimal:
        return _exact(value_of(said.signal or 0.0, constants, temperature_c=warm, altitude_m=home), "0.01")

    is_factor = isinstance(after, ProbeFactor)
    return CalibrationRecorded(
        *series,
        since,
        after,
        method="factor" if is_factor else "air" if said.zero is None else "air_and_zero",
        signal=_exact(said.signal, "0.01"),
        reference=_exact(reference, "0.01"),
        before=None if before is None else says(before),
        after=says(after),
        altitude_m=None if said.pressure else _exact(home if said.altitude is None else said.altitude, "1"),
        pressure_hpa=_exact(said.pressure, "0.1") if said.pressure else None,
    )


def _of_soil(series: SeriesKey, said: Told, *, since: int) -> CalibrationRecorded:
    points = sorted((_point(one) for one in said.points), key=lambda one: one.water)
    if len(points) < 2:
        raise ProvisionError(
            told("Diga --point mV:m3/m3 de tres muestras o más, o de dos si solo es un índice.")
        )
    if len(points) == 2:
        dry, wet = points
        if dry.millivolts <= wet.millivolts or dry.water >= wet.water:
            raise ProvisionError(_why("wrong_way"))
        marks = SoilMarks(dry.millivolts, dry.water, wet.millivolts, wet.water)
        return CalibrationRecorded(*series, since, marks, method="two_marks")
    line = line_of(SoilPoints(points))
    fault = line_fault(line)
    if fault is not None:
        raise ProvisionError(_why(fault))
    return CalibrationRecorded(
        *series, since, SoilPoints(points), method="gravimetric", residual=_exact(line.residual, "0.0001")
    )


def _point(text: str) -> SoilPoint:
    signal, _, water = text.partition(":")
    try:
        found = SoilPoint(Decimal(signal), Decimal(water))
    except ArithmeticError as error:
        raise ProvisionError(told("«%(text)s» no es mV:m3/m3, por ejemplo 1820:0.18.", text=text)) from error
    if not 0 <= found.water <= Decimal("0.6"):
        raise ProvisionError(told("Ninguna tierra guarda %(water)s m3/m3 de agua.", water=water))
    return found


def _of_rain(series: SeriesKey, said: Told, before: Handed | None, *, since: int) -> CalibrationRecorded:
    if said.poured is None or said.tips is None or said.mouth is None:
        raise ProvisionError(told("Diga --poured (mL), --tips (vuelcos) y --mouth (cm de la boca)."))
    mouth = _exact(said.mouth, "0.01")
    size = millimetres_per_tip(_exact(said.poured, "0.1"), said.tips, PI * mouth * mouth / 4)
    if tip_fault(size) is not None:
        raise ProvisionError(_why("impossible_tip"))
    return CalibrationRecorded(
        *series,
        since,
        TipSize(size),
        method="poured",
        signal=Decimal(said.tips),
        before=before.millimetres_per_tip if isinstance(before, TipSize) else None,
        after=size,
    )


def _why(fault: str) -> str:
    return {
        "too_low": told("Ninguna sonda sana da tan poco en el aire: mire la membrana y el líquido."),
        "too_high": told("Da más de lo que la placa puede medir bien: revise la fuente y el cable."),
        "zero_too_high": told("En agua sin oxígeno tendría que dar casi nada: eche más sulfito y espere."),
        "impossible_factor": told(
            "Está demasiado lejos de lo que tiene que decir: límpiela antes de calibrarla."
        ),
        "no_spread": told("Todas las muestras dieron lo mismo: hace falta tierra seca y tierra mojada."),
        "wrong_way": told("Con más agua la sonda tiene que dar menos. Revise qué peso va con qué muestra."),
        "scattered": told("Las muestras no caen en una recta. Revise los pesos o saque una muestra más."),
        "impossible_tip": told("Ningún pluviómetro vuelca con tanta o tan poca lluvia. Revise los números."),
    }[fault]


def _exact(value: float, step: str) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP)
