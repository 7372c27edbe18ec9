"""What an entry of a register of the book must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.entries import (
    Body,
    CommuneRegistered,
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    Draft,
    EnterpriseRegistered,
    ReferenceSet,
    UnitRegistered,
    WarehouseRegistered,
    WorkdaySet,
)
from gateway.domain.errors import EntryError
from gateway.journal.in_force import possible_day, possible_moments, registered
from gateway.journal.standing import Rule, Standing

HOURS_OF_A_DAY: Final = 24


def _dated(
    _standing: Standing,
    _draft: Draft,
    body: CouncilRegistered
    | CounterpartRegistered
    | CurrencyRegistered
    | EnterpriseRegistered
    | UnitRegistered
    | WarehouseRegistered,
) -> None:
    possible_moments(body.since, body.until)
    if body.since is not None and body.until is not None and body.until <= body.since:
        raise EntryError("El último día debe ser posterior al primero. Revise las dos fechas.")


def _of_an_enterprise(standing: Standing, draft: Draft, body: UnitRegistered | WarehouseRegistered) -> None:
    _dated(standing, draft, body)
    registered(standing, EnterpriseRegistered, "enterprise", body.enterprise)


def _commune(_standing: Standing, _draft: Draft, body: CommuneRegistered) -> None:
    possible_day(body.counted)


def _workday(_standing: Standing, _draft: Draft, body: WorkdaySet) -> None:
    if body.hours > HOURS_OF_A_DAY:
        raise EntryError("Una jornada no puede tener más de 24 horas. Revise las horas.")


def _reference(_standing: Standing, _draft: Draft, body: ReferenceSet) -> None:
    if body.least > body.most:
        raise EntryError("El valor más bajo no puede ser mayor que el más alto. Revise los dos números.")


RULES: Final[Mapping[type[Body], Rule]] = {
    CommuneRegistered: _commune,
    CouncilRegistered: _dated,
    CounterpartRegistered: _dated,
    CurrencyRegistered: _dated,
    EnterpriseRegistered: _dated,
    ReferenceSet: _reference,
    UnitRegistered: _of_an_enterprise,
    WarehouseRegistered: _of_an_enterprise,
    WorkdaySet: _workday,
}
