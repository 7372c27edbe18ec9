"""When ponds were stocked and fields were sown, and when they were harvested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.calendar import Calendar
from gateway.demo.world.cast import DemoField, DemoPond
from gateway.demo.world.chance import generator

Fate = Literal["ordinary", "failed", "wet", "estimated"]

CALENDAR = Calendar(
    first=cast.FIRST_DAY,
    days=(cast.LAST_DAY - cast.FIRST_DAY).days,
    latitude=cast.LATITUDE,
    longitude=cast.LONGITUDE,
    utc_offset_hours=cast.UTC_OFFSET_HOURS,
)


@dataclass(frozen=True, slots=True)
class Untold:
    """Water that a field got and nobody wrote down.

    Attributes:
        from_hour: The commune's clock when it began [h].
        hours: How long it ran [h].
    """

    place: str
    day: date
    from_hour: float
    hours: float

    @property
    def begins(self) -> int:
        """When it began [s UTC]."""
        return CALENDAR.at(self.day, self.from_hour)

    @property
    def ends(self) -> int:
        """When it ended [s UTC]."""
        return CALENDAR.at(self.day, self.from_hour + self.hours)


_EVERY = {"lote-1": timedelta(days=9), "lote-2": timedelta(days=7)}
_IRRIGATED_DAYS = 105
IRRIGATION_MM_H = 8.0
"""How fast the fields' pump brings water [mm/h]; invented."""
_FIRST_WATER_D = {"lote-1": 11, "lote-2": 5}
"""How long after the sowing the pump first runs [d]."""
UNTOLD = Untold("lote-2", date(2026, 4, 21), from_hour=6.25, hours=6.0)
"""The last water of field 2 stands in no book: its probes show it, and its page asks."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """From a stocking or sowing to the harvest that ends it.

    Attributes:
        ends: None while it goes on.
        is_irrigated: Whether the field's pump ran for it.
    """

    place: str
    begins: date
    ends: date | None
    fate: Fate = "ordinary"
    is_irrigated: bool = False

    @property
    def uid(self) -> str:
        """The uid of its stocking or sowing."""
        return f"demo-{self.place}-{self.begins.isoformat()}"

    def length(self, until: date) -> int:
        """Return how long it is, or has been by a day [d]."""
        return ((self.ends or until) - self.begins).days


def pond_cycles(pond: DemoPond) -> list[Cycle]:
    """Return the cycles of a pond up to the prepared night, the last one unfinished."""
    chance = generator(cast.SEED, "cycles", pond.place)
    cycles: list[Cycle] = []
    begins = pond.first_stocking
    while True:
        ends = begins + timedelta(days=int(chance.integers(182, 212)))
        fate: Fate = "ordinary"
        if pond.place == "estanque-3" and begins < cast.FAILED < ends:
            ends, fate = cast.FAILED, "failed"
        if ends >= cast.MORNING - timedelta(days=12):
            return [*cycles, Cycle(pond.place, begins, None)]
        cycles.append(Cycle(pond.place, begins, ends, fate))
        begins = ends + timedelta(days=int(chance.integers(11, 22)))


def field_cycles(field: DemoField) -> list[Cycle]:
    """Return the cycles of a field up to the prepared night, rising."""
    chance = generator(cast.SEED, "cycles", field.place)
    cycles: list[Cycle] = []
    for year in (2023, 2024, 2025):
        sown = date(year, 5, 6) + timedelta(days=int(chance.integers(0, 24)))
        ripe = sown + timedelta(days=int(chance.integers(118, 128)))
        cycles.append(Cycle(field.place, sown, ripe, _fate(field, year)))
        if "pump" in field.means and year < 2025:
            sown = date(year, 12, 18) + timedelta(days=int(chance.integers(0, 16)))
            cycles.append(Cycle(field.place, sown, sown + timedelta(days=119), is_irrigated=True))
    return cycles + _LAST.get(field.place, [])


def _fate(field: DemoField, year: int) -> Fate:
    if (field.place, year) == ("lote-4", 2024):
        return "wet"
    return "estimated" if (field.place, year) == ("lote-5", 2025) else "ordinary"


_LAST = {
    "lote-1": [Cycle("lote-1", date(2026, 2, 2), None, is_irrigated=True)],
    "lote-2": [Cycle("lote-2", date(2026, 2, 12), None, is_irrigated=True)],
    "lote-3": [Cycle("lote-3", date(2025, 12, 8), date(2026, 4, 17))],
    # Sown with the first storms of the year, after which it stayed dry.
    "lote-4": [Cycle("lote-4", date(2026, 3, 20), None)],
    "lote-5": [Cycle("lote-5", date(2026, 4, 1), None)],
}


def irrigations(cycle: Cycle) -> list[Switch]:
    """Return when the pump was switched on and off for a cycle, up to the prepared night, as it was told."""
    if not cycle.is_irrigated:
        return []
    chance = generator(cast.SEED, "irrigations", cycle.uid)
    last = min(cycle.begins + timedelta(days=_IRRIGATED_DAYS), cast.MORNING - timedelta(days=1))
    switches, day = [], cycle.begins + timedelta(days=_FIRST_WATER_D[cycle.place])
    while day < last:
        on = CALENDAR.at(day, 6.0) + 300 * int(chance.integers(0, 12))
        off = on + 300 * int(chance.integers(66, 78))
        if (cycle.place, day) != (UNTOLD.place, UNTOLD.day):
            switches.append(Switch(cycle.place, "pump", is_on=True, at=on))
            switches.append(Switch(cycle.place, "pump", is_on=False, at=off))
        day += _EVERY[cycle.place]
    return switches
