"""The test button of a channel: one letter, and a true answer; the self-test of every evening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gateway.app.checking import is_check_due
from gateway.app.posting import Way
from gateway.app.sirens import Sirens
from gateway.app.trying import Trying
from gateway.app.wire import Wire
from gateway.domain.entries import OrderGiven
from gateway.domain.letters import ChannelHealth, Letter
from gateway.store.sqlite import letters, orders
from gateway.store.sqlite.orders import Answer
from tests.gateway.app.calling_station import CallingStation, calling_station
from tests.gateway.app.small_station import MIDNIGHT, THREE
from tests.gateway.app.test_sending import KnownChannel

HOUR = 3600


class TriedStation:
    """A station with one modem, whose test letters a test marks itself."""

    def __init__(self, night: CallingStation) -> None:
        self.night = night
        ways = {"sms": Way(KnownChannel(), "modem"), "push": Way(KnownChannel("push"), "push")}
        sirens = Sirens(night.situation, (), Wire("la-ceiba", lambda _topic, _body: None, lambda: 1))
        given = night.station.journal.entries
        self.trying = Trying(night.situation, ways, sirens, lambda: given("station", kinds={"order"}))  # type: ignore[arg-type]

    def asks(self, **argument: str) -> Answer:
        self.night.station.say("try", OrderGiven("channel_test", argument))
        self.night.station.follow()
        return self.answer()

    def answer(self) -> Answer:
        self.trying._looked_at = 0.0
        if self.trying.is_due(THREE):
            self.trying.act(THREE)
        found = orders.find(self.night.station.writer.readings, "try")
        assert found is not None
        return found

    def marks(self, **others: object) -> None:
        [letter] = self.night.letters()
        with self.night.station.writer.transaction() as readings:
            letters.mark(readings, replace(letter, **others))  # type: ignore[arg-type]


@pytest.fixture
def tried(tmp_path: Path) -> Iterator[TriedStation]:
    with calling_station(tmp_path) as night:
        yield TriedStation(night)


def test_a_test_is_one_letter_to_the_first_on_duty_and_answered_when_it_went(tried: TriedStation) -> None:
    running = tried.asks(channel="sms")
    again = tried.answer()
    tried.marks(state="sent", sent=THREE)

    [letter] = tried.night.letters()
    assert (letter.what, letter.recipient, letter.is_urgent) == ("test", "beto", False)
    assert (running.state, again.state, tried.answer().state) == ("running", "running", "done")
    assert tried.answer().answer == "Salió."


def test_a_test_goes_to_the_person_who_was_named(tried: TriedStation) -> None:
    tried.asks(channel="sms", person="carmen")

    assert [one.recipient for one in tried.night.letters()] == ["carmen"]


def test_a_test_that_failed_says_why(tried: TriedStation) -> None:
    tried.asks(channel="push")
    tried.marks(state="failed", error="Sin saldo.")

    assert (tried.answer().state, tried.answer().answer) == ("failed", "Sin saldo.")


@pytest.mark.parametrize("channel", ["call", "siren", "pigeon", ""])
def test_what_is_not_set_up_is_said_at_once(tried: TriedStation, channel: str) -> None:
    answer = tried.asks(channel=channel)

    assert (answer.state, answer.answer) == ("failed", "Ese canal no está puesto en conuco.toml.")


def test_an_order_that_was_answered_is_not_tried_again_after_a_restart(tried: TriedStation) -> None:
    tried.asks(channel="sms")
    tried.marks(state="sent")
    tried.answer()

    assert not TriedStation(tried.night).trying.is_due(THREE)
    assert all(isinstance(one, Letter) for one in tried.night.letters())


SIX = MIDNIGHT + 18 * HOUR


@pytest.mark.parametrize(
    ("asked", "now", "is_well", "is_due"),
    [
        (SIX - 60, SIX - 1, True, False),
        (SIX - 60, SIX, True, True),
        (SIX + 1, SIX + 23 * HOUR, True, False),
        (SIX + 1, SIX + 24 * HOUR, True, True),
        (SIX + 1, SIX + 600, False, False),
        (SIX + 1, SIX + 1801, False, True),
        (SIX + 5 * HOUR, SIX, True, True),
    ],
    ids=["before six", "at six", "the same night", "next evening", "unwell", "later", "clock back"],
)  # fmt: skip
def test_each_way_is_asked_at_six_in_the_evening_and_again_while_it_does_not_work(
    asked: int, now: int, *, is_well: bool, is_due: bool
) -> None:
    health = ChannelHealth("sms", asked, is_well, "")

    assert is_check_due(health, now=now, utc_offset_hours=-4) is is_due
    assert is_check_due(None, now=now, utc_offset_hours=-4)
