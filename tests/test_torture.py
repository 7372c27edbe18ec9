"""What `make torture` refuses, and that its count sees everything that can be wrong."""

from __future__ import annotations

import socket
from pathlib import Path

import ledger
import pytest
from torture.refusing import refusal
from torture.verdict import Held, Ours, judged

from gateway.domain.dead_letters import DeadLetter
from gateway.store.sqlite.connection import writers_lock

ONE: ledger.Name = ("pond-4", "0000abcd", 1)
TWO: ledger.Name = ("pond-4", "0000abcd", 2)
MALFORMED = ("pond-4", "0000abcd", 3, 4)
RECORD = b'{"boot": 1, "uptime": 9, "time": 1000, "values": {"sonda": {"water_temperature": 27.5}}}'
SAID = ledger.content_of(RECORD)


def all_well() -> tuple[Ours, Held, Held, list[DeadLetter]]:
    ours = Ours(
        {ONE: RECORD, TWO: RECORD}, {ONE[:2]}, malformed={MALFORMED}, strays={b"perhaps"}, sure={b"sure"}
    )
    letters = [
        DeadLetter(0, "conuco/v1/la-ceiba/pond-4/readings/0000abcd/0/3/4", "not the JSON", 1, b"{"),
        DeadLetter(0, "conuco/v1/la-ceiba/pond-1/nonsense", "nothing is expected", 4, b"sure"),
    ]
    return ours, ({ONE: SAID, TWO: SAID}, []), ({ONE: SAID, TWO: SAID}, []), letters


def test_when_all_is_well_the_last_line_says_so() -> None:
    found = judged(*all_well(), untimed=set())

    assert found.wrong == []
    assert str(found) == "sent 2, stored 2, twice 0, altered 0, mirrored 2, dead letters as expected"


def test_a_record_that_is_lost_is_named() -> None:
    ours, station, mirror, letters = all_well()
    del station[0][ONE]
    del mirror[0][ONE]

    found = judged(ours, station, mirror, letters, untimed=set())

    assert found.wrong == ["lost: pond-4 0000abcd 1", "not mirrored: pond-4 0000abcd 1"]
    assert str(found).startswith("sent 2, stored 1, twice 0, altered 0, mirrored 1")


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        (1, ["altered: pond-4 0000abcd 2"]),
        (2, ["altered in the mirror: pond-4 0000abcd 2"]),
    ],
)
def test_a_record_whose_value_changed_is_named(where: int, wrong: list[str]) -> None:
    told = all_well()
    held = told[where]
    assert isinstance(held, tuple)
    held[0][TWO] = (1, 9, 1000, frozenset({("sonda", "water_temperature", 27.6)}))

    assert judged(*told, untimed=set()).wrong == wrong


@pytest.mark.parametrize(
    ("where", "wrong"),
    [(1, ["stored twice: pond-4 0000abcd 1"]), (2, ["mirrored twice: pond-4 0000abcd 1"])],
)
def test_a_record_that_stands_twice_is_named(where: int, wrong: list[str]) -> None:
    told = all_well()
    held = told[where]
    assert isinstance(held, tuple)
    held[1].append(ONE)

    found = judged(*told, untimed=set())

    assert (found.wrong, found.twice) == (wrong, 1)


def test_a_record_that_nobody_sent_is_named() -> None:
    ours, station, mirror, letters = all_well()
    station[0]["pond-4", "0000abcd", 77] = SAID

    assert judged(ours, station, mirror, letters, untimed=set()).wrong == [
        "stored, but nobody sent it: pond-4 0000abcd 77"
    ]


def test_a_malformed_message_without_its_dead_letter_is_named() -> None:
    ours, station, mirror, letters = all_well()

    found = judged(ours, station, mirror, letters[1:], untimed=set())

    assert found.wrong == [f"no dead letter: {MALFORMED}"]
    assert str(found).endswith("dead letters NOT as expected")


def test_a_malformed_message_with_two_dead_letters_is_named() -> None:
    ours, station, mirror, letters = all_well()

    found = judged(ours, station, mirror, [letters[0], *letters], untimed=set())

    assert found.wrong == [f"2 dead letters instead of one: {MALFORMED}"]


def test_a_dead_letter_that_nobody_meant_is_named() -> None:
    ours, station, mirror, letters = all_well()
    stranger = DeadLetter(0, "conuco/v1/la-ceiba/pond-4/readings/0000abcd/0/1/2", "no room", 1, b"{}")

    found = judged(ours, station, mirror, [*letters, stranger], untimed=set())

    assert found.wrong == [f"a dead letter that nobody meant: {stranger.topic} (no room)"]


def test_what_may_not_have_arrived_may_stand_once_or_not_at_all() -> None:
    ours, station, mirror, letters = all_well()
    stray = DeadLetter(0, "conuco/v1/la-ceiba/pond-1/nonsense", "nothing is expected", 7, b"perhaps")

    assert judged(ours, station, mirror, [*letters, stray], untimed=set()).wrong == []


def test_a_new_folder_may_be_tortured(tmp_path: Path) -> None:
    assert refusal(tmp_path / "new", None, live=tmp_path / "live") is None
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "conuco.toml").touch()

    assert "not empty" in str(refusal(tmp_path, None, live=tmp_path / "live"))


def test_a_folder_where_a_gateway_runs_is_refused(tmp_path: Path) -> None:
    with writers_lock(tmp_path / "datos"):
        assert "A gateway is at work" in str(refusal(tmp_path, None, live=tmp_path / "live"))


def test_beside_the_station_of_this_machine_nothing_is_tortured(tmp_path: Path) -> None:
    with writers_lock(tmp_path):
        assert "A station is at work" in str(refusal(None, None, live=tmp_path))


def test_the_folder_of_the_station_of_this_machine_is_refused(tmp_path: Path) -> None:
    assert "belongs to the station" in str(refusal(tmp_path / "datos", None, live=tmp_path))


def test_a_port_in_use_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]

        assert f"port {port}" in str(refusal(None, port))
