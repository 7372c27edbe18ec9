"""A few nights of a pond whose node runs the aerator; `tests/proof/test_relay_nights.py` lives a thousand."""

from __future__ import annotations

from pathlib import Path

import pytest
from relay_lives import Nights

SEED = 1


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
