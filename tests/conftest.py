"""What every test run ends with: how many were skipped, and the lines that would run them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from browser import Chromium
from hypothesis import HealthCheck, settings
from influx_server import InfluxServer, an_influx_server

# The specification reads Spanish, also on a machine that speaks something else.
os.environ["LANGUAGE"] = "es"

# Each run draws what the last one drew, and none is judged by how busy the machine is; the long proofs
# draw anew each time.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=os.environ.get("CONUCO_PROOF") != "all",
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One browser for all tests that need one."""
    with Chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def influx() -> Iterator[InfluxServer]:
    """One InfluxDB 2 for all tests that need one; each makes a bucket of its own."""
    with an_influx_server() as server:
        yield server


def pytest_collection_finish() -> None:
    """Leave what was loaded for all tests out of every later search for garbage."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    told = [one for report in terminalreporter.stats.get("passed", []) for one in report.user_properties]
    for figures in [value for name, value in told if name == "figures"]:
        terminalreporter.write_line(figures)
    for heap in sorted({name for name, _ in told if name.startswith("heap ")}):
        suites = ", ".join(sorted(value for name, value in told if name == heap))
        terminalreporter.write_line(f"MicroPython in a {heap}: {suites}")
    reasons = sorted({report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])
                      if isinstance(report.longrepr, tuple) and "run:" in report.longrepr[2]})  # fmt: skip
    skipped = len(terminalreporter.stats.get("skipped", []))
    if reasons:
        terminalreporter.write_line(f"{skipped} skipped:")
        for reason in reasons:
            terminalreporter.write_line(f"  {reason.removeprefix('Skipped: ')}")
