from __future__ import annotations

import socket
from pathlib import Path

import typer
from typer.testing import CliRunner

from dashboard.cli import commands
from gateway.domain.speech import speak
from gateway.languages import translations

COMMUNE = '[commune]\nslug = "c"\nname = "C"\nlatitude = 9.5\nlongitude = -69.2\n'


def run(folder: Path, settings: str) -> tuple[int, str]:
    app = typer.Typer()
    app.callback()(lambda: None)
    commands(app)
    (folder / "conuco.toml").write_text(COMMUNE + settings, encoding="utf-8")
    answer = CliRunner().invoke(app, ["dashboard", "--config", str(folder / "conuco.toml")])
    return answer.exit_code, answer.output


def test_a_missing_database_is_a_sentence_that_says_what_to_start(tmp_path: Path) -> None:
    code, told = run(tmp_path, "")

    assert code == 1
    assert "Arranque primero la estación: conuco gateway" in told


def test_a_taken_port_is_a_sentence_that_says_what_to_change(tmp_path: Path) -> None:
    (tmp_path / "datos").mkdir()
    (tmp_path / "datos" / "readings.db").touch()
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]

        code, told = run(tmp_path, f'[dashboard]\nhost = "127.0.0.1"\nport = {port}\n')

    assert code == 1
    assert f"No se puede usar 127.0.0.1:{port}" in told
    assert "[dashboard] port" in told


def test_faults_of_the_settings_are_all_told(tmp_path: Path) -> None:
    code, told = run(tmp_path, "[dashboard]\nport = 0\nhots = 1\n")

    assert code == 1
    assert "port = 0" in told
    assert "hots" in told


def test_faults_of_the_settings_are_told_in_the_language_of_the_console(tmp_path: Path) -> None:
    speak(translations("en"))
    try:
        _code, told = run(tmp_path, "[dashboard]\nport = 0\n")
    finally:
        speak(translations("es"))

    assert "The settings have faults:" in told
