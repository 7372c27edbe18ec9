"""Forecasts, nights and plans to begin a test with; every argument that a test does not name is ordinary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from fakes import MemoryWarnings

from gateway.domain.outlook import CrossingSaid, ForecastSaid, NightCame

EVENING = 1_781_044_800
"""A sunset of the small commune, 2026-06-09, 6:40 p. m. there [s UTC]."""

SUNRISE = EVENING + 41_400
DAY = "2026-06-09"
HOUR_S = 3600
DAY_S = 24 * HOUR_S


def a_said(
    place: str = "estanque-1",
    *,
    evening: str = DAY,
    sunset: int = EVENING,
    issued: int | None = None,
    probability: float = 0.6,
    window: tuple[int, int] | None = (EVENING + 8 * HOUR_S, EVENING + 10 * HOUR_S),
    band: tuple[float, float] = (1.5, 4.5),
    now: float = 6.2,
    silence: Literal["no_data", "helped", "no_clock"] | None = None,
    is_learning: bool = False,
    limits: tuple[float, ...] = (3.0, 2.0, 1.0),
) -> ForecastSaid:
    """Return a forecast; each lower limit is reached less often and an hour later."""
    said = sunset + 2 * HOUR_S if issued is None else issued
    sunrise = sunset + 41_400
    if silence is not None:
        return ForecastSaid(place, evening, said, sunset, sunrise, sunrise + 3 * HOUR_S, silence=silence)
    crossings = tuple(
        CrossingSaid(
            limit,
            round(probability / 2**step, 3),
            *(() if window is None else (window[0] + step * HOUR_S, window[1] + step * HOUR_S)),
        )
        for step, limit in enumerate(limits)
    )
    low, high = band
    return ForecastSaid(
        place=place,
        evening=evening,
        issued=said,
        sunset=sunset,
        sunrise=sunrise,
        end=sunrise + 3 * HOUR_S,
        now=now,
        minimum=(low + high) / 2,
        band80=band,
        band90=(max(low - 0.4, 0.0), high + 0.4),
        crossings=crossings,
        is_learning=is_learning,
        nights_learnt=3 if is_learning else 30,
    )


def a_night(
    lowest: float | None = 2.4,
    *,
    place: str = "estanque-1",
    evening: str = DAY,
    sunset: int = EVENING,
    said: ForecastSaid | None = None,
    helped: int | None = None,
    crossed: int | None = None,
) -> NightCame:
    """Return what came of a night, its lowest an hour after sunrise."""
    sunrise = sunset + 41_400
    lowest_at = None if lowest is None else sunrise + HOUR_S
    return NightCame(place, evening, sunset, sunrise, lowest, lowest_at, helped, said, crossed)


def thirty_nights(*places: str, now: int, tonight: float = 0.6) -> MemoryWarnings:
    """Return what was said of the night that goes on at a moment, and what came of the thirty before.

    Args:
        now: In the night of DAY [s UTC].
        tonight: How likely the first pond goes under its first limit; each next one is half as likely.
    """
    nights, said = [], []
    for number, place in enumerate(places):
        for back in range(30, 0, -1):
            sunset = EVENING - back * DAY_S
            evening = (date.fromisoformat(DAY) - timedelta(days=back)).isoformat()
            before = a_said(place, evening=evening, sunset=sunset, window=(sunset + 30_600, sunset + 36_000))
            lowest = (1.2, 2.4, 3.6, 4.1, 4.9)[back % 5]
            crossed = sunset + 33_000 if lowest < 3.0 else None
            nights.append(
                a_night(
                    lowest, place=place, evening=evening, sunset=sunset, said=before, crossed=crossed,
                    helped=sunset + 32_000 if back % 7 == 0 else None,
                )
            )  # fmt: skip
        said.append(a_said(place, issued=now - 720, probability=tonight / 2**number))
    return MemoryWarnings(said_forecasts=said, known_nights=nights)
