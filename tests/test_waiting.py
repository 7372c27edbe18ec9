"""The list of tests that mostly wait names files that exist, and leaves out no journey and no browser."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
WAITING = (ROOT / "tests" / "waiting.txt").read_text(encoding="utf-8").splitlines()


def test_each_file_that_waits_is_there_and_is_named_once() -> None:
    assert [name for name in WAITING if not (ROOT / name).is_file()] == []
    assert len(WAITING) == len(set(WAITING)) > 50


def test_every_journey_and_every_test_of_a_browser_is_among_those_that_wait() -> None:
    rooms = [ROOT / "tests" / "journeys", ROOT / "tests" / "dashboard" / "browser"]

    found = {str(path.relative_to(ROOT)) for room in rooms for path in room.glob("test_*.py")}

    assert found - set(WAITING) == set()
