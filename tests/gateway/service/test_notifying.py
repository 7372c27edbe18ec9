"""What systemd is told, on a real socket: ready, alive after whole rounds of work, and how it stands."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_fed import HandFedBroker, NobodyJudges, a_loop
from notified import heard_by, systemd_at
from station import RealStation, until

from gateway.app.notified import WRITTEN_EVERY_S, Standings
from gateway.ingest.heard import Heard
from gateway.ingest.loop import Standing
from gateway.service.notifying import Notifier
from gateway.store.sqlite import orders
from gateway.store.sqlite.writer import SqliteWriter


@pytest.fixture(params=["a file", "abstract"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[socket.socket, str]]:
    """Listen as systemd does, and return under which name."""
    path = tmp_path / "notify" if request.param == "a file" else None
    with systemd_at(path) as listening:
        abstract = listening.getsockname()
        yield listening, str(path) if path else "@" + abstract[1:].decode()


def words(listening: socket.socket) -> list[str]:
    return heard_by(listening, [])


class Counting:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_first_whole_round_says_ready_and_how_it_stands(systemd: tuple[socket.socket, str]) -> None:
    listening, name = systemd

    Notifier({"NOTIFY_SOCKET": name}).alive("Oye a los\nnodos")

    assert words(listening) == ["READY=1\nSTATUS=Oye a los nodos\nWATCHDOG=1"]


def test_signs_of_life_are_at_most_half_as_far_apart_as_the_watchdog_waits(
    systemd: tuple[socket.socket, str],
) -> None:
    listening, name = systemd
    clock = Counting()
    notifier = Notifier({"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "400000"}, monotonic=clock)

    said = []
    for clock.now in (0.0, 0.1, 0.2, 0.3, 0.41):
        notifier.alive("bien")
        said.append(words(listening))

    assert [len(one) for one in said] == [1, 0, 1, 0, 1]
    assert said[2] == ["WATCHDOG=1"]


def test_a_new_standing_is_said_at_once(systemd: tuple[socket.socket, str]) -> None:
    listening, name = systemd
    notifier = Notifier({"NOTIFY_SOCKET": name}, monotonic=Counting())
    notifier.alive("bien")
    words(listening)

    notifier.alive("sin broker")
    notifier.stopping("termina")

    assert words(listening) == ["STATUS=sin broker", "STOPPING=1\nSTATUS=termina"]


@pytest.mark.parametrize("name", ["", "relative/path", "/nobody/listens/here", "@nobody-listens"])
def test_without_a_systemd_that_listens_nothing_happens(name: str) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": name})

    notifier.alive("bien")
    notifier.stopping("termina")


class Asking:
    """A task that looks, while it acts, at what was told so far."""

    def __init__(self, told: list[Standing]) -> None:
        self.told = told
        self.seen: list[int] = []

    def is_due(self, now: int) -> bool:
        return True

    def act(self, now: int) -> None:
        self.seen.append(len(self.told))


def test_a_turn_is_told_only_when_all_of_it_is_over(tmp_path: Path) -> None:
    told: list[Standing] = []
    asking = Asking(told)
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer:
        loop = a_loop(writer, HandFedBroker(), NobodyJudges(), tasks=(asking,), turned=told.append)
        loop.turn()
        loop.turn()

    assert (asking.seen, len(told)) == ([0, 1], 2)


def test_a_full_disk_is_told_and_is_no_reason_to_be_killed(tmp_path: Path) -> None:
    told: list[Standing] = []
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer:
        pages = writer.readings.execute("PRAGMA page_count").fetchone()[0]
        writer.readings.execute(f"PRAGMA max_page_count = {pages}")
        broker = HandFedBroker()
        broker.given = [Heard("zigbee2mqtt/lamp", b"x" * 60_000)] * 3
        a_loop(writer, broker, NobodyJudges(), turned=told.append).turn()

    assert told == ["disk"]


@pytest.mark.broker
def test_a_real_gateway_is_ready_lives_and_says_that_it_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with systemd_at(tmp_path / "notify") as listening:
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "1000000")
        heard: list[str] = []

        def is_heard(word: str, *, times: int = 1) -> bool:
            return sum(word in one for one in heard_by(listening, heard)) >= times

        with RealStation(tmp_path / "station") as station:
            until(lambda: is_heard("WATCHDOG=1", times=3))
            until(lambda: is_heard("STATUS=Oye a los nodos"))
            station.broker.kill()
            until(lambda: is_heard("STATUS=Sin broker"))
            station.gateway.end(signal.SIGTERM)
        heard_by(listening, heard)

    assert heard[0].startswith("READY=1\n")
    assert heard[-1].startswith("STOPPING=1\n")


def test_how_the_loop_stands_is_written_when_it_changes_and_at_most_once_a_minute(tmp_path: Path) -> None:
    clock = Counting()
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as writer:
        standings = Standings(writer, None, monotonic=clock)
        standings.act(1000)
        standings.turned("listening")
        too_early = standings.is_due(1010)
        clock.now += WRITTEN_EVERY_S
        assert (too_early, standings.is_due(1060)) == (False, True)
        standings.act(1060)

        assert orders.stands(writer.readings) == ("listening", 1060)
        clock.now += WRITTEN_EVERY_S
        assert not standings.is_due(1120)
