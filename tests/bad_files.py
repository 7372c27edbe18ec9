"""Files like those that are called pond data on the internet, made here."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

SINCE: Final = datetime(2025, 1, 1, tzinfo=UTC)
HEADER: Final = "time,sonda.oxygen,sonda.water_temperature"


def _lines(rows: list[tuple[timedelta, float, float]]) -> str:
    told = [f"{(SINCE + after).isoformat()},{oxygen:.3f},{water:.3f}" for after, oxygen, water in rows]
    return "\n".join([HEADER, *told, ""])


def constant() -> str:
    """Return monthly means that somebody repeated each hour."""
    months = ((6.34, 27.47), (7.72, 26.5))
    return _lines([(timedelta(hours=hour), *months[hour // (24 * 15)]) for hour in range(24 * 30)])


def random_draws() -> str:
    """Return numbers drawn at random between two bounds, every twenty minutes."""
    chance = random.Random(2022)
    return _lines(
        [
            (timedelta(minutes=20 * step), chance.uniform(6.5, 8.5), chance.uniform(15, 20))
            for step in range(72 * 12)
        ]
    )


def dead() -> str:
    """Return a probe that breathes for a day and then lies dead, its thermometer lost."""
    breathing = [
        (timedelta(minutes=minute), 5 + 0.001 * (minute % 60), 28.0 + minute / 1440) for minute in range(1440)
    ]
    return _lines([*breathing, *((timedelta(minutes=1440 + minute), 0.0, -127.0) for minute in range(180))])


def dry() -> str:
    """Return a probe that hangs in the air of a night: full of oxygen, as cool as the air."""
    rows = []
    for minute in range(600):
        water = 30 - minute / 75
        rows.append((timedelta(minutes=minute), 7.56 + 0.0175 * minute / 10, water))
    return _lines(rows)


def broken() -> str:
    """Return what a cheap logger wrote: lost thermometers, leaps to 32 mg/L, no numbers, gaps of weeks."""
    rows = [
        ("2021-06-25 15:48:59 CET", "0", "-127"),
        ("2021-06-25 15:49:19 CET", "0", "-127"),
        ("2021-06-25 15:50:16 CET", "4.942", "27.125"),
        ("2021-06-25 15:50:46 CET", "0", "27.125"),
        ("2021-06-25 15:51:50 CET", "13.56", "27.1875"),
        ("2021-06-25 15:52:10 CET", "inf", "27.25"),
        ("2021-06-25 15:56:02 CET", "32.411", "27.25"),
        ("2021-08-12 12:58:51 CET", "5.731", "85"),
    ]
    return "\n".join([HEADER, *(",".join(row) for row in rows), ""])


FILES: Final[dict[str, Callable[[], str]]] = {
    "constant": constant,
    "random": random_draws,
    "dead": dead,
    "dry": dry,
    "broken": broken,
}
