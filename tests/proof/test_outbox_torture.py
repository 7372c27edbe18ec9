"""The outbox on a real LittleFS over a NOR flash whose power is cut at random moments."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import parts
import pytest

HERE = Path(__file__).parent / "torture"
FIRMWARE = Path(__file__).parents[2] / "firmware"
IS_WHOLE = os.environ.get("CONUCO_PROOF", "ci") == "all"
CUTS = 5000 if IS_WHOLE else 1000
FAULTS = ("lost", "altered", "twice", "returned", "unmounted")
FLASHES = {"roomy": (24, 8), "usual": (24, 12), "nearly full": (12, 60)}
"""Blocks of the flash and segments of the outbox; the last has less flash than it may use."""

pytestmark = [pytest.mark.proof, pytest.mark.micropython]


def torture(seed: int, cuts: int, flash: str, *extra: str) -> dict[str, int]:
    command = [str(parts.micropython()), "-X", "heapsize=32M", str(HERE / "torture.py")]
    numbers = [str(one) for one in (seed, cuts, *FLASHES[flash])]
    environment = os.environ | {"MICROPYPATH": f"{HERE}:{FIRMWARE}:.frozen"}
    done = subprocess.run(
        [*command, *numbers, *extra],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    told = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
    assert done.returncode == 0, f"seed {seed} ended with {done.returncode}: {told}"
    found = re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
    assert found, done.stdout[-2000:]
    result: dict[str, int] = json.loads(found[1])
    print(f"outbox torture: flash={flash!r} seed={seed} {result}")
    return result


def test_no_kept_record_is_lost_altered_or_numbered_twice_by_any_power_cut() -> None:
    seeds = [(20_260_101, flash) for flash in FLASHES] + [(random.randrange(1 << 30), "usual")]

    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda one: torture(one[0], CUTS // len(seeds), one[1]), seeds))

    assert sum(result["cuts"] for result in results) >= CUTS - len(seeds)
    assert sum(result["dropped"] for result in results) > 0
    assert {fault: sum(result[fault] for result in results) for fault in FAULTS} == dict.fromkeys(FAULTS, 0)


def test_the_harness_sees_the_loss_when_nothing_is_flushed() -> None:
    result = torture(20_260_102, 30, "usual", "control")

    assert result["lost"] > 0
