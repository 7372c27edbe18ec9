"""Sixty fields, each reckoned from its first day, as after a start of the station: how long, how much memory.

What is remembered between two looks is not counted on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.bench

MOST_S = 1.0
MOST_MB = 60.0


class Cost(NamedTuple):
    """Of all sixty."""

    seconds: list[float]
    megabytes: float


@pytest.fixture(scope="module")
def cost() -> Cost:
    command = [sys.executable, "-m", "tests.sixty_fields"]
    told = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    ).stdout
    found = Cost(**json.loads(told))
    print(f"\nsixty fields of 155 days: {min(found.seconds):.2f} s of CPU, peak {found.megabytes:.0f} MB")
    return found


def test_sixty_fields_are_reckoned_anew_in_under_a_second(cost: Cost) -> None:
    assert min(cost.seconds) < MOST_S


def test_sixty_fields_need_less_than_60_mb(cost: Cost) -> None:
    assert cost.megabytes < MOST_MB
