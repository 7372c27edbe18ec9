"""Who may enter the broker, by name; pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from gateway.domain.errors import BrokerFilesError
from gateway.domain.speech import told
from gateway.domain.topics import PREFIX

NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
RESERVED: Final = frozenset({"gateway", "conuco"})
MOST_FILTER: Final = 200


def check_node(name: str, *, own_name: str, others: Collection[str]) -> None:
    """Check that a node may be called so.

    Raises:
        BrokerFilesError: It may not; the sentence says why.
    """
    if not NAME.fullmatch(name):
        raise BrokerFilesError(
            told(
                "«%(name)s» no sirve de nombre de nodo: minúsculas, números y guiones en medio,"
                " 32 como máximo.",
                name=name,
            )
        )
    if name in RESERVED or name == own_name:
        raise BrokerFilesError(
            told("«%(name)s» es el nombre de la estación: un nodo no puede llamarse así.", name=name)
        )
    if name in others:
        raise BrokerFilesError(
            told(
                "«%(name)s» ya es el nombre de otro programa en el broker. Llame al nodo de otro modo.",
                name=name,
            )
        )


def check_other(name: str, *, own_name: str, nodes: Collection[str]) -> None:
    """Check that a program or device that is no node may be called so; raises as `check_node`."""
    if not NAME.fullmatch(name) or name in RESERVED or name == own_name:
        raise BrokerFilesError(
            told(
                "«%(name)s» no sirve: minúsculas, números y guiones en medio, 32 como máximo,"
                " y no el de la estación.",
                name=name,
            )
        )
    if name in nodes:
        raise BrokerFilesError(
            told("«%(name)s» es un nodo: su clave se hace con conuco broker key %(name)s.", name=name)
        )


def check_filter(one: str, *, writes: bool) -> None:
    """Check that a topic filter may be given to somebody who is no node.

    Raises:
        BrokerFilesError: It is no filter, or whoever may write there could speak for a node.
    """
    levels = one.split("/")
    is_filter = (
        one.isprintable()
        and one == one.strip()
        and 0 < len(one.encode()) <= MOST_FILTER
        and not one.startswith("$")
        and all(level in ("+", "#") or not set("+#") & set(level) for level in levels)
        and "#" not in levels[:-1]
    )
    if not is_filter:
        raise BrokerFilesError(
            told(
                "«%(filter)s» no es un filtro de temas: partes separadas por /, + por una parte, # al final.",
                filter=one,
            )
        )
    if writes and _could_meet(levels, PREFIX.split("/")):
        raise BrokerFilesError(
            told(
                "«%(filter)s» dejaría escribir en %(prefix)s, que es de los nodos. Diga otro filtro.",
                filter=one,
                prefix=PREFIX,
            )
        )


def _could_meet(levels: list[str], prefix: list[str]) -> bool:
    """Tell whether a filter matches any topic under a prefix."""
    for level, fixed in zip(levels, prefix, strict=False):
        if level == "#":
            return True
        if level not in ("+", fixed):
            return False
    return len(levels) > len(prefix)
