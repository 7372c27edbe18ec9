"""Who answers SI by SMS goes: only those on duty tonight; nothing is let go of before it is written down."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from gateway.alerts.channels.inbox import Received
from gateway.app.hearing import Hearing
from gateway.app.lanes import Ended
from gateway.domain.alerts import Alert, Change, Kind, Level
from gateway.domain.errors import PassingError
from tests.gateway.app.calling_station import DANGER, OPENED, CallingStation, calling_station
from tests.gateway.app.small_station import THREE

BETO, CARMEN = "+584147654321", "+584141111111"


@dataclass
class KnownInbox:
    """Messages that are there until they are forgotten; the modem may refuse."""

    there: list[Received] = field(default_factory=list)
    is_away: bool = False

    def received(self) -> list[Received]:
        return list(self.there)

    def forget(self, message: Received) -> None:
        if self.is_away:
            raise PassingError("el módem no contesta")
        self.there.remove(message)


@dataclass
class HearingStation:
    """A station with an inbox, whose jobs are done at once."""

    night: CallingStation
    inbox: KnownInbox = field(default_factory=KnownInbox)
    is_trusted: bool = True

    def __post_init__(self) -> None:
        self.hearing = Hearing(self.night.situation, self.inbox, "modem", lambda: self.is_trusted)

    def comes(self, text: str, number: str = BETO, *, at: int = THREE) -> None:
        self.inbox.there.append(Received(number, text, at, location=len(self.inbox.there) + 1))

    def read(self) -> None:
        """Read the inbox and forget what was acted on, as the lane does."""
        now = self.night.station.now
        self.hearing._read_at = float("-inf")
        while (job := self.hearing.next_job("modem", now)) is not None:
            try:
                ended = Ended(job.act())
            except PassingError as error:
                ended = Ended(error=error)
            job.settle(ended, now)

    def said(self) -> list[tuple[str, str]]:
        """Return the kind and author of what was written down."""
        found = [*self.night.entries("acknowledgement"), *self.night.entries("alarm_passed")]
        return [(one.kind, one.author) for one in found]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[HearingStation]:
    with calling_station(tmp_path) as night:
        night.changes(OPENED)
        yield HearingStation(night)


@pytest.mark.parametrize("text", ["SI", "si.", "Sí voy", " sí, ya salgo", "¡SI!", "Voy"])
def test_si_from_somebody_on_duty_acknowledges_in_that_persons_name(
    station: HearingStation, text: str
) -> None:
    station.comes(text)
    station.read()

    assert station.said() == [("acknowledgement", "beto")]
    assert station.inbox.there == []


@pytest.mark.parametrize("text", ["NO", "no puedo", "No."])
def test_no_from_somebody_on_duty_calls_the_next(station: HearingStation, text: str) -> None:
    station.night.turn()
    station.comes(text)
    station.read()

    assert station.said() == [("alarm_passed", "beto")]
    assert {one.recipient for one in station.night.turn(after_s=1)} == {"ana"}


@pytest.mark.parametrize("text", ["", "¿quién es?", "Su saldo es Bs. 3,20", "sigue lloviendo", "nos vemos"])
def test_anything_else_says_nothing(station: HearingStation, text: str) -> None:
    station.comes(text)
    station.read()

    assert station.said() == []
    assert station.inbox.there == []


@pytest.mark.parametrize("number", [CARMEN, "+584140000000", "", "Movistar"])
def test_si_from_anybody_else_says_nothing(
    station: HearingStation, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    station.comes("SI", number)
    station.read()

    assert station.said() == []
    assert "nobody on duty" in caplog.text
    assert number == "" or number not in caplog.text


def test_a_message_that_the_network_held_back_answers_another_alarm(station: HearingStation) -> None:
    station.comes("SI", at=THREE - 1801)
    station.read()

    assert station.said() == []


def test_si_says_nothing_of_a_pond_that_called_after_it_was_sent(station: HearingStation) -> None:
    station.night.turn()
    other = Alert("oxygen-2", "estanque-2", Kind.OXYGEN, Level.CRITICAL, THREE + 300, 1.7)
    station.night.station.now = THREE + 300
    station.night.changes(Change("opened", other, THREE + 300))
    station.night.turn()

    station.comes("SI", at=THREE + 60)
    station.read()

    told = [one.body.alert for one in station.night.entries("acknowledgement")]
    assert told == ["oxygen-1"]


def test_si_says_nothing_of_what_got_worse_after_it_was_sent(station: HearingStation) -> None:
    station.night.turn()
    worse = replace(DANGER, level=Level.EMERGENCY, value=0.8)
    station.night.station.now = THREE + 300
    station.night.changes(Change("raised", worse, THREE + 300))
    station.night.turn()

    station.comes("SI", at=THREE + 60)
    station.read()

    assert station.said() == []


def test_a_call_that_lies_ahead_of_the_clock_can_be_answered(station: HearingStation) -> None:
    station.night.station.now = THREE + 7200
    station.night.turn()
    station.night.station.now = THREE

    station.comes("SI", at=THREE)
    station.read()

    assert station.said() == [("acknowledgement", "beto")]


def test_while_no_clock_is_trusted_every_answer_counts(station: HearingStation) -> None:
    station.is_trusted = False
    station.comes("SI", at=THREE - 9 * 3600)
    station.read()

    assert station.said() == [("acknowledgement", "beto")]


def test_a_message_that_could_not_be_deleted_is_one_entry_however_often_it_is_read(
    station: HearingStation,
) -> None:
    station.comes("SI")
    station.inbox.is_away = True
    job = station.hearing.next_job("modem", THREE)
    assert job is not None
    for _ in range(2):
        job.settle(Ended(station.inbox.received()), THREE)
        station.hearing._done.clear()

    assert station.said() == [("acknowledgement", "beto")]


def test_the_inbox_is_read_often_only_while_somebody_is_called(station: HearingStation) -> None:
    station.read()
    station.hearing._read_at = time.monotonic() - 11

    before = station.hearing.next_job("modem", THREE)
    station.night.turn()
    after = station.hearing.next_job("modem", THREE)

    assert before is None
    assert after is not None
