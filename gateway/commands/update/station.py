"""What a station knows of the versions that were offered, and of its nodes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.config import Config
from gateway.domain.entries import Body, Draft, UpdateOffered
from gateway.domain.errors import UpdateError
from gateway.domain.node_updates import UpdateState
from gateway.domain.rollout import NodeUpdate, Offer
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.journal.registers import Registers, registers
from gateway.nodes.grouping import Kind, kinds
from gateway.nodes.shelf import Shelf
from gateway.store.sqlite.reader import SqliteReadings

AUTHOR: Final = "conuco update"


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a station.

    Attributes:
        kinds: What each of our nodes is, by name.
        offered: The version of every offer that ever was, by its uid, the withdrawn ones included.
        stands: How nodes stand to offers.
        said: What each node said last of its program.
    """

    registers: Registers
    kinds: dict[str, Kind]
    offered: Mapping[str, int]
    stands: tuple[NodeUpdate, ...]
    said: Mapping[str, UpdateState]

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered today."""
        return self.registers.offers

    @property
    def taken(self) -> frozenset[int]:
        """Every number that was offered, or that a node has spoken of."""
        spoken = {number for one in self.said.values() for number in (one.version, one.target or 0)}
        return frozenset({*self.offered.values(), *spoken})

    @property
    def failed(self) -> frozenset[int]:
        """The numbers that failed at a node."""
        spoken = {one.target for one in self.said.values() if one.state == "failed" and one.target}
        written = {self.offered.get(one.offer, 0) for one in self.stands if one.state == "failed"}
        return frozenset(spoken | written)


def known(settings: Config) -> Known:
    """Return what a station knows.

    Raises:
        UpdateError: It has never run.
    """
    folder = _folder(settings)
    with CommuneJournal(folder / "commune.db", commune=settings.commune.slug) as journal:
        entries = journal.entries("station")
    found = registers(entries)
    devices = {one.node for one in settings.device}
    store = SqliteReadings(folder, lambda _: {}, utc_offset_hours=settings.commune.utc_offset_hours)
    has_readings = (folder / "readings.db").is_file()
    said = {
        one.node: one.status.update
        for one in (store.nodes() if has_readings else [])
        if one.status is not None and one.status.update is not None
    }
    return Known(
        found,
        kinds(found, sirens=settings.siren.nodes, devices=devices),
        {one.uid: one.body.version for one in entries if isinstance(one.body, UpdateOffered)},
        tuple(store.node_updates()) if has_readings else (),
        said,
    )


def shelf(settings: Config) -> Shelf:
    """Return where the versions of a station lie."""
    return Shelf(Path(settings.storage.folder))


def record(settings: Config, kind: str, body: Body) -> None:
    """Write down in the journal what a person decided."""
    now = int(settings.world().now())
    with CommuneJournal(_folder(settings) / "commune.db", commune=settings.commune.slug) as journal:
        journal.append(Draft(uuid.uuid4().hex, "station", kind, body, now, AUTHOR), now=now)


def _folder(settings: Config) -> Path:
    folder = Path(settings.storage.folder)
    if not (folder / "commune.db").is_file():
        raise UpdateError(
            told("En %(folder)s no hay una estación todavía. Levántela con: conuco gateway", folder=folder)
        )
    return folder
