"""What is said of a command that was typed wrongly, in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from gettext import NullTranslations
from typing import Final

from typer._click.exceptions import (
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from gateway.domain.speech import both, in_words, told

KINDS: Final = (
    (r".*valid integer.*", both("un número entero")),
    (r".*valid number.*", both("un número")),
    (r".*valid boolean.*", both("sí o no")),
    (r".*is not one of (.*)\.", both("uno de estos: %s")),
)
"""What Typer says that a value is not, and what it has to be."""

SENTENCES: Final = (
    (r"No such command '(?P<name>.*?)'.*", both("No hay un comando %(name)s.")),
    (r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", both("Esto sobra: %(words)s.")),
    (r"Option '(?P<option>.*?)' requires .*", both("Falta lo que va después de %(option)s.")),
    (r"Option '(?P<option>.*?)' does not take a value.*", both("Después de %(option)s no va nada.")),
)
"""What Typer says in English of words that belong to no option or argument, and ours for it.

Source: typer 0.29, `_click/core.py`, `_click/parser.py` and `core.py`; a test types each of them.
"""


def refusal(error: ClickException, helps: NullTranslations) -> str:
    """Return what is wrong with what was typed, and where help is, in one or two sentences.

    Args:
        error: What Typer raised.
        helps: The help of the commands in the language of the reader.
    """
    said = " ".join(one for one in (_fault(error, helps), _near(error)) if one)
    context = error.ctx if isinstance(error, UsageError) else None
    if context is None:
        return said
    return said + "\n" + told("Vea: %(command)s --help", command=context.command_path)


def _fault(error: ClickException, helps: NullTranslations) -> str:
    if isinstance(error, MissingParameter):
        return told("Falta %(name)s: %(meaning)s", name=_name(error), meaning=_meaning(error, helps))
    if isinstance(error, BadParameter):
        return told(
            "%(name)s tiene que ser %(kind)s. %(meaning)s",
            name=_name(error),
            kind=_in_ours(error.message, KINDS),
            meaning=_meaning(error, helps),
        )
    if isinstance(error, NoSuchOption):
        return told("No hay una opción %(option)s.", option=error.option_name)
    return _in_ours(error.message, SENTENCES)


def _in_ours(message: str, table: Iterable[tuple[str, str]]) -> str:
    """Return what stands in a table for a message of Typer's, or that one where nothing does."""
    for pattern, sentence in table:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return in_words(sentence) % (found.groupdict() or found.groups())
    return message


def _near(error: ClickException) -> str:
    """Return what may have been meant, empty where nothing is near."""
    if isinstance(error, NoSuchOption) and error.possibilities:
        near = ", ".join(sorted(error.possibilities))
    elif found := re.search(r"Did you mean (.*)\?$", error.message):
        near = found[1].replace("'", "")
    else:
        return ""
    return told("¿Será %(near)s?", near=near)


def _name(error: BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    if error.param.param_type_name == "argument":
        return str(getattr(error.param, "metavar", None) or error.param.name).upper()
    return " / ".join(error.param.opts)


def _meaning(error: BadParameter, helps: NullTranslations) -> str:
    """Return what an option or argument means, as its help says it."""
    said = str(getattr(error.param, "help", None) or "")
    return helps.gettext(said) if said else ""
