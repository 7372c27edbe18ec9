"""Two measured seasons of maize and what pyfao56 made of them; see samples/fields/maize_lirf_*/SOURCE.md."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from gateway.fields.balance.root_zone import Demand, Outcome, Reservoir, Terms, step
from gateway.fields.balance.surface import Surface
from gateway.fields.course import Stage
from gateway.fields.crop.stages import Growth
from gateway.fields.setting import Soil
from gateway.fields.soil.layers import Layer

FOLDER = Path(__file__).parent / "samples" / "fields"
EXPECTED = "pyfao56_1.4.3_expected_tableKcb.csv"


def rows(year: int, name: str) -> list[dict[str, str]]:
    with (FOLDER / f"maize_lirf_{year}" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parameters(year: int) -> dict[str, float]:
    text = (FOLDER / f"maize_lirf_{year}" / "meta.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["params"]
    return found


def layers(year: int) -> tuple[Layer, ...]:
    return tuple(
        Layer(float(row["bottom_cm"]) / 100, Soil(float(row["theta_fc"]), float(row["theta_wp"])))
        for row in rows(year, "soil.csv")
    )


def missing_at_first(year: int, depth_m: float) -> float:
    missing, top = 0.0, 0.0
    for row in rows(year, "soil.csv"):
        bottom = min(depth_m, float(row["bottom_cm"]) / 100)
        missing += 1000 * (float(row["theta_fc"]) - float(row["theta_0"])) * max(0.0, bottom - top)
        top = max(top, bottom)
    return missing


def terms(year: int) -> Terms:
    """As pyfao56 was run: no runoff, every drop counts, p does not change, ETr is of alfalfa."""
    given = parameters(year)
    first = layers(year)[0].soil
    # pyfao56 adds the soil up in whole millimetres, so its evaporating layer ends at the last whole one.
    depth_mm = int(1000 * given["Ze"])
    total = (first.field_capacity - first.wilting_point / 2) * depth_mm
    surface = Surface(given["REW"], total)
    return Terms(surface, given["Zrmax"], given["pbase"], is_fixed=True, reference="alfalfa", light_rain=0.0)


def table_growth(year: int) -> Iterator[Growth]:
    """As pyfao56 has it: each stage begins on the day after its last one, and nothing ever shrinks."""
    given = parameters(year)
    low, high, end = given["Kcbini"], given["Kcbmid"], given["Kcbend"]
    first = given["Lini"]
    middle = first + given["Ldev"]
    late = middle + given["Lmid"]
    over = late + given["Lend"]
    marks = ((0.0, low), (first, low), (middle, high), (late, high), (over, end), (999.0, end))
    root = height = 0.0
    for age in range(999):
        kcb = next(
            low_kcb + (high_kcb - low_kcb) * (age - begin) / (close - begin)
            for (begin, low_kcb), (close, high_kcb) in pairwise(marks)
            if begin <= age <= close
        )
        way = (kcb - low) / (high - low)
        root = max(root, given["Zrini"] + way * (given["Zrmax"] - given["Zrini"]))
        height = max(height, 0.001, given["hini"] + way * (given["hmax"] - given["hini"]))
        yield Growth(Stage.MIDDLE, age, 0.0, kcb, root, height, None, 0)


def balance(year: int) -> Iterator[tuple[dict[str, str], Outcome]]:
    """Each day's answer of pyfao56 with ours."""
    given, under, soils = parameters(year), terms(year), layers(year)
    rain = {row["date"]: float(row["rain_mm"]) for row in rows(year, "weather.csv")}
    reference = {row["date"]: float(row["etref_mm"]) for row in rows(year, "weather.csv")}
    irrigation = {row["date"]: float(row["depth_mm"]) for row in rows(year, "irrigation.csv")}
    shallow, deep = given["Zrini"], given["Zrmax"]
    missing = missing_at_first(year, shallow)
    reservoir = Reservoir(missing, under.surface.total_mm, shallow, missing_at_first(year, deep) - missing)
    for expected, growth in zip(rows(year, EXPECTED), table_growth(year), strict=False):
        day = expected["date"]
        demand = Demand(reference[day], growth, rain[day], irrigation.get(day, 0.0))
        outcome = step(reservoir, demand, soils[0].soil, terms=under, layers=soils)
        reservoir = outcome.reservoir
        yield expected, outcome
