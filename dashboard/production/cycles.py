"""The enterprises, units and cycles that the book tells; what was taken back is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.production.cycle import Cycle, Harvest, Loss, Unit
from gateway.domain.entries import (
    CycleLost,
    EnterpriseRegistered,
    Entry,
    Harvested,
    Sown,
    Stocked,
    UnitRegistered,
)
from gateway.journal.registers import standing

__all__ = [
    "Cycle",
    "Enterprise",
    "Harvest",
    "Loss",
    "Unit",
    "cycles",
    "enterprises",
    "planned_cycles",
    "units",
]

GRAMS_IN_A_KILO = 1000

Begun = Stocked | Sown


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise of the commune (EPS)."""

    slug: str
    name: str
    form: str
    since: int | None = None
    until: int | None = None


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
    """Return the cycles of the book that have begun, newest first.

    A cycle whose unit was taken back is left out; the journal keeps both entries. One that carries out
    a plan and names no kilos of its own has those of its plan.
    """
    kept = standing(entries)
    told = _Told.of(kept)
    found = [
        _cycle(entry, entry.body, told)
        for entry in kept
        if isinstance(entry.body, Stocked | Sown) and not entry.body.planned and entry.body.unit in told.units
    ]
    return sorted(found, key=_newest_first)


def planned_cycles(entries: Iterable[Entry]) -> list[Cycle]:
    """Return the cycles that are planned and that no stocking or sowing carries out yet, newest first."""
    kept = standing(entries)
    told = _Told.of(kept)
    begun = [one.body for one in kept if isinstance(one.body, Stocked | Sown)]
    done = {one.fulfils for one in begun if not one.planned}
    found = [
        replace(_cycle(entry, entry.body, told), is_planned=True)
        for entry in kept
        if isinstance(entry.body, Stocked | Sown)
        and entry.body.planned
        and entry.uid not in done
        and entry.body.unit in told.units
    ]
    return sorted(found, key=_newest_first)


def _newest_first(cycle: Cycle) -> tuple[int, str]:
    return (-cycle.began, cycle.uid)


@dataclass(frozen=True, slots=True)
class _Told:
    """What entries say of cycles, by the uid of each."""

    units: dict[str, Unit]
    harvests: dict[str, list[Harvest]]
    losses: dict[str, Loss]
    plans: dict[str, Begun]

    @classmethod
    def of(cls, kept: list[Entry]) -> _Told:
        found = cls({unit.slug: unit for unit in units(kept)}, {}, {}, {})
        for entry in kept:
            match entry.body:
                case Harvested() as body if not body.planned:
                    harvest = Harvest(entry.uid, entry.happened, body)
                    found.harvests.setdefault(body.cycle, []).append(harvest)
                case CycleLost() as body:
                    found.losses[body.cycle] = Loss(entry.uid, entry.happened, body.suspected)
                case (Stocked() | Sown()) as body if body.planned:
                    found.plans[entry.uid] = body
                case _:
                    continue
        return found


def _cycle(entry: Entry, body: Begun, told: _Told) -> Cycle:
    harvests = tuple(sorted(told.harvests.get(entry.uid, []), key=lambda one: one.at))
    harvested = next((one.at for one in harvests if one.said.complete), None)
    lost = told.losses.get(entry.uid) if harvested is None else None
    plan = told.plans.get(body.fulfils or "")
    of_plan = None if plan is None else plan.plan_kg
    return Cycle(
        uid=entry.uid,
        unit=told.units[body.unit],
        sort="sowing" if isinstance(body, Sown) else "stocking",
        product=body.crop if isinstance(body, Sown) else "fish",
        variety=body.variety if isinstance(body, Sown) else body.species,
        began=entry.happened,
        ended=lost.at if lost is not None else harvested,
        harvests=harvests,
        plan_kg=body.plan_kg if body.plan_kg is not None else of_plan,
        fish=body.fish if isinstance(body, Stocked) else None,
        stocked_kg=body.fish * body.mean_weight_g / GRAMS_IN_A_KILO if isinstance(body, Stocked) else None,
        sown_m2=body.area_m2 if isinstance(body, Sown) else None,
        lost=lost,
        mean_weight_g=body.mean_weight_g if isinstance(body, Stocked) else None,
        origin=body.origin,
        seed_kg=body.seed_kg if isinstance(body, Sown) else None,
    )
