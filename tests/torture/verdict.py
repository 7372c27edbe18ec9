"""What was sent against what station, mirror and dead letters hold: every record that is wrong, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import ledger
from influx_server import InfluxServer
from mirrored import rows

from gateway.domain.dead_letters import DeadLetter, Wanted
from gateway.domain.errors import TopicError
from gateway.domain.topics import ReadingsTopic, parse_topic
from gateway.store.sqlite.dead_letter_reader import SqliteDeadLetters
from torture.speaker import Range

OF_A_RECORD: Final = ("queue", "number", "boot", "uptime", "value")
Held = tuple[dict[ledger.Name, ledger.Content], list[ledger.Name]]
"""What is held of each record, and those that are held twice."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it ended.

    Attributes:
        wrong: A line for every record or letter that is not as it should be.
    """

    sent: int
    stored: int
    twice: int
    altered: int
    mirrored: int
    wrong: list[str]

    def __str__(self) -> str:
        letters = "NOT as expected" if any("dead letter" in one for one in self.wrong) else "as expected"
        return (
            f"sent {self.sent}, stored {self.stored}, twice {self.twice}, altered {self.altered},"
            f" mirrored {self.mirrored}, dead letters {letters}"
        )


@dataclass(frozen=True, slots=True)
class Ours:
    """What was sent.

    Attributes:
        kept: Every record that counts, by the time that it stood in a flash.
        ours: The queues that have no other records than these.
        malformed: The ranges whose bodies were garbage: a dead letter each.
        strays: Bodies under topics of nobody that may have come, or not.
        sure: Those that came for sure, each once.
    """

    kept: dict[ledger.Name, bytes]
    ours: set[tuple[str, str]]
    malformed: set[Range]
    strays: set[bytes]
    sure: set[bytes]


def mirror_of(server: InfluxServer, bucket: str) -> Held:
    """Return every record that a mirror holds, put together from its points."""
    parts: dict[ledger.Name, set[tuple[str, str, float]]] = {}
    heads: dict[ledger.Name, tuple[int, int, int | None]] = {}
    seen: Counter[tuple[ledger.Name, str, str]] = Counter()
    for row in rows(server, bucket):
        if not all(row.get(one) for one in OF_A_RECORD):
            # A value that was derived, beside its record; or a point that is being deleted field by field
            # to be written again. A record that stays so is not there.
            continue
        name = (row["node"], f"{int(row['queue']):08x}", int(row["number"]))
        seen[name, row["channel"], row["quantity"]] += 1
        parts.setdefault(name, set()).add((row["channel"], row["quantity"], float(row["value"])))
        stated = row.get("stated")
        heads[name] = (int(row["boot"]), int(row["uptime"]), int(stated) if stated else None)
    found = {name: (*heads[name], frozenset(values)) for name, values in parts.items()}
    return found, sorted({name for (name, _, _), count in seen.items() if count > 1})


def letters_of(storage: Path) -> list[DeadLetter]:
    """Return every dead letter with its body."""
    store = SqliteDeadLetters(storage)
    found = [store.find(one.number) for one in store.waiting(Wanted())]
    return [one for one in found if one is not None]


def judged(
    ours: Ours, station: Held, mirror: Held, letters: Iterable[DeadLetter], untimed: set[ledger.Name]
) -> Verdict:
    """Return how what was sent stands against what is held.

    Args:
        ours: What was sent.
        station: What the station holds whose time is known.
        mirror: What the mirror holds.
        letters: That wait.
        untimed: What the station holds whose time nobody knows yet.
    """
    content = {name: ledger.content_of(record) for name, record in ours.kept.items()}
    lost = [name for name in content if name not in station[0] and name not in untimed]
    altered = _altered(content, station)
    unmirrored = [name for name in content if name not in mirror[0]]
    lines = {
        "lost": lost,
        "stored twice": station[1],
        "altered": altered,
        "stored, but nobody sent it": [
            one for one in station[0] if one[:2] in ours.ours and one not in content
        ],
        "its time is not known": [name for name in content if name in untimed],
        "not mirrored": unmirrored,
        "mirrored twice": mirror[1],
        "altered in the mirror": _altered(content, mirror),
        "mirrored, but the station has it not": [one for one in mirror[0] if one not in station[0]],
    }
    wrong = [
        f"{why}: {node} {queue} {number}" for why, names in lines.items() for node, queue, number in names
    ]
    return Verdict(
        sent=len(content),
        stored=len(content) - len(lost),
        twice=len(station[1]) + len(mirror[1]),
        altered=len(altered),
        mirrored=len(content) - len(unmirrored),
        wrong=wrong + wrong_letters(ours, letters),
    )


def _altered(content: dict[ledger.Name, ledger.Content], held: Held) -> list[ledger.Name]:
    return [name for name, said in content.items() if name in held[0] and held[0][name] != said]


def wrong_letters(ours: Ours, letters: Iterable[DeadLetter]) -> list[str]:
    """Return a line for each dead letter that is missing, is there twice, or that nobody meant."""
    ranges: Counter[Range] = Counter()
    strays: Counter[bytes] = Counter()
    wrong = []
    for one in letters:
        place = _range_of(one)
        if place in ours.malformed:
            ranges[place] += 1
        elif one.body in ours.strays | ours.sure:
            strays[one.body] += one.times
        else:
            wrong.append(f"a dead letter that nobody meant: {one.topic} ({one.reason})")
    wrong += [f"no dead letter: {place}" for place in sorted(ours.malformed - ranges.keys())]
    wrong += [f"{count} dead letters instead of one: {place}" for place, count in ranges.items() if count > 1]
    wrong += [
        f"{strays[body]} dead letters instead of one: {body!r}" for body in ours.sure if strays[body] != 1
    ]
    return wrong


def _range_of(letter: DeadLetter) -> Range | None:
    try:
        topic = parse_topic(letter.topic, commune="la-ceiba")
    except TopicError:
        return None
    if not isinstance(topic, ReadingsTopic):
        return None
    return topic.node, topic.queue, topic.first, topic.last
