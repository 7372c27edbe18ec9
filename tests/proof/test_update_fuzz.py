"""New versions on a real LittleFS over a NOR flash whose power is cut at any step of them."""

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
from bundles import BAD, made, public_key

HERE = Path(__file__).parent / "torture"
FIRMWARE = Path(__file__).parents[2] / "firmware"
IS_WHOLE = os.environ.get("CONUCO_PROOF", "ci") == "all"
CUTS = 3000 if IS_WHOLE else 600
VERSIONS = 60
FAULTS = ("without", "mixed", "forbidden", "stuck", "unforeseen")

pytestmark = [pytest.mark.proof, pytest.mark.micropython]


def station(folder: Path, seed: int) -> Path:
    """Write what a station may offer, well and badly made, in the order of the version numbers."""
    rng = random.Random(seed)
    kinds = [rng.choice((*["good"] * 8, "crashing", "crashing", "mute", *BAD)) for _ in range(VERSIONS)]
    told = []
    for number, kind in enumerate(["good", *kinds, "good"], 1):
        version = made(rng, number, kind)
        (folder / f"{number}.bin").write_bytes(version.body)
        told.append(version.told(f"{number}.bin"))
    (folder / "versions.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "update.pub").write_bytes(public_key())
    return folder


def torture(folder: Path, seed: int, cuts: int, *extra: str) -> dict[str, int]:
    folder.mkdir()
    command = [str(parts.micropython()), "-X", "heapsize=32M", str(HERE / "updating.py")]
    environment = os.environ | {"MICROPYPATH": f"{HERE}:{FIRMWARE}:.frozen"}
    done = subprocess.run(
        [*command, str(seed), str(cuts), str(station(folder, seed)), *extra],
        env=environment,
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    found = re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
    assert found, done.stdout[-2000:]
    result: dict[str, int] = json.loads(found[1])
    print(f"update fuzz: seed={seed} {result}")
    assert extra or result["unforeseen"] == 0, done.stdout[-3000:]
    return result


def test_no_cut_and_no_bad_version_leaves_a_board_without_a_whole_application(tmp_path: Path) -> None:
    seeds = [20_260_301, random.randrange(1 << 30)]

    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda seed: torture(tmp_path / str(seed), seed, CUTS // 2), seeds))

    assert sum(result["cuts"] for result in results) >= CUTS - 1
    for what in ("confirmed", "refused", "rolled_back"):
        assert sum(result[what] for result in results) > 0, what
    assert {fault: sum(result[fault] for result in results) for fault in FAULTS} == dict.fromkeys(FAULTS, 0)


def test_the_harness_sees_what_runs_when_a_trial_is_armed_before_its_files_are_written(
    tmp_path: Path,
) -> None:
    result = torture(tmp_path / "control", 20_260_302, 60, "control")

    assert result["without"] + result["mixed"] + result["forbidden"] > 0
