"""Kills in the midst of reading dead letters again: each of their records stands once, as it was sent."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from fake_node import FakeNode
from seeds import a_seed
from station import RealStation, until

from gateway.domain.dead_letters import DeadLetter
from gateway.domain.entries import Draft, OrderGiven
from gateway.domain.readings import SeriesKey
from gateway.store.sqlite import cursors, dead_letters
from gateway.store.sqlite.connection import open_to_read
from gateway.store.sqlite.cursors import Cursor
from gateway.store.sqlite.dead_letter_reader import SqliteDeadLetters
from gateway.store.sqlite.writer import SqliteWriter

pytestmark = [pytest.mark.proof, pytest.mark.broker]

WHOLE = os.environ.get("CONUCO_PROOF", "all") != "ci"
LETTERS, KILLS = (1000, 12) if WHOLE else (300, 3)
OF_EACH = 5
"""Records in a letter."""
BEGAN = 1_772_000_000
SEED = a_seed(20261126)
SERIES = SeriesKey("pond-1", "sonda", "water_temperature")


def a_batch(first: int) -> tuple[str, bytes]:
    records = [
        {"number": number, "boot": 1, "uptime": number, "clock": "synced", "time": BEGAN + 60 * number,
         "values": {"sonda": {"water_temperature": number / 1000}}}
        for number in range(first, first + OF_EACH)
    ]  # fmt: skip
    topic = f"conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/{first}/{first + OF_EACH - 1}"
    return topic, json.dumps({"uptime": 10**6, "boot": 1, "records": records}).encode()


def set_aside(folder: Path) -> None:
    """Set batches aside that a station of before could not read."""
    opened = SqliteWriter(folder, lambda _: {}, utc_offset_hours=-4)
    with opened as writer, writer.transaction() as readings:
        for first in range(0, LETTERS * OF_EACH, OF_EACH):
            topic, body = a_batch(first)
            reason = "unknown quantity 'water_temperature' in channel 'sonda'"
            letter = DeadLetter(BEGAN + 10**6, topic, reason, len(body), body, "pond-1", 0xABCD, first - 1)
            dead_letters.add(readings, letter)
        cursors.save(readings, Cursor("pond-1", 0xABCD, LETTERS * OF_EACH - 1))


def test_letters_that_are_read_again_under_kills_stand_once(tmp_path: Path) -> None:
    print(f"\nletters read again: seed {SEED} (CONUCO_SEED={SEED} repeats it)")
    chance = random.Random(SEED)
    station = RealStation(tmp_path)
    folder = Path(station.config.storage.folder)
    set_aside(folder)
    store, reached = SqliteDeadLetters(folder), list[int]()
    at = sorted(chance.sample(range(10, LETTERS), KILLS))
    with station, FakeNode(station.port) as node:
        for uid in ("order-1", "order-2"):
            with station.journal() as journal:
                order = Draft(uid, "station", "order", OrderGiven("replay_letters", {}), BEGAN, "proof")
                journal.append(order, now=BEGAN + 10**6)
        for place in at:
            until(lambda place=place: read(folder) >= place, within_s=60, what="reading")
            station.gateway.kill()
            reached.append(read(folder))
            node.publish(*a_batch(chance.randrange(LETTERS) * OF_EACH))
            station.gateway.start()
        until(lambda: is_done(store, "order-2"), within_s=120, what="the second order")
        rows = station.store().signals(SERIES, 0, 2**40)

    print(f"letters read again: {LETTERS} of {OF_EACH} records, killed after {reached}, stored {len(rows)}")
    assert reached[0] < LETTERS
    assert rows.number.tolist() == list(range(LETTERS * OF_EACH))
    assert rows.value.tolist() == [number / 1000 for number in range(LETTERS * OF_EACH)]


def read(folder: Path) -> int:
    connection = open_to_read(folder, "readings")
    found: int = connection.execute(
        "SELECT count(*) FROM dead_letters WHERE replayed IS NOT NULL"
    ).fetchone()[0]
    connection.close()
    return found


def is_done(store: SqliteDeadLetters, uid: str) -> bool:
    answer = store.answer(uid)
    return answer is not None and answer.state == "done"
