"""A dead letter that can be read after all goes in once, whatever happened meanwhile, and is late."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.dead_letters import DeadLetter
from gateway.domain.foreign import Device, DeviceField
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import TimeKnown
from gateway.foreign.reading import Devices
from gateway.ingest.replaying import Replaying
from gateway.store.sqlite import dead_letters
from gateway.store.sqlite.arrivals import numbers
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.ingest.test_bad_input import NOW, Gate, a_record, deriving

TOPIC = "conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/{}/{}"
LATER = NOW + 3600


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        yield Gate(writer, tmp_path)


def a_body(*records: dict[str, object]) -> bytes:
    return json.dumps({"uptime": 1000, "boot": 1, "records": records}).encode()


def unreadable(gate: Gate, first: int, last: int) -> DeadLetter:
    """Set a batch aside that moves the cursor, and return its letter."""
    gate.take(TOPIC.format(first, last), a_body(*(a_record(n) for n in range(first, last + 1)))[:-1])
    return dead_letters.everything(gate.writer.readings)[-1]


def replayed(gate: Gate, letter: DeadLetter, body: bytes | None = None) -> int | None:
    replay = Replaying(gate.writer, "la-ceiba")
    with gate.writer.transaction() as readings:
        whole = dead_letters.find(readings, letter.number)
        assert whole is not None
        return replay.replay(whole, body=body, now=LATER, is_trusted=True)


def mended(letter: DeadLetter) -> bytes:
    return letter.body + b"}"


def stored(gate: Gate) -> list[int]:
    return sorted(numbers(gate.writer.readings, "pond-1", 0xABCD))


def state(gate: Gate, letter: DeadLetter) -> DeadLetter:
    found = dead_letters.find(gate.writer.readings, letter.number)
    assert found is not None
    return found


def test_a_mended_letter_goes_in_and_is_marked_done(gate: Gate) -> None:
    letter = unreadable(gate, 0, 2)

    count = replayed(gate, letter, mended(letter))

    assert (count, stored(gate)) == (3, [0, 1, 2])
    assert state(gate, letter).replayed == LATER


def test_a_letter_is_read_by_a_station_that_has_learnt_its_quantity(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.batch(a_record(0, values={"sonda": {"unobtainium": 1.0}}))
    letter = dead_letters.everything(gate.writer.readings)[0]
    monkeypatch.setitem(QUANTITIES, "unobtainium", None)

    assert replayed(gate, letter) == 1


def test_what_comes_from_a_letter_is_never_judged_and_moves_no_cursor(gate: Gate) -> None:
    letter = unreadable(gate, 0, 0)
    gate.batch(a_record(1, uptime=2000), first=1)
    shown, before = list(gate.judge.shown), gate.writer.readings.execute("SELECT * FROM cursors").fetchall()

    replayed(gate, letter, mended(letter))

    assert gate.judge.shown == shown
    assert gate.writer.readings.execute("SELECT * FROM cursors").fetchall() == before


def test_only_numbers_above_the_cursor_of_that_moment_are_taken(gate: Gate) -> None:
    gate.batch(a_record(0), a_record(1))
    letter = unreadable(gate, 0, 3)

    assert letter.cursor == 1
    assert replayed(gate, letter, mended(letter)) == 2
    assert stored(gate) == [0, 1, 2, 3]


def test_what_the_node_sends_again_meanwhile_is_acknowledged_and_stands_once(gate: Gate) -> None:
    letter = unreadable(gate, 0, 2)
    gate.batch(a_record(0), a_record(1), a_record(2))

    replayed(gate, letter, mended(letter))
    outcome = gate.batch(a_record(0), a_record(1), a_record(2))

    assert outcome.acks["pond-1"].seq == 2
    assert gate.writer.readings.execute("SELECT count(*) FROM arrivals").fetchone() == (3,)


def test_a_letter_that_lost_its_mark_goes_in_once(gate: Gate) -> None:
    """Such as in a readings.db that a copy brought back, beside an archive that is newer."""
    letter = unreadable(gate, 0, 2)
    replayed(gate, letter, mended(letter))
    gate.writer.readings.execute("UPDATE dead_letters SET replayed = NULL")
    assert replayed(gate, letter, mended(letter)) == 0

    gate.writer.seal(now=NOW + 86_400 * 2)
    gate.writer.readings.execute("UPDATE dead_letters SET replayed = NULL")
    gate.writer.readings.execute("DELETE FROM arrivals")

    assert replayed(gate, letter, mended(letter)) == 0
    assert len(gate.readings()) == 3


def test_a_letter_whose_queue_is_not_known_any_more_waits_for_its_node(gate: Gate) -> None:
    """The node may still hold what the letter holds, and will send it."""
    letter = unreadable(gate, 0, 2)
    gate.writer.readings.execute("DELETE FROM cursors")
    assert replayed(gate, letter, mended(letter)) is None
    assert "how far this queue has come" in state(gate, letter).reason

    gate.batch(a_record(0), a_record(1), a_record(2))

    assert replayed(gate, letter, mended(letter)) == 0
    assert gate.writer.readings.execute("SELECT count(*) FROM arrivals").fetchone() == (3,)


def test_what_still_cannot_be_read_stays_with_its_new_reason(gate: Gate) -> None:
    letter = unreadable(gate, 0, 0)

    count = replayed(gate, letter, a_body(a_record(0, values={"sonda": {"phlogiston": 1.0}})))

    assert (count, stored(gate)) == (None, [])
    assert state(gate, letter).is_waiting
    assert state(gate, letter).reason == "unknown quantity 'phlogiston' in channel 'sonda'"


def test_a_time_that_cannot_be_true_stands_where_the_letter_came(gate: Gate) -> None:
    letter = unreadable(gate, 0, 0)

    replayed(gate, letter, a_body(a_record(0, time=946_684_800)))

    assert gate.readings().time.tolist() == [NOW]
    assert gate.readings().known.tolist() == [TimeKnown.ESTIMATED]


def test_an_unsynced_record_of_a_letter_is_placed_by_the_pairs_that_stand(gate: Gate) -> None:
    letter = unreadable(gate, 0, 0)
    ask = {"n": 7, "queue": "0000abcd", "boot": 1, "uptime_ms": 1_000_000}
    gate.take("conuco/v1/la-ceiba/pond-1/time/ask", json.dumps(ask).encode())

    replayed(gate, letter, a_body(a_record(0, clock="unsynced", time=None)))

    assert gate.readings().time.tolist() == [NOW - 10]


def test_a_retained_batch_that_a_person_vouches_for_is_taken_in_its_order(gate: Gate) -> None:
    gate.batch(a_record(0))
    gate.take(TOPIC.format(1, 1), a_body(a_record(1)), retain=True)
    gate.take(TOPIC.format(5, 5), a_body(a_record(5)), retain=True)
    next_one, far = dead_letters.everything(gate.writer.readings)

    assert (replayed(gate, far), replayed(gate, next_one)) == (None, 1)

    assert (gate.last(), stored(gate)) == (1, [0, 1])
    assert state(gate, far).reason == "the batch begins at 5, and 1 comes next"


def test_an_old_status_never_stands_before_a_newer_one(gate: Gate) -> None:
    gate.take("conuco/v1/la-ceiba/pond-1/status", b'{"state":"dancing"}')
    letter = dead_letters.everything(gate.writer.readings)[0]
    gate.take("conuco/v1/la-ceiba/pond-1/status", b'{"state":"sleeping"}')

    assert replayed(gate, letter, b'{"state":"online"}') == 0

    assert b"sleeping" in gate.writer.readings.execute("SELECT body FROM statuses").fetchone()[0]


def test_a_letter_of_which_only_the_beginning_was_kept_needs_its_whole_text(gate: Gate) -> None:
    gate.batch(a_record(0))
    gate.take(TOPIC.format(1, 1), b"x" * 70_000)
    letter = dead_letters.everything(gate.writer.readings)[0]

    assert replayed(gate, letter) is None
    assert replayed(gate, letter, a_body(a_record(1))) == 1


def test_what_a_device_said_before_it_stood_in_the_settings_goes_in_as_late(gate: Gate) -> None:
    gate.take("casa/tanque", b'{"temp": 27.5}')
    letter = dead_letters.everything(gate.writer.readings)[0]
    field = DeviceField("sonda", "water_temperature", path="temp")
    device = Device("tanque-1", "casa/tanque", "json", [field])
    replay = Replaying(gate.writer, "la-ceiba", Devices([device], -4))

    with gate.writer.transaction():
        count = replay.replay(letter, body=None, now=LATER, is_trusted=True)

    assert count == 1
    assert gate.judge.shown == []
    assert gate.writer.readings.execute("SELECT node, time, known FROM arrivals").fetchall() == [
        ("tanque-1", NOW, TimeKnown.ESTIMATED)
    ]
