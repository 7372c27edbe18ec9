"""A thousand nights of a pond whose node runs the aerator, whatever fails: no rule is ever broken.

A dead station, restarts, cuts, flat batteries, a stuck, absent or mad probe, people's orders, lost mains. The
rules: never off under the OFF limit or before two hours after the sunrise; never shorter on or off than the
settings say; always what a person ordered; a probe that fails leaves it as the settings say; every switching
is recorded; under the emergency it shouts. The judge knows nothing of how the node decides.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from relay_lives import FIRMWARE, Nights
from seeds import a_seed

IS_SHORT = os.environ.get("CONUCO_PROOF") == "ci"
CPYTHON, MICROPYTHON = (120, 20) if IS_SHORT else (1_000, 60)

BROKEN = {
    "off at the ON limit": ("relay.py", "oxygen < self.off_above:", "oxygen < self.on_below + 1:"),
    "no night": ("relay.py", "return (True, NIGHT) if", "return (False, NIGHT) if"),
    "no clock": ("relay.py", "return True, CLOCK", "return False, CLOCK"),
    "no least time": ("relay.py", 'else self._rules["minimum_s"]', "else 0"),
    "no pause": ("relay.py", 'self._rules.get("pause_s", _PAUSE_S) if wanted', "0 if wanted"),
    "orders after limits": (
        "relay.py",
        "if ordered is not None:",
        "if ordered is not None and not self.is_on:",
    ),
    "orders without an end": ("relay.py", "if now_s < end_s:", "if end_s:"),
    "a failed probe is on": ("relay.py", 'else on_fault == "on"), PROBE', "else True), PROBE"),
    "stay is off": ("relay.py", 'self.is_on if on_fault == "stay" else', 'False if on_fault == "stay" else'),
    "a stuck probe is believed": ("own.py", "None if value >= still_above and is_still", "None if False"),
    "an old value is believed": ("own.py", "_FAILED_AFTER_S = const(600)", "_FAILED_AFTER_S = const(60_000)"),
    "unearned rest": ("relay.py", "self.is_on or not is_earned, LIMIT", "self.is_on, LIMIT"),
    "no records": ("pond.py", "self._cycle.note(_RELAY, values)", "pass"),
    "no shout": ("guard.py", '"oxygen" if self.own.is_feared', '"oxygen" if False'),
    "forgetful": ("relay.py", "relay_at=now_s", "relay_at=0"),
}


def told_seed() -> int:
    """Return a seed that is printed."""
    seed = a_seed(20261127)
    print(f"\nseed {seed} (CONUCO_SEED={seed} lives the same nights)")
    return seed


@pytest.mark.proof
def test_a_thousand_nights_break_no_rule(tmp_path: Path) -> None:
    lived = Nights(CPYTHON, told_seed()).under_cpython(tmp_path)

    print(f"{CPYTHON} nights: {lived.counts}")
    print(f"hours under the ON limit: {lived.under_on_h}, without the aerator {lived.alone_under_on_h}")
    assert lived.faults == []
    assert lived.under_on_h * 2 < lived.alone_under_on_h


@pytest.mark.proof
@pytest.mark.micropython
def test_nights_on_the_board_s_interpreter_break_no_rule(tmp_path: Path) -> None:
    lived = Nights(MICROPYTHON, told_seed()).under_micropython(tmp_path)

    print(f"{MICROPYTHON} nights: {lived.counts}")
    assert lived.faults == []


@pytest.mark.proof
@pytest.mark.parametrize("rule", BROKEN)
def test_the_judge_sees_a_rule_that_is_broken(rule: str, tmp_path: Path) -> None:
    file, right, wrong = BROKEN[rule]
    broken = tmp_path / "firmware"
    shutil.copytree(FIRMWARE / "node", broken / "node")
    path = broken / "node" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")

    lives = (Nights(60, seed, broken).under_cpython(tmp_path, until_a_fault=True) for seed in (7, 3))
    faults = next((lived.faults for lived in lives if lived.faults), [])

    assert faults
    print(f"\n{rule}: {faults[0]}")
