"""What an entry about a field's soil, its water and the stages of its maize must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from gateway.domain.entries import (
    Body,
    CannotIrrigate,
    Draft,
    FieldDescribed,
    NotIrrigated,
    PlaceRegistered,
    Sown,
    StageSeen,
)
from gateway.domain.errors import EntryError
from gateway.domain.goods import is_maize
from gateway.journal.in_force import has_come
from gateway.journal.rules_of_cycles import within
from gateway.journal.standing import Rule, Standing

SHALLOWEST_M: Final = Decimal("0.2")
DEEPEST_M: Final = Decimal(2)
"""Between these depths maize roots end [m]; ours, not verified: a slip of the finger lies outside."""

STAGES: Final = ("emergence", "flowering", "maturity")
"""In the order in which they come."""


def field_of(standing: Standing, slug: str) -> PlaceRegistered:
    """Return a field as it was last described.

    Raises:
        EntryError: There is no such place, or it is no field.
    """
    found = standing.place(slug)
    if found is None:
        raise EntryError("No existe el lote «%(slug)s». Elíjalo en la lista o regístrelo primero.", slug=slug)
    if found.sort != "field":
        raise EntryError("Eso solo se anota de un lote, y «%(name)s» no lo es. Elija otro.", name=found.name)
    return found


def _described(standing: Standing, _draft: Draft, body: FieldDescribed) -> None:
    field_of(standing, body.place)
    if body.soil_known == "texture" and body.texture is None:
        raise EntryError("Falta la textura del suelo. Elíjala en la lista, o diga que no se sabe.")
    if body.method is None and (body.pump, body.pump_m3_h, body.efficiency) != (None, None, None):
        raise EntryError("De la bomba solo se anota algo si el lote se riega. Diga primero cómo se riega.")
    if body.efficiency is not None and body.efficiency <= 0:
        raise EntryError("Algo del agua tiene que llegar a la raíz. Escriba más que 0, o déjelo sin llenar.")
    if body.root_limit_m is not None and not SHALLOWEST_M <= body.root_limit_m <= DEEPEST_M:
        raise EntryError(
            "Las raíces del maíz llegan a entre %(least)s y %(most)s metros. Revise la hondura.",
            least=SHALLOWEST_M,
            most=DEEPEST_M,
        )


def _stage(standing: Standing, draft: Draft, body: StageSeen) -> None:
    has_come(standing, draft)
    cycle = within(standing, draft, body.cycle)
    if not isinstance(cycle.body, Sown) or not is_maize(cycle.body.crop):
        raise EntryError("Esas etapas son del maíz, y ese ciclo no lo es. Elija el ciclo del maíz.")
    seen = {
        one.body.stage: one.happened
        for one in standing.linked("cycle", body.cycle, "stage")
        if isinstance(one.body, StageSeen)
    }
    if body.stage in seen:
        raise EntryError(
            "Esa etapa ya está anotada en ese ciclo. Si fue otro día, anule primero esa anotación."
        )
    place = STAGES.index(body.stage)
    earlier, later = STAGES[:place], STAGES[place + 1 :]
    if any(seen[one] >= draft.happened for one in earlier if one in seen):
        raise EntryError("Antes de esa fecha el maíz no había llegado a esa etapa. Revise la fecha.")
    if any(seen[one] <= draft.happened for one in later if one in seen):
        raise EntryError("En esa fecha el maíz ya estaba más adelante. Revise la fecha.")


def _cannot(standing: Standing, draft: Draft, body: CannotIrrigate) -> None:
    has_come(standing, draft)
    found = field_of(standing, body.place)
    if "pump" not in found.means:
        raise EntryError(
            "«%(name)s» no se riega: depende de la lluvia. Si ya se puede regar, anótelo en su ficha.",
            name=found.name,
        )


def _not_irrigated(standing: Standing, draft: Draft, body: NotIrrigated) -> None:
    has_come(standing, draft)
    field_of(standing, body.place)
    try:
        day = date.fromisoformat(body.day)
    except ValueError as error:
        raise EntryError("Ese día no existe. Revise el día, el mes y el año.") from error
    # The commune's day is never ahead of the day at Greenwich, west of which it lies.
    if day > datetime.fromtimestamp(standing.now, UTC).date():
        raise EntryError("Ese día todavía no ha llegado. Revise la fecha.")


RULES: Final[Mapping[type[Body], Rule]] = {
    FieldDescribed: _described,
    StageSeen: _stage,
    CannotIrrigate: _cannot,
    NotIrrigated: _not_irrigated,
}
