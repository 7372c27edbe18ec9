"""`conuco people`, as somebody types it at the station."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dashboard.cli import commands
from dashboard.login.door import Attempt, Door, Entered
from dashboard.login.throttle import Caller
from gateway.journal import CommuneJournal

SETTINGS = '[commune]\nslug = "c"\nname = "C"\nlatitude = 9.5\nlongitude = -69.2\n'
NOW = 1_800_000_000
PHONE = Caller("device:telefono", is_known=True, is_safe=False)


class Console:
    """A station's console."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "datos"
        self._settings = folder / "conuco.toml"
        self._settings.write_text(SETTINGS, encoding="utf-8")
        self._app = typer.Typer()
        commands(self._app)

    def run(self, *words: str, typed: str = "") -> str:
        """Return what a command said; it must have ended well."""
        code, said = self.tried(*words, typed=typed)
        assert code == 0, said
        return said

    def tried(self, *words: str, typed: str = "") -> tuple[int, str]:
        command = ["people", *words, "--config", str(self._settings)]
        ended = CliRunner().invoke(self._app, command, input=typed)
        return ended.exit_code, ended.output

    def entries(self) -> list[tuple[str, list[str]]]:
        with CommuneJournal(self.folder / "commune.db", commune="c") as journal:
            found = [one.body for one in journal.entries("station", kinds=["member"])]
        return [(one.change, list(one.roles)) for one in found]  # type: ignore[attr-defined]

    def enters(self, name: str, secret: str) -> bool:
        with CommuneJournal(self.folder / "commune.db", commune="c") as journal:
            door = Door(self.folder, journal)
            outcome = door.sign_in(Attempt(door.people.called(name), name, secret), PHONE, now=NOW)
            door.close()
        return isinstance(outcome, Entered)


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path)


def test_a_person_is_added_with_a_name_alone_and_told_the_next_step(console: Console) -> None:
    said = console.run("add", "Chuo")

    assert 'conuco people pin "Chuo"' in said
    assert console.entries() == [("added", [])]
    assert "Chuo · sin papel · sin PIN ni contraseña" in console.run("list")


def test_a_pin_is_typed_twice_and_works(console: Console) -> None:
    console.run("add", "Chuo", "--role", "team", "--unit", "laguna-1")

    said = console.run("pin", "chuo", typed="4071\n4071\n")

    assert "4071" not in said
    assert console.enters("Chuo", "4071")
    assert "Chuo · team · con PIN" in console.run("list")


@pytest.mark.parametrize(
    ("typed", "why"),
    [("4071\n4072\n", "No es igual"), ("1234\n1234\n", "adivina fácil"), ("x\nx\n", "cifras")],
)
def test_a_pin_that_cannot_be_changes_nothing(console: Console, typed: str, why: str) -> None:
    console.run("add", "Chuo")

    code, said = console.tried("pin", "Chuo", typed=typed)

    assert code == 1
    assert why in said
    assert console.entries() == [("added", [])]


def test_a_technician_is_asked_for_a_password(console: Console) -> None:
    console.run("add", "Ana", "--role", "technician")

    assert "Contraseña nueva" in console.run("pin", "Ana", typed="maiz y cachama\nmaiz y cachama\n")
    assert "con contraseña" in console.run("list")


def test_roles_are_changed_and_a_pin_that_is_not_enough_is_told(console: Console) -> None:
    console.run("add", "Chuo", "--role", "team", "--unit", "laguna-1")
    console.run("pin", "Chuo", typed="4071\n4071\n")

    said = console.run("role", "Chuo", "technician", "grower")

    assert "Para que pueda entrar" in said
    assert not console.enters("Chuo", "4071")
    assert console.entries()[-1] == ("roles", ["technician", "grower"])


def test_every_role_can_be_taken_away(console: Console) -> None:
    console.run("add", "Chuo", "--role", "team")

    console.run("role", "Chuo", "none")

    assert console.entries()[-1] == ("roles", [])


def test_a_role_that_does_not_exist_is_told_with_those_that_do(console: Console) -> None:
    code, said = console.tried("add", "Chuo", "--role", "jefe")

    assert code == 1
    assert "social_control" in said
    assert console.entries() == []


def test_who_is_removed_leaves_no_name_and_no_way_in(console: Console) -> None:
    console.run("add", "Chuo", "--role", "team")
    console.run("pin", "Chuo", typed="4071\n4071\n")

    console.run("remove", "Chuo", "--yes")

    assert not console.enters("Chuo", "4071")
    assert console.entries()[-1] == ("removed", [])
    assert all(b"Chuo" not in one.read_bytes() for one in console.folder.iterdir())


def test_nobody_is_removed_without_being_asked_for(console: Console) -> None:
    console.run("add", "Chuo")

    assert console.tried("remove", "Chuo", typed="n\n")[0] == 1
    assert "Chuo" in console.run("list")


def test_the_last_of_the_technical_team_stays(console: Console) -> None:
    console.run("add", "Ana", "--role", "technician")

    for words in (("remove", "Ana", "--yes"), ("role", "Ana", "team")):
        code, said = console.tried(*words)
        assert code == 1
        assert "única persona del equipo técnico" in said


def test_a_lock_is_shown_and_lifted(console: Console) -> None:
    console.run("add", "Chuo")
    console.run("pin", "Chuo", typed="4071\n4071\n")
    for _ in range(6):
        assert not console.enters("Chuo", "9021")

    assert not console.enters("Chuo", "4071")
    console.run("unlock", "Chuo")

    assert console.enters("Chuo", "4071")
    assert console.entries()[-1] == ("unlocked", [])


def test_a_name_that_nobody_has_is_told_with_where_to_look(console: Console) -> None:
    code, said = console.tried("pin", "Nadie")

    assert code == 1
    assert "conuco people list" in said
