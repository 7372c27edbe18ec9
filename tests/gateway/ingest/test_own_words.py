"""An acknowledgement of ours that comes back by our own subscription costs next to nothing."""

from __future__ import annotations

import json
from pathlib import Path

from hand_fed import HandFedBroker, NobodyJudges, a_loop

from gateway.domain.message import LARGEST_BODY
from gateway.ingest.heard import Heard
from gateway.store.sqlite.writer import SqliteWriter

ACK = "conuco/v1/la-ceiba/pond-1/ack"
RECORD = {"number": 0, "boot": 1, "uptime": 60, "clock": "unsynced", "values": {"sonda": {"oxygen": 5.0}}}
BATCH = Heard(
    "conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/0",
    json.dumps({"uptime": 60, "records": [RECORD]}).encode(),
    mid=1,
)


def test_our_own_ack_is_acknowledged_and_opens_no_savepoint(tmp_path: Path) -> None:
    said: list[str] = []
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer:
        broker = HandFedBroker()
        loop = a_loop(writer, broker, NobodyJudges())
        broker.given = [BATCH]
        loop.turn()
        writer.readings.set_trace_callback(said.append)

        broker.given = [Heard(ACK, b'{"queue":"0000abcd","seq":0}', mid=2)]
        loop.turn()
        too_long = Heard(ACK, b" " * (LARGEST_BODY + 1), mid=3)
        broker.given = [too_long]
        loop.turn()
        found = writer.readings.execute("SELECT count(*) FROM dead_letters").fetchone()[0]

    assert ACK in broker.published
    assert broker.acknowledged == [BATCH.topic, ACK, ACK]
    assert sum(one.startswith("SAVEPOINT") for one in said[: said.index("COMMIT")]) == 0
    assert found == 1
