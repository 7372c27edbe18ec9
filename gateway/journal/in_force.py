"""Whether what an entry names is registered, and was in force when it happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, TypeVar

from gateway.domain.entries import (
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    Draft,
    EnterpriseRegistered,
    UnitRegistered,
    WarehouseRegistered,
)
from gateway.domain.errors import EntryError
from gateway.journal.standing import Standing

AHEAD_S: Final = 300
"""How far after now something may be said to have been done: two clocks of one commune differ so much [s]."""

EARLIEST_S: Final = -4_102_444_800
LATEST_S: Final = 7_258_118_400
"""Between 1840 and 2200 something can have begun or ended; beyond are slips of the finger [s UTC]."""

KNOWN_CURRENCIES: Final = frozenset({"VES", "USD", "COP"})
"""What people of the country pay with; any other, and since when, the commune registers."""

Dated = TypeVar(
    "Dated",
    CouncilRegistered,
    CounterpartRegistered,
    EnterpriseRegistered,
    UnitRegistered,
    WarehouseRegistered,
)


class _Refusals(NamedTuple):
    missing: str
    not_in_force: str


REFUSALS: Final[Mapping[str, _Refusals]] = {
    "council": _Refusals(
        "No existe el consejo comunal «%(slug)s». Regístrelo primero.",
        "El consejo comunal «%(name)s» no pertenecía a la comuna en esa fecha. Revise la fecha o elija otro.",
    ),
    "counterpart": _Refusals(
        "No existe la contraparte «%(slug)s». Regístrela primero.",
        "La contraparte «%(name)s» no estaba registrada en esa fecha. Revise la fecha o elija otra.",
    ),
    "enterprise": _Refusals(
        "No existe la empresa «%(slug)s». Regístrela primero.",
        "La empresa «%(name)s» no estaba activa en esa fecha. Revise la fecha o elija otra.",
    ),
    "unit": _Refusals(
        "No existe la unidad de producción «%(slug)s». Regístrela primero.",
        "La unidad de producción «%(name)s» no estaba activa en esa fecha. Revise la fecha o elija otra.",
    ),
    "warehouse": _Refusals(
        "No existe el depósito «%(slug)s». Regístrelo primero.",
        "El depósito «%(name)s» no estaba en uso en esa fecha. Revise la fecha o elija otro.",
    ),
}
"""What is said where something is not registered, and where it was not in force then."""


def holds(since: int | None, until: int | None, *, at: int) -> bool:
    """Tell whether something registered holds at a moment [s UTC]."""
    return (since is None or since <= at) and (until is None or at < until)


def possible_moments(*moments: int | None) -> None:
    """Check that what is said of a beginning or an end is a moment of these centuries [s UTC].

    Raises:
        EntryError: It is not.
    """
    if not all(one is None or EARLIEST_S <= one < LATEST_S for one in moments):
        raise EntryError("Esa fecha no es posible. Revise el día, el mes y el año.")


def possible_day(day: str | None) -> None:
    """Check that a day, as `2026-06-10`, stands in the calendar.

    Raises:
        EntryError: It does not.
    """
    try:
        date.fromisoformat(day or "2026-06-10")
    except ValueError as error:
        raise EntryError("Esa fecha no es posible. Revise el día, el mes y el año.") from error


def registered(standing: Standing, sort: type[Dated], kind: str, slug: str) -> Dated:
    """Return how something was last described.

    Raises:
        EntryError: Nobody registered it.
    """
    found = standing.registered(sort, kind, slug)
    if found is None:
        raise EntryError(REFUSALS[kind].missing, slug=slug)
    return found


def in_force(standing: Standing, sort: type[Dated], kind: str, slug: str, *, at: int) -> Dated:
    """Return how something was last described that was in force at a moment [s UTC].

    Raises:
        EntryError: Nobody registered it, or it was not in force then.
    """
    found = registered(standing, sort, kind, slug)
    if not holds(found.since, found.until, at=at):
        raise EntryError(REFUSALS[kind].not_in_force, name=found.name)
    return found


def unit_in_force(standing: Standing, slug: str, *, at: int) -> UnitRegistered:
    """Return a unit that was in force at a moment [s UTC], as was its enterprise.

    Raises:
        EntryError: It is not registered, or one of both was not in force then.
    """
    found = in_force(standing, UnitRegistered, "unit", slug, at=at)
    in_force(standing, EnterpriseRegistered, "enterprise", found.enterprise, at=at)
    return found


def store_of(standing: Standing, slug: str | None, *, enterprise: str, at: int) -> None:
    """Check that a store, where one is named, is one of the enterprise and was in use.

    Raises:
        EntryError: It is not.
    """
    if slug is None:
        return
    found = in_force(standing, WarehouseRegistered, "warehouse", slug, at=at)
    if found.enterprise != enterprise:
        raise EntryError("El depósito «%(name)s» es de otra empresa. Elija otro.", name=found.name)


def currency_in_force(standing: Standing, code: str, *, at: int) -> None:
    """Check that a currency is known and was in force at a moment [s UTC].

    Raises:
        EntryError: It is not.
    """
    found = standing.registered(CurrencyRegistered, "currency", code)
    if found is None and code not in KNOWN_CURRENCIES:
        raise EntryError("No existe la moneda «%(slug)s». Regístrela primero.", slug=code)
    if found is not None and not holds(found.since, found.until, at=at):
        raise EntryError(
            "La moneda «%(name)s» no estaba en vigor en esa fecha. Revise la fecha o elija otra.",
            name=found.name,
        )


def has_come(standing: Standing, draft: Draft) -> None:
    """Check that what was done was done already.

    Raises:
        EntryError: Its moment is still to come.
    """
    if draft.happened > standing.now + AHEAD_S:
        raise EntryError("La fecha del hecho todavía no ha llegado. Revise la fecha.")
