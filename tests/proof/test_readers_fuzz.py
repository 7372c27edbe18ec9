"""A million inputs that nobody would send or save, and as many kept promises: nothing is lost."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import fuzzed_files
import fuzzed_messages
import pytest
from drawn import FILES, MESSAGES
from hypothesis import HealthCheck, given, seed, settings
from seeds import a_seed

from gateway.domain.errors import ImportRefusedError
from gateway.importing.reading import Wanted, read_file
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.ingest.test_bad_input import NobodyJudges, deriving

pytestmark = pytest.mark.proof

WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
MESSAGES_SENT, FILES_READ = (790_000, 190_000) if WHOLE else (40_000, 10_000)
DRAWN = 10_000 if WHOLE else 500
"""Of messages and of files each."""
SEED = a_seed(20261126)
OF_SO_MANY = settings(
    max_examples=DRAWN,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def writer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[SqliteWriter]:
    caplog.set_level(logging.CRITICAL)
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as opened:
        yield opened


def test_messages_made_in_bulk_break_no_promise(writer: SqliteWriter) -> None:
    print(f"\nmessages: seed {SEED} (CONUCO_SEED={SEED} repeats it)")
    pipeline = Pipeline(writer, NobodyJudges(), commune="la-ceiba")

    counts = fuzzed_messages.run(writer, pipeline, seed=SEED, count=MESSAGES_SENT)

    print(f"messages: {counts.total()} sent; {dict(counts.most_common())}")
    assert counts.total() == MESSAGES_SENT


def test_files_made_in_bulk_break_no_promise(tmp_path: Path) -> None:
    print(f"\nfiles: seed {SEED}")

    counts = fuzzed_files.run(tmp_path, seed=SEED, count=FILES_READ)

    print(f"files: {counts.total()} read; {dict(counts.most_common())}")
    assert counts.total() == FILES_READ


def test_messages_that_hypothesis_draws_break_no_promise(writer: SqliteWriter) -> None:
    pipeline = Pipeline(writer, NobodyJudges(), commune="la-ceiba")
    promises = fuzzed_messages.Promises(writer, pipeline)

    @seed(SEED)
    @OF_SO_MANY
    @given(MESSAGES, MESSAGES)
    def drawn(first: fuzzed_messages.Heard, second: fuzzed_messages.Heard) -> None:
        promises.take_and_undo([first, second])

    drawn()
    print(f"\nmessages that hypothesis drew: seed {SEED}; {dict(promises.counts.most_common())}")


def test_files_that_hypothesis_draws_break_no_promise(tmp_path: Path) -> None:
    path = tmp_path / "pond-1_utc-4.csv"

    @seed(SEED)
    @OF_SO_MANY
    @given(FILES)
    def drawn(body: bytes) -> None:
        path.write_bytes(body)
        try:
            found = read_file(path, Wanted(), now=fuzzed_files.NOW)
        except ImportRefusedError:
            return
        fuzzed_files.check(found, body)

    drawn()
    print(f"\nfiles that hypothesis drew: seed {SEED}, {DRAWN}")
