"""What deploy/ installs is what the programs understand."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from gateway.cli import app
from gateway.config import load

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def settings_of(unit: Path) -> list[tuple[str, str]]:
    lines = (line.partition("=") for line in unit.read_text(encoding="utf-8").splitlines())
    return [(name, value) for name, equals, value in lines if equals and not name.startswith("#")]


def test_the_example_of_the_settings_has_no_faults() -> None:
    result = CliRunner().invoke(app, ["check", "--config", str(DEPLOY / "conuco.example.toml")])

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_command_that_exists_with_options_that_exist(unit: Path) -> None:
    program, command, *others = shlex.split(dict(settings_of(unit))["ExecStart"])
    options = others[others.index("--config") :]

    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert program == "/opt/conuco/bin/conuco"
    assert options == ["--config", "/etc/conuco/conuco.toml"]
    assert command in known or command == "dashboard"  # the dashboard plugs itself in when installed


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_nobody_important_and_comes_back_by_itself_unless_a_timer_calls_it(unit: Path) -> None:
    said = dict(settings_of(unit))

    assert (said["User"], said["ProtectSystem"]) == ("conuco", "strict")
    assert said.get("Restart") == "always" or unit.with_suffix(".timer").exists()


def test_the_copy_goes_to_the_folder_that_the_unit_may_write_and_that_must_be_a_medium_of_its_own() -> None:
    said = dict(settings_of(DEPLOY / "systemd" / "conuco-backup.service"))

    assert said["ReadWritePaths"] == said["ConditionPathIsMountPoint"] == shlex.split(said["ExecStart"])[2]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_the_only_folder_that_a_unit_may_write_is_where_the_example_keeps_the_files(unit: Path) -> None:
    folder = load(DEPLOY / "conuco.example.toml").storage.folder

    assert folder == f"/var/lib/{dict(settings_of(unit))['StateDirectory']}"


@pytest.mark.parametrize("name", ["conuco-gateway", "conuco-dashboard"])
def test_station_and_pages_may_ask_the_kernel_whether_its_clock_is_right(name: str) -> None:
    said = dict(settings_of(DEPLOY / "systemd" / f"{name}.service"))

    assert "ProtectClock" not in said
    assert "SystemCallFilter" not in said


def test_a_station_with_a_modem_may_open_serial_lines_and_nothing_else() -> None:
    said = settings_of(DEPLOY / "systemd" / "modem.conf")

    assert [value for name, value in said if name == "DeviceAllow"] == ["char-188 rw", "char-166 rw"]
    assert dict(said)["DevicePolicy"] == "closed"
    assert dict(said)["SupplementaryGroups"] == "dialout"


@pytest.mark.parametrize("name", ["conuco-gateway", "conuco-dashboard"])
def test_a_unit_that_hangs_is_started_anew_and_only_its_own_word_counts(name: str) -> None:
    said = dict(settings_of(DEPLOY / "systemd" / f"{name}.service"))

    assert (said["Type"], said["NotifyAccess"], said["StartLimitIntervalSec"]) == ("notify", "main", "0")
    assert said["WatchdogSec"] in ("2min", "5min")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_understands_every_line_of_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/conuco/bin/conuco", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")

    line = ["systemd-analyze", "verify", *sorted(str(one) for one in tmp_path.iterdir())]
    done = subprocess.run(line, check=False, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
