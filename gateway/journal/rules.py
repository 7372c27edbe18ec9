"""What a draft must satisfy before it becomes an entry."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

import msgspec

from gateway.domain.bounds import faults
from gateway.domain.calibration import (
    Constants,
    OxygenMarks,
    ProbeFactor,
    RadiationScale,
    SoilMarks,
    SoilPoints,
    TipSize,
    WindScale,
)
from gateway.domain.entries import (
    KINDS,
    Body,
    CalibrationRecorded,
    Draft,
    LimitsSet,
    PlaceRegistered,
    Reversed,
    is_planned,
)
from gateway.domain.errors import EntryError
from gateway.journal.canonical import canonical
from gateway.journal.rules_of_closing import RULES as OF_CLOSING
from gateway.journal.rules_of_cycles import CYCLES
from gateway.journal.rules_of_cycles import RULES as OF_CYCLES
from gateway.journal.rules_of_deciding import RULES as OF_DECIDING
from gateway.journal.rules_of_fields import RULES as OF_FIELDS
from gateway.journal.rules_of_nodes import RULES as OF_NODES
from gateway.journal.rules_of_parliament import RULES as OF_PARLIAMENT
from gateway.journal.rules_of_registers import RULES as OF_REGISTERS
from gateway.journal.rules_of_trade import RULES as OF_TRADE
from gateway.journal.rules_of_updates import RULES as OF_UPDATES
from gateway.journal.rules_of_work import RULES as OF_WORK
from gateway.journal.standing import Rule, Standing
from gateway.journal.taking_back import check_taking_back
from gateway.journal.words import name_of, of_the_wrong_sort, out_of_bounds

LATEST_S = 86_400
"""How far after now something may be said to have happened: nobody's clock is a day wrong by mistake [s]."""

PLANNED_AHEAD_S = 5 * 366 * 86_400
"""How far after now something may be planned [s]."""

LONGEST_NAME = 80

FEWEST_POINTS: Final = 3
"""Through two points a line always goes, and says nothing of how good it is."""


def checked_text(draft: Draft, *, now: int) -> str:
    """Return the canonical body of a draft that is right by itself.

    Raises:
        EntryError: Something in it is wrong.
    """
    _check_frame(draft, now=now)
    text = canonical(draft.body)
    try:
        body = msgspec.json.decode(text, type=KINDS[draft.kind][1])
    except msgspec.ValidationError as error:
        raise of_the_wrong_sort(str(error)) from error
    for fault in faults(body):
        raise out_of_bounds(fault)
    return text


def _check_frame(draft: Draft, *, now: int) -> None:
    known = KINDS.get(draft.kind)
    if known is None:
        raise EntryError("No existe la clase de registro «%(kind)s».", kind=draft.kind)
    journal, sort = known
    if type(draft.body) is not sort:
        raise EntryError("Lo escrito no corresponde a la clase de registro «%(kind)s».", kind=draft.kind)
    if draft.journal not in ("station", "book") or journal not in (None, draft.journal):
        raise EntryError("Un registro «%(kind)s» no va en ese diario.", kind=draft.kind)
    for field in ("uid", "author", "on_behalf_of", "reverses"):
        _check_name(getattr(draft, field), field=field)
    latest = PLANNED_AHEAD_S if is_planned(draft.body) else LATEST_S
    if draft.happened > now + latest:
        raise EntryError("La fecha del hecho todavía no ha llegado. Revise la fecha.")
    if draft.happened < 0:
        raise EntryError("La fecha del hecho es de antes de 1970. Revise la fecha.")
    if isinstance(draft.body, Reversed) != (draft.reverses is not None):
        raise EntryError("Una anulación debe decir qué registro anula. Elíjalo en la lista y repita.")


