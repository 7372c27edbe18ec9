"""Everything by which a stored change of an alarm reaches a person, put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from gateway.alerts.letters.words import Words
from gateway.app.button import Button, Judges
from gateway.app.calling import Calling
from gateway.app.checking import Checking
from gateway.app.following import Following
from gateway.app.hearing import Hearing
from gateway.app.judge import PondJudge
from gateway.app.lanes import Lane
from gateway.app.posting import Posting
from gateway.app.pressing import PondButton
from gateway.app.sending import Errands, Sending
from gateway.app.sirens import Sirens
from gateway.app.situation import Situation
from gateway.app.telling import PlanTelling
from gateway.app.trying import Trying
from gateway.app.ways import MODEM, Ways, ways_of
from gateway.app.wire import wire_of
from gateway.config import Config
from gateway.domain.alerts import Level
from gateway.domain.letters import Letter
from gateway.ingest.batch import Judge
from gateway.ingest.broker import Broker
from gateway.ingest.tasks import Task
from gateway.people import People


@dataclass(frozen=True, slots=True)
class Reaching:
    """The parts that the loop drives.

    Attributes:
        judge: Judges readings, and hears the buttons of ponds and of sirens.
        tasks: In the order of a turn: letters are made before they are handed over, and what is not
            needed any more is dropped before it goes.
        telling: Tells people of the plan of the night.
    """

    judge: Judge
    sirens: Sirens
    calling: Calling
    sending: Sending
    trying: Trying
    telling: PlanTelling

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What a running gateway does between two batches."""
        return (self.sirens, self.calling, self.trying, self.sending)


@contextmanager
def reaching(config: Config, following: Following, judge: PondJudge, broker: Broker) -> Iterator[Reaching]:
    """Put the parts of a station together; nobody waits for what its threads still do when it stops."""
    ways, nodes = ways_of(config, os.environ), tuple(config.siren.nodes)
    situation = Situation(
        following.writer,
        following.journal,
        following.knowledge,
        judge.is_night,
        config.commune.utc_offset_hours,
        frozenset(ways.out),
    )
    words = Words(config.alerts.language, config.commune.utc_offset_hours)
    sirens = Sirens(situation, nodes, wire_of(config, broker))
    lanes = {one.lane: Lane(one.lane) for one in ways.out.values()}
    sending = Sending(lanes, _errands(situation, ways, words, judge.is_clock_trusted))
    given = following.journal.entries
    trying = Trying(situation, ways.out, sirens, lambda: given("station", kinds={"order"}))
    presses = PondButton(following.journal, following.knowledge)
    judges = Judges((judge, presses, Button(situation, nodes)))
    try:
        yield Reaching(
            judges, sirens, Calling(situation, words), sending, trying, PlanTelling(situation, words)
        )
    finally:
        sending.close(int(config.world().now()))


def _errands(
    situation: Situation, ways: Ways, words: Words, is_clock_trusted: Callable[[], bool]
) -> list[Errands]:
    """Return who has work for the lanes: letters first, then answers, then the self-test."""
    posting = Posting(
        situation.writer,
        ways.out,
        lambda uid: _telephone(situation, uid),
        lambda letter: _title(situation, words, letter),
    )
    asked = {name: way for name, way in ways.out.items() if name in ways.checked}
    checking = Checking(situation.writer, asked, situation.utc_offset_hours)
    if ways.inbox is None:
        return [posting, checking]
    return [posting, Hearing(situation, ways.inbox, MODEM, is_clock_trusted), checking]


def _telephone(situation: Situation, uid: str) -> str | None:
    person = People(situation.journal).person(uid)
    return None if person is None else person.telephone


def _title(situation: Situation, words: Words, letter: Letter) -> str:
    """Return what stands above a letter: how bad it is and where, or whose letter it is."""
    place = situation.knowledge.registers.place(letter.place)
    where = "Conuco" if place is None else words.place(place)
    is_over = letter.what == "cleared" or not letter.level
    return where if is_over else f"{words.level(Level(letter.level))}: {where}"
