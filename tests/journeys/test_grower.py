"""The grower's week: what the soil and the sky did, from the sticks to the page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browser import DESKTOP, Chromium, barriers, shown, sideways
from commune import settings_of
from journey import Journey
from playwright.sync_api import Page
from station import ROOT, until

pytestmark = [pytest.mark.broker, pytest.mark.micropython, pytest.mark.browser]

START = datetime(2026, 2, 20, 14, 5, tzinfo=UTC)
"""Five past ten in the morning of a dry February."""
SPEED = 600.0
HOUR_S = 3600
HOURS = 7 * 24
DEPTHS_CM = {20: 34, 45: 35, 75: 32}
"""The pin of the stick at each depth."""
CAPACITY, WILTING = 0.34, 0.18
RAIN_HOUR, RAIN_TIPS = 100, 92
"""A shower of 18.4 mm, so many hours after the week began."""

FIELD = f"""
[[field]]
slug = "lote-1"
number = 1
name = "El Samán"
area_m2 = 20000
field_capacity = "{CAPACITY}"
wilting_point = "{WILTING}"
[[node]]
slug = "field-1"
place = "lote-1"
[[calibration]]
node = "field-1"
channel = "pluviometro"
quantity = "rain_tips"
constants = {{ type = "tip_size", millimetres_per_tip = "0.2" }}
""" + "".join(
    f"""
[[calibration]]
node = "field-1"
channel = "sonda-{depth}cm"
quantity = "soil_signal"
[calibration.constants]
type = "soil_marks"
dry_millivolts = 2600
dry_water = "0.05"
wet_millivolts = 1200
wet_water = "0.40"
"""
    for depth in DEPTHS_CM
)


def millivolts_at(share: float) -> int:
    """Return what a stick gives where so much of the water that plants can take is left."""
    water = WILTING + share * (CAPACITY - WILTING)
    return round(2600 - (water - 0.05) / 0.35 * 1400)


def share_after(hour: int, depth: int) -> float:
    """Return how much water the drying week has left; the shower wets the upper stick alone."""
    wetted = 0.2 if depth == 20 and hour >= RAIN_HOUR else 0.0
    return 0.9 - 0.35 * hour / HOURS - 0.001 * depth + wetted


@pytest.fixture
def season(tmp_path: Path) -> Iterator[Journey]:
    """One field whose node sleeps deeply, with the week before in a file."""
    channels = [
        {"name": f"sonda-{depth}cm", "sensor": "soil", "pin": pin, "power_pin": power}
        for (depth, pin), power in zip(DEPTHS_CM.items(), (16, 17, 18), strict=True)
    ]
    channels.append({"name": "pluviometro", "sensor": "rain", "pin": 27})
    node = settings_of("field-1", 0, kind="field", sample_every_s=900, send_every_s=900, channels=channels)
    journey = Journey(tmp_path, FIELD, start=START.timestamp(), speed=SPEED, nodes=[node])
    _soil_is(journey, 0.6)
    _write_week(tmp_path / "semana.csv")
    with journey:
        yield journey


def _write_week(path: Path) -> None:
    names = [f"sonda-{depth}cm.soil_signal" for depth in DEPTHS_CM]
    lines = [",".join(["time", *names, "pluviometro.rain_tips"])]
    for hour in range(HOURS):
        at = datetime.fromtimestamp(START.timestamp() - (HOURS - hour) * HOUR_S, UTC)
        sticks = [str(millivolts_at(share_after(hour, depth))) for depth in DEPTHS_CM]
        tips = RAIN_TIPS if hour == RAIN_HOUR else 0
        lines.append(",".join([at.isoformat(), *sticks, str(tips)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _soil_is(journey: Journey, share: float) -> None:
    for pin in DEPTHS_CM.values():
        journey.world.gives("field-1", pin, millivolts_at(share))


def test_the_grower_sees_each_depth_of_the_soil_and_the_rain_of_the_week(
    season: Journey, chromium: Chromium, tmp_path: Path
) -> None:
    assert _imported(season, tmp_path / "semana.csv").startswith(f"{4 * HOURS} nuevos, 0 ya estaban")
    assert _imported(season, tmp_path / "semana.csv").startswith(f"0 nuevos, {4 * HOURS} ya estaban")

    with chromium.page(season.address) as page, chromium.page(season.address, DESKTOP, scripts=False) as desk:
        _until_each_depth_says(page, "55-65 %")
        _the_week_is_shown_with_its_rain(page)
        assert (barriers(page), sideways(page)) == ([], 0)

        _soil_is(season, 0.3)
        _until_each_depth_says(page, "25-35 %")
        _until_each_depth_says(desk, "25-35 %")
        assert sideways(desk) == 0

        _soil_is(season, 0.95)
        season.world.tipped["field-1"] = 150
        _until_each_depth_says(page, "90-100 %")
        # The day may have ended meanwhile: ten minutes of the field are a second of ours.
        until(lambda: "30" in _rain_bars(page)[-2:], what="today's 30 mm of rain")


def _imported(season: Journey, file: Path) -> str:
    """Import a file as a person does, while the station runs; return what the command says last."""
    words = [
        "import",
        "readings",
        str(file),
        "--node",
        "field-1",
        "--config",
        str(season.station.config_file),
    ]
    told = subprocess.run(
        [sys.executable, "-m", "gateway.cli", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return told.stdout.strip().splitlines()[-1]


def _until_each_depth_says(page: Page, share: str) -> None:
    def says() -> bool:
        page.goto("/campos/lote-1")
        told = shown(page, "section[aria-labelledby=inside]").replace("\u00a0", " ")
        return told.count(share) == len(DEPTHS_CM) and all(f"{depth} cm" in told for depth in DEPTHS_CM)

    until(says, what=share)


def _the_week_is_shown_with_its_rain(page: Page) -> None:
    until(lambda: "18" in _rain_bars(page), what="the shower of the week")


def _rain_bars(page: Page) -> list[str]:
    page.goto("/campos/lote-1")
    return [one.strip() for one in page.locator("section[aria-labelledby=rain] b.over").all_inner_texts()]
