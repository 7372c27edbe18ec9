from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from gateway.commands.language import VARIABLES, wanted_language
from gateway.languages import catalog, translations

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted([*(ROOT / "gateway").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")])
PLACES = re.compile(r"%\((\w+)\)s")


def sentences() -> set[str]:
    """Return every sentence that is told, as Babel finds them."""
    found = set()
    for path in SOURCES:
        with path.open("rb") as file:
            found |= {
                str(one) for _, one, _, _ in extract("python", file, keywords={"told": None, "both": None})
            }
    return found


def english() -> Catalog:
    return catalog("en")


def tellings() -> Iterator[ast.Call]:
    """Yield every call of `told` in the modules that have it from the domain."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if "from gateway.domain.speech import told" in text:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "told":
                    yield node


def faulty(folder: Path) -> Path:
    path = folder / "conuco.toml"
    path.write_text('[commune]\nslug = "las-lajas"\n', encoding="utf-8")
    return path


def checked(path: Path, environment: Mapping[str, str]) -> str:
    rest = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    command = [sys.executable, "-m", "gateway.cli", "check", "--config", str(path)]
    ended = subprocess.run(command, env=rest | environment, cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == 1
    return ended.stderr.decode()


def test_every_sentence_that_is_told_has_an_english_one() -> None:
    known = english()

    told = sentences()

    assert len(told) > 100
    assert not [one for one in told if (found := known.get(one)) is None or not found.string or found.fuzzy]


def test_the_english_catalog_holds_nothing_that_nobody_tells() -> None:
    assert {str(one.id) for one in english() if one.id} == sentences()


def test_an_english_sentence_keeps_the_places_of_its_values() -> None:
    pairs = [(str(one.id), str(one.string)) for one in english() if one.id]

    assert not [one for one, said in pairs if set(PLACES.findall(one)) != set(PLACES.findall(said))]


def test_each_sentence_is_written_out_and_given_the_values_of_its_places() -> None:
    wrong = [
        ast.unparse(call)
        for call in tellings()
        if not isinstance(call.args[0], ast.Constant)
        or set(PLACES.findall(str(call.args[0].value))) != {one.arg for one in call.keywords}
    ]

    assert not wrong


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "es"),
        ({"LANG": "C.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "es_VE.UTF-8"}, "es"),
        ({"LC_MESSAGES": "es_VE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "es_VE.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "es:en"}, "es"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": ""}, "en"),
        ({"LANG": "pt_BR.UTF-8"}, "es"),
    ],
)
def test_the_first_variable_that_is_set_says_the_language(environment: dict[str, str], language: str) -> None:
    assert wanted_language(environment) == language


def test_spanish_needs_no_catalog() -> None:
    assert translations("es").gettext("faltan columnas") == "faltan columnas"


def test_the_command_tells_faults_in_english_to_who_asks_for_it(tmp_path: Path) -> None:
    said = checked(faulty(tmp_path), {"LANGUAGE": "en"})

    assert "The settings have faults:" in said
    assert "[commune]: name is missing." in said


def test_the_command_tells_faults_in_spanish_to_everybody_else(tmp_path: Path) -> None:
    said = checked(faulty(tmp_path), {})

    assert "Los ajustes tienen faltas:" in said
    assert "[commune]: falta name." in said
