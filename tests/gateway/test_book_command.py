"""`conuco book`: the book is closed, and looked through."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from builders import NIGHT, a_draft
from paper import papers
from typer.testing import CliRunner, Result

from gateway.cli import app
from gateway.domain.entries import CouncilRegistered
from gateway.journal import CommuneJournal

SETTINGS = """
[commune]
slug = "demo"
name = "Demo"
latitude = 9.5
longitude = -69.2
"""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "conuco.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "datos").mkdir()
    with CommuneJournal(tmp_path / "datos" / "commune.db", commune="demo") as journal:
        journal.append(a_draft(CouncilRegistered("la-ceiba", "La Ceiba"), uid="uno"), now=NIGHT)
    return path


def conuco(settings: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["book", *words, "--config", str(settings)], env={"COLUMNS": "300"})


def test_a_cut_says_the_words_for_the_wall(settings: Path) -> None:
    done = conuco(settings, "cut")

    with CommuneJournal(settings.parent / "datos" / "commune.db", commune="demo") as journal:
        (paper,) = papers(journal)
    assert done.exit_code == 0
    assert paper.words in done.output
    assert "Corte 1: 1 asientos" in done.output


def test_a_second_cut_without_anything_new_is_none(settings: Path) -> None:
    conuco(settings, "cut")

    assert "No hay nada nuevo" in conuco(settings, "cut").output


def test_the_book_is_looked_through_and_the_words_are_said(settings: Path) -> None:
    assert "no se ha cerrado todavía" in conuco(settings, "verify").output
    conuco(settings, "cut")

    done = conuco(settings, "verify")

    assert (done.exit_code, "COINCIDE con el corte 1 (asientos 1 a 1)" in done.output) == (0, True)


def test_a_changed_entry_is_named(settings: Path) -> None:
    conuco(settings, "cut")
    with sqlite3.connect(settings.parent / "datos" / "commune.db") as file:
        file.execute("DROP TRIGGER entry_is_never_changed")
        file.execute("UPDATE entry SET author = 'otra' WHERE number = 1")
    file.close()

    done = conuco(settings, "verify")

    assert done.exit_code == 1
    assert "nº 1" in done.output
