"""The orders `replay_letters` and `drop_letters`: dead letters through the reader again, or not needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gateway.app.judge import PondJudge
from gateway.domain.dead_letters import DeadLetter, wanted_by
from gateway.domain.orders import Carry, Step
from gateway.domain.reasons import has_words
from gateway.ingest.replaying import Replaying
from gateway.store.sqlite import dead_letters
from gateway.store.sqlite.writer import SqliteWriter

AT_ONCE: Final = 10
"""So many letters are read between two batches of live messages."""


def replaying(judge: PondJudge) -> Carry:
    """Return what reads dead letters once more; `body` is what a person wrote in place of one's body.

    What is said of it: how many were read, how many still cannot be, how many records went in.
    """

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        letters = _meant(judge.writer, argument)
        body = argument["body"].encode() if "body" in argument else None
        replay = Replaying(judge.writer, judge.commune.slug, judge.devices)
        read = still = records = 0
        yield Step(0, len(letters), "0 0 0")
        for first in range(0, len(letters), AT_ONCE):
            with judge.writer.transaction() as readings:
                for one in letters[first : first + AT_ONCE]:
                    letter = dead_letters.find(readings, one.number)
                    if letter is None or not letter.is_waiting:
                        continue
                    count = replay.replay(letter, body=body, now=now, is_trusted=judge.is_clock_trusted())
                    read, still = read + (count is not None), still + (count is None)
                    records += count or 0
            yield Step(min(first + AT_ONCE, len(letters)), len(letters), f"{read} {still} {records}")

    return carry


def dropping(writer: SqliteWriter) -> Carry:
    """Return what lets dead letters go; what is said of it is how many."""

    def carry(argument: Mapping[str, str], now: int) -> Iterator[Step]:
        letters = _meant(writer, argument)
        with writer.transaction() as readings:
            dead_letters.drop(readings, [one.number for one in letters], at=now)
        yield Step(len(letters), len(letters), str(len(letters)))

    return carry


def _meant(writer: SqliteWriter, argument: Mapping[str, str]) -> Sequence[DeadLetter]:
    """Return the letters that wait and are meant by an order, without their bodies."""
    wanted = wanted_by(argument)
    letters = dead_letters.waiting(writer.readings, wanted)
    return [one for one in letters if wanted.reason is None or has_words(one.reason, wanted.reason)]
