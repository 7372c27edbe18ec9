"""A block that rotted takes nothing with it of the blocks beside it."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import numpy as np
from stores import PH, START, a_writer

from gateway.domain.columns import Signals
from gateway.store.sqlite import blocks
from gateway.store.sqlite.blocks import DAY, Block, Sort, Span
from gateway.store.sqlite.context import all_readable_signals, signals_in
from gateway.store.sqlite.packing import pack_signals

ROTTEN = (b"no", zlib.compress(b"\x01\x05\x00\x00\x00\x4d"), zlib.compress(b"\x02\x00\x00\x00\x00"))


def some(day: int, body: bytes | None = None) -> Block:
    rows = Signals.measured(START + day * DAY + np.arange(0, 600, 60), np.arange(10) / 4)
    return Block(PH, Sort.SIGNALS, Span(START + day * DAY, DAY), 0, body or pack_signals(rows))


def test_of_blocks_read_together_each_that_can_be_read_is_read() -> None:
    for body in ROTTEN:
        found = all_readable_signals([some(2), some(1, body), some(0)])

        assert found.time.tolist() == [START + day * DAY + at for day in (0, 2) for at in range(0, 600, 60)]


def write(connection: sqlite3.Connection, block: Block) -> None:
    blocks.write(connection, blocks.series_id(connection, block.series), block)


def test_a_series_of_which_nothing_can_be_read_is_not_said_to_have_nothing(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        archive = writer.archive.connection
        write(archive, some(0, ROTTEN[0]))
        write(archive, some(1))

        assert signals_in(archive, [PH], start=START, end=START + DAY) == {}
        assert len(signals_in(archive, [PH], start=START, end=START + 2 * DAY)[PH]) == 10
