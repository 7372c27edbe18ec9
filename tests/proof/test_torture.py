"""The shortened form of `make torture`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import parts
import pytest

pytestmark = [pytest.mark.proof, pytest.mark.broker, pytest.mark.micropython, pytest.mark.influxd]

ROOT = Path(__file__).parents[2]
PATIENCE_S = 900


def test_a_tortured_commune_ends_with_every_record_once_and_as_it_was_sent() -> None:
    parts.mosquitto(), parts.micropython(), parts.influxd()
    ours = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    sys.stdout.flush()

    done = subprocess.run(
        [sys.executable, "-m", "torture", "--short"], env=ours, timeout=PATIENCE_S, check=False, cwd=ROOT
    )

    assert done.returncode == 0, "what is wrong stands above"
