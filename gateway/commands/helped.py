"""The help of every command in the language of the reader, Typer's own words around it too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import NullTranslations

from typer._click.core import Command, Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup as Group

from gateway.domain.speech import told


class _Usage(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or told("Uso:") + " ")


def asks_for_help(command: Command, words: Sequence[str]) -> bool:
    """Tell whether help answers what was typed: it is asked for, or a group is named and nothing in it."""
    for word in words:
        if word == "--help":
            return True
        command = command.commands.get(word, command) if isinstance(command, Group) else command
    return isinstance(command, Group)


def put_into_words(command: Command, sentences: NullTranslations) -> None:
    """Put the help of a command and of all in it into the language of the reader.

    Args:
        command: Its help is Spanish; it is changed.
        sentences: The language of the reader.
    """
    _name_the_parts()
    for one in _all_in(command):
        one.help = sentences.gettext(one.help) if one.help else one.help
        for param in one.params:
            if said := getattr(param, "help", None):
                param.help = sentences.gettext(said)  # type: ignore[attr-defined]  # arguments have one, too
        one.options_metavar = told("[OPCIONES]")
        if isinstance(one, Group):
            one.subcommand_metavar = told("COMANDO [LO SUYO]...")
        if own := one.get_help_option(Context(one)):
            own.help = told("Muestra esto.")


def _all_in(command: Command) -> Iterator[Command]:
    yield command
    if isinstance(command, Group):
        for one in command.commands.values():
            yield from _all_in(one)


def _name_the_parts() -> None:
    """Name what Typer draws around every help; loaded only here, a station that works needs none of it."""
    from typer import rich_utils

    Context.formatter_class = _Usage
    rich_utils.ARGUMENTS_PANEL_TITLE = told("Lo que se escribe")
    rich_utils.OPTIONS_PANEL_TITLE = told("Opciones")
    rich_utils.COMMANDS_PANEL_TITLE = told("Comandos")
    rich_utils.REQUIRED_LONG_STRING = told("[hace falta]")
    rich_utils.DEFAULT_STRING = told("[si no se dice: {}]")
    rich_utils.ENVVAR_STRING = told("[o la variable {}]")
