"""What version of its program a node is offered, and how it stands to that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.visit.given import Visit
from gateway.domain.errors import StoreError
from gateway.domain.rollout import NodeUpdate, State, newest
from gateway.domain.update_reasons import in_words
from gateway.store.sqlite.reader import SqliteReadings


@dataclass(frozen=True, slots=True)
class Offered:
    """What a node is offered.

    Attributes:
        name: How the version is called.
        canary: Who tries it first.
        why: Why it failed, in the reader's words.
    """

    name: str
    canary: str
    state: State
    why: str


def offered_to(visit: Visit, node: str) -> Offered | None:
    """Return what a node is offered, None where nothing is."""
    offer = newest(visit.registered.offers).get(node)
    if offer is None:
        return None
    found = [one for one in _stands(visit) if (one.offer, one.node) == (offer.uid, node)]
    state: State = found[0].state if found else "waiting"
    why = in_words(found[0].why, visit.language.gettext) if state == "failed" else ""
    return Offered(offer.update.name, offer.canary, state, why)


def _stands(visit: Visit) -> list[NodeUpdate]:
    config = visit.station.config
    folder = Path(config.storage.folder)
    if not (folder / "readings.db").exists():
        return []
    store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=config.commune.utc_offset_hours)
    try:
        return store.node_updates()
    except StoreError:
        return []
