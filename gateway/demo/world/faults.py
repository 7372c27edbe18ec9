"""What can be wrong with a node or its probes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from gateway.demo.world.cycles import CALENDAR

Trouble = Literal["dirty", "dry", "battery", "lost", "thermometer", "mains", "aerator_dead"]
TROUBLES: Final[tuple[Trouble, ...]] = get_args(Trouble)
EVERYWHERE: Final = "comuna"
"""The name that stands in the place of a node where a whole commune is without mains."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a node or with what stands beside it, in [since, until) [s UTC].

    Attributes:
        trouble: `dirty` probe: drifts low and loses its swing; `dry` probe: hangs in the air;
            `battery` dead; `lost`: no Wi-Fi; `thermometer` silent; `mains`: a power cut, everywhere;
            `aerator_dead`: it stands although somebody switched it on.
        until: None while nobody has repaired it.
    """

    node: str
    trouble: Trouble
    since: int
    until: int | None = None

    def is_on(self, moment: float) -> bool:
        """Whether it is there at a moment [s UTC]."""
        return self.since <= moment and (self.until is None or moment < self.until)


FAULTS: Final = (
    # The probe of pond 3 was away for nine days: a gap that the charts must show as one.
    Fault("pond-3", "battery", CALENDAR.at(date(2025, 8, 9), 10.5), CALENDAR.at(date(2025, 8, 18), 9.0)),
    Fault("field-2", "battery", CALENDAR.at(date(2024, 11, 2), 7.0), CALENDAR.at(date(2024, 11, 25), 8.0)),
    Fault("field-4", "battery", CALENDAR.at(date(2026, 1, 12), 0.0), CALENDAR.at(date(2026, 1, 19), 15.0)),
    Fault("pond-2", "thermometer", CALENDAR.at(date(2025, 3, 3), 4.0), CALENDAR.at(date(2025, 3, 7), 11.0)),
    Fault("pond-4", "dirty", CALENDAR.at(date(2025, 7, 2), 9.0), CALENDAR.at(date(2025, 7, 14), 8.5)),
    # Field 3 was harvested on the 17th, and its probes tell nothing of those days.
    Fault("field-3", "battery", CALENDAR.at(date(2026, 4, 16), 5.5), CALENDAR.at(date(2026, 4, 18), 16.0)),
    # Pond 6 went silent the evening before the prepared night; its measurements wait in its own flash.
    Fault("pond-6", "lost", CALENDAR.at(date(2026, 4, 23), 21.2)),
)
"""What is wrong, or was, in the commune's three years."""
