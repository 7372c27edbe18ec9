"""`conuco production rebuild`."""

from __future__ import annotations

from pathlib import Path

import straight
import typer
from booked import REGISTERED, dry_maize, said_at
from builders import NIGHT
from typer.testing import CliRunner

from dashboard.cli import commands
from dashboard.production.sql_opening import FILE
from gateway.journal import CommuneJournal

COMMUNE = '[commune]\nslug = "c"\nname = "C"\nlatitude = 9.5\nlongitude = -69.2\n'


def run(folder: Path, settings: str = "") -> tuple[int, str]:
    app = typer.Typer()
    app.callback()(lambda: None)
    commands(app)
    (folder / "conuco.toml").write_text(COMMUNE + settings, encoding="utf-8")
    answer = CliRunner().invoke(app, ["production", "rebuild", "--config", str(folder / "conuco.toml")])
    return answer.exit_code, " ".join(answer.output.split())


def test_everything_is_derived_again_and_counted(tmp_path: Path) -> None:
    book = said_at(NIGHT, *REGISTERED, dry_maize("300", "sale"))
    with CommuneJournal(tmp_path / "datos" / "commune.db", commune="c") as journal:
        straight.write_straight(journal, book, commune="c")

    code, told = run(tmp_path)

    assert code == 0, told
    assert f"Listo: {len(book)} registros en" in told
    assert (tmp_path / "datos" / FILE).exists()


def test_a_station_without_a_book_is_told_so_and_gets_none(tmp_path: Path) -> None:
    code, told = run(tmp_path)

    assert code == 1
    assert "todavía no hay libro" in told
    assert not (tmp_path / "datos").exists()


def test_an_address_that_cannot_be_understood_is_told(tmp_path: Path) -> None:
    with CommuneJournal(tmp_path / "datos" / "commune.db", commune="c"):
        pass

    code, told = run(tmp_path, '[production]\nurl = "mysql://x"\n')

    assert code == 1
    assert "postgresql://conuco@localhost/conuco" in told
