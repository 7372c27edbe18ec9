"""A year of a commune's sensors, a reading a minute of each, with noise and decimals as they have them.

Any day of any node can be made by itself, and comes out the same each time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from gateway.derivation import derive
from gateway.domain.calibration import Calibration, OxygenMarks, SoilMarks, TipSize
from gateway.domain.columns import Derived, Floats, Ints, Signals
from gateway.domain.quantities import derived_quantities
from gateway.domain.readings import SeriesKey, TimeKnown

DAY = 86_400
MINUTES = 1_440
START = 1_757_894_400 // DAY * DAY
"""The first midnight [s UTC]."""
INTO_TODAY_S = 18 * 3600 + 25 * 60
"""After the last whole day so much of today has been measured [s]."""

POND = {"oxygen_signal": "sonda", "water_temperature": "sonda", "ph": "sonda", "aerator_running": "tablero"}
FIELD = {
    "soil_signal": "vara-30cm",
    "rain_tips": "pluviometro",
    "air_temperature": "aire",
    "air_humidity": "aire",
}
_MARKS = {
    "oxygen_signal": OxygenMarks(Decimal(1600), Decimal(28)),
    "soil_signal": SoilMarks(Decimal(2600), Decimal("0.04"), Decimal(1350), Decimal("0.42")),
    "rain_tips": TipSize(Decimal("0.2")),
}
_REBOOTS_EVERY_DAYS = 20
_BAD_ONE_IN = 5_000
_STORM_ONE_DAY_IN = 4


@dataclass(frozen=True)
class Year:
    """So many nodes over so many whole days, and today.

    Attributes:
        nodes: Every other one stands in a pond, the rest in fields; four series each.
        days: Whole days before today.
    """

    nodes: int
    days: int

    @property
    def names(self) -> list[str]:
        """The nodes."""
        return [f"{'field' if number % 2 else 'pond'}-{number}" for number in range(self.nodes)]

    @property
    def readings(self) -> int:
        """How many are received in the whole days."""
        return len(self.series) * self.days * MINUTES

    @property
    def today(self) -> int:
        """The midnight with which the open day begins [s UTC]."""
        return START + self.days * DAY

    @property
    def now(self) -> int:
        """When everything is asked [s UTC]."""
        return self.today + INTO_TODAY_S

    @property
    def series(self) -> list[SeriesKey]:
        """One readable series of each that is received."""
        return [_readable(one) for node in self.names for one in received(node)]

    def whole_days(self) -> Iterator[tuple[str, int, dict[SeriesKey, Signals]]]:
        """Yield every whole day of every node, day by day."""
        for day in range(START, self.today, DAY):
            for node in self.names:
                yield node, day, a_day(node, day)

    def of_today(self) -> dict[str, dict[SeriesKey, Signals]]:
        """Return what each node has measured today until now."""
        return {
            node: {one: rows.between(self.today, self.now) for one, rows in a_day(node, self.today).items()}
            for node in self.names
        }

    def deriving(self, signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
        """Derive and flag as a station does."""
        calibrations = [
            Calibration(*one, since=0, constants=_MARKS[one.quantity])
            for one in signals
            if one.quantity in _MARKS
        ]
        return derive(signals, calibrations=calibrations, altitude_m=180.0)


def received(node: str) -> list[SeriesKey]:
    """Return what a node sends."""
    return [
        SeriesKey(node, channel, name)
        for name, channel in (POND if node.startswith("pond") else FIELD).items()
    ]


def _readable(one: SeriesKey) -> SeriesKey:
    return one._replace(quantity=derived_quantities(one.quantity)[0])


def a_day(node: str, day: int) -> dict[SeriesKey, Signals]:
    """Return what a node measured in a UTC day, by series."""
    chance = np.random.default_rng([zlib.crc32(node.encode()), day])
    minute = (day - START) // 60 + np.arange(MINUTES)
    # Its clock is set once a day and is off by a second or two until then.
    time = START + 60 * minute + _seconds_late(node) + np.cumsum(chance.random(MINUTES) < 2 / MINUTES)
    making = _pond if node.startswith("pond") else _field
    columns = making(chance, time, _wetness(node, time))
    return {one: _rows(node, time, minute, columns[one.quantity]) for one in received(node)}


def _seconds_late(node: str) -> int:
    return zlib.crc32(node.encode()) % 50


def _rows(node: str, time: Ints, minute: Ints, value: Floats) -> Signals:
    boot = (time - START) // (_REBOOTS_EVERY_DAYS * DAY) + 1
    same = np.ones(len(time), dtype=np.int64)
    return Signals(
        time=time,
        value=value,
        known=same * int(TimeKnown.SYNCED),
        queue=same * zlib.crc32(b"queue of " + node.encode()),
        number=minute + 1,
        boot=boot,
        uptime=time - START - (boot - 1) * _REBOOTS_EVERY_DAYS * DAY + 30,
        stated=time,
    )


def _pond(chance: np.random.Generator, time: Ints, wetness: Floats) -> dict[str, Floats]:
    sun = np.sin((time % DAY) / DAY * 2 * np.pi - 2.4)
    water = 28.5 + 1.5 * sun - wetness + chance.normal(0, 0.04, len(time))
    oxygen = 700 + 420 * sun + 60 * np.sin(time / 40_000) + chance.normal(0, 4, len(time))
    ph = 7.6 + 0.5 * sun + chance.normal(0, 0.02, len(time))
    stirred = ((time % DAY) // 3600 >= 6) & ((time % DAY) // 3600 < 10) & (wetness > 0.3)
    return {
        "oxygen_signal": _with_bad(chance, oxygen.round(), 3299.0),
        # A DS18B20 tells sixteenths of a degree.
        "water_temperature": _with_bad(chance, ((water * 16).round() / 16).round(2), 85.0),
        "ph": _with_bad(chance, ph.round(2), 15.0),
        "aerator_running": stirred.astype(np.float64),
    }


def _field(chance: np.random.Generator, time: Ints, wetness: Floats) -> dict[str, Floats]:
    sun = np.sin((time % DAY) / DAY * 2 * np.pi - 2.4)
    tips = np.zeros(len(time))
    if wetness[0] > 0.9:
        begins = int(chance.integers(0, MINUTES - 90))
        tips[begins : begins + 90] = chance.poisson(1.2, 90)
    air = 28 + 5 * sun - 2 * wetness + chance.normal(0, 0.08, len(time))
    return {
        "soil_signal": _with_bad(
            chance, (2200 - 600 * wetness + chance.normal(0, 3, len(time))).round(), 0.0
        ),
        "rain_tips": tips,
        "air_temperature": _with_bad(chance, air.round(2), 129.0),
        "air_humidity": (75 - 15 * sun + 5 * wetness + chance.normal(0, 0.4, len(time))).round(2),
    }


def _wetness(node: str, time: Ints) -> Floats:
    """Return how wet it is, 1 on a day of storm and less on each day after it [-]."""
    midnight = int(time[0]) // DAY * DAY
    for days in range(12):
        if zlib.crc32(f"{node} {midnight - days * DAY}".encode()) % _STORM_ONE_DAY_IN == 0:
            break
    return np.exp(-((time - midnight) / DAY + days) / 5) if days else np.ones(len(time))


def _with_bad(chance: np.random.Generator, value: Floats, bad: float) -> Floats:
    """Return the values, one in some thousands of them such as no water or soil could give."""
    value[chance.random(len(value)) < 1 / _BAD_ONE_IN] = bad
    return value
