"""A question of a command is answered in the words that people have."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from gateway.service.asking import agrees

asked = typer.Typer()


@asked.command()
def ask() -> None:
    """Say what was answered."""
    typer.echo("quiere" if agrees("¿Lo anoto?") else "no quiere")


@pytest.mark.parametrize(
    ("said", "means"),
    [("s\n", "quiere"), ("SÍ\n", "quiere"), ("si\n", "quiere"), ("y\n", "quiere"), ("n\n", "no quiere"),
     ("\n", "no quiere"), ("quizás\ns\n", "quiere")],
)  # fmt: skip
def test_yes_is_said_in_spanish_too_and_enter_alone_is_no(said: str, means: str) -> None:
    answer = CliRunner().invoke(asked, input=said)

    assert "¿Lo anoto? [s/N]" in answer.output
    assert answer.output.splitlines()[-1].endswith(means)


def test_where_nobody_answers_nothing_is_done() -> None:
    assert CliRunner().invoke(asked, input="").exit_code == 1
