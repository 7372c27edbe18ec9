"""What there is to help ponds with in a night, and what is left of it when some are served."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal, Self

from gateway.domain.entries import EquipmentSet
from gateway.domain.outlook import CrossingSaid, ForecastSaid, PlanLine
from gateway.domain.places import Place
from gateway.ponds.spans import HOUR_S

Means = Literal["aerator", "mobile_aerator", "pump", "mobile_pump", "exchange"]

HELD_S: Final = 3600
"""A machine that a plan gave to one pond goes to another only where need comes so much sooner [s]; ours."""

SHORTEST_RUN_S: Final = 3600
"""With fuel for less than this a machine is not started [s]; ours, not verified."""

ORDER: Final[tuple[Means, ...]] = ("aerator", "pump", "mobile_aerator", "mobile_pump", "exchange")
"""What is tried first: what stands there, then what can be carried; new water alone is the weakest."""


@dataclass(frozen=True, slots=True)
class Need:
    """A pond that needs help.

    Attributes:
        crossing: Of its first limit, with a window.
        start: Not before [s UTC].
        latest: Latest safe start [s UTC].
        until: How long to run [s UTC].
    """

    place: Place
    said: ForecastSaid
    crossing: CrossingSaid
    start: int
    latest: int
    until: int

    @property
    def edge(self) -> int:
        """When it may first be under its limit [s UTC]."""
        return self.latest if self.crossing.earliest is None else self.crossing.earliest

    @property
    def hours(self) -> tuple[float, float]:
        """How long help runs, at least and at most [h]."""
        return (self.until - self.latest) / HOUR_S, (self.until - self.start) / HOUR_S


@dataclass(frozen=True, slots=True)
class Resources:
    """What is left to give.

    Attributes:
        had_machines: Whether there was anything to carry at the beginning.
        fuel: [L]; None where nobody said how much there is.
        aerator_rate: What an aerator with an engine burns [L/h]; None where nobody said.
        pump_rate: What a mobile pump burns [L/h]; None where nobody said.
    """

    aerators: int
    pumps: int
    had_machines: bool
    fuel: float | None
    aerator_rate: float | None
    pump_rate: float | None

    @classmethod
    def of(cls, said: EquipmentSet) -> Self:
        """Return what somebody said there is."""
        return cls(
            aerators=said.mobile_aerators,
            pumps=said.mobile_pumps,
            had_machines=said.mobile_aerators + said.mobile_pumps > 0,
            fuel=None if said.fuel_litres is None else float(said.fuel_litres),
            aerator_rate=_number(said.aerator_litres_per_hour),
            pump_rate=_number(said.pump_litres_per_hour),
        )

    def without(self, line: PlanLine) -> Resources:
        """Return what is left when a line has what it says."""
        burnt = 0.0 if line.fuel_litres is None else line.fuel_litres[1]
        return replace(
            self,
            aerators=max(self.aerators - (line.means == "mobile_aerator"), 0),
            pumps=max(self.pumps - (line.means == "mobile_pump"), 0),
            fuel=None if self.fuel is None else max(self.fuel - burnt, 0.0),
        )

    def serve(self, need: Need) -> tuple[PlanLine, Resources]:
        """Return the line of a pond in need, and what is left after it."""
        found = [one for one in ORDER if self._is_there(one, need.place)]
        for means in found:
            line = self._line(means, need)
            if line is not None:
                return line, self.without(line)
        if found:
            return _uncovered(need, "no_fuel"), self
        return _uncovered(need, "busy" if self.had_machines else "no_means"), self

    def _is_there(self, means: Means, place: Place) -> bool:
        if means == "mobile_aerator":
            return self.aerators > 0
        if means == "mobile_pump":
            return self.pumps > 0
        return means in place.means

    def _line(self, means: Means, need: Need) -> PlanLine | None:
        """Return the line of a pond with some means, None where the fuel does not last for it."""
        rate = self._rate(means, need.place)
        if rate is None:
            return _line(need, "act", means=means, hours=need.hours)
        least, most = (hours * rate for hours in need.hours)
        if self.fuel is None or self.fuel >= least:
            most = most if self.fuel is None else min(most, self.fuel)
            return _line(need, "act", means=means, hours=need.hours, fuel_litres=(least, most))
        return self._short_run(means, need, rate)

    def _short_run(self, means: Means, need: Need, rate: float) -> PlanLine | None:
        """Return the line of a pond for which the fuel ends before the morning: begun as late as is safe."""
        fuel = self.fuel or 0.0
        lasts_s = int(fuel / rate * HOUR_S)
        if lasts_s < SHORTEST_RUN_S:
            return None
        short = replace(need, start=need.latest, until=need.latest + lasts_s)
        hours = (lasts_s / HOUR_S, lasts_s / HOUR_S)
        return _line(short, "act", means=means, reason="no_fuel", hours=hours, fuel_litres=(fuel, fuel))

    def _rate(self, means: Means, place: Place) -> float | None:
        """Return what something burns [L/h]; an own aerator with an engine burns as a mobile one does."""
        if means == "mobile_aerator" or (means == "aerator" and place.aerator_power == "diesel"):
            return self.aerator_rate
        return self.pump_rate if means == "mobile_pump" else None


def _uncovered(need: Need, reason: Literal["no_means", "busy", "no_fuel"]) -> PlanLine:
    return _line(need, "uncovered", reason=reason)


def _line(  # noqa: PLR0913 - each is a field of the line that only some lines have
    need: Need,
    state: Literal["act", "uncovered"],
    *,
    means: Means | None = None,
    reason: Literal["no_means", "busy", "no_fuel"] | None = None,
    hours: tuple[float, float] | None = None,
    fuel_litres: tuple[float, float] | None = None,
) -> PlanLine:
    return PlanLine(
        need.place.slug,
        state,
        means=means,
        reason=reason,
        crossing=need.crossing,
        start=need.start,
        latest=need.latest,
        until=need.until,
        hours=None if hours is None else _rounded(hours),
        fuel_litres=None if fuel_litres is None else _rounded(fuel_litres),
        minimum=need.said.minimum,
        band80=need.said.band80,
    )


def _rounded(values: tuple[float, float]) -> tuple[float, float]:
    return round(values[0], 2), round(values[1], 2)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
