"""Whatever a file holds, each line is taken or refused with its number; the long form is a proof."""

from __future__ import annotations

from pathlib import Path

import fuzzed_files
from drawn import FILES
from hypothesis import HealthCheck, given, settings

from gateway.domain.errors import ImportRefusedError
from gateway.importing.reading import Wanted, read_file


def test_files_that_nobody_would_save_break_no_promise(tmp_path: Path) -> None:
    counts = fuzzed_files.run(tmp_path, seed=8, count=1500)

    assert set(counts) == {"taken", "taken in part", "refused", "refused whole"}
    assert min(counts.values()) > 10


def test_files_that_hypothesis_draws_break_no_promise(tmp_path: Path) -> None:
    path = tmp_path / "pond-1_utc-4.csv"

    @settings(max_examples=150, deadline=None, derandomize=True, database=None,
              suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
    @given(FILES)
    def drawn(body: bytes) -> None:
        path.write_bytes(body)
        try:
            found = read_file(path, Wanted(), now=fuzzed_files.NOW)
        except ImportRefusedError:
            return
        fuzzed_files.check(found, body)

    drawn()
