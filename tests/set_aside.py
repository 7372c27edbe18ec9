"""A station where some messages were set aside: a batch, a status, and what a stranger sends."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

BATCH: Final = (
    b'{"uptime":1000,"boot":1,"records":[{"number":0,"boot":1,"uptime":990,"clock":"unsynced","time":null,'
    b'"values":{"sonda":{"unobtainium":27.5}}}]}'
)
STRANGER: Final = b"\x1b]0;<script>alert(1)</script>\x07" + bytes(range(256))


class _NobodyJudges:
    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[object]:
        return []

    def forget(self) -> None: ...


def some_letters(folder: Path, *, now: int, commune: str = "los-samanes") -> None:
    """Set three messages aside: 1 of pond-1, whose cursor moved; 2 of pond-2; 3 of a stranger, four times."""
    head = f"conuco/v1/{commune}"
    with SqliteWriter(folder, lambda _: {}, utc_offset_hours=-4) as writer, writer.transaction():
        pipeline = Pipeline(writer, _NobodyJudges(), commune=commune)  # type: ignore[arg-type]
        for topic, body, ago_s in (
            (f"{head}/pond-1/readings/0000abcd/0/0/0", BATCH, 7200),
            (f"{head}/pond-2/status", b'{"state":"dancing"}', 3600),
            *[("lamp/<b>red</b>\x1b[31m", STRANGER, ago) for ago in (900, 600, 300, 60)],
        ):
            pipeline.take(Heard(topic, body), arrived=Arrived((now - ago_s) * 1000, is_trusted=True))
