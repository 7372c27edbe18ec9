"""From a reading to a telephone that rings, and from its answer to a quiet siren: every part is real."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_node import FakeNode
from phoned import NUMBER, PhonedStation, fall, modem_settings
from station import POND, until

from gateway.domain.entries import AlarmAcknowledged
from gateway.store.sqlite.warnings import SqliteWarnings

pytestmark = [pytest.mark.broker, pytest.mark.gammu]


RINGS_S = 30


@pytest.fixture
def station(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[PhonedStation]:
    modem = modem_settings(tmp_path / "s", ring_s=getattr(request, "param", 5))
    settings = f'[siren]\nnodes = ["siren-1"]\n{modem}{POND.format(n=1)}'
    made = PhonedStation(tmp_path / "s", settings=settings)
    monkeypatch.setenv("PATH", made.path)
    with made:
        yield made


def fall_at(station: PhonedStation) -> None:
    with FakeNode(station.port) as node:
        node.ask_time(uptime_ms=1_000_000)
        until(lambda: bool(node.answers), what="the gateway's answer")
        fall(node, 0)
        until(lambda: node.acked(0), what="the acknowledgement")


def test_the_telephone_rings_and_whoever_answers_si_silences_the_siren(station: PhonedStation) -> None:
    fall_at(station)
    until(lambda: station.arrived() == (1, 1), what="a call and a message")
    station.receive("04129998877", "SI")
    station.receive(NUMBER, "Sí, voy")

    until(lambda: "sirens told level=0" in station.gateway_log().partition("told level=3")[2])

    with station.journal() as journal:
        [entry] = journal.entries("station", kinds={"acknowledgement"})
    assert (entry.author, type(entry.body)) == ("ana", AlarmAcknowledged)
    assert "998877" not in station.gateway_log()


@pytest.mark.parametrize("station", [RINGS_S], indirect=True)
def test_a_gateway_that_is_told_to_stop_while_the_telephone_rings_does_not_wait_for_it(
    station: PhonedStation,
) -> None:
    def called() -> list[str]:
        return [one.state for one in station.letters() if (one.what, one.channel) == ("opened", "call")]

    fall_at(station)
    until(lambda: bool(called()), what="the letter that rings")

    began = time.monotonic()
    station.gateway.stop()

    assert time.monotonic() - began < RINGS_S / 2
    assert called() == ["waiting"]


def test_the_self_test_says_what_each_way_answered(station: PhonedStation) -> None:
    store = SqliteWarnings(Path(station.config.storage.folder))

    until(lambda: {one.channel for one in store.channel_health()} >= {"sms", "call"})

    assert {one.channel for one in store.channel_health() if one.is_well} >= {"sms", "call"}
