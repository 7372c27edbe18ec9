"""What stands registered about production, as it is read: since when, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Protocol

from dashboard.production.registers import REGISTERS, BookRegisters
from gateway.domain.entries import EnterpriseRegistered, Entry, GrainBaseSet, MeasureWeighed

What = Literal[
    "commune", "councils", "families", "enterprises", "products", "product", "base", "workday", "currencies"
]
BY_FIELD: Final = REGISTERS - {"commune", "measure", "grain_base", "workday"}
"""The registers whose things have a short name, in the field that is called like the register."""


class Lack(NamedTuple):
    """Something that nobody has registered yet.

    Attributes:
        name: Of the thing that lacks it, empty where it is the commune.
        href: Where it is registered.
    """

    what: What
    href: str
    name: str = ""


class Lasting(Protocol):
    """Something that is registered from one day to another; both [s UTC], None where it is open."""

    @property
    def since(self) -> int | None:
        """From when on."""
        ...

    @property
    def until(self) -> int | None:
        """Until when."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """A base of grain.

    Attributes:
        since: From when on it holds [s UTC].
        is_in_force: Whether kilos are compared at it now.
    """

    said: GrainBaseSet
    since: int
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """Everything that is registered.

    Attributes:
        enterprises: With their codes.
        described: When each was described last, by register and short name [s UTC].
        rules: The bases of grain, the newest first.
        measures: The newest weighing of each local measure of each thing [s UTC], by their names.
        lacks: What is missing.
    """

    of: BookRegisters
    enterprises: Mapping[str, EnterpriseRegistered]
    described: Mapping[tuple[str, str], int]
    rules: Sequence[Rule]
    measures: Sequence[tuple[int, MeasureWeighed]]
    lacks: Sequence[Lack]


def registered(
    registers: BookRegisters, entries: Iterable[Entry], grown: Mapping[str, str], *, now: int
) -> Registered:
    """Return what is registered.

    Args:
        registers: What the book registers.
        entries: The entries that say so, those that stand.
        grown: What people call each product of the cycles, by its key.
        now: The moment of reading [s UTC].
    """
    rising = sorted(entries, key=lambda one: one.number)
    return Registered(
        of=registers,
        enterprises={
            one.body.enterprise: one.body for one in rising if isinstance(one.body, EnterpriseRegistered)
        },
        described={(one.kind, _short_name(one)): one.happened for one in rising},
        rules=_rules(registers, grown, now=now),
        measures=_measures(registers),
        lacks=lacking(registers, grown, now=now),
    )


def lacking(registers: BookRegisters, grown: Mapping[str, str], *, now: int) -> list[Lack]:
    """Return what is missing, in the order in which it helps to register it; empty where nothing is."""
    councils = [one for one in registers.councils.values() if one.until is None]
    return [
        *([] if registers.commune else [Lack("commune", "/anotar/comuna")]),
        *([] if councils else [Lack("councils", "/anotar/consejo")]),
        *(
            Lack("families", f"/anotar/consejo?consejo={one.council}", one.name)
            for one in councils
            if one.families is None
        ),
        *([] if registers.enterprises else [Lack("enterprises", "/anotar/empresa")]),
        *goods_lacking(registers, grown, now=now),
        *([] if registers.workday else [Lack("workday", "/anotar/jornada")]),
        *([] if registers.currencies else [Lack("currencies", "/anotar/moneda")]),
    ]


def goods_lacking(registers: BookRegisters, grown: Mapping[str, str], *, now: int) -> list[Lack]:
    """Return what is missing about what is produced: a product that grew, the base of a grain."""
    if not registers.products and not grown:
        return [Lack("products", "/anotar/producto")]
    return [
        *(
            Lack("product", f"/anotar/producto?cual={key}", name)
            for key, name in grown.items()
            if key not in registers.products
        ),
        *(
            Lack("base", "/anotar/base", one.name)
            for key, one in registers.products.items()
            if one.is_grain and registers.base_of(key, at=now) is None
        ),
    ]


def going_on_first(things: Iterable[Lasting]) -> list[Lasting]:
    """Return what goes on, then what has ended, each in its order."""
    every = list(things)
    return sorted(every, key=lambda one: one.until is not None)


def _short_name(entry: Entry) -> str:
    return str(getattr(entry.body, entry.kind)) if entry.kind in BY_FIELD else ""


def _rules(registers: BookRegisters, grown: Mapping[str, str], *, now: int) -> list[Rule]:
    """Return the bases of grain, the newest first; one holds where it is the one of some product."""
    asked = (*registers.products, *grown, "")
    holding = [registers.base_of(key, at=now) for key in asked]
    return [Rule(one, since, one in holding) for since, one in reversed(registers.bases)]


def _measures(registers: BookRegisters) -> list[tuple[int, MeasureWeighed]]:
    newest = {(one.name, one.of): (at, one) for at, one in registers.measures}
    return [newest[key] for key in sorted(newest)]
