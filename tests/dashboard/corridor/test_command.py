"""`conuco corridor` as a person types it, at the commune that sends and at the one that receives."""

from __future__ import annotations

from pathlib import Path

import pytest
from corridor_communes import DECISION, GRANT, SLUGS, a_commune, named
from corridor_files import a_file
from msgspec.structs import replace
from typer.testing import CliRunner

from dashboard.corridor import inbox
from dashboard.corridor.command import app
from dashboard.corridor.file import CorridorFile
from dashboard.corridor.opening import opened
from dashboard.corridor.standing import read


def said(folder: Path, *words: str, code: int = 0, typed: str = "") -> str:
    """Return what the command says, in one line."""
    settings = ["--config", str(folder / "conuco.toml")]
    ended = CliRunner().invoke(app, [*words, *settings], input=typed, env={"COLUMNS": "400"})
    assert ended.exit_code == code, ended.output + str(ended.exception)
    return " ".join(ended.output.split())


@pytest.fixture
def sender(tmp_path: Path) -> Path:
    """Give a commune whose parliament allows a file for many years."""
    with a_commune(tmp_path / "datos", grant=replace(GRANT, expires="2199-12-31")) as commune:
        settings(tmp_path, commune.slug)
    return tmp_path


def settings(folder: Path, slug: str) -> None:
    (folder / "conuco.toml").write_text(
        f'[commune]\nslug = "{slug}"\nname = "{named(slug)}"\nlatitude = 9.5\nlongitude = -69.2\n'
        f'[storage]\nfolder = "{folder / "datos"}"\n',
        encoding="utf-8",
    )


def test_a_file_is_put_where_one_says_and_twice_it_is_the_same(sender: Path) -> None:
    stick = sender / "usb"
    stick.mkdir()

    first = said(sender, "export", "--decision", DECISION, "--to", str(stick))
    (path,) = stick.iterdir()
    body = path.read_bytes()
    again = said(sender, "export", "--decision", DECISION, "--to", str(stick))

    assert "Anotado en el libro con el nº" in first
    assert "Ya se había hecho, igual" in again
    assert path.name == "conuco_el-apamate_2026-01-01_2026-05-31_v1.zip"
    assert path.read_bytes() == body
    assert said(sender, "words") == opened(body).words


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--decision", "otra", "--to", "."), "No hay una decisión con esa clave"),
        (("--decision", DECISION, "--to", "no-hay"), "no es una carpeta"),
        (("--decision", DECISION, "--to", ".", "--until", "mayo"), "«mayo» no es un día"),
        (("--decision", DECISION, "--to", ".", "--since", "2020-01-01"), "del 2026-01-01 al 2026-05-31"),
    ],
)
def test_what_cannot_be_sent_is_said_with_what_to_do(
    sender: Path, words: tuple[str, ...], reason: str
) -> None:
    assert reason in said(sender, "export", *words, code=1)


def test_a_key_is_believed_after_its_words_were_compared_by_eye(tmp_path: Path) -> None:
    (tmp_path / "datos").mkdir()
    settings(tmp_path, "corredor")
    path = tmp_path / "uno.zip"
    path.write_bytes(a_file())

    refused = said(tmp_path, "trust", str(path), code=1, typed="n\n")
    told = said(tmp_path, "trust", str(path), typed="s\n")

    assert opened(a_file()).words in refused
    assert "Desde ahora se le cree a esa llave." in told
    assert "Se toma." in said(tmp_path, "import", str(path), "--dry-run")


def test_words_of_another_key_are_not_believed(tmp_path: Path) -> None:
    (tmp_path / "datos").mkdir()
    settings(tmp_path, "corredor")
    path = tmp_path / "uno.zip"
    path.write_bytes(a_file())
    other = opened(a_file(SLUGS[1])).words

    told = said(tmp_path, "trust", str(path), "--words", other, code=1)

    assert "Las palabras del acta no son las de la llave" in told
    assert "no se conoce aquí" in said(tmp_path, "import", str(path), "--yes", code=1)


def test_an_import_without_files_takes_what_waits_in_the_inbox_and_empties_it(tmp_path: Path) -> None:
    (tmp_path / "datos").mkdir()
    settings(tmp_path, "corredor")
    inbox.leave(tmp_path / "datos", a_file())
    (path,) = inbox.waiting(tmp_path / "datos")
    said(tmp_path, "trust", str(path), "--yes")

    told = said(tmp_path, "import", "--yes")

    assert "Tomados: 1." in told
    assert inbox.waiting(tmp_path / "datos") == []
    assert "1 de 1 comunas" in said(tmp_path, "show")


@pytest.mark.parametrize(
    ("how", "typed", "compared"),
    [((), "s\n", "said"), (("--words",), "", "typed"), (("--yes",), "", "no")],
)
def test_how_the_words_of_a_key_were_compared_is_recorded(
    tmp_path: Path, how: tuple[str, ...], typed: str, compared: str
) -> None:
    (tmp_path / "datos").mkdir()
    settings(tmp_path, "corredor")
    path = tmp_path / "uno.zip"
    path.write_bytes(a_file())
    words = (opened(a_file()).words,) if how == ("--words",) else ()

    told = said(tmp_path, "trust", str(path), *how, *words, typed=typed)

    with CorridorFile(tmp_path / "datos") as file:
        assert [one.compared for one in read(file).keys] == [compared]
    assert ("nadie comparó sus palabras" in told) == (compared == "no")
