"""Whoever changes what signals become raises the version of the rules."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import numpy as np

from gateway.derivation import RULES, derive
from gateway.domain.calibration import (
    Calibration,
    OxygenMarks,
    ProbeFactor,
    RadiationScale,
    SoilMarks,
    TipSize,
    WindScale,
)
from gateway.domain.care import Distrust
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import Flag, SeriesKey

START = 1_772_323_200
STEP_S = 300
RESULTS = dict.fromkeys((1, 2), "c15c9c8d17fa23b68160fab8ec58a14adca2f9f12300cb7db186251e4bb5439c")
"""What the sample derives to, by version: another result is another version, and another line here."""

DIGITAL = dict.fromkeys((1, 2), "3cb935e40c24e6ba59f9fbf082598b1c5c53aa809941b0e6dc0789c2f154a35d")
"""The same of the sample of digital probes and of the weather."""


def sample() -> dict[SeriesKey, Signals]:
    """Return three days of everything that is measured, with the faults that rules look for."""
    time = START + STEP_S * np.arange(3 * 86400 // STEP_S, dtype=np.int64)
    hour = (time - START) / 3600
    daily = np.sin(2 * np.pi * (hour - 8) / 24)
    quiet = (hour > 30) & (hour < 44)
    sometimes = np.arange(len(time)) % 97 == 50
    values = {
        ("sonda", "oxygen_signal"): np.where(quiet, 500, np.where(sometimes, 3400, 700 + 300 * daily)),
        ("fina", "oxygen"): np.where(quiet, 4.0, np.where(sometimes, 19.0, 6 + 3 * daily)),
        ("agua", "water_temperature"): np.where(sometimes, 85.0, 28 + 2 * daily),
        ("sonda-30cm", "soil_signal"): np.where(quiet, 2900, 1800 - 4 * hour + 200 * sometimes),
        ("lluvia", "rain_tips"): np.where((hour > 20) & (hour < 21), 5, 0) + 9000 * sometimes,
        ("aire", "air_temperature"): np.where(quiet, 27.5, 27 + 5 * daily),
        ("aire", "air_humidity"): np.where(hour > 10, 100.0, 70 - 20 * daily),
        ("luz", "mains"): np.where(quiet, 0, 1),
        ("mano", "ph"): np.where(sometimes, 15.0, 7.1),
    }
    return {
        SeriesKey("nodo-1", channel, quantity): Signals.measured(time, np.round(value.astype(np.float64), 1))
        for (channel, quantity), value in values.items()
    }


SOIL = SoilMarks(Decimal(2800), Decimal("0.05"), Decimal(1200), Decimal("0.42"))
CALIBRATIONS = [
    Calibration("nodo-1", "sonda", "oxygen_signal", START, OxygenMarks(Decimal(1600), Decimal(28))),
    Calibration("nodo-1", "sonda", "oxygen_signal", START + 100_000, OxygenMarks(Decimal(1500), Decimal(28))),
    Calibration("nodo-1", "sonda-30cm", "soil_signal", START, SOIL),
    Calibration("nodo-1", "lluvia", "rain_tips", START, TipSize(Decimal("0.2"))),
]


DIGITAL_CALIBRATIONS = [
    Calibration("nodo-2", "digital", "oxygen_probe", START + 90_000, ProbeFactor(Decimal("1.05"))),
    Calibration("nodo-2", "suelo-15cm", "soil_probe", START, ProbeFactor(Decimal("0.9"), Decimal("0.01"))),
    Calibration("nodo-2", "viento", "wind_signal", START, WindScale(Decimal("0.667"), Decimal("0.2"))),
    Calibration("nodo-2", "sol", "radiation_signal", START, RadiationScale(Decimal("0.5"), Decimal(12))),
]


def digital_sample() -> dict[SeriesKey, Signals]:
    """Return three days of what digital probes and a weather node say, with faults."""
    time = START + STEP_S * np.arange(3 * 86400 // STEP_S, dtype=np.int64)
    hour = (time - START) / 3600
    daily = np.sin(2 * np.pi * (hour - 8) / 24)
    quiet = (hour > 30) & (hour < 44)
    sometimes = np.arange(len(time)) % 97 == 50
    values = {
        ("digital", "oxygen_probe"): np.where(quiet, 4.0, np.where(sometimes, 120.0, 6 + 3 * daily)),
        ("digital", "water_temperature"): np.where(sometimes, -127.0, 28 + 2 * daily),
        ("agua", "water_temperature"): 26 + 2 * daily,
        ("suelo-15cm", "soil_probe"): np.where(quiet, 0.2, 0.3 - 0.001 * hour + 0.4 * sometimes),
        ("suelo-15cm", "soil_temperature"): 29 + 4 * daily,
        ("aire", "air_pressure"): 1005 + 2 * daily,
        ("viento", "wind_signal"): np.where(quiet, 0.0, 2 + 2 * daily + 900 * sometimes),
        ("sol", "radiation_signal"): np.where(daily > 0, 1800 * daily, 0) + 2000 * sometimes,
        ("bateria", "battery"): 3.9 - 0.01 * hour,
    }
    return {
        SeriesKey("nodo-2", channel, quantity): Signals.measured(time, np.round(value.astype(np.float64), 3))
        for (channel, quantity), value in values.items()
    }


def test_what_the_sample_derives_to_is_what_this_version_of_the_rules_says() -> None:
    doubt = Distrust("nodo-1", "fina", START + 200_000, START + 210_000)

    found = derive(sample(), calibrations=CALIBRATIONS, altitude_m=100.0, distrusted=[doubt])

    assert digest_of(found) == RESULTS[RULES], WARNING


def test_what_digital_probes_derive_to_is_what_this_version_of_the_rules_says() -> None:
    doubt = Distrust("nodo-2", "digital", START + 200_000, START + 210_000)

    found = derive(digital_sample(), calibrations=DIGITAL_CALIBRATIONS, altitude_m=100.0, distrusted=[doubt])

    assert digest_of(found) == DIGITAL[RULES], WARNING


WARNING = "what signals become has changed: raise gateway.derivation.RULES and add its result here"


def digest_of(found: dict[SeriesKey, Derived]) -> str:
    digest = hashlib.sha256()
    for series, rows in sorted(found.items()):
        value = np.round(rows.value * 1e4).astype("<i8")
        digest.update(str(series).encode() + rows.time.astype("<i8").tobytes() + value.tobytes())
        digest.update(rows.flag.astype("<i8").tobytes())
    flags = {flag for rows in found.values() for flag in rows.flag.tolist()}
    assert flags >= {int(Flag.GOOD), int(Flag.SUSPECT), int(Flag.FAIL)}
    return digest.hexdigest()
