"""The numbers of the plan of the night are those that its page for people says."""

from __future__ import annotations

import re
from pathlib import Path

from gateway.app.forecasting import SILENT_RETRY_S
from gateway.ponds.forecast.outlook import HISTORY_NIGHTS
from gateway.ponds.plan import ACTS_BEFORE_S, AFTER_SUNRISE_S, POSSIBLE_FROM, START_WITHIN_S
from gateway.ponds.resources import HELD_S, SHORTEST_RUN_S
from gateway.ponds.scores import WARNED_FROM

PAGE = (Path(__file__).parents[3] / "docs" / "noche.md").read_text(encoding="utf-8")


def test_every_margin_of_the_plan_is_written_down_with_its_source() -> None:
    rows = re.findall(r"^\| ([^|]+) \| (\d+) (?:%|min) \| ([^|]+) \|$", PAGE, re.MULTILINE)

    assert [int(number) for _, number, _ in rows] == [
        WARNED_FROM * 100,
        POSSIBLE_FROM * 100,
        ACTS_BEFORE_S // 60,
        START_WITHIN_S // 60,
        AFTER_SUNRISE_S // 60,
        SHORTEST_RUN_S // 60,
        HELD_S // 60,
    ]


def test_the_history_and_the_patience_of_a_forecast_are_written_down() -> None:
    assert f"las últimas {HISTORY_NIGHTS} noches" in PAGE
    assert f"a los {SILENT_RETRY_S // 60} minutos" in PAGE
