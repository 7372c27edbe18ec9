"""What stands today of the nodes: which there are, and which board carries each name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gateway.domain.entries import Entry, NodeRegistered, NodeReplaced
from gateway.domain.known_nodes import KnownNode


def known_nodes(standing: Iterable[Entry]) -> Mapping[str, KnownNode]:
    """Return the registered nodes by name, from entries that stand, rising by number; the later entry wins.

    A node that nobody registered is not among them, wherever it stands.
    """
    found: dict[str, KnownNode] = {}
    for entry in standing:
        match entry.body:
            case NodeRegistered() as body:
                found[body.node] = _described(body, found.get(body.node), entry.happened)
            case NodeReplaced() as body if body.node in found:
                before = found[body.node]
                found[body.node] = replace(before, hardware=body.new, replaced=entry.happened)
            case _:
                continue
    return found


def _described(body: NodeRegistered, before: KnownNode | None, happened: int) -> KnownNode:
    """Return a node as it was described last; which board it is stays known until another is named."""
    return KnownNode(
        slug=body.node,
        kind=body.kind,
        board=body.board,
        channels={name: tuple(sensors) for name, sensors in body.channels.items()},
        title=body.title,
        hardware=body.hardware or (before.hardware if before else None),
        since=before.since if before else happened,
        replaced=before.replaced if before else None,
    )
