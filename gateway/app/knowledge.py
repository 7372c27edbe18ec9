"""What the station journal says, as the running gateway knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gateway.derivation import derive
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import SeriesKey
from gateway.journal import CommuneJournal
from gateway.journal.registers import Registers, registers


@dataclass(slots=True)
class Knowledge:
    """Places, placements, limits and calibrations; read anew whenever the journal grows.

    Attributes:
        altitude_m: Of the commune [m].
        registers: What the journal says.
    """

    altitude_m: float
    registers: Registers = field(default_factory=lambda: registers([]))

    def refresh(self, journal: CommuneJournal) -> None:
        """Read the station journal anew."""
        self.registers = registers(journal.entries("station"))

    def derive(self, signals: Mapping[SeriesKey, Signals]) -> dict[SeriesKey, Derived]:
        """Return all that a person can read of one node's signals, by today's calibrations."""
        return derive(signals, calibrations=self.registers.calibrations, altitude_m=self.altitude_m)
