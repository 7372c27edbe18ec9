"""What was said of a night to come, what came of it, and the plan for it, as they are kept."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class CrossingSaid(Struct, frozen=True):
    """When a pond will probably fall under a limit.

    Attributes:
        limit: [mg/L].
        probability: That it does before the night is over, 0 to 1 [-].
        earliest: Where the window begins [s UTC]; None where no window can be told.
        latest: Where it ends [s UTC].
    """

    limit: float
    probability: float
    earliest: int | None = None
    latest: int | None = None


class ForecastSaid(Struct, frozen=True):
    """What was said of one pond's night at one moment.

    Attributes:
        place: The pond's short name.
        evening: The local date on which that night's sun sets, as `2026-04-23`.
        issued: [s UTC].
        sunset: [s UTC].
        sunrise: [s UTC].
        end: When the water's night is over [s UTC].
        silence: Why nothing can be said: `no_data`, `helped`, `no_clock` (nobody knows what night it
            is); None where something is said.
        now: Oxygen at the issue [mg/L].
        minimum: The lowest oxygen that is expected [mg/L].
        band80: Lowest and highest of what eight nights of ten hold [mg/L].
        band90: The same for nine of ten [mg/L].
        crossings: One for each limit asked, falling by limit.
        is_learning: Whether the pond has shown too few nights; the bands are wide then.
        nights_learnt: From how many nights' own errors the bands come.
    """

    place: str
    evening: str
    issued: int
    sunset: int
    sunrise: int
    end: int
    silence: Literal["no_data", "helped", "no_clock"] | None = None
    now: float | None = None
    minimum: float | None = None
    band80: tuple[float, float] | None = None
    band90: tuple[float, float] | None = None
    crossings: tuple[CrossingSaid, ...] = ()
    is_learning: bool = False
    nights_learnt: int = 0

    def probability_under(self, limit: float) -> float | None:
        """Return how likely the night ends under a limit that was asked [mg/L]; None where nobody knows."""
        return next((one.probability for one in self.crossings if one.limit == limit), None)


class NightCame(Struct, frozen=True):
    """What came of a pond's night.

    Attributes:
        lowest: The lowest oxygen from dusk + 2 h to the night's end [mg/L], as the forecast means it; None
            where too little was measured or the water was helped.
        lowest_at: When that was [s UTC].
        helped: Since when the water was helped [s UTC]; None where it was not.
        said: The forecast of dusk + 2 h, None where there was none.
        crossed: When it went under the first limit of that forecast [s UTC]; None where it did not or
            nobody knows.
    """

    place: str
    evening: str
    sunset: int
    sunrise: int
    lowest: float | None = None
    lowest_at: int | None = None
    helped: int | None = None
    said: ForecastSaid | None = None
    crossed: int | None = None


class PlanLine(Struct, frozen=True):
    """One pond in the plan of a night.

    Attributes:
        state: `act`: start these means; `uncovered`: it needs help and none is left; `watch`: not known,
            go and look; `fine`: nothing to do.
        means: What to start, None where nothing.
        reason: Why it is uncovered or watched; `no_fuel` of one that acts: the fuel ends before the morning.
        crossing: Of the warn limit, None where it is not expected.
        start: Not before [s UTC].
        latest: Latest safe start [s UTC].
        until: How long to run [s UTC].
        hours: How long that is, at least and at most [h].
        fuel_litres: What that burns, at least and at most [L]; None where it burns none or nobody knows.
        minimum: The lowest oxygen that is expected [mg/L].
        band80: [mg/L].
    """

    place: str
    state: Literal["act", "uncovered", "watch", "fine"]
    means: Literal["aerator", "mobile_aerator", "pump", "mobile_pump", "exchange"] | None = None
    reason: Literal["no_means", "busy", "no_fuel", "no_data", "no_clock", "helped", "learning"] | None = None
    crossing: CrossingSaid | None = None
    start: int | None = None
    latest: int | None = None
    until: int | None = None
    hours: tuple[float, float] | None = None
    fuel_litres: tuple[float, float] | None = None
    minimum: float | None = None
    band80: tuple[float, float] | None = None


class PlanSaid(Struct, frozen=True):
    """The plan of one night for all ponds.

    Attributes:
        evening: The local date on which that night's sun sets, as `2026-04-23`.
        issued: [s UTC].
        lines: What is urgent first.
        limit: Under which oxygen a pond is said to need help [mg/L].
        fuel_litres: What there is, None where nobody said [L].
        fuel_needed: What the plan burns, at least and at most [L].
    """

    evening: str
    issued: int
    sunset: int
    sunrise: int
    lines: tuple[PlanLine, ...]
    limit: float
    fuel_litres: float | None = None
    fuel_needed: tuple[float, float] | None = None
