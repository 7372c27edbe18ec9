"""What a commune whose nights are lived has behind it: prepared once, copied for each test."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from gateway.demo.preparing import Pristine
from gateway.demo.world.cycles import CALENDAR

HISTORY_DAYS = 45
"""So much is known before the first night: forecasts need a month."""


def pristine(folder: Path, day: date) -> Pristine:
    """Return the files that a commune has at the noon of a day."""
    return Pristine(folder, CALENDAR.at(day, 12.0), day - timedelta(days=HISTORY_DAYS))


def prepared(folder: Path, day: date) -> Path:
    """Return the folder with those files, made when they are not there yet."""
    found = pristine(folder, day)
    if not found.is_current:
        found.make(lambda _what, _done, _total: None)
    return folder
