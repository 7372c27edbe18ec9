"""A few nights of a pond whose node runs the aerator; `tests/proof/test_relay_nights.py` lives a thousand."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from relay_judge import Judge
from relay_lives import Nights

SEED = 1
RULES = {"on_below": 3.0, "off_above": 4.5, "minimum_s": 1800, "pause_s": 60, "on_fault": "stay"}


def judged(*, when_it_ends: float, after_it: float) -> list[str]:
    """Return what a judge says of a relay that an order holds off, and that stays off when it has ended."""
    world = SimpleNamespace(now_s=100_000, is_on=False)
    judge = Judge(world)
    judge.powered(RULES)
    judge.ordered({"mode": "off", "until": 1_800}, 0)
    for passed_s, value in (
        (1_760, when_it_ends),
        (40, None),
        (60, after_it),
        (20, None),
        (20, None),
        (20, None),
    ):
        world.now_s += passed_s
        judge.sampled(value)
        judge.look(fear=None)
    return judge.faults


def test_water_that_was_above_the_off_limit_when_an_order_ended_has_earned_its_rest() -> None:
    assert judged(when_it_ends=4.51, after_it=4.46) == []


def test_an_order_in_force_that_is_told_again_by_a_clock_that_has_leapt_still_holds() -> None:
    world = SimpleNamespace(now_s=100_000, is_on=False)
    judge = Judge(world)
    judge.powered(RULES)
    judge.ordered({"mode": "off", "until": 108_000}, 100_000)

    judge.restarted(RULES)
    judge.ordered({"mode": "off", "until": 108_000}, 130_000)
    for _ in range(4):
        world.now_s += 100
        judge.sampled(1.0)
        judge.look(fear="oxygen")

    assert judge.faults == []


def test_water_that_was_under_it_when_an_order_ended_has_not() -> None:
    assert "off under the OFF limit, unearned" in judged(when_it_ends=4.4, after_it=4.4)[0]


def hanging(value: float) -> list[str]:
    """Return what a judge says of a relay that stays off for a day under a probe that hangs."""
    world = SimpleNamespace(now_s=100_000, is_on=False)
    judge = Judge(world)
    judge.powered(RULES | {"on_fault": "on"})
    judge.sampled(5.0)
    judge.look(fear=None)
    for _ in range(24 * 60):
        world.now_s += 60
        judge.sampled(value)
        judge.look(fear=None)
    return judge.faults


def test_of_a_probe_that_hangs_next_to_the_off_limit_nobody_can_say_whether_the_node_believes_it() -> None:
    assert hanging(4.49) == []


def test_of_a_probe_that_hangs_above_it_everybody_can() -> None:
    assert "off by a failed probe" in hanging(4.6)[0]


def test_a_few_nights_break_no_rule(tmp_path: Path) -> None:
    lived = Nights(12, SEED).under_cpython(tmp_path)

    assert lived.faults == []
    assert lived.counts["on"] > 5
    assert lived.under_on_h * 2 < lived.alone_under_on_h


@pytest.mark.micropython
def test_a_few_nights_on_the_board_s_interpreter_break_no_rule(tmp_path: Path) -> None:
    lived = Nights(8, SEED).under_micropython(tmp_path)

    assert lived.faults == []
    assert lived.counts["on"] > 3
