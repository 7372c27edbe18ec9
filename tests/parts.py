"""Parts that are not ours and that some tests need: each is found, or the test says what to run.

In CI (environment CI=true) a missing part fails; elsewhere the test is skipped with the line to run.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
import server_programs


def mosquitto() -> str:
    """Return the path of the real broker."""
    return _required(_found("mosquitto", "/usr/sbin/mosquitto"), "apt-get install mosquitto")


def micropython() -> str:
    """Return the path of the MicroPython interpreter beside the Python that runs the tests."""
    beside = str(Path(sys.executable).with_name("micropython"))
    return _required(_found(beside, "micropython"), "make install-dev (x86_64 only)")


def chromium() -> str:
    """Return the path of the browser: the one without windows, which costs a third, where Debian has it."""
    without_windows = "/usr/lib/chromium/chromium-headless-shell"
    return _required(_found(without_windows, "chromium", "/usr/bin/chromium"), "apt-get install chromium")


def gammu() -> str:
    """Return the path of the program that speaks to GSM modems."""
    return _required(_found("gammu"), "apt-get install gammu")


def influxd() -> str:
    """Return the path of the real InfluxDB 2."""
    return _built("influxd")


def telegraf() -> str:
    """Return the path of Telegraf, beside which benches run ours."""
    return _built("telegraf")


def postgresql() -> Path:
    """Return the folder of the programs of the newest PostgreSQL."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    found = str(known[-1]) if known else _found("initdb")
    return Path(_required(found, "apt-get install postgresql")).parent


def _built(name: str) -> str:
    there = server_programs.found(name)
    return _required(None if there is None else str(there), f"make {name}")


def _found(*names: str) -> str | None:
    return next((path for name in names if (path := shutil.which(name)) is not None), None)


def _required(path: str | None, line: str) -> str:
    if path is not None:
        return path
    reason = f"a part is missing; run: {line}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
