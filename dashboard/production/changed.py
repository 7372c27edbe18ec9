"""What else changed between a cycle and the one before: told, said not to have been, or known by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.production.cycle import Cycle
from dashboard.production.feeding import CONCENTRATE, feeding
from dashboard.production.registers import BookRegisters
from dashboard.production.saying import Moment, Saying
from gateway.domain.entries import CircumstanceTold, Entry, InputUsed

Cell = tuple[Saying, ...]

NO_DATA: Final = (Saying("sin dato", {}),)
"""Nobody said anything."""

THERE_WAS_NONE: Final = (Saying("no hubo", {}),)
"""Somebody said that there was none."""

M2_IN_A_HECTARE: Final = Decimal(10_000)

ORIGINS: Final = {
    "own": Saying("de lo propio", {}),
    "commune": Saying("de la comuna", {}),
    "state": Saying("del Estado", {}),
    "private": Saying("de un particular", {}),
    "other": Saying("de otra procedencia", {}),
}

SUSPECTED: Final = {
    "oxygen": Saying("falta de oxígeno", {}),
    "disease": Saying("enfermedad", {}),
    "theft": Saying("robo", {}),
    "flood": Saying("inundación", {}),
    "drought": Saying("sequía", {}),
    "pest": Saying("plaga", {}),
    "birds": Saying("garzas u otras aves", {}),
    "other": Saying("otra cosa", {}),
    "unknown": Saying("no se sabe", {}),
}
"""What people think of a loss or of deaths; no finding."""


@dataclass(frozen=True, slots=True)
class Around:
    """A cycle with what was said of it.

    Attributes:
        entries: Of the cycle, that stand.
        aerator_nights: In how many nights somebody said that the aerator ran.
        exchanges: How often somebody said that water was let in.
        has_aerator: Whether its pond has one; None where nobody knows how it was then.
    """

    cycle: Cycle
    entries: Sequence[Entry]
    aerator_nights: int = 0
    exchanges: int = 0
    has_aerator: bool | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing in this cycle and in the one before it; `before` is None where there is none."""

    what: Saying
    now: Cell
    before: Cell | None

    @property
    def differs(self) -> bool:
        """Whether both are told, and not the same."""
        return self.before is not None and NO_DATA not in (self.now, self.before) and self.now != self.before


def also_changed(this: Around, before: Around | None, registers: BookRegisters) -> list[Changed]:
    """Return what else changed, in the order in which it is always told.

    Args:
        this: The cycle.
        before: The one before it of the same unit, None where there is none.
        registers: What products are called, and what measures weigh.
    """
    own = _rows(this, registers)
    theirs = None if before is None else dict(_rows(before, registers))
    told = [
        Changed(what, cell, None if theirs is None else theirs.get(what, NO_DATA))
        for what, cell in own
        if what not in SOMETIMES or cell != NO_DATA or (theirs or {}).get(what, NO_DATA) != NO_DATA
    ]
    if this.cycle.lost is not None:
        told.append(
            Changed(Saying("Lo que sospecha el equipo", {}), (SUSPECTED[this.cycle.lost.suspected],), None)
        )
    return told


FLOOD, DROUGHT, DELAY, OTHER = (
    Saying("Inundación", {}),
    Saying("Sequía", {}),
    Saying("Atraso", {}),
    Saying("Otra cosa", {}),
)
SOMETIMES: Final = (FLOOD, DROUGHT, DELAY, OTHER)
"""What is told only where somebody said it."""

Rows = list[tuple[Saying, Cell]]


def _rows(found: Around, registers: BookRegisters) -> Rows:
    return _pond_rows(found, registers) if found.cycle.sort == "stocking" else _field_rows(found)


def _pond_rows(found: Around, registers: BookRegisters) -> Rows:
    cycle = found.cycle
    return [
        (Saying("Fecha de siembra", {}), _day(cycle)),
        (Saying("Alevines", {}), _fingerlings(cycle)),
        (Saying("Densidad", {}), _density(cycle)),
        (Saying("Alimento", {}), _feed(found, registers)),
        (Saying("Falta de insumos", {}), circumstance(found.entries, "shortage")),
        (Saying("Aireador", {}), _aerator(found)),
        (Saying("Recambio de agua", {}), _times(found.exchanges)),
        (Saying("Garzas y otros", {}), circumstance(found.entries, "birds")),
        (Saying("Robo", {}), circumstance(found.entries, "theft")),
        *_sometimes(found),
    ]


def _field_rows(found: Around) -> Rows:
    cycle = found.cycle
    return [
        (Saying("Fecha de siembra", {}), _day(cycle)),
        (Saying("Variedad", {}), _variety(cycle)),
        (Saying("Densidad", {}), _seed(cycle)),
        (Saying("Nitrógeno", {}), _nitrogen(found)),
        (Saying("Plagas", {}), circumstance(found.entries, "pest")),
        (Saying("Malezas", {}), circumstance(found.entries, "weeds")),
        (Saying("Falta de insumos", {}), circumstance(found.entries, "shortage")),
        (Saying("Robo", {}), circumstance(found.entries, "theft")),
        *_sometimes(found),
    ]


