"""The station's time on the pages: who says it, and a telephone that says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fakes import FixedClock
from fastapi.testclient import TestClient
from members import signed_in, station_of
from small_commune import NOW

from gateway.domain.entries import ClockSet
from gateway.domain.readings import TimeKnown
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter
from gateway.timekeeping.clock import StationTime
from gateway.timekeeping.offset import write_offset
from gateway.timekeeping.trust import Trust
from tests.dashboard.conftest import Pages

HOUR_S = 3600


@dataclass
class Doubted:
    """Pages of a station whose time nobody vouches for."""

    pages: Pages
    clock: StationTime

    @property
    def client(self) -> TestClient:
        return self.pages.client

    def say(self, at: int, **more: str) -> str:
        answer = self.client.post("/hora", data={"telefono": str(at * 1000), **more})
        return " ".join(answer.text.replace("\u00a0", " ").split())

    def said(self) -> list[ClockSet]:
        found = [one.body for one in self.pages.journal.entries("station", kinds={"clock"})]
        return [one for one in found if isinstance(one, ClockSet)]


@pytest.fixture
def doubted(pages: Pages, tmp_path: Path) -> Doubted:
    clock = StationTime(FixedClock(NOW), tmp_path, "run")
    station = station_of(pages.client)
    pages.client.app.state.station = replace(station, trust=Trust("never", clock))  # type: ignore[attr-defined]
    return Doubted(pages, clock)


def test_a_station_that_is_sure_of_the_time_does_not_speak_of_it(pages: Pages) -> None:
    assert "no está segura de la hora" not in pages.text("/")


def test_the_first_page_says_that_nobody_vouches_for_the_time(doubted: Doubted) -> None:
    text = doubted.pages.text("/")

    assert "La estación no está segura de la hora" in text
    assert "Poner la hora de este teléfono" not in text


def test_who_sets_the_station_up_has_the_telephones_time_one_tap_away(doubted: Doubted) -> None:
    signed_in(doubted.client, "technician")

    assert "Poner la hora de este teléfono" in doubted.pages.text("/")


def test_a_telephones_time_is_written_down_with_who_said_it(doubted: Doubted) -> None:
    person = signed_in(doubted.client, "technician")

    text = doubted.say(NOW + 3 * HOUR_S)

    assert "Quedó anotada" in text
    assert doubted.said() == [ClockSet(3 * HOUR_S, "person", "run")]
    assert doubted.pages.journal.entries("station", kinds={"clock"})[0].author == person.uid


def test_more_than_a_day_is_asked_back_with_the_difference(doubted: Doubted) -> None:
    signed_in(doubted.client, "technician")

    text = doubted.say(NOW + 100 * HOUR_S)

    assert "¿De verdad es esa la hora?" in text
    assert "4 días" in text
    assert doubted.said() == []
    doubted.say(NOW + 100 * HOUR_S, seguro="si")
    assert [one.offset_s for one in doubted.said()] == [100 * HOUR_S]


def test_without_a_script_the_hour_is_typed(doubted: Doubted) -> None:
    signed_in(doubted.client, "technician")

    doubted.client.post("/hora", data={"telefono": "", "hora": "2026-04-24T12:00", "seguro": "si"})

    [said] = doubted.said()
    assert said.offset_s + NOW == 1_777_046_400


@pytest.mark.parametrize("typed", ["", "mañana", "2026-99-99T00:00", "²", "9" * 40])
def test_what_is_no_time_is_asked_again(doubted: Doubted, typed: str) -> None:
    signed_in(doubted.client, "technician")

    answer = doubted.client.post("/hora", data={"telefono": typed, "hora": typed})

    assert answer.status_code == 422
    assert "Escriba la fecha y la hora" in answer.text
    assert doubted.said() == []


def test_a_telephone_of_another_year_is_refused(doubted: Doubted) -> None:
    signed_in(doubted.client, "technician")

    assert "no puede ser" in doubted.say(1_000_000_000, seguro="si")
    assert doubted.said() == []


def test_a_telephone_behind_what_was_measured_is_refused(doubted: Doubted, tmp_path: Path) -> None:
    signed_in(doubted.client, "technician")
    kept = Arrival("pond-1", 1, 0, 1, 60, NOW, NOW, TimeKnown.SYNCED, NOW, {})
    with (
        SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer,
        writer.transaction() as readings,
    ):
        arrivals.insert(readings, kept)

    assert "pond-1 midió" in doubted.say(NOW - 2 * HOUR_S)
    assert doubted.said() == []


def test_once_a_person_has_said_it_the_pages_do_not_ask_any_more(doubted: Doubted, tmp_path: Path) -> None:
    write_offset(tmp_path, doubted.clock.set_by(HOUR_S, "person"))
    doubted.clock.look_again()
    signed_in(doubted.client, "technician")

    assert "no está segura" not in doubted.pages.text("/")
    assert "La puso una persona" in doubted.pages.text("/hora")
