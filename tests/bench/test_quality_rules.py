"""How much of what experts rejected the rules of quality find, and how often they cry without need."""

from __future__ import annotations

import csv
import lzma
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from rich.table import Table

from gateway.derivation import derive
from gateway.domain.columns import Derived, Ints, Signals
from gateway.domain.readings import Flag, SeriesKey
from gateway.quality.medians import Marked
from gateway.quality.swing import DAY_S, Days, is_attenuated

pytestmark = pytest.mark.bench

SAMPLES = Path(__file__).parents[1] / "samples"
SERIES = SAMPLES / "apalachicola_catpoint_2012-2013_15min_utc-5.csv.xz"
FLAGS = SAMPLES / "apalachicola_catpoint_2012-2013_flags_utc-5.csv"
LOCAL = timezone(timedelta(hours=-5))
OXYGEN = SeriesKey("catpoint", "sonda", "oxygen")
WATER = OXYGEN._replace(quantity="water_temperature")

CODES = {
    "SPC": "drift seen when it was calibrated",
    "GSM": "instrument malfunction",
    "GIM": "instrument malfunction",
    "CWD": "not that of this water",
    "SCF": "conductivity failed",
    "SSD": "sensor drift",
    "SOW": "out of the water",
    "SDO": "suspect by the experts",
}


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=LOCAL).timestamp())


def measured() -> dict[SeriesKey, Signals]:
    columns: dict[SeriesKey, list[tuple[int, float]]] = {OXYGEN: [], WATER: []}
    with lzma.open(SERIES, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for series, name in ((OXYGEN, "do_mgl"), (WATER, "temp_c")):
                if row[name]:
                    columns[series].append((moment(row["time"]), float(row[name])))
    return {
        series: Signals.measured(np.array([at for at, _ in rows]), np.array([value for _, value in rows]))
        for series, rows in columns.items()
    }


def rejected(time: Ints) -> dict[str, Marked]:
    """Return by the experts' code which moments they marked."""
    found = {code: np.zeros(len(time), dtype=bool) for code in CODES}
    with FLAGS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            [code] = [one for one in re.findall(r"[A-Z]{3}", row["flag"]) if one in CODES][:1]
            found[code] |= (time >= moment(row["first"])) & (time <= moment(row["last"]))
    return found


def attenuated(rows: Derived) -> Marked:
    """Return which readings lie in a day after which the probe is called fouled, judged alone."""
    day = (rows.time + 5 * 3600) // DAY_S * DAY_S - 5 * 3600
    starts, first = np.unique(day, return_index=True)
    days = Days(starts, np.minimum.reduceat(rows.value, first), np.maximum.reduceat(rows.value, first))
    fouled = np.array([is_attenuated(days, [], until=int(start) + DAY_S) for start in starts])
    return np.asarray(fouled[np.searchsorted(starts, day)])


def test_the_rules_find_some_of_what_experts_rejected_and_seldom_cry_without_need() -> None:
    rows = derive(measured(), calibrations=[], altitude_m=0.0)[OXYGEN]
    wrong = rejected(rows.time)
    right = ~np.logical_or.reduce(list(wrong.values()))
    rules: dict[str, Callable[[], Marked]] = {
        "FAIL": lambda: rows.flag == Flag.FAIL,
        "SUSPECT or FAIL": lambda: rows.flag >= Flag.SUSPECT,
        "swing lost": lambda: attenuated(rows),
        "any": lambda: (rows.flag >= Flag.SUSPECT) | attenuated(rows),
    }
    marked = {name: rule() for name, rule in rules.items()}

    table = Table("experts", "readings", *rules, title="Cat Point 2012-2013: recall by the experts' code")
    for code, told in CODES.items():
        shares = [f"{marked[name][wrong[code]].mean():.1%}" for name in rules]
        table.add_row(f"{code} {told}", str(int(wrong[code].sum())), *shares)
    table.add_section()
    every = [f"{one[~right].mean():.1%}" for one in marked.values()]
    table.add_row("all of these: recall", str(int((~right).sum())), *every)
    false_flags = [f"{one[right].mean():.1%}" for one in marked.values()]
    table.add_row("none: false flags", str(int(right.sum())), *false_flags)
    Console(width=130).print(table)

    assert marked["SUSPECT or FAIL"][right].mean() < 0.02
    assert marked["FAIL"][right].mean() < 0.002
    assert marked["any"][~right].mean() > marked["any"][right].mean()
