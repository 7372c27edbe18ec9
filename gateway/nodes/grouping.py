"""Which nodes a person means by "the ponds", "the fields", "the sirens"."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

from gateway.domain.by_hand import is_by_hand
from gateway.domain.errors import UpdateError
from gateway.domain.speech import told
from gateway.journal.registers import Registers

Kind = Literal["pond", "field", "siren"]
GROUPS: Final[dict[str, frozenset[Kind]]] = {
    "ponds": frozenset({"pond"}),
    "fields": frozenset({"field"}),
    "sirens": frozenset({"siren"}),
    "all": frozenset({"pond", "field", "siren"}),
}


def kinds(known: Registers, *, sirens: Collection[str], devices: Collection[str]) -> dict[str, Kind]:
    """Return what each of our nodes is, sorted by name.

    One that was registered is what it was registered as; another is what the settings say or the place
    where it stood last. Devices of others run no program of ours.

    Args:
        known: What the journal says.
        sirens: The nodes that the settings name as sirens.
        devices: The names of foreign devices.
    """
    sorts = {place.slug: place.sort for place in known.places}
    found: dict[str, Kind] = {}
    for one in sorted(known.placements, key=lambda placement: placement.since):
        sort = None if one.place is None else sorts.get(one.place)
        if sort is not None and not is_by_hand(one.node):
            found[one.node] = sort
    found |= dict.fromkeys(sirens, "siren")
    found |= {name: node.kind for name, node in known.nodes.items()}
    return {name: found[name] for name in sorted(found) if name not in devices}


def members(found: dict[str, Kind], *, group: str | None, names: Collection[str]) -> list[str]:
    """Return the nodes that a person named, sorted.

    Raises:
        UpdateError: Nobody was named, or somebody who is not there, or both ways of naming were used.
    """
    if (group is None) == (not names):
        raise UpdateError(
            told("Diga a quiénes: --group (ponds, fields, sirens o all), o --node con cada nombre.")
        )
    if group is None:
        return _named(found, names)
    if group not in GROUPS:
        raise UpdateError(
            told("No hay un grupo %(group)s. Los que hay: ponds, fields, sirens, all.", group=group)
        )
    chosen = [name for name, kind in found.items() if kind in GROUPS[group]]
    if not chosen:
        raise UpdateError(told("En esta estación no hay nodos de ese grupo. Anótelos con: conuco node add"))
    return chosen


def _named(found: dict[str, Kind], names: Collection[str]) -> list[str]:
    unknown = sorted(set(names) - set(found))
    if unknown:
        raise UpdateError(
            told(
                "No conoce estos nodos: %(unknown)s. Los que conoce: %(known)s.",
                unknown=", ".join(unknown),
                known=", ".join(found) or "-",
            )
        )
    return sorted(set(names))


def canary_of(nodes: list[str], named: str | None) -> str:
    """Return the node that tries it first.

    Raises:
        UpdateError: Nobody was named though there are several, or somebody outside of them.
    """
    if named is None:
        if len(nodes) == 1:
            return nodes[0]
        raise UpdateError(
            told("Diga cuál lo prueba primero, con --canary: uno de %(nodes)s.", nodes=", ".join(nodes))
        )
    if named not in nodes:
        raise UpdateError(
            told(
                "%(canary)s no está entre los que reciben el programa: %(nodes)s. El que prueba primero debe"
                " ser uno de ellos.",
                canary=named,
                nodes=", ".join(nodes),
            )
        )
    return named
