"""The enterprises, units and cycles that the book tells; what was taken back is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dashboard.production.grain import Base, base_of, comparable_kg
from gateway.domain.entries import (
    EnterpriseRegistered,
    Entry,
    Harvested,
    Sown,
    Stocked,
    UnitRegistered,
    is_planned,
)
from gateway.journal.registers import standing

GRAMS_IN_A_KILO = 1000


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise of the commune (EPS)."""

    slug: str
    name: str
    form: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A productive unit of an enterprise; what it goes through is what its place goes through."""

    slug: str
    enterprise: str
    place: str
    name: str
    area_m2: Decimal
    area_method: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """What was taken out of a cycle at once.

    Attributes:
        uid: Of the entry.
        at: When it was taken [s UTC].
        said: What the entry says.
    """

    uid: str
    at: int
    said: Harvested


@dataclass(frozen=True, slots=True)
class Cycle:
    """From a stocking or sowing to its complete harvest.

    Attributes:
        uid: Of the entry that began it.
        product: `fish`, or the crop.
        variety: The species of the fish, or the variety of the crop.
        began: When it was stocked or sown [s UTC].
        ended: When it was completely harvested [s UTC], None while it goes on.
        harvests: Rising by time.
        plan_kg: What was planned [kg].
        fish: How many were stocked.
        stocked_kg: What they weighed then [kg].
        sown_m2: The area sown of a field [m²].
    """

    uid: str
    unit: Unit
    sort: Literal["stocking", "sowing"]
    product: str
    variety: str
    began: int
    ended: int | None
    harvests: tuple[Harvest, ...]
    plan_kg: Decimal | None = None
    fish: int | None = None
    stocked_kg: Decimal | None = None
    sown_m2: Decimal | None = None

    @property
    def place(self) -> str:
        """The place of its unit."""
        return self.unit.place

    @property
    def kg(self) -> Decimal:
        """What was harvested so far, as weighed [kg]."""
        return sum((one.said.kg for one in self.harvests), Decimal(0))

    @property
    def base(self) -> Base | None:
        """The base of its grain, None when a harvest has none or two harvests have different ones."""
        bases = {base_of(one.said) for one in self.harvests}
        return bases.pop() if len(bases) == 1 else None

    @property
    def kg_at_base(self) -> Decimal | None:
        """What was harvested so far at its base [kg], None when it has no single base."""
        found = [comparable_kg(one.said) for one in self.harvests]
        known = [kg for kg in found if kg is not None]
        return sum(known, Decimal(0)) if self.base is not None and len(known) == len(found) else None

    @property
    def share_weighed(self) -> Decimal | None:
        """How much of its kilos was weighed and not counted or estimated, 0 to 1; None without kilos."""
        weighed = sum((one.said.kg for one in self.harvests if one.said.quality == "weighed"), Decimal(0))
        return weighed / self.kg if self.kg else None


def enterprises(entries: Iterable[Entry]) -> list[Enterprise]:
    """Return the enterprises of the book, in the order they were first registered; the later entry wins."""
    found: dict[str, Enterprise] = {}
    for entry in standing(entries):
        if isinstance(entry.body, EnterpriseRegistered):
            body = entry.body
            found[body.enterprise] = Enterprise(body.enterprise, body.name, body.form, body.since, body.until)
    return list(found.values())


def units(entries: Iterable[Entry]) -> list[Unit]:
    """Return the units of the book, in the order they were first registered; the later entry wins."""
    found: dict[str, Unit] = {}
    for entry in standing(entries):
        if isinstance(entry.body, UnitRegistered):
            body = entry.body
            found[body.unit] = Unit(
                body.unit,
                body.enterprise,
                body.place,
                body.name,
                body.area_m2,
                body.area_method,
                body.since,
                body.until,
            )
    return list(found.values())


def cycles(entries: Iterable[Entry]) -> list[Cycle]:
    """Return the cycles of the book, newest first.

    A cycle whose unit was taken back is left out; the journal keeps both entries.
    """
    kept = [entry for entry in standing(entries) if not is_planned(entry.body)]
    by_slug = {unit.slug: unit for unit in units(kept)}
    harvests: dict[str, list[Harvest]] = {}
    for entry in kept:
        if isinstance(entry.body, Harvested):
            harvests.setdefault(entry.body.cycle, []).append(Harvest(entry.uid, entry.happened, entry.body))
    found = [
        _cycle(entry, entry.body, by_slug[entry.body.unit], harvests.get(entry.uid, []))
        for entry in kept
        if isinstance(entry.body, Stocked | Sown) and entry.body.unit in by_slug
    ]
    return sorted(found, key=lambda cycle: (-cycle.began, cycle.uid))


def _cycle(entry: Entry, body: Stocked | Sown, unit: Unit, taken: list[Harvest]) -> Cycle:
    harvests = tuple(sorted(taken, key=lambda one: one.at))
    ended = next((one.at for one in harvests if one.said.complete), None)
    if isinstance(body, Sown):
        return Cycle(
            uid=entry.uid,
            unit=unit,
            sort="sowing",
            product=body.crop,
            variety=body.variety,
            began=entry.happened,
            ended=ended,
            harvests=harvests,
            plan_kg=body.plan_kg,
            sown_m2=body.area_m2,
        )
    return Cycle(
        uid=entry.uid,
        unit=unit,
        sort="stocking",
        product="fish",
        variety=body.species,
        began=entry.happened,
        ended=ended,
        harvests=harvests,
        plan_kg=body.plan_kg,
        fish=body.fish,
        stocked_kg=body.fish * body.mean_weight_g / GRAMS_IN_A_KILO,
    )


def unsown(entries: list[Entry]) -> frozenset[str]:
    """Return the places that belong to a unit of production and in which nothing grows now."""
    growing = {one.place for one in cycles(entries) if one.ended is None}
    return frozenset(one.place for one in units(entries)) - growing
