"""The fault panel's count and its door; the buttons are pressed in the journey."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.station.panel_door import ask
from gateway.demo.children import Child
from gateway.demo.ledger import Ledger, Queue
from gateway.demo.panel import supervised
from gateway.demo.panel.disk import fill, make_room
from gateway.demo.panel.door import PanelDoor
from gateway.demo.panel.recount import Recount, Stored, counted
from gateway.demo.panel.supervised import Supervised
from gateway.domain.columns import Derived, Signals
from gateway.domain.errors import DemoError
from gateway.domain.panel import Counted, Panel, Press, Question
from gateway.domain.readings import SeriesKey, TimeKnown
from gateway.store.sqlite import arrivals, cursors
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.cursors import Cursor
from gateway.store.sqlite.writer import SqliteWriter

POND: Queue = ("pond-1", "0000abcd")
HOUR = 1_772_000_000 // 3600 * 3600


def arrives(readings: sqlite3.Connection, number: int, *, time: int | None) -> None:
    known = TimeKnown.UNRESOLVED if time is None else TimeKnown.SYNCED
    values = {"sonda": {"oxygen_signal": 900.0 + number}}
    arrivals.insert(readings, Arrival("pond-1", 0xABCD, number, 1, number, time, time, known, HOUR, values))


def nothing(_signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    return {}


def test_what_the_station_has_taken_and_nobody_finds_is_lost_and_what_it_has_not_taken_waits() -> None:
    stored = Stored({POND: frozenset({1, 2, 4})}, {POND: frozenset({2})}, {POND: 5})

    found = counted({POND: frozenset(range(1, 9))}, {POND: frozenset({1, 3})}, stored)

    assert found == Counted(sent=8, stored=3, twice=1, lost=2, waiting=3, before=2, before_stored=1)


def test_a_queue_that_the_station_never_heard_of_waits_whole() -> None:
    found = counted({POND: frozenset({7, 8})}, {}, Stored({}, {}, {}))

    assert (found.lost, found.waiting) == (0, 2)


def test_records_are_found_among_arrivals_in_blocks_and_without_a_time(tmp_path: Path) -> None:
    recount = Recount(tmp_path, HOUR)
    with SqliteWriter(tmp_path, nothing, utc_offset_hours=-4) as writer:
        with writer.transaction() as readings:
            for number in range(5):
                arrives(readings, number, time=HOUR + number)
            cursors.save(readings, Cursor("pond-1", 0xABCD, last=7))
        writer.seal(now=HOUR + 7200)
        with writer.transaction() as readings:
            arrives(readings, 5, time=HOUR + 7300)
            arrives(readings, 6, time=None)

        found = recount.stored([POND])
        again = recount.stored([POND])

    assert found == again
    assert found.numbers[POND] == frozenset(range(7))
    assert (found.twice[POND], found.taken[POND]) == (frozenset(), 7)


def test_a_record_that_stands_in_a_block_and_again_beside_it_is_counted_twice(tmp_path: Path) -> None:
    with SqliteWriter(tmp_path, nothing, utc_offset_hours=-4) as writer:
        for now in (HOUR + 7200, 0):
            with writer.transaction() as readings:
                arrives(readings, 3, time=HOUR)
            if now:
                writer.seal(now=now)

        found = Recount(tmp_path, HOUR).stored([POND])

    assert found.twice[POND] == frozenset({3})


def test_what_a_node_tells_twice_is_kept_once() -> None:
    ledger = Ledger()

    for number in (1, 2, 2):
        ledger.keep("pond-1", "0000abcd", number)

    assert ledger.numbers() == {POND: frozenset({1, 2})}


def test_the_page_asks_through_the_door_and_a_press_comes_with_it() -> None:
    heard: list[Question] = []
    panel = Panel(Counted(sent=3), ["pond-1"], [], [], [])

    def answer(question: Question) -> Panel:
        heard.append(question)
        return panel

    door = PanelDoor()
    with door.answering(answer):
        asked = ask(str(door.path), Question(Press("wifi", "pond-1")))

    assert (asked, heard) == (panel, [Question(Press("wifi", "pond-1"))])
    assert ask(str(door.path), Question()) is None


def sleeping(folder: Path) -> Child:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    return Child("El ensayo", subprocess.Popen(command), folder / "log")


def test_what_was_killed_on_purpose_comes_back_and_what_ends_by_itself_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervised, "BACK_AFTER_S", 0.0)
    part = Supervised(lambda: sleeping(tmp_path))
    first = part.pid

    part.kill()
    assert part.is_down
    assert part.tend()
    assert (part.is_down, part.pid == first) == (False, False)

    part.child.process.send_signal(signal.SIGTERM)
    part.child.process.wait()
    with pytest.raises(DemoError):
        part.tend()


def test_what_may_end_by_itself_is_brought_back_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervised, "BACK_AFTER_S", 0.0)
    part = Supervised(lambda: sleeping(tmp_path))
    first = part.pid
    part.child.process.kill()
    part.child.process.wait()

    assert not part.tend(may_end=True)
    assert part.is_down
    assert part.tend(may_end=True)
    assert part.pid != first
    part.kill()


def test_a_full_disk_is_full_for_one_process_until_there_is_room(tmp_path: Path) -> None:
    part = sleeping(tmp_path)
    before = resource.prlimit(part.process.pid, resource.RLIMIT_FSIZE)

    fill(part.process.pid)
    full = resource.prlimit(part.process.pid, resource.RLIMIT_FSIZE)
    make_room(part.process.pid)
    after = resource.prlimit(part.process.pid, resource.RLIMIT_FSIZE)
    part.process.kill()
    part.process.wait()

    assert full[0] < 4096
    assert after == before
