"""`conuco clock`: what time it is, who says so, and to say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gateway.cli import app
from gateway.config import load
from gateway.domain.entries import ClockSet
from gateway.domain.readings import TimeKnown
from gateway.journal import CommuneJournal
from gateway.store.sqlite import arrivals
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

SETTINGS = """
[commune]
slug = "demo"
name = "Demo"
latitude = 9.5
longitude = -69.2
[clock]
trusted = "never"
"""


@pytest.fixture
def now() -> int:
    return int(datetime.now(UTC).timestamp())


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "conuco.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "datos").mkdir()
    return path


def conuco(settings: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["clock", *words, "--config", str(settings)], env={"COLUMNS": "300"})


def local(at: int) -> str:
    return (datetime.fromtimestamp(at, UTC) - timedelta(hours=4)).strftime("%Y-%m-%d %H:%M")


def test_a_station_that_nobody_vouches_for_says_so_and_what_to_do(settings: Path) -> None:
    found = conuco(settings)

    assert found.exit_code == 0
    assert "Nadie responde por esa hora" in found.output
    assert "conuco clock set" in found.output


def test_what_a_person_says_holds_from_now_on_and_stands_in_the_journal(settings: Path, now: int) -> None:
    found = conuco(settings, "set", local(now + 7200))

    assert found.exit_code == 0, found.output
    assert abs(load(settings).world().now() - now - 7200) < 120
    assert "La puso una persona" in conuco(settings).output
    with CommuneJournal(settings.parent / "datos" / "commune.db", commune="demo") as journal:
        [entry] = journal.entries("station", kinds={"clock"})
    assert isinstance(entry.body, ClockSet)
    assert (entry.author, entry.body.by) == ("conuco clock", "person")


@pytest.mark.parametrize("said", ["ayer", "2026-13-40 25:00", "", "21:40"])
def test_what_is_no_time_is_told_in_words(settings: Path, said: str) -> None:
    found = conuco(settings, "set", said or " ")

    assert found.exit_code == 1
    assert "no es una hora" in found.output


def test_a_time_before_this_software_is_refused(settings: Path) -> None:
    assert "no puede ser" in conuco(settings, "set", "1999-01-01 00:00", "--yes").output


def test_a_change_of_more_than_a_day_is_asked_back(settings: Path, now: int) -> None:
    found = conuco(settings, "set", local(now + 3 * 86_400))

    assert found.exit_code == 1
    assert "¿Poner las" in found.output
    assert load(settings).world().offset is None


def test_a_time_before_what_was_measured_is_refused_unless_the_node_is_the_one_ahead(
    settings: Path, now: int
) -> None:
    at = now + 21_600
    ahead = Arrival("pond-1", 1, 0, 1, 60, at, at, TimeKnown.SYNCED, now, {})
    with (
        SqliteWriter(settings.parent / "datos", lambda signals: {}, utc_offset_hours=-4) as writer,
        writer.transaction() as readings,
    ):
        arrivals.insert(readings, ahead)

    refused = conuco(settings, "set", local(now))
    taken = conuco(settings, "set", local(now), "--anyway")

    assert "pond-1 midió" in refused.output
    assert taken.exit_code == 0
