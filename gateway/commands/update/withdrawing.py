"""`conuco update withdraw`: a version is not offered any more."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.update.station import known, record
from gateway.config import load
from gateway.domain.entries import UpdateWithdrawn
from gateway.domain.errors import UpdateError
from gateway.domain.rollout import Offer
from gateway.domain.speech import told

VersionArgument = Annotated[
    int | None, typer.Argument(metavar="VERSIÓN", help="El número; sin él, la última que se ofreció.")
]


def withdraw(version: VersionArgument = None, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Deja de ofrecer una versión; los nodos que ya la llevan siguen con ella."""
    with told_in_words():
        settings = load(config)
        number = _meant(known(settings).offers, version)
        record(settings, "update_withdrawn", UpdateWithdrawn(number))
    Console().print(
        told(
            "La versión %(version)s ya no se ofrece. Los nodos que la llevan siguen con ella; los demás,"
            " con la que tienen.",
            version=number,
        ),
        highlight=False,
    )


def _meant(offers: tuple[Offer, ...], version: int | None) -> int:
    """Return the number that a person means.

    Raises:
        UpdateError: It is not offered, or nothing is.
    """
    numbers = [one.update.version for one in offers]
    if not numbers:
        raise UpdateError(told("No se ofrece ningún programa: no hay nada que retirar."))
    if version not in (None, *numbers):
        raise UpdateError(
            told(
                "Esa versión no se está ofreciendo. Las que sí: %(versions)s.",
                versions=", ".join(map(str, sorted(set(numbers)))),
            )
        )
    return numbers[-1] if version is None else version
