"""What the journals say, as the running gateway knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gateway.derivation import NO_DOUBTS, derive, derive_alone
from gateway.domain.columns import Derived, Signals
from gateway.domain.readings import Flag, SeriesKey
from gateway.journal import CommuneJournal
from gateway.journal.doubts import Doubts
from gateway.journal.registers import Registers, registers


@dataclass(slots=True)
class Knowledge:
    """Places, placements, limits and calibrations, and what of the book is doubted.

    Attributes:
        altitude_m: Of the commune [m].
        registers: What the station journal says.
        doubts: The flags of what was measured by hand, by the number of its entry in the book.
    """

    altitude_m: float
    registers: Registers = field(default_factory=lambda: registers([]))
    doubts: Mapping[int, Flag] = field(default_factory=lambda: NO_DOUBTS)
    _doubts: Doubts | None = None

    def refresh(self, journal: CommuneJournal) -> None:
        """Read the station journal anew, and on in the book."""
        self.registers = registers(journal.entries("station"))
        self.refresh_doubts(journal)

    def refresh_doubts(self, journal: CommuneJournal) -> None:
        """Read on in the book."""
        if self._doubts is None:
            self._doubts = Doubts(journal)
        self.doubts = self._doubts.flags()

    def derive(self, signals: Mapping[SeriesKey, Signals]) -> dict[SeriesKey, Derived]:
        """Return all that a person can read of one node's signals, by today's calibrations."""
        return derive(
            signals,
            calibrations=self.registers.calibrations,
            altitude_m=self.altitude_m,
            doubts=self.doubts,
            distrusted=self.registers.distrusted,
        )

    def derive_alone(self, signals: Mapping[SeriesKey, Signals]) -> dict[SeriesKey, Derived]:
        """Return the same, each value judged by itself only."""
        return derive_alone(
            signals,
            calibrations=self.registers.calibrations,
            altitude_m=self.altitude_m,
            doubts=self.doubts,
            distrusted=self.registers.distrusted,
        )
