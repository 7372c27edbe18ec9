"""The four tables of a measured season, with their units checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from gateway.commands.seasons.rows import Row, rows_of
from gateway.domain.errors import ImportRefusedError
from gateway.domain.speech import told
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.season.backtest import Profile
from gateway.fields.setting import Soil
from gateway.fields.soil.layers import Layer

WEATHER: Final = "weather.csv"
IRRIGATION: Final = "irrigation.csv"
SURVEYED: Final = "soil_limits_survey.csv"
SOILS: Final = (SURVEYED, "soil.csv")
PROFILES: Final = ("swc_neutron.csv", "swc_neutron_tdr.csv")

ENDS: Final = "date_end_of_day"

ANY_PLOT: Final = ""
"""A table without a column `plot` holds for all of them."""


def days_of(folder: Path) -> list[FieldDay]:
    """Return the days of the weather, one after the other, without irrigation.

    Raises:
        ImportRefusedError: A unit, a number or the order of the days is wrong.
    """
    rows = rows_of(folder / WEATHER, ("date", "tmax_c", "tmin_c", "rain_mm"))
    _refuse_fractions(rows)
    days: list[FieldDay] = []
    for row in rows:
        day = row.day("date")
        if days and day != days[-1].day + timedelta(days=1):
            row.refuse(
                told(
                    "después del %(before)s viene el %(day)s: los días van seguidos, sin huecos.",
                    before=days[-1].day.isoformat(),
                    day=day.isoformat(),
                )
            )
        rain = row.number("rain_mm", 0, 2000)
        days.append(FieldDay(day, air=_air(row), rain_mm=rain, rain_from="field"))
    return days


def _refuse_fractions(rows: Sequence[Row]) -> None:
    """Refuse humidity that is a share of 1: no day of a month lies under 1.5 %."""
    highest = [row.optional("rhmax_pct", 0, 100, _percent()) for row in rows]
    known = [one for one in highest if one is not None]
    if known and max(known) <= 1.5:
        raise ImportRefusedError(
            told(
                "%(file)s: la humedad parece una fracción (%(value)s), y se espera en %%: 57 y no 0,57.",
                file=WEATHER,
                value=f"{max(known):g}",
            )
        )


def _percent() -> str:
    return told("La humedad va en %%.")


def _air(row: Row) -> AirOfDay:
    hint = told("La temperatura va en °C.")
    lowest, highest = row.number("tmin_c", -40, 60, hint), row.number("tmax_c", -40, 60, hint)
    if lowest >= highest:
        row.refuse(told("la mínima, %(low)s, no está bajo la máxima, %(high)s.", low=lowest, high=highest))
    low, high = (row.optional(one, 0, 100, _percent()) for one in ("rhmin_pct", "rhmax_pct"))
    if low is not None and high is not None and low > high:
        row.refuse(told("la humedad mínima, %(low)s, está sobre la máxima, %(high)s.", low=low, high=high))
    sun = row.optional("srad_mj_m2", 0, 45, told("La radiación va en MJ/m2 al día."))
    wind = row.optional("wind_m_s", 0, 40, told("El viento va en m/s."))
    return AirOfDay(lowest, highest, low, high, sun, wind)


def irrigation_of(folder: Path) -> Mapping[str, Mapping[date, float]]:
    """Return what each plot was given by day [mm]; under `ANY_PLOT` what all were given.

    Raises:
        ImportRefusedError: A number or a day is wrong.
    """
    found: dict[str, dict[date, float]] = defaultdict(dict)
    for row in rows_of(folder / IRRIGATION, ("date", "depth_mm")):
        given = found[_plot(row)]
        day = row.day("date")
        given[day] = given.get(day, 0.0) + row.number("depth_mm", 0, 500)
    return found


def limits_of(path: Path) -> tuple[Mapping[str, Sequence[Layer]], Mapping[str, Mapping[int, float]]]:
    """Return the layers of each plot, and their water on the first day by bottom [cm] where it is told.

    Raises:
        ImportRefusedError: A number is wrong, or the layers do not follow one another.
    """
    layers: dict[str, list[Layer]] = defaultdict(list)
    first: dict[str, dict[int, float]] = defaultdict(dict)
    for row in rows_of(path, ("bottom_cm", "theta_fc", "theta_wp")):
        plot, bottom = _plot(row), row.number("bottom_cm", 1, 500)
        capacity, wilting = (row.number(one, 0.001, 0.9, _share()) for one in ("theta_fc", "theta_wp"))
        if wilting >= capacity:
            row.refuse(
                told(
                    "el punto de marchitez, %(low)s, no está bajo la capacidad de campo, %(high)s.",
                    low=wilting,
                    high=capacity,
                )
            )
        if layers[plot] and bottom / 100 <= layers[plot][-1].bottom_m:
            row.refuse(told("las capas van de arriba abajo: `bottom_cm` tiene que crecer."))
        layers[plot].append(Layer(bottom / 100, Soil(capacity, wilting, "sample")))
        water = row.optional("theta_0", 0, 0.9, _share())
        if water is not None:
            first[plot][round(bottom)] = water
    return layers, first


def _share() -> str:
    return told("El agua del suelo va en m3/m3: 0,25 y no 25.")


def is_dawn(path: Path) -> bool:
    """Tell whether the profiles of a file stand for the dawn of their day and not for its end."""
    return ENDS not in rows_of(path, ("vwc",))[0].cells


def profiles_of(path: Path) -> Mapping[str, Sequence[Profile]]:
    """Return the profiles of each plot, rising.

    `date_end_of_day` is the day at whose end it was measured. A profile of a `date` was measured in the
    course of that day and stands for the dawn, the end of the day before: what fell later is not in it.

    Raises:
        ImportRefusedError: A number or a day is wrong, or a depth comes twice.
    """
    found: dict[str, dict[date, dict[float, float]]] = defaultdict(lambda: defaultdict(dict))
    rows = rows_of(path, ("vwc",))
    ends, middles = ENDS in rows[0].cells, "mid_cm" in rows[0].cells
    for row in rows:
        day = row.day(ENDS) if ends else row.day("date") - timedelta(days=1)
        water = found[_plot(row)][day]
        depth = row.number("mid_cm" if middles else "bottom_cm", 1, 500)
        if depth in water:
            row.refuse(told("esa profundidad ya se dijo de ese día."))
        water[depth] = row.number("vwc", 0, 0.9, _share())
    return {
        plot: [Profile(day, _bottoms(path, water, is_middle=middles)) for day, water in sorted(days.items())]
        for plot, days in found.items()
    }


def _bottoms(path: Path, water: Mapping[float, float], *, is_middle: bool) -> dict[int, float]:
    """Return the water by the bottom of its layer; a layer reaches as far below its middle as above it."""
    found, top = {}, 0.0
    for depth, value in sorted(water.items()):
        bottom = 2 * depth - top if is_middle else depth
        if bottom <= depth and is_middle:
            raise ImportRefusedError(
                told("%(file)s: `mid_cm` no puede ser el medio de capas seguidas.", file=path.name)
            )
        found[round(bottom)] = value
        top = bottom
    return found


def _plot(row: Row) -> str:
    return row.text("plot") if "plot" in row.cells else ANY_PLOT
