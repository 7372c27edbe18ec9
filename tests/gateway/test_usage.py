"""The console speaks the reader's language also of itself: in its help, and of what was typed wrongly."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from typer._click.core import Command
from typer.core import TyperGroup
from typer.main import get_command

from gateway.cli import app
from gateway.commands.language import VARIABLES
from gateway.languages import catalog

ROOT = Path(__file__).parent.parent.parent
TYPERS_OWN = ("Usage", "Options", "Commands", "OPTIONS", "Show this", "required")


def typed(words: str, language: str = "es") -> subprocess.CompletedProcess[str]:
    rest = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    command = [sys.executable, "-m", "gateway.cli", *words.split()]
    environment = rest | {"LANGUAGE": language, "COLUMNS": "200"}
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def helped(command: Command) -> Iterator[str]:
    yield command.help or ""
    yield from (str(getattr(one, "help", None) or "") for one in command.params)
    if isinstance(command, TyperGroup):
        for one in command.commands.values():
            yield from helped(one)


def all_help() -> set[str]:
    for found in entry_points(group="conuco.commands"):
        found.load()(app)
    return set(helped(get_command(app))) - {""}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chek", "No hay un comando chek. ¿Será check?"),
        ("nada", "No hay un comando nada."),
        ("node add", "Falta NODO: El nombre del nodo."),
        ("node add pond-1", "Falta --board: La placa: estanque, parcela,"),
        ("node add pond-1 --boar estanque", "No hay una opción --boar. ¿Será --board"),
        ("node add pond-1 --board", "Falta lo que va después de --board."),
        (
            "node add pond-1 --board e --broker-port x",
            "--broker-port tiene que ser un número entero. La",
        ),
        ("replay --speed x serie.csv", "--speed tiene que ser un número. Segundos"),
        (
            "fields backtest . --crop yuca",
            "--crop tiene que ser uno de estos: 'maize', 'cotton'. Qué",
        ),
        ("check otra cosa", "Esto sobra: otra cosa."),
        ("check --help=3", "Después de --help no va nada."),
    ],
)
def test_what_was_typed_wrongly_is_told_in_a_sentence(words: str, said: str) -> None:
    ended = typed(words)

    assert ended.returncode == 2
    assert said in ended.stderr
    assert not ended.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chek", "There is no command chek. Is it check?"),
        ("node add", "NODO is missing: The name of the node."),
        ("node add pond-1 --board e --broker-port x", "--broker-port has to be a whole number. The port of"),
    ],
)
def test_it_is_told_in_english_to_who_asks_for_it(words: str, said: str) -> None:
    assert said in typed(words, "en").stderr


def test_a_refusal_says_where_help_is() -> None:
    assert "node add --help" in typed("node add").stderr.splitlines()[-1]


@pytest.mark.parametrize("words", ["node", "node --help", "node add --help", "", "--help"])
def test_nothing_around_the_help_is_in_another_language(words: str) -> None:
    said = typed(words).stdout

    assert "Uso:" in said
    assert not [
        one for one in ("Usage", "Options", "Commands", "OPTIONS", "Show this", "required") if one in said
    ]


def test_the_whole_help_is_english_for_who_asks_for_it() -> None:
    said = typed("node add --help", "en").stdout

    assert "Registers a new node and makes its key" in said
    assert "Usage:" in said


def test_every_help_has_an_english_one_and_the_catalog_nothing_else() -> None:
    known = {str(one.id): one for one in catalog("en", "commands") if one.id}

    assert known.keys() == all_help()
    assert all(one.string and not one.fuzzy for one in known.values())
