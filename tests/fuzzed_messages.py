"""Messages that nobody would send: made in bulk from a seed, and the promises that hold for each of them."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from gateway.domain.message import LARGEST_BODY
from gateway.domain.topics import ReadingsTopic
from gateway.ingest.delivery import step
from gateway.ingest.heard import Arrived, Heard, Outcome
from gateway.ingest.pipeline import Pipeline
from gateway.ingest.setting_aside import topic_or_none
from gateway.store.sqlite import arrivals, cursors, dead_letters
from gateway.store.sqlite.writer import SqliteWriter

NOW: Final = 1_772_000_000
HEAD: Final = "conuco/v1/la-ceiba"
NODES: Final = ("pond-1", "pond-2", "field-1")
QUEUES: Final = ("0000abcd", "00ff00ff")
STRANGE: Final = (
    b"NaN", b"-Infinity", b"1e999", b"-0.0", b"9" * 400, b"1" + b"0" * 5000, b"18446744073709551616", b"null",
    b'"\\ud800"', b'"\\u0000"', b'"\xff\xfe"', b"{}", b"[]", b"true", b"[" * 3000, b'{"a":' * 3000, b"",
    b"\x00", b'"' + b"x" * 9000 + b'"', b"1.5", b'"27"', b"-1", b"\xef\xbb\xbf", b"9007199254740993",
    b"1099511627777",
)  # fmt: skip
LEAVES: Final = (
    "status", "time/ask", "result", "command", "ack", "time/answer", "firmware", "", "readings", "readings/",
    "status/", "readings/0000abcd", "readings/0000abcd/0/0/0/0",
)  # fmt: skip
FOREIGN: Final = (
    "zigbee2mqtt/lamp", "tele/x/SENSOR", "", "/", "$SYS/x", f"{HEAD}//status", f"{HEAD}/Pond 1/status",
    "lamp/\ud800", "lamp/\x00\n", "ñ" * 300, f"{HEAD}/mano-x/status", "x" * 65_535, f"{HEAD}/pond-1/status\n",
    "conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/٣",
)  # fmt: skip


def a_record(chance: random.Random, number: int) -> dict[str, object]:
    """Return a record as a node makes it, or nearly so."""
    is_synced = chance.random() < 0.7
    return {
        "number": number,
        "boot": chance.choice((1, 1, 1, 2, 2**53)),
        "uptime": chance.choice((990, 1000, 3_000_000, 2**40)),
        "clock": "synced" if is_synced else "unsynced",
        "time": NOW - chance.randrange(-90_000, 900_000) if is_synced else None,
        "values": {"sonda": {"water_temperature": chance.choice((27.5, -127.0, 1e300, 0))}},
    }


@dataclass
class Sender:
    """Makes messages; where each queue has come to is remembered, so that many of them fit."""

    chance: random.Random
    _next: dict[tuple[str, str], int] = field(default_factory=dict)

    def message(self) -> Heard:
        kind = self.chance.random()
        if kind < 0.10:
            return self._heard(self.chance.choice(FOREIGN), self._bytes(b'{"on":1}'))
        if kind < 0.25:
            leaf = self.chance.choice(LEAVES)
            return self._heard(f"{HEAD}/{self.chance.choice(NODES)}/{leaf}", self._bytes(self._word()))
        return self._batch()

    def _heard(self, topic: str, body: bytes) -> Heard:
        return Heard(topic, body, retain=self.chance.random() < 0.05)

    def _word(self) -> bytes:
        words: tuple[dict[str, object], ...] = (
            {"state": "online", "uptime": 5, "newest": {"sonda": {"oxygen": 5.0}}},
            {"n": 7, "queue": "0000abcd", "boot": 1, "uptime_ms": 1_000_000},
            {"id": "a-1", "state": "done"},
        )
        return json.dumps(self.chance.choice(words)).encode()

    def _batch(self) -> Heard:
        node, queue = self.chance.choice(NODES), self.chance.choice(QUEUES)
        at = self._next.get((node, queue), 0)
        first = max(0, at + self.chance.choice((0, 0, 0, 0, 0, 0, -1, -3, 1, 5)))
        count = self.chance.choice((1, 1, 2, 3, 8))
        last = first + count - 1 + self.chance.choice((0, 0, 0, 1, -1))
        oldest = max(0, first - self.chance.choice((0, 0, 1, 2, 9, -1)))
        records = [a_record(self.chance, first + n) for n in range(count)]
        body = {"uptime": 1000, "boot": 1, "records": records, "waiting": self.chance.random() < 0.1}
        if first <= at <= last:
            self._next[node, queue] = last + 1
        numbers = [str(one) for one in (oldest, first, last)]
        if self.chance.random() < 0.05:
            numbers[self.chance.randrange(3)] = self.chance.choice(("", "-1", "007", "1" * 11, "x", "1e3"))
        topic = f"{HEAD}/{node}/readings/{queue}/{'/'.join(numbers)}"
        return self._heard(topic, self._bytes(json.dumps(body).encode()))

    def _bytes(self, body: bytes) -> bytes:
        """Return a body as it is, or broken in one of many ways."""
        break_it = self.chance.choice(
            (self._cut, self._pushed, self._flipped, self._strange, self._strange, self._again, self._large)
            + (self._same,) * 9
        )
        return break_it(body)

    def _same(self, body: bytes) -> bytes:
        return body

    def _cut(self, body: bytes) -> bytes:
        return body[: self.chance.randrange(len(body) + 1)]

    def _pushed(self, body: bytes) -> bytes:
        place = self.chance.randrange(len(body) + 1)
        return body[:place] + self.chance.randbytes(self.chance.choice((1, 2, 8))) + body[place:]

    def _flipped(self, body: bytes) -> bytes:
        flipped = bytearray(body)
        for _ in range(self.chance.choice((1, 3, 20))):
            flipped[self.chance.randrange(len(body))] ^= 1 << self.chance.randrange(8)
        return bytes(flipped)

    def _again(self, body: bytes) -> bytes:
        """Return a body whose keys come twice, or which comes twice itself."""
        if self.chance.random() < 0.5:
            return body + body
        return body.replace(b'"uptime"', b'"uptime": 7, "uptime"', self.chance.choice((1, -1)))

    def _large(self, body: bytes) -> bytes:
        if self.chance.random() > 0.02:
            return body
        return body + b" " * self.chance.choice((LARGEST_BODY - len(body), LARGEST_BODY, 100_000))

    def _strange(self, body: bytes) -> bytes:
        """Put something strange in the place of a value."""
        places = [place for place in range(len(body)) if body[place : place + 2] == b": "]
        if not places:
            return self.chance.choice(STRANGE)
        start = self.chance.choice(places) + 2
        ends = [body.find(end, start) for end in (b",", b"}", b"]")]
        end = min((one for one in ends if one >= 0), default=len(body))
        return body[:start] + self.chance.choice(STRANGE) + body[end:]


Stands = tuple[int, int, int, int | None, str]


@dataclass
class Promises:
    """What holds for each message, whatever it is; looked at before and after it.

    Nobody else writes: what stood after a message stands before the next.

    A record that can be read and whose number is next stands afterwards as it was sent. Everything else is
    acknowledged again, asked for again, heard, or among the dead letters. No cursor ever goes back.
    """

    writer: SqliteWriter
    pipeline: Pipeline
    counts: Counter[str] = field(default_factory=Counter)
    _standing: tuple[dict[tuple[str, int], int], int] | None = None

    def __post_init__(self) -> None:
        """Let the letters be counted without a look at their bodies."""
        self.writer.readings.execute("CREATE INDEX counted ON dead_letters (times)")

    def take(self, heard: Heard) -> str:
        """Have a message taken, check what holds of it, and return what became of it."""
        before, letters = self._standing or (self._cursors(), self._letters())
        given = arrivals.last_given(self.writer.readings) or 0
        outcome = self.pipeline.take(heard, arrived=Arrived(NOW * 1000, is_trusted=True))
        self._standing = after, letters_after = self._cursors(), self._letters()
        aside = letters_after - letters
        new = self.writer.readings.execute(
            'SELECT number, boot, uptime, stated, "values" FROM arrivals WHERE id > ? ORDER BY id', (given,)
        ).fetchall()
        assert all(after[key] >= last for key, last in before.items()), heard
        moved = {key for key, last in after.items() if last != before.get(key)}
        what = self._what(heard, outcome, aside=aside, is_new=bool(new), is_moved=bool(moved))
        topic = topic_or_none(heard.topic, commune="la-ceiba")
        if isinstance(topic, ReadingsTopic) and not heard.retain and len(heard.body) <= LARGEST_BODY:
            standing = before.get((topic.node, int(topic.queue, 16)))
            self._check_batch(topic, heard, standing, new, what)
        else:
            assert not moved, heard
        self.counts[what] += 1
        return what

    def take_and_undo(self, messages: Sequence[Heard]) -> None:
        """Have some messages taken, and leave the store as it was."""
        self.writer.begin()
        try:
            for heard in messages:
                self.take(heard)
        finally:
            self.writer.readings.rollback()
            self._standing = None
            self.pipeline.forget()

    def _what(self, heard: Heard, outcome: Outcome, *, aside: int, is_new: bool, is_moved: bool) -> str:
        assert aside in (0, 1), heard
        if aside:
            assert not is_new, heard
            return "set aside and moved" if is_moved else "set aside"
        for ack in outcome.acks.values():
            if ack.again:
                return "asked again"
            return "stored" if is_new else "moved alone" if is_moved else "acknowledged again"
        assert heard.topic.startswith(HEAD), heard
        return "heard"

    def _check_batch(
        self, topic: ReadingsTopic, heard: Heard, standing: int | None, new: list[Stands], what: str
    ) -> None:
        """Check that a batch in its order stands, or went aside whole and moved its cursor."""
        above = step(standing, topic).above
        if above is None:
            assert what in ("asked again", "acknowledged again", "moved alone"), heard
            assert not new, heard
        elif what in ("stored", "moved alone"):
            records = json.loads(heard.body, parse_int=_as_number)["records"]
            said = [one for one in records if one["number"] > above]
            stands = [(*one[:4], json.loads(one[4])) for one in new]
            sent = [
                (one["number"], one["boot"], one["uptime"], one.get("time"), one["values"]) for one in said
            ]
            assert stands == sent, heard
        else:
            assert what == "set aside and moved", (what, heard)

    def _cursors(self) -> dict[tuple[str, int], int]:
        return {(one.node, one.queue): one.last for one in cursors.everything(self.writer.readings)}

    def _letters(self) -> int:
        """Return how many letters were set aside in all: kept, counted beside another, or counted alone."""
        kept: int = self.writer.readings.execute(
            "SELECT coalesce(sum(times), 0) FROM dead_letters"
        ).fetchone()[0]
        return kept + dead_letters.over_quota(self.writer.readings).count

    def clear(self) -> None:
        """Make room for the next messages; cursors stay."""
        self.writer.readings.execute("DELETE FROM arrivals")
        self.writer.readings.execute("DELETE FROM dead_letters")
        self.writer.readings.execute("DELETE FROM clock_pairs")
        self._standing = None
        self.pipeline.forget()


def _as_number(text: str) -> float:
    """Return a whole number as a float holds it where it is beyond what a float tells apart."""
    return int(text) if abs(int(text)) <= 2**53 else float(text)


AT_ONCE: Final = 400
"""So many messages are one transaction."""


def run(writer: SqliteWriter, pipeline: Pipeline, *, seed: int, count: int) -> Counter[str]:
    """Send so many messages of a seed through a real store, and return how many became what."""
    sender, promises = Sender(random.Random(seed)), Promises(writer, pipeline)
    for first in range(0, count, AT_ONCE):
        with writer.transaction():
            for _ in range(min(AT_ONCE, count - first)):
                promises.take(sender.message())
        with writer.transaction():
            promises.clear()
    return promises.counts
