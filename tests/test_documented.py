"""Every command, option, setting, quantity and make target stands in the documents."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import click
import msgspec
import pytest
import typer

from gateway.cli import app
from gateway.config import Config
from gateway.domain.calibration import SORTS, SoilPoint, SoilPoints
from gateway.domain.quantities import QUANTITIES

ROOT = Path(__file__).parent.parent
COMMANDS = (ROOT / "docs" / "comandos.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "ajustes.md").read_text(encoding="utf-8")
MESSAGES = (ROOT / "docs" / "mensajes.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "deploy" / "conuco.example.toml").read_text(encoding="utf-8")
PAGES = sorted(page for room in (".", "docs", "deploy", "firmware") for page in (ROOT / room).glob("*.md"))
READMES = [ROOT / "README.md", ROOT / "README.es.md"]
TYPERS_OWN = {"--help", "--install-completion", "--show-completion"}


def whole_command() -> click.Command:
    """Return `conuco` with everything that plugs into it."""
    for found in entry_points(group="conuco.commands"):
        found.load()(app)
    return typer.main.get_command(app)


def leaves(command: click.Command, name: str = "conuco") -> Iterator[tuple[str, click.Command]]:
    """Yield each command that does something, under the words a person types."""
    inner = getattr(command, "commands", None)
    if inner is None or getattr(command, "invoke_without_command", False):
        yield name, command
    for word, one in sorted((inner or {}).items()):
        yield from leaves(one, f"{name} {word}")


LEAVES = dict(leaves(whole_command()))


def section(text: str, name: str) -> str:
    """Return what stands under the headline that names something in backticks."""
    found = re.search(rf"^##+ `{re.escape(name)}`.*?(?=^##+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no headline names `{name}`"
    return found[0]


def options(command: click.Command) -> set[str]:
    return {word for one in command.params for word in one.opts if word.startswith("-")} - TYPERS_OWN


def told(text: str) -> set[str]:
    """Return everything that stands in backticks in the first cell of a table."""
    cells = re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_has_an_example(name: str) -> None:
    assert re.search(rf"^{re.escape(name)}( |$)", section(COMMANDS, name), re.MULTILINE)


@pytest.mark.parametrize("name", LEAVES)
def test_the_options_in_the_table_of_a_command_are_its_options(name: str) -> None:
    assert told(section(COMMANDS, name)) == options(LEAVES[name])


def test_no_command_is_told_of_that_does_not_exist() -> None:
    assert set(re.findall(r"^## `(conuco [^`]+)`", COMMANDS, re.MULTILINE)) == set(LEAVES)


def tables() -> Iterator[tuple[str, type[msgspec.Struct]]]:
    """Yield each part of conuco.toml as it is written there, and its record."""
    for name, hint in get_type_hints(Config).items():
        if get_origin(hint) is list:
            yield f"[[{name}]]", get_args(hint)[0]
        else:
            yield f"[{name}]", hint


TABLES = dict(tables())


@pytest.mark.parametrize("name", TABLES)
def test_the_settings_in_the_table_of_a_part_are_its_settings(name: str) -> None:
    assert told(section(SETTINGS, name)) == {one.name for one in msgspec.structs.fields(TABLES[name])}


@pytest.mark.parametrize("name", TABLES)
def test_every_setting_stands_in_the_example(name: str) -> None:
    found = re.search(rf"^{re.escape(name)}.*?(?=^\[|\Z)", EXAMPLE, re.MULTILINE | re.DOTALL)

    assert found is not None
    for one in msgspec.structs.fields(TABLES[name]):
        assert re.search(rf"^(# )?{one.name} = ", found[0], re.MULTILINE), f"{name} {one.name}"


@pytest.mark.parametrize(
    "marks", [*sorted(set(SORTS.values()), key=lambda one: one.__name__), SoilPoint, SoilPoints]
)
def test_every_constant_of_a_calibration_is_told(marks: type[msgspec.Struct]) -> None:
    words = {one.name for one in msgspec.structs.fields(marks)} | {
        str(marks.__struct_config__.tag or "points")
    }

    assert not [word for word in words if word not in section(SETTINGS, "[[calibration]]")]


@pytest.mark.parametrize("name", QUANTITIES)
def test_every_quantity_is_told_with_its_unit_and_bounds(name: str) -> None:
    found = QUANTITIES[name]

    assert f"| `{name}` | {found.unit} | {found.low:g} | {found.high:g} |" in MESSAGES


def refusals() -> Iterator[str]:
    """Yield the longest fixed part of each sentence with which a message is refused."""
    for path in [ROOT / "gateway/domain/message.py", *sorted((ROOT / "gateway/ingest").glob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "TopicError",
                "BodyError",
                "_read",
            ):
                parts = [str(one.value) for one in ast.walk(node) if isinstance(one, ast.Constant)]
                yield max(parts, key=len).strip()


@pytest.mark.parametrize("sentence", sorted(set(refusals())))
def test_every_reason_for_setting_a_message_aside_is_told(sentence: str) -> None:
    assert sentence in MESSAGES


def test_every_variable_of_the_environment_is_told() -> None:
    sources = [path for room in ("gateway", "dashboard") for path in (ROOT / room).rglob("*.py")]
    persons = [path for path in sources if "demo" not in path.parts]  # what the demo tells its own nodes
    read = {name for path in persons for name in re.findall(r"[\"'](CONUCO_\w+)[\"']", path.read_text())}

    assert not [name for name in read if f"`{name}`" not in SETTINGS]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_word_of_make_stands_in_the_readmes(readme: Path) -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert phony is not None
    said = readme.read_text(encoding="utf-8")
    assert not [word for word in phony[1].split() if f"`make {word}" not in said]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    lost = [one for one in links if not (page.parent / one).exists()]
    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_of_ours_that_is_named_is_there(page: Path) -> None:
    rooms = "deploy|docs|firmware|gateway|dashboard|tests"
    named = re.findall(rf"(?<![\w/.-])((?:{rooms})/[\w./-]*\w)", page.read_text(encoding="utf-8"))

    lost = {one for one in named if not (ROOT / one).exists()}
    assert not lost - {"gateway/board_files"}