def _check_name(value: str | None, *, field: str) -> None:
    if value is None and field in ("on_behalf_of", "reverses"):
        return
    if (
        value is None
        or not 0 < len(value) <= LONGEST_NAME
        or not all(unicodedata.category(sign)[0] != "C" for sign in value)
        or unicodedata.normalize("NFC", value) != value
    ):
        raise EntryError("El dato «%(field)s» falta o tiene signos raros. Corríjalo.", field=name_of(field))


def check_against(standing: Standing, draft: Draft) -> None:
    """Check a draft against what stands in the journals already.

    Raises:
        EntryError: It contradicts what stands there.
    """
    rule = _RULES.get(type(draft.body))
    if rule is not None:
        rule(standing, draft, draft.body)


def _place(_standing: Standing, _draft: Draft, body: PlaceRegistered) -> None:
    dry, wet = body.wilting_point, body.field_capacity
    if dry is not None and wet is not None and dry >= wet:
        raise EntryError(
            "El punto de marchitez (%(dry)s) debe ser menor que la capacidad de campo (%(wet)s). Revíselos.",
            dry=dry,
            wet=wet,
        )


def _limits(_standing: Standing, _draft: Draft, body: LimitsSet) -> None:
    if not body.emergency < body.critical < body.warn:
        raise EntryError("Los límites deben bajar: atención, peligro, emergencia. Revise los tres números.")
    if body.cold is not None and body.warm is not None and body.cold >= body.warm:
        raise EntryError("El agua fría debe tener menos grados que el agua caliente. Revise los dos números.")
    if body.place is not None and body.species is not None:
        raise EntryError("Los límites son de un estanque o de una especie. Elija uno de los dos.")


def _calibration(_standing: Standing, _draft: Draft, body: CalibrationRecorded) -> None:
    if _is_impossible(body.constants):
        raise EntryError("La calibración no es posible: revise los milivoltios y los valores de las marcas.")


def _is_impossible(constants: Constants) -> bool:
    match constants:
        case OxygenMarks() as marks:
            is_half = (marks.cool_millivolts is None) != (marks.cool_temperature_c is None)
            return is_half or not 0 <= (marks.zero_millivolts or 0) < marks.millivolts
        case SoilMarks() as marks:
            return marks.dry_millivolts == marks.wet_millivolts or marks.dry_water >= marks.wet_water
        case SoilPoints(points):
            return len(points) < FEWEST_POINTS or len({one.millivolts for one in points}) < 2
        case TipSize(scale) | ProbeFactor(scale) | WindScale(scale) | RadiationScale(scale):
            return scale <= 0


def _reversal(standing: Standing, draft: Draft, _body: Reversed) -> None:
    target = draft.reverses or ""
    found = standing.entry(target)
    if found is None or found[0] != draft.journal:
        raise EntryError("El registro que quiere anular no está en este diario. Elíjalo en la lista.")
    if found[1] == "reversal":
        raise EntryError("Una anulación no se anula: registre de nuevo lo que valía.")
    if found[1] == "closing":
        raise EntryError("El cierre del libro no se anula: sus palabras ya están en papel.")
    if standing.is_reversed(target):
        raise EntryError("Ese registro ya está anulado. No hace falta hacer nada más.")
    check_taking_back(standing, target)
    if found[1] not in CYCLES:
        return
    of_cycle = {one.kind for one in standing.linked("cycle", target)}
    if "harvest" in of_cycle:
        raise EntryError("Ese ciclo tiene cosechas. Anule primero cada cosecha y después la siembra.")
    if of_cycle:
        raise EntryError("Ese ciclo tiene anotaciones. Anule primero cada una y después la siembra.")


_RULES: Final[Mapping[type[Body], Rule]] = {
    PlaceRegistered: _place,
    LimitsSet: _limits,
    CalibrationRecorded: _calibration,
    Reversed: _reversal,
    **OF_CLOSING,
    **OF_CYCLES,
    **OF_DECIDING,
    **OF_FIELDS,
    **OF_NODES,
    **OF_PARLIAMENT,
    **OF_REGISTERS,
    **OF_TRADE,
    **OF_UPDATES,
    **OF_WORK,
}
