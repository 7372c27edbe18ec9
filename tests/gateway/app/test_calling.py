"""Letters come of stored changes, each once, whatever happens in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gateway.alerts.duty import evening_of
from gateway.domain.alerts import Change, Kind, Level
from gateway.domain.entries import AlarmAcknowledged, AlarmPassed, WakingSet
from gateway.domain.outlook import CrossingSaid, ForecastSaid
from gateway.store.sqlite import alerts, nights
from tests.gateway.app.calling_station import DANGER, OPENED, CallingStation, calling_station, said_by
from tests.gateway.app.small_station import THREE

MINUTE = 60


@pytest.fixture
def night(tmp_path: Path) -> Iterator[CallingStation]:
    with calling_station(tmp_path) as opened:
        yield opened


def test_a_stored_change_has_its_letters_in_the_same_turn(night: CallingStation) -> None:
    night.changes(OPENED)

    made = night.turn()

    assert [(one.channel, one.recipient, one.is_urgent) for one in made] == [
        ("sms", "beto", True),
        ("call", "beto", True),
    ]
    assert "La Ceiba" in made[1].text
    assert night.turn() == []


def test_a_change_that_was_rolled_back_has_no_letter(night: CallingStation) -> None:
    readings = night.station.writer.readings
    night.station.writer.begin()
    alerts.save(readings, OPENED)
    assert night.calling.is_due(THREE)
    readings.rollback()

    assert night.turn() == []


def test_letters_whose_keeping_failed_are_made_in_the_next_turn(night: CallingStation) -> None:
    night.changes(OPENED)
    assert night.calling.is_due(THREE)
    night.start_anew()  # the gateway died and starts anew

    assert len(night.turn()) == 2


def test_a_gateway_that_starts_anew_says_nothing_again(night: CallingStation) -> None:
    night.changes(OPENED)
    night.turn()
    night.start_anew()

    assert night.turn(after_s=30) == []


def test_it_fell_again_and_recovered_between_two_turns_and_is_told_once_each(night: CallingStation) -> None:
    night.changes(OPENED)
    night.turn()
    night.changes(
        Change("acknowledged", replace(DANGER, acknowledged=THREE + 5), THREE + 5),
        Change("again", replace(DANGER, value=1.7), THREE + 10),
    )

    again = night.turn(after_s=MINUTE)

    assert {one.what for one in again} == {"again"}
    assert night.turn(after_s=MINUTE) == []


def test_an_acknowledgement_of_the_journal_stops_the_calls_and_its_time_runs_out(
    night: CallingStation,
) -> None:
    night.changes(OPENED)
    night.turn()
    night.station.now += MINUTE
    night.station.say("go", AlarmAcknowledged("oxygen-1", level=2))

    assert night.turn() == []
    assert night.turn(after_s=29 * MINUTE) == []
    assert {one.what for one in night.turn(after_s=MINUTE)} == {"repeated"}


def test_a_second_acknowledgement_buys_time_again(night: CallingStation) -> None:
    night.changes(OPENED)
    night.turn()
    night.station.say("go-1", AlarmAcknowledged("oxygen-1", level=2))
    night.turn(after_s=20 * MINUTE)
    night.station.say("go-2", AlarmAcknowledged("oxygen-1", level=2))

    assert night.turn(after_s=25 * MINUTE) == []


def test_no_puedo_calls_the_next_in_the_next_turn_and_only_once(night: CallingStation) -> None:
    night.changes(OPENED)
    night.turn()
    night.station.journal.append(said_by("beto", AlarmPassed("oxygen-1", level=2)), now=THREE)

    assert {one.recipient for one in night.turn(after_s=1)} == {"ana"}
    assert night.turn(after_s=1) == []


def test_whoever_said_i_go_and_then_i_cannot_sets_the_calls_going_again(night: CallingStation) -> None:
    night.changes(OPENED)
    night.turn()
    for body in (AlarmAcknowledged("oxygen-1", level=2), AlarmPassed("oxygen-1", level=2)):
        night.station.journal.append(said_by("beto", body), now=THREE)

    assert {one.recipient for one in night.turn(after_s=1)} == {"ana"}


def test_what_is_over_is_told_once(night: CallingStation) -> None:
    night.changes(OPENED)
    night.turn()
    over = replace(DANGER, acknowledged=THREE + 5, cleared=THREE + 60)
    night.changes(Change("cleared", over, THREE + 60))

    assert [(one.what, one.channel, one.recipient) for one in night.turn(after_s=60)] == [
        ("cleared", "sms", "beto")
    ]
    assert night.turn(after_s=MINUTE) == []


def test_an_sms_says_how_to_answer_it_and_a_call_only_what_is_so(night: CallingStation) -> None:
    night.changes(OPENED)

    sms, call = night.turn()

    assert sms.text.endswith("Responda SI si va.")
    assert "Responda" not in call.text


def test_a_repeated_letter_tells_which_call_it_is(night: CallingStation) -> None:
    night.changes(OPENED)
    night.turn()

    assert "aviso 2" in night.turn(after_s=16 * MINUTE)[-1].text


def test_a_warning_for_the_night_tells_the_window_of_its_newest_forecast(night: CallingStation) -> None:
    evening = evening_of(THREE, utc_offset_hours=-4).isoformat()
    crossing = CrossingSaid(3.0, 0.7, THREE + 1800, THREE + 5400)
    said = ForecastSaid("estanque-1", evening, THREE - 3600, 0, 0, 0, minimum=1.9, crossings=(crossing,))
    with night.station.writer.transaction() as readings:
        nights.say(readings, said)

    night.changes(Change("opened", replace(DANGER, kind=Kind.DAWN, level=Level.WARN), THREE))
    night.station.say("waking", WakingSet(Kind.DAWN, "message", "message"))

    assert "puede bajar de 3 mg/L entre las" in night.turn()[-1].text


def test_an_alarm_whose_words_fail_is_told_all_the_same(
    night: CallingStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    night.changes(OPENED)
    monkeypatch.setattr("gateway.app.calling.sentences", lambda *_, **__: 1 / 0)

    assert night.turn()[0].text == "Peligro: estanque-1 oxygen. Responda SI si va."
