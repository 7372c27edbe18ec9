"""How much of the board's files the cases run; what asks the hardware itself is run by the virtual nodes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

COUNTER = Path(__file__).parent / "covered.py"
LEAST = 90


def test_the_cases_run_nine_lines_of_ten_of_each_sensors_file(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    done = subprocess.run(
        [sys.executable, str(COUNTER), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    shares = {
        name: 100 * ran // could for name, (ran, could) in json.loads(done.stdout.splitlines()[-1]).items()
    }
    told = " ".join(f"{name.removesuffix('.py')} {share} %" for name, share in shares.items() if share)
    record_property("figures", f"lines of the board's files that the cases run: {told}")
    sensors = {
        name: share for name, share in shares.items() if name.startswith(("sensors/", "rs485", "pulses"))
    }
    assert len(sensors) > 16
    assert {name: share for name, share in sensors.items() if share < LEAST} == {}
