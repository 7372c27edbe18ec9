"""How fast the pipeline keeps messages, as a ratio to a plain loop over the same disk in the same run."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest
from figures import Report

from gateway.derivation import derive
from gateway.domain.alerts import Change
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

pytestmark = pytest.mark.bench

MESSAGES = 20_000
AT_ONCE = 1_000
NOW = 1_772_000_000


class NobodyJudges:
    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        return []

    def forget(self) -> None:
        return None


def messages() -> list[Heard]:
    found = []
    for number in range(MESSAGES):
        values = {f"sonda-{depth}cm": {"soil_signal": 1800.0 + number % 97} for depth in range(8)}
        record = {"number": number, "boot": 1, "uptime": number, "clock": "synced", "time": NOW + number}
        body = {"uptime": number, "boot": 1, "records": [record | {"values": values}]}
        topic = f"conuco/v1/la-ceiba/field-1/readings/0000abcd/{max(0, number - 50)}/{number}/{number}"
        found.append(Heard(topic, json.dumps(body).encode()))
    return found


def pipeline_s(folder: Path, heard: list[Heard]) -> float:
    deriving = lambda signals: derive(signals, calibrations=[], altitude_m=0.0)  # noqa: E731
    with SqliteWriter(folder, deriving, utc_offset_hours=-4) as writer:
        pipeline = Pipeline(writer, NobodyJudges(), commune="la-ceiba")
        began = time.process_time()
        for first in range(0, MESSAGES, AT_ONCE):
            with writer.transaction():
                for one in heard[first : first + AT_ONCE]:
                    pipeline.take(one, arrived=Arrived((NOW + MESSAGES) * 1000, is_trusted=True))
        return time.process_time() - began


def plain_s(folder: Path, heard: list[Heard]) -> float:
    connection = sqlite3.connect(folder / "plain.db")
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE r (time INTEGER, series TEXT, value REAL, PRIMARY KEY (time, series)) WITHOUT ROWID;"
    )
    began = time.process_time()
    for first in range(0, MESSAGES, AT_ONCE):
        rows = []
        for one in heard[first : first + AT_ONCE]:
            for record in json.loads(one.body)["records"]:
                for channel, quantities in record["values"].items():
                    rows += [
                        (record["time"], channel + quantity, value) for quantity, value in quantities.items()
                    ]
        with connection:
            connection.executemany("INSERT OR IGNORE INTO r VALUES (?, ?, ?)", rows)
    return time.process_time() - began


def test_the_pipeline_costs_at_most_three_plain_loops(tmp_path: Path, report: Report) -> None:
    heard = messages()

    ours, plain = pipeline_s(tmp_path, heard), plain_s(tmp_path, heard)

    readings = MESSAGES * 8
    part = report.part(
        "Keeping messages, without a broker",
        f"{MESSAGES:,} messages of 8 readings, {AT_ONCE:,} a commit, handed over by a loop; nobody judges.",
        beside="decode and insert, plain Python over SQLite",
    )
    part.row(
        "CPU a reading [us]",
        ours / readings * 1e6,
        plain / readings * 1e6,
        wanted="at most three plain loops",
        holds=ours / plain < 3,
    )
    assert ours / plain < 3
