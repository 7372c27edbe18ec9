"""A small station with people on duty and alarms that a test sets; what is due is done turn by turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from builders import a_draft

from gateway.alerts.letters.words import Words
from gateway.app.calling import Calling
from gateway.app.situation import Situation
from gateway.domain.alerts import Alert, Change, Kind, Level
from gateway.domain.entries import AlarmAcknowledged, AlarmPassed, Draft, DutySet, Entry
from gateway.domain.letters import Letter
from gateway.people import People, Person
from gateway.store.sqlite import alerts, letters
from tests.gateway.app.small_station import THREE, SmallStation, small_station

DANGER = Alert("oxygen-1", "estanque-1", Kind.OXYGEN, Level.CRITICAL, THREE, 1.8)
OPENED = Change("opened", DANGER, THREE)


def said_by(author: str, body: AlarmAcknowledged | AlarmPassed) -> Draft:
    return a_draft(body, uid=f"{author}-{type(body).__name__}", happened=THREE, author=author)


@dataclass
class CallingStation:
    """A station whose letters go as soon as they are made."""

    station: SmallStation
    situation: Situation
    calling: Calling = field(init=False)

    def __post_init__(self) -> None:
        self.start_anew()

    def start_anew(self) -> None:
        """Forget all but what is stored, as a gateway that died."""
        self.calling = Calling(self.situation, Words("es", -4))

    def changes(self, *changes: Change) -> None:
        with self.station.writer.transaction() as readings:
            for one in changes:
                alerts.save(readings, one)

    def turn(self, *, after_s: int = 0) -> list[Letter]:
        """Play one turn of the loop; return the letters that were made in it."""
        self.station.now += after_s
        before = len(self.letters())
        self.station.follow()
        if self.calling.is_due(self.station.now):
            self.calling.act(self.station.now)
        made = self.letters()[before:]
        with self.station.writer.transaction() as readings:
            for one in made:
                letters.mark(readings, replace(one, state="sent", sent=self.station.now))
        return made

    def letters(self) -> list[Letter]:
        return letters.since(self.station.writer.readings)

    def entries(self, kind: str) -> list[Entry]:
        return self.station.journal.entries("station", kinds={kind})


@contextmanager
def calling_station(folder: Path) -> Iterator[CallingStation]:
    """Open a station at three in the morning, with Beto and then Ana on duty."""
    with small_station(folder) as station:
        people = People(station.journal)
        people.add(Person("ana", "Ana", "0414-1234567", ("team",)))
        people.add(Person("beto", "Beto", "0414-7654321", ("team",)))
        people.add(Person("carmen", "Carmen", "0414-1111111", ("grower",)))
        station.say("duty", DutySet(["beto", "ana"]))
        knowledge = station.following.knowledge
        situation = Situation(
            station.writer, station.journal, knowledge, station.judge.is_night, -4, frozenset(("call", "sms"))
        )
        yield CallingStation(station, situation)
