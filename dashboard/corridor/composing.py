"""What a file tells of a period, whichever version of it: its rows and what the manifest says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from dashboard.corridor.figures import Naming, tables, totals
from dashboard.corridor.granted import Granted
from dashboard.corridor.keeping_back import FAMILY_ENTERPRISE, Keeper
from dashboard.corridor.manifest import FORMAT, LEVELS, BaseOf, Listed, Manifest, Span
from dashboard.corridor.moved import KINDS, Moved, moved
from dashboard.corridor.refusals import shown
from dashboard.corridor.tables import CycleRow, EntryRow, Row, SummaryRow, csv_of
from dashboard.production.base import Production, Wanted
from dashboard.production.cycles import Cycle
from dashboard.production.products import grown
from dashboard.production.registers import BookRegisters
from gateway.config import Config
from gateway.journal import CommuneJournal
from gateway.journal.in_force import holds

BEGINNINGS: Final = ("stocking", "sowing")
UNDATED: Final = "1970-01-01T00:00:00Z"
"""Of a manifest that is no version yet."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a file is made.

    Attributes:
        author: Who makes it: the uid of a person, or the name of a command.
    """

    config: Config
    journal: CommuneJournal
    production: Production
    author: str

    @property
    def folder(self) -> Path:
        """The station's folder."""
        return Path(self.config.storage.folder)

    def day(self, at: int) -> date:
        """Return the commune's day of a moment [s UTC]."""
        return (datetime.fromtimestamp(at, UTC) + timedelta(hours=self._offset)).date()

    def midnight(self, day: date) -> int:
        """Return when a day begins [s UTC]."""
        begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=self._offset)
        return int(begins.timestamp())

    @property
    def _offset(self) -> int:
        return self.config.commune.utc_offset_hours


@dataclass(frozen=True, slots=True)
class Figures:
    """What a file tells, whichever version of it.

    Attributes:
        tables: By the names of their files.
        entries: The rows of the single entries, where they go along.
    """

    manifest: Manifest
    tables: Mapping[str, bytes]
    entries: tuple[EntryRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of a file."""

    since: date
    until: date


def figures(desk: Desk, granted: Granted, days: Days, public: str) -> Figures:
    """Return what a decision lets out of a period, under a public key [64 hexadecimal digits]."""
    registers, grant = desk.production.registers(), granted.grant
    end = desk.midnight(days.until + timedelta(days=1))
    found = _moved(desk, granted, days, registers)
    keeper = Keeper(found, agreed=grant.agreed, family_units=_family_units(registers))
    cycles = {one.uid: one for one in desk.production.cycles()}
    naming = Naming(_product_names(registers, cycles), cycles, desk.config.commune.utc_offset_hours)
    rows = tables(found, keeper, naming, LEVELS[grant.level])
    bodies = {name: csv_of(name, own) for name, own in sorted(rows.items())}
    listed = [
        Listed(name, hashlib.sha256(body).hexdigest(), len(rows[name])) for name, body in bodies.items()
    ]
    known = registers.counterparts.get(grant.recipient)
    councils, families = _councils(registers, at=end)
    manifest = Manifest(
        format=FORMAT,
        commune=desk.config.commune.slug,
        name=shown(desk.config.commune.name),
        key=public,
        recipient=grant.recipient if known is None else shown(known.name),
        span=Span(days.since.isoformat(), days.until.isoformat()),
        scope=sorted(set(grant.scope)),
        level=LEVELS[grant.level],
        version=1,
        decision=granted.decision.uid,
        minutes=granted.minutes,
        created=UNDATED,
        bases=_bases(registers, at=end),
        files=listed,
        totals=totals(rows["resumen.csv"]),
        councils=councils,
        families=families,
        kept_back=_kept_back(rows),
    )
    entries = tuple(one for one in rows.get("asientos.csv", ()) if isinstance(one, EntryRow))
    return Figures(manifest, bodies, entries)


def _product_names(registers: BookRegisters, cycles: Mapping[str, Cycle]) -> Callable[[str], str]:
    """Return what gives a product its registered name, else how those who grew it call it."""
    called = grown(cycles.values())
    return lambda key: registers.name_of(key) if key in registers.products else called.get(key, key)


def _moved(desk: Desk, granted: Granted, days: Days, registers: BookRegisters) -> list[Moved]:
    begun = {one.uid: one for one in desk.journal.entries("book", kinds=BEGINNINGS)}
    start, end = desk.midnight(days.since), desk.midnight(days.until + timedelta(days=1))
    entries = desk.production.entries(Wanted(kinds=KINDS, start=start, end=end))
    return moved(entries, registers, begun, scope=granted.grant.scope)


def _family_units(registers: BookRegisters) -> dict[str, str]:
    """Return the enterprise of each unit that is one family's; an enterprise without units is its own."""
    own = {one.slug for one in registers.enterprises.values() if one.form == FAMILY_ENTERPRISE}
    return {one: one for one in own} | {
        one.slug: one.enterprise for one in registers.units.values() if one.enterprise in own
    }


def _kept_back(rows: Mapping[str, Iterable[Row]]) -> int:
    told = (one for table in rows.values() for one in table if isinstance(one, SummaryRow | CycleRow))
    return sum(1 for one in told if one.kept_back)


def _councils(registers: BookRegisters, *, at: int) -> tuple[int, int | None]:
    """Return how many councils belong to the commune, and their families; None where one was not counted."""
    own = [one.families for one in registers.councils.values() if holds(one.since, one.until, at=at)]
    known = [one for one in own if one is not None]
    return len(own), sum(known) if own and len(known) == len(own) else None


def _bases(registers: BookRegisters, *, at: int) -> list[BaseOf]:
    products = sorted({one.product or "" for since, one in registers.bases if since <= at})
    found = [(product, registers.base_of(product, at=at)) for product in products]
    return [
        BaseOf(one.moisture, one.impurity, one.source, product or None)
        for product, one in found
        if one is not None and (one.product or "") == product
    ]
