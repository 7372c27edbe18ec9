"""Hardware that gives a node what a measured series says."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from gateway.conversion.oxygen import saturation_millivolts
from gateway.demo.world.probes import scratchpad
from gateway.domain.calibration import OxygenMarks
from gateway.domain.clock import Clock
from gateway.domain.columns import Signals
from gateway.domain.errors import ImportRefusedError
from gateway.domain.speech import told
from gateway.importing.reading import ReadingsFile
from gateway.ponds.oxygen import oxygen_solubility

log = logging.getLogger(__name__)

MARKS = OxygenMarks(Decimal(1600), Decimal(28))
"""The probe that stands in for the one that measured; the gateway knows it by the same marks."""

USUAL_TEMPERATURE_C = 25.0
LONGEST_STEPS = 1.5
"""A row stands for so many usual steps; after that the series has a gap."""


@dataclass(frozen=True, slots=True)
class MeasuredSeries:
    """Oxygen and water temperature, as somebody measured them.

    Attributes:
        oxygen: Rows of dissolved oxygen [mg/L].
        temperature: Rows of water temperature [°C]; may be empty.
        step_s: The usual step between two rows of oxygen [s].
    """

    oxygen: Signals
    temperature: Signals
    step_s: int

    @property
    def start(self) -> int:
        """When the first row was measured [s UTC]."""
        return int(self.oxygen.time[0])

    @property
    def end(self) -> int:
        """When the last row has been played [s UTC]."""
        return int(self.oxygen.time[-1]) + self.step_s

    def is_measured(self, at: float) -> bool:
        """Tell whether a row stands for this moment [s UTC]."""
        row = self._row(self.oxygen, at)
        return row >= 0 and at - self.oxygen.time[row] <= LONGEST_STEPS * self.step_s

    def oxygen_at(self, at: float) -> float:
        """Return the newest oxygen at a moment [mg/L]."""
        return float(self.oxygen.value[max(0, self._row(self.oxygen, at))])

    def temperature_at(self, at: float) -> float:
        """Return the newest temperature at a moment [°C], as a DS18B20 can say it."""
        row = self._row(self.temperature, at)
        celsius = float(self.temperature.value[row]) if row >= 0 else USUAL_TEMPERATURE_C
        return round(celsius * 16) / 16

    def _row(self, rows: Signals, at: float) -> int:
        return int(np.searchsorted(rows.time, at, side="right")) - 1


def measured_series(found: ReadingsFile, *, name: str) -> MeasuredSeries:
    """Return the series of a file that can be played.

    Raises:
        ImportRefusedError: It has no oxygen, or too little to tell its step.
    """
    by_quantity = {key.quantity: rows for key, rows in found.series.items()}
    oxygen = by_quantity.get("oxygen", Signals.empty())
    if len(oxygen) < 3:
        raise ImportRefusedError(
            told(
                "%(file)s: no trae oxígeno que se pueda tocar."
                " Diga qué columna es, por ejemplo --column do=sonda.oxygen.",
                file=name,
            )
        )
    step_s = int(np.median(np.diff(oxygen.time)))
    return MeasuredSeries(oxygen, by_quantity.get("water_temperature", Signals.empty()), max(60, step_s))


@dataclass(frozen=True, slots=True)
class MeasuredHardware:
    """Answers for the pins of the one node, from the series at the world's hour."""

    series: MeasuredSeries
    clock: Clock
    pressure_atm: float

    def millivolts(self, node: str, pin: int) -> int:  # noqa: ARG002 - there is one probe
        """Return what the oxygen probe gives [mV]: the inverse of the gateway's conversion."""
        now = self.clock.now()
        celsius = np.array([self.series.temperature_at(now)])
        share = self.series.oxygen_at(now) / oxygen_solubility(celsius, pressure_atm=self.pressure_atm)
        return round(float((share * saturation_millivolts(MARKS, celsius))[0]))

    def scratchpad(self, node: str, pin: int) -> bytes:  # noqa: ARG002 - there is one thermometer
        """Return what the thermometer answers."""
        return scratchpad(self.series.temperature_at(self.clock.now()))

    def i2c(self, node: str, pin: int, address: int, command: bytes) -> bytes | None:  # noqa: ARG002 - no bus
        """Return that nobody answers."""
        return None

    def rs485(self, node: str, pin: int, question: bytes) -> bytes:  # noqa: ARG002 - no line
        """Return that nobody answers."""
        return b""

    def pulses(self, node: str, pin: int) -> int:  # noqa: ARG002 - a pond has no anemometer
        """Return that no wind was measured."""
        return 0

    def tips(self, node: str, pin: int) -> int:  # noqa: ARG002 - a pond has no gauge
        """Return that no rain was measured."""
        return 0

    def level(self, node: str, pin: int) -> int:  # noqa: ARG002 - nothing hangs on these pins
        """Return that every contact is open."""
        return 1

    def driven(self, node: str, pin: int, level: int) -> None:
        """Hear what an output drives; nothing hangs on it."""

    def signal_dbm(self, node: str) -> int | None:  # noqa: ARG002 - one node, one distance
        """Return how strongly the node hears the station [dBm]."""
        return -60

    def kept(self, node: str, queue: str, number: int, record: bytes) -> None:
        """Hear that the node has put a record into its flash."""
        log.debug("record kept node=%s queue=%s number=%d bytes=%d", node, queue, number, len(record))
