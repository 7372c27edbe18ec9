"""The real parts that tests need, and what to say where one is missing."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def mosquitto() -> Path:
    """Return Mosquitto's program, or skip; in CI a missing part fails."""
    found = shutil.which("mosquitto", path=os.environ.get("PATH", "") + ":/usr/sbin")
    return Path(found) if found else _missing("Mosquitto", "apt-get install mosquitto")


def micropython() -> Path:
    """Return the MicroPython interpreter, or skip; in CI a missing part fails."""
    beside = Path(sys.executable).parent / "micropython"
    found = beside if beside.exists() else shutil.which("micropython")
    return Path(found) if found else _missing("MicroPython", "make install-dev (x86_64 only)")


def chromium() -> Path:
    """Return Chromium's program, or skip; in CI a missing part fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return Path(found) if found else _missing("Chromium", "apt-get install chromium fonts-roboto-unhinted")


def _missing(part: str, line: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{part} is missing; .ci/run must install it: {line}")
    pytest.skip(f"{part} is missing; run: {line}")
