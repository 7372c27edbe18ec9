"""Whatever comes over the wire, the reader keeps its promises; the long form stands in tests/proof."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn import MESSAGES
from fuzzed_messages import Promises, run
from hypothesis import HealthCheck, given, settings

from gateway.ingest.heard import Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.ingest.test_bad_input import NobodyJudges, deriving

EVERY = {
    "stored",
    "moved alone",
    "acknowledged again",
    "asked again",
    "set aside",
    "set aside and moved",
    "heard",
}


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as opened:
        yield opened


def test_thousands_of_messages_that_nobody_would_send_break_no_promise(
    writer: SqliteWriter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    pipeline = Pipeline(writer, NobodyJudges(), commune="la-ceiba")

    counts = run(writer, pipeline, seed=8, count=4000)

    assert set(counts) == EVERY
    assert min(counts.values()) > 10


def test_messages_that_hypothesis_draws_break_no_promise(
    writer: SqliteWriter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    promises = Promises(writer, Pipeline(writer, NobodyJudges(), commune="la-ceiba"))

    @settings(max_examples=100, deadline=None, derandomize=True, database=None,
              suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
    @given(MESSAGES, MESSAGES)
    def drawn(first: Heard, second: Heard) -> None:
        promises.take_and_undo([first, second])

    drawn()
