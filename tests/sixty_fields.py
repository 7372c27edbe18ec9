"""Sixty fields on the last day of a season, reckoned anew; says as JSON how long and with how much memory.

Run it in a process of its own: `python -m tests.sixty_fields`. It imports nothing but what it needs.
"""

from __future__ import annotations

import json
import random
import time
from datetime import date, timedelta
from pathlib import Path

from gateway.fields.advice.needs import advise
from gateway.fields.observed import AirOfDay, FieldDay
from gateway.fields.season.whole import Ages, course_of
from gateway.fields.setting import FieldSetting, Planted, Soil, Watering

FIELDS, BEFORE_SOWING, SEASON, TIMES = 60, 30, 125, 3
FIRST = date(2026, 5, 1)
PLANTED = Planted(FIRST + timedelta(days=BEFORE_SOWING))


def a_day(number: int, *, is_probed: bool, chance: random.Random) -> FieldDay:
    """Return a day with rain on one of three; two of three fields have probes."""
    wet = chance.random() < 0.35
    soil = {depth: 0.30 - 0.001 * (number % 60) for depth in (20, 45, 75)} if is_probed else {}
    air = AirOfDay(22.0, 33.0 - 3 * wet, 45.0 + 20 * wet, 93.0)
    rain_mm = chance.random() * 40 * wet
    return FieldDay(FIRST + timedelta(days=number), air, rain_mm, "field", 0.0, soil)


def a_field(place: int) -> tuple[FieldSetting, list[FieldDay]]:
    """Return a field with its season; every second one has a pump."""
    chance = random.Random(place)
    watering = Watering("furrow", 0.60, "pozo-1", 70.0) if place % 2 else None
    days = [a_day(number, is_probed=place % 3 > 0, chance=chance) for number in range(BEFORE_SOWING + SEASON)]
    return FieldSetting(f"parcela-{place}", 9.8, 170.0, Soil(0.31, 0.15), 120_000.0, watering), days


def reckon(setting: FieldSetting, days: list[FieldDay]) -> None:
    """Make a course from its first day, and the advice of today."""
    today = FieldDay(days[-1].day + timedelta(days=1), rain_mm=0.0)
    ages = Ages(rain_h=1.0, air_h=1.0, soil_h=1.0 if days[-1].soil else None)
    course = course_of(setting, PLANTED, days, today=today, ages=ages)
    advise(course, setting, PLANTED, today=today.day)


def peak_mb() -> float:
    """Return the most memory that this process held since it began [MB]."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def main() -> None:
    """Reckon all fields, some times over."""
    fields = [a_field(place) for place in range(FIELDS)]
    seconds = []
    for _ in range(TIMES):
        began = time.process_time()
        for setting, days in fields:
            reckon(setting, days)
        seconds.append(time.process_time() - began)
    print(json.dumps({"seconds": seconds, "megabytes": peak_mb()}))


if __name__ == "__main__":
    main()