def _sometimes(found: Around) -> Rows:
    kinds = ((FLOOD, "flood"), (DROUGHT, "drought"), (DELAY, "delay"), (OTHER, "other"))
    return [(what, circumstance(found.entries, kind)) for what, kind in kinds]


def circumstance(entries: Iterable[Entry], what: str) -> Cell:
    """Return what was said of a circumstance: blank is nobody knows, `none` is that there was none."""
    told = [
        (entry.happened, entry.body)
        for entry in entries
        if isinstance(entry.body, CircumstanceTold) and entry.body.what == what
    ]
    some = [(at, body) for at, body in told if body.was == "some"]
    if not some:
        return THERE_WAS_NONE if told else NO_DATA
    return tuple(_told(at, body) for at, body in sorted(some, key=lambda one: one[0]))


def _told(at: int, body: CircumstanceTold) -> Saying:
    if body.days is not None and body.percent is not None:
        return Saying(
            "%(days)s días, %(percent)s %% a ojo (%(day)s)",
            {"days": body.days, "percent": body.percent, "day": Moment(at)},
        )
    if body.days is not None:
        return Saying("%(days)s días (%(day)s)", {"days": body.days, "day": Moment(at)})
    if body.percent is not None:
        return Saying("%(percent)s %% a ojo (%(day)s)", {"percent": body.percent, "day": Moment(at)})
    return Saying("sí hubo (%(day)s)", {"day": Moment(at)})


def _day(cycle: Cycle) -> Cell:
    return (Saying("%(day)s", {"day": Moment(cycle.began)}),)


def _fingerlings(cycle: Cycle) -> Cell:
    found = [] if cycle.origin is None else [ORIGINS[cycle.origin]]
    if cycle.mean_weight_g is not None:
        found.append(Saying("%(grams)s g", {"grams": cycle.mean_weight_g}))
    return tuple(found) or NO_DATA


def _density(cycle: Cycle) -> Cell:
    if cycle.fish is None:
        return NO_DATA
    density = Decimal(cycle.fish) / cycle.unit.area_m2
    return (Saying("%(density)s por m² (%(fish)s)", {"density": round(density, 1), "fish": cycle.fish}),)


def _variety(cycle: Cycle) -> Cell:
    found = [Saying("%(variety)s", {"variety": cycle.variety})] if cycle.variety else []
    if cycle.origin is not None:
        found.append(ORIGINS[cycle.origin])
    return tuple(found) or NO_DATA


def _seed(cycle: Cycle) -> Cell:
    if cycle.seed_kg is None or not cycle.sown_m2:
        return NO_DATA
    kg = cycle.seed_kg * M2_IN_A_HECTARE / cycle.sown_m2
    return (Saying("%(kg)s kg de semilla por ha", {"kg": round(kg, 1)}),)


def _nitrogen(found: Around) -> Cell:
    given = [one.body for one in found.entries if isinstance(one.body, InputUsed) and not one.body.planned]
    fertiliser = [one for one in given if one.sort == "fertiliser"]
    known = [one.nitrogen_kg for one in fertiliser if one.nitrogen_kg is not None]
    if not fertiliser or not found.cycle.sown_m2:
        return NO_DATA
    if len(known) < len(fertiliser):
        return (Saying("abonado %(times)s veces; no se sabe con cuánto", {"times": len(fertiliser)}),)
    kg = sum(known, Decimal(0)) * M2_IN_A_HECTARE / found.cycle.sown_m2
    if len(known) == 1:
        return (Saying("%(kg)s kg por ha, una vez", {"kg": round(kg)}),)
    return (Saying("%(kg)s kg por ha, en %(times)s veces", {"kg": round(kg), "times": len(known)}),)


def _feed(found: Around, registers: BookRegisters) -> Cell:
    fed = feeding(found.entries, registers)
    kinds = list(dict.fromkeys(one.amount.good.item for one in fed.meals if one.amount is not None))
    cells = []
    for item in kinds:
        if item == CONCENTRATE and fed.proteins:
            protein = " / ".join(f"{one.normalize():f}" for one in fed.proteins)
            cells.append(Saying("concentrado, %(protein)s %% de proteína", {"protein": protein}))
        else:
            cells.append(Saying("%(feed)s", {"feed": registers.name_of(item)}))
    return tuple(cells) or NO_DATA


def _aerator(found: Around) -> Cell:
    if found.aerator_nights == 1:
        return (Saying("una noche", {}),)
    if found.aerator_nights:
        return (Saying("%(nights)s noches", {"nights": found.aerator_nights}),)
    return (Saying("no tiene", {}),) if found.has_aerator is False else NO_DATA


def _times(count: int) -> Cell:
    if count == 1:
        return (Saying("una vez", {}),)
    return (Saying("%(count)s veces", {"count": count}),) if count else NO_DATA
