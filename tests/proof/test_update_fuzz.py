"""New versions on a real LittleFS over a NOR flash whose power is cut at any step of them."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
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
KINDS = [*BAD * 3, *["good"] * 30, *["crashing", "mute", "dozing", "late"] * 4]
"""What a station offers: each bad bundle three times, good ones, some that crash at once, that are never
acknowledged, that sleep at once without a word, that crash only when they have been confirmed."""
FAULTS = ("without", "mixed", "forbidden", "stuck", "unforeseen")

BROKEN = {
    "no signature": ("node/bundle.py", "if not is_signed(", "if False and not is_signed("),
    "no reading back": ("node/bundle.py", "self._each(self._read_back)", "pass"),
    "any path": ("node/bundle.py", "and _is_path(path)", "and path"),
    "any order": ("node/bundle.py", "self._before < path", "self._before != '!'"),
    "any MicroPython": ("node/bundle.py", 'if head.get("mpy") !=', 'if "mpy" =='),
    "any number in the manifest": (
        "node/bundle.py",
        'head.get("version") != offer["version"] or head.get("name") != offer["name"]',
        "not head",
    ),
    "old versions": ("node/update.py", 'offer["version"] <= self._slots.highest:', "not offer:"),
    "what failed once more": ("node/update.py", 'self._slots.tried == offer["version"] and', "False and"),
    "no proof": ("node/update.py", "if self._is_acknowledged:", "if True:"),
    "into what runs": ("node/update.py", "NAMES[1 - self._slots.active], offer", "NAMES[0], offer"),
    "any number of starts": ("slots.py", "elif self.left < 0:", "elif self.left < -999:"),
    "any number of crashes": ("slots.py", "if self.bad >= TRIES:", "if self.bad > 250:"),
    "no rescue": ("slots.py", "self.is_trial or self.bad < CRASHES", "self.is_trial or self.bad < 250"),
}

pytestmark = [pytest.mark.proof, pytest.mark.micropython]


def station(folder: Path, seed: int) -> Path:
    """Write what a station may offer, well and badly made, in the order of the version numbers."""
    folder.mkdir()
    rng = random.Random(seed)
    kinds = rng.sample(KINDS, len(KINDS))
    told = []
    for number, kind in enumerate(["good", *kinds, "good", "good"], 1):
        version = made(rng, number, kind)
        (folder / f"{number}.bin").write_bytes(version.body)
        told.append(version.told(f"{number}.bin"))
    (folder / "versions.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "update.pub").write_bytes(public_key())
    return folder


@pytest.fixture(scope="module")
def offers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one station offers to everything that is broken by intent."""
    return station(tmp_path_factory.mktemp("stations") / "one", 20_260_302)


def torture(offers: Path, seed: int, cuts: int, *extra: str, firmware: Path = FIRMWARE) -> dict[str, int]:
    command = [str(parts.micropython()), "-X", "heapsize=32M", str(HERE / "updating.py")]
    environment = os.environ | {"MICROPYPATH": f"{HERE}:{firmware}:.frozen"}
    done = subprocess.run(
        [*command, str(seed), str(cuts), str(offers), *extra],
        env=environment,
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    told = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
    assert done.returncode == 0, f"seed {seed} ended with {done.returncode}: {told}"
    found = re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
    assert found, done.stdout[-2000:]
    result: dict[str, int] = json.loads(found[1])
    told = [line for line in done.stdout.splitlines() if line.startswith("first fault")]
    print(f"update fuzz: seed={seed} {result}", *told)
    assert extra or result["unforeseen"] == 0, done.stdout[-3000:]
    return result


def test_no_cut_and_no_bad_version_leaves_a_board_without_a_whole_application(tmp_path: Path) -> None:
    seeds = [20_260_301, random.randrange(1 << 30)]

    def tortured(seed: int) -> dict[str, int]:
        return torture(station(tmp_path / str(seed), seed), seed, CUTS // 2)

    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(tortured, seeds))

    assert sum(result["cuts"] for result in results) >= CUTS - 1
    for what in ("confirmed", "refused", "rolled_back", "rescues"):
        assert sum(result[what] for result in results) > 0, what
    assert {fault: sum(result[fault] for result in results) for fault in FAULTS} == dict.fromkeys(FAULTS, 0)


def test_the_harness_sees_what_runs_when_a_trial_is_armed_before_its_files_are_written(
    offers: Path,
) -> None:
    result = torture(offers, 20_260_302, 60, "control")

    assert result["without"] + result["mixed"] + result["forbidden"] > 0


@pytest.mark.parametrize("rule", BROKEN)
def test_the_harness_sees_a_rule_that_is_broken(rule: str, offers: Path, tmp_path: Path) -> None:
    file, right, wrong = BROKEN[rule]
    broken = tmp_path / "firmware"
    shutil.copytree(FIRMWARE, broken)
    text = (broken / file).read_text(encoding="utf-8")
    assert text.count(right) == 1
    (broken / file).write_text(text.replace(right, wrong), encoding="utf-8")

    result = torture(offers, 20_260_303, 1500, "broken", firmware=broken)

    assert sum(result[fault] for fault in FAULTS) > 0
