"""Which versions of the nodes' program are offered today."""

from __future__ import annotations

from collections.abc import Iterable

from gateway.domain.entries import Entry, UpdateOffered, UpdateWithdrawn
from gateway.domain.node_updates import UpdateOffer
from gateway.domain.rollout import Offer


def offers(standing: Iterable[Entry]) -> tuple[Offer, ...]:
    """Return what is offered, from entries that stand, rising by number.

    A withdrawal takes back every earlier offer of its version.
    """
    found: list[Offer] = []
    for entry in standing:
        match entry.body:
            case UpdateOffered() as body:
                found.append(_offer(entry, body))
            case UpdateWithdrawn() as body:
                found = [one for one in found if one.update.version != body.version]
            case _:
                continue
    return tuple(found)


def _offer(entry: Entry, body: UpdateOffered) -> Offer:
    return Offer(
        uid=entry.uid,
        update=UpdateOffer(body.version, body.name, body.size, body.sha256),
        nodes=tuple(body.nodes),
        canary=body.canary,
        settle_s=body.settle_s,
        at=entry.happened,
    )
