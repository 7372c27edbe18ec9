"""What the probes make of the world: millivolts, scratchpads, tips; the inverse of the conversions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import numpy as np

from gateway.conversion.oxygen import saturation_millivolts
from gateway.demo.world import cast
from gateway.demo.world.cast import DemoField, DemoPond
from gateway.demo.world.chance import noise, stream
from gateway.demo.world.commune import World
from gateway.demo.world.faults import Fault
from gateway.demo.world.fields import DEPTHS_CM
from gateway.demo.world.weather import air_humidity, air_temperature
from gateway.domain.calibration import OxygenMarks, SoilMarks
from gateway.domain.columns import Floats
from gateway.ponds.oxygen import air_pressure, oxygen_solubility

_MOST_MV = 3300.0
_OXYGEN_NOISE_MV = 5.0
_SOIL_NOISE_MV = 3.0
_SUN_ON_STICK_MV = (5.0, 2.0, 0.5)
"""How a stick at each depth swings with the day's warmth [mV]; not verified."""
_FOULED_D = 6.0
_AIR_NOISE_C = 0.05
_HUMIDITY_NOISE = 0.3
"""How much an SHT31 shakes from one reading to the next [%]; not verified."""


def oxygen_marks(pond: DemoPond) -> OxygenMarks:
    """Return the calibration that a pond's probe really has."""
    return OxygenMarks(Decimal(pond.saturated_mv), Decimal(cast.MARK_TEMPERATURE_C))


def soil_marks(field: DemoField, layer: int) -> SoilMarks:
    """Return the calibration that a field's stick really has."""
    return SoilMarks(
        dry_millivolts=Decimal(field.dry_mv[layer]),
        dry_water=cast.DRY_WATER,
        wet_millivolts=Decimal(field.wet_mv[layer]),
        wet_water=cast.WET_WATER,
    )


def oxygen_millivolts(world: World, pond: DemoPond, moments: Floats, faults: Sequence[Fault]) -> Floats:
    """Return what a pond's oxygen probe gives [mV], with what is wrong with it."""
    temperature = world.water_temperature(pond, moments)
    solubility = oxygen_solubility(temperature, pressure_atm=air_pressure(cast.ALTITUDE_M))
    value = _fouled(world, pond, moments, [one for one in faults if one.trouble == "dirty"])
    clean = value / solubility * saturation_millivolts(oxygen_marks(pond), temperature)
    in_air = saturation_millivolts(oxygen_marks(pond), air_temperature(world.sky, moments))
    given = np.where(_during([one for one in faults if one.trouble == "dry"], moments), in_air, clean)
    source = stream(cast.SEED, pond.node, "oxygen")
    return np.clip(given + _OXYGEN_NOISE_MV * noise(source, moments.astype(np.int64)), 0, _MOST_MV)


def _fouled(world: World, pond: DemoPond, moments: Floats, faults: Sequence[Fault]) -> Floats:
    """Return the oxygen that a probe under slime meets [mg/L]: ever lower, ever less of the day's swing."""
    value = world.oxygen(pond, moments)
    for one in faults:
        hours = np.arange(-24, 1, 2.0)
        mean = np.mean([world.oxygen(pond, moments + 3600 * hour) for hour in hours], axis=0)
        slime = 1 - np.exp(-np.maximum(moments - one.since, 0) / (_FOULED_D * 86_400))
        dirty = (value + 0.8 * slime * (mean - value)) * (1 - 0.55 * slime)
        value = np.where(_during([one], moments), dirty, value)
    return value


def _during(faults: Sequence[Fault], moments: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return at which moments any of the faults is there."""
    found = np.zeros(len(moments), dtype=np.bool_)
    for one in faults:
        found |= (moments >= one.since) & (moments < (np.inf if one.until is None else one.until))
    return found


def soil_millivolts(world: World, field: DemoField, moments: Floats) -> Floats:
    """Return what a field's three sticks give [mV], shape (n, 3): the wetter the lower."""
    water = world.soil_water(field, moments)
    _, hour = world.calendar.split(moments)
    warmth = np.cos(2 * np.pi * (hour - 15.0) / 24)
    columns = []
    for layer, depth in enumerate(DEPTHS_CM):
        dry, wet = field.dry_mv[layer], field.wet_mv[layer]
        share = (water[:, layer] - float(cast.DRY_WATER)) / float(cast.WET_WATER - cast.DRY_WATER)
        source = stream(cast.SEED, field.node, depth)
        shaken = _SOIL_NOISE_MV * noise(source, moments.astype(np.int64))
        columns.append(dry - share * (dry - wet) - _SUN_ON_STICK_MV[layer] * warmth + shaken)
    return np.clip(np.column_stack(columns), 0, _MOST_MV)


def measured_air(world: World, moments: Floats) -> tuple[Floats, Floats]:
    """Return what the weather node's sensor gives of the air [°C], [%], each shape (n,)."""
    steps = moments.astype(np.int64)
    temperature = air_temperature(world.sky, moments)
    given = temperature + _AIR_NOISE_C * noise(stream(cast.SEED, cast.WEATHER, "temperature"), steps)
    humidity = air_humidity(world.sky, moments)
    shaken = humidity + _HUMIDITY_NOISE * noise(stream(cast.SEED, cast.WEATHER, "humidity"), steps)
    return given, np.clip(shaken, 0.0, 100.0)


def tips(world: World, under: str, moments: Floats) -> Floats:
    """Return how often the gauge of a field, or of the weather node, has tipped since the world began."""
    # The last tip of a storm is full only to within what binary fractions can say.
    return np.floor(world.rain(under, moments) / float(cast.TIP_MM) + 1e-9)


def scratchpad(temperature_c: float) -> bytes:
    """Return the nine bytes in which a DS18B20 gives a temperature at 12 bits.

    Source:
        Maxim, DS18B20 data sheet, figures 4, 9 and 11.
    """
    sixteenths = round(temperature_c * 16)
    register = sixteenths.to_bytes(2, "little", signed=True)
    # Alarm marks 75 and 70, 12 bits, reserved byte, count remaining, count per degree.
    content = register + bytes((0x4B, 0x46, 0x7F, 0xFF, 0x10 - (sixteenths & 0x0F), 0x10))
    return content + bytes((_crc(content),))


SINGLE_SHOT: Final = b"\x24\x00"
"""The command after which an SHT31 measures once."""


def air_answer(temperature_c: float, humidity: float) -> bytes:
    """Return the six bytes in which an SHT31 gives air [°C, % relative humidity].

    Source:
        Sensirion, data sheet SHT3x-DIS, sections 4.12 and 4.13.
    """
    told = b""
    for share in ((temperature_c + 45) / 175, humidity / 100):
        word = round(65535 * min(max(share, 0.0), 1.0)).to_bytes(2, "big")
        told += word + bytes((_sensirion_crc(word),))
    return told


def _sensirion_crc(content: bytes) -> int:
    """Return the CRC-8 (polynomial X8 + X5 + X4 + 1, from 0xFF) of a word."""
    crc = 0xFF
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ (0x31 if crc & 0x80 else 0)) & 0xFF
    return crc


def _crc(content: bytes) -> int:
    """Return the Dallas CRC-8 (polynomial X8 + X5 + X4 + 1) of a scratchpad's content."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0x8C if crc & 1 else crc >> 1
    return crc
