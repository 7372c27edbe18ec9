"""A noisy neighbour neither fills the disk nor the log; what moved a cursor is always kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.dead_letters import DeadLetter, OverQuota
from gateway.domain.message import LARGEST_BODY
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.setting_aside import OF_ALL, OF_NOBODY, Kept, Quota, is_over
from gateway.store.sqlite import dead_letters
from gateway.store.sqlite.writer import SqliteWriter
from tests.gateway.ingest.test_bad_input import NOW, Gate, deriving

STATUS = "conuco/v1/la-ceiba/pond-{}/status"
BATCH = "conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/{0}/{0}"


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        yield Gate(writer, tmp_path)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.ingest.setting_aside.OF_NOBODY", Quota(3, 100))
    monkeypatch.setattr("gateway.ingest.setting_aside.OF_A_NODE", Quota(2, 1000))
    monkeypatch.setattr("gateway.ingest.setting_aside.OF_ALL", Quota(6, 2000))


def letters(gate: Gate) -> list[DeadLetter]:
    return dead_letters.everything(gate.writer.readings)


def over(gate: Gate) -> OverQuota:
    return dead_letters.over_quota(gate.writer.readings)


def test_foreign_topics_have_a_quota_and_the_rest_is_counted(gate: Gate, narrow: None) -> None:
    for number in range(5):
        gate.take(f"lamp/{number}", b"1")

    assert [one.topic for one in letters(gate)] == ["lamp/0", "lamp/1", "lamp/2"]
    assert over(gate) == OverQuota(2, NOW)


def test_foreign_bodies_have_a_quota_in_bytes(gate: Gate, narrow: None) -> None:
    gate.take("lamp/on", b"x" * 90)
    gate.take("lamp/off", b"y" * 11)
    gate.take("lamp/dim", b"z" * 10)

    assert [one.topic for one in letters(gate)] == ["lamp/on", "lamp/dim"]


def test_the_same_once_more_is_counted_beside_the_one_that_stands(gate: Gate, narrow: None) -> None:
    for _ in range(5):
        gate.take("lamp/on", b"1")

    (one,) = letters(gate)
    assert (one.times, one.last, over(gate).count) == (5, NOW, 0)


def test_the_same_body_under_another_topic_is_another_letter(gate: Gate) -> None:
    gate.take("lamp/on", b"1")
    gate.take("lamp/off", b"1")

    assert len(letters(gate)) == 2


def test_a_node_that_sends_what_nobody_can_read_takes_no_place_of_the_others(
    gate: Gate, narrow: None
) -> None:
    for number in range(5):
        gate.take(STATUS.format(1), b"%d" % number)
    gate.take(STATUS.format(2), b"0")

    assert [one.node for one in letters(gate)] == ["pond-1", "pond-1", "pond-2"]


def test_names_that_somebody_invents_have_a_quota_together(gate: Gate, narrow: None) -> None:
    for number in range(9):
        gate.take(STATUS.format(number), b"{")

    assert (len(letters(gate)), over(gate).count) == (6, 3)


def test_what_moved_a_cursor_is_kept_whatever_the_quotas_say(gate: Gate, narrow: None) -> None:
    for number in range(9):
        gate.take(STATUS.format(number), b"{")

    for number in range(20):
        gate.take(BATCH.format(number), b"{" * 500)

    assert len([one for one in letters(gate) if one.cursor is not None]) == 20
    assert gate.last() == 19


def test_what_was_read_or_dropped_makes_room(gate: Gate, narrow: None) -> None:
    for number in range(3):
        gate.take(f"lamp/{number}", b"1")
    with gate.writer.transaction() as readings:
        dead_letters.drop(readings, [1, 2], at=NOW)
    gate.pipeline.forget()

    gate.take("lamp/9", b"1")

    assert [one.topic for one in letters(gate) if one.is_waiting] == ["lamp/2", "lamp/9"]


def test_one_that_was_dropped_goes_on_counting_and_stays_dropped(gate: Gate) -> None:
    gate.take("lamp/on", b"1")
    with gate.writer.transaction() as readings:
        dead_letters.drop(readings, [1], at=NOW)

    gate.take("lamp/on", b"1")

    (one,) = letters(gate)
    assert (one.times, one.is_waiting, one.body) == (2, False, b"")


def test_a_thousand_of_one_neighbour_are_ten_lines_of_the_log(
    gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(1000):
            gate.take("lamp/on", b"1")

    assert len(caplog.records) == 10


def test_a_topic_of_two_lines_is_one_line_of_the_log(gate: Gate, caplog: pytest.LogCaptureFixture) -> None:
    gate.take("lamp\nERROR everything is lost", b"1")

    assert "\n" not in caplog.messages[0]


def test_what_was_rolled_back_counts_for_no_quota(gate: Gate, narrow: None) -> None:
    gate.writer.begin()
    gate.pipeline.take(Heard("lamp/on", b"1"), arrived=Arrived(NOW * 1000, is_trusted=True))
    gate.writer.readings.rollback()
    gate.pipeline.forget()

    for number in range(3):
        gate.take(f"lamp/{number}", b"1")

    assert len(letters(gate)) == 3


def test_a_topic_of_half_signs_is_kept_in_words(gate: Gate) -> None:
    gate.take("lamp/\ud800", b"1")

    assert letters(gate)[0].topic == "lamp/\\ud800"


def test_the_largest_of_everybody_fits_the_quotas() -> None:
    assert OF_NOBODY.size < OF_ALL.size
    assert not is_over(Kept(), Kept(), is_ours=False, size=LARGEST_BODY)
    assert is_over(Kept(OF_NOBODY.letters), Kept(OF_NOBODY.letters), is_ours=False, size=0)
    assert is_over(Kept(), Kept(1, OF_ALL.size), is_ours=True, size=1)
