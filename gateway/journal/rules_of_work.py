"""What an entry about the work of every day must satisfy: where it was done, with what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gateway.domain.entries import (
    Body,
    Draft,
    FishGasping,
    HandRead,
    Intervened,
    Irrigated,
    PlaceNoted,
    PlaceRegistered,
    ProbeCared,
    RainRead,
)
from gateway.domain.errors import EntryError
from gateway.domain.quantities import QUANTITIES
from gateway.journal.standing import Rule, Standing

AHEAD_S = 300
"""How far after now work may be said to have been done: two clocks of one commune differ so much [s]."""

WITHOUT_MEANS: Final = ("feeding", "swimming")
"""What people do at a pond that has no means at all."""


def _place(standing: Standing, draft: Draft, slug: str) -> PlaceRegistered:
    """Return the place where something was done, which was done already.

    Raises:
        EntryError: There is no such place, or it is still to come.
    """
    found = standing.place(slug)
    if found is None:
        raise EntryError(
            "No existe el lugar «%(slug)s». Elíjalo en la lista o regístrelo primero.", slug=slug
        )
    if draft.happened > standing.now + AHEAD_S:
        raise EntryError("La hora del hecho todavía no ha llegado. Revise el día y la hora.")
    return found


def _pond(standing: Standing, draft: Draft, slug: str) -> PlaceRegistered:
    found = _place(standing, draft, slug)
    if found.sort != "pond":
        raise EntryError("Eso solo pasa en un estanque, y «%(name)s» no lo es. Elija otro.", name=found.name)
    return found


def _somewhere(standing: Standing, draft: Draft, body: RainRead | PlaceNoted) -> None:
    _place(standing, draft, body.place)


def _gasping(standing: Standing, draft: Draft, body: FishGasping) -> None:
    _pond(standing, draft, body.place)


def _intervention(standing: Standing, draft: Draft, body: Intervened) -> None:
    if body.means in WITHOUT_MEANS:
        _pond(standing, draft, body.place)
        return
    place = _place(standing, draft, body.place)
    if body.means in place.means or _was_switched_on(standing, body):
        return
    raise EntryError(
        "«%(name)s» no tiene ese medio. Elija otro, o anótelo primero en la ficha del lugar.", name=place.name
    )


def _was_switched_on(standing: Standing, body: Intervened) -> bool:
    """Tell whether this switches off what a place had when it was switched on."""
    on: dict[str, str | int] = {"place": body.place, "means": body.means, "action": "on"}
    return body.action == "off" and standing.any_of(("intervention",), on)


def _hand_reading(standing: Standing, draft: Draft, body: HandRead) -> None:
    place = _place(standing, draft, body.place)
    water = (body.oxygen, body.water_temperature, body.ph, body.secchi_cm)
    is_of_water = any(one is not None for one in water)
    is_of_soil = body.soil_water is not None or body.soil_feel is not None
    if not is_of_water and not is_of_soil:
        raise EntryError("Falta lo que midió. Escriba al menos un número.")
    if is_of_water and place.sort != "pond":
        raise EntryError(
            "El agua se mide en un estanque, y «%(name)s» no lo es. Elija otro.", name=place.name
        )
    if is_of_soil and place.sort != "field":
        raise EntryError("El suelo se mira en un lote, y «%(name)s» no lo es. Elija otro.", name=place.name)
    if is_of_soil != (body.depth_cm is not None):
        raise EntryError("Diga a qué profundidad miró el suelo, en centímetros, y qué encontró.")


def _irrigation(standing: Standing, draft: Draft, body: Irrigated) -> None:
    _place(standing, draft, body.place)
    # Nobody may know how much it was; that a field was watered is worth telling all the same.
    is_told = any(one is not None for one in (body.hours, body.millimetres, body.cubic_metres))
    if body.quality == "measured" and not is_told:
        raise EntryError("Falta cuánto se regó. Escriba las horas, los milímetros o los metros cúbicos.")


def _care(standing: Standing, draft: Draft, body: ProbeCared) -> None:
    _place(standing, draft, body.place)
    if body.care == "compared" and (body.said is None or body.reference is None):
        raise EntryError("Para comparar hacen falta dos números: el de la sonda y el del otro medidor.")
    if body.quantity is not None and body.quantity not in QUANTITIES:
        raise EntryError(
            "No se conoce la magnitud «%(quantity)s». Elija una de la lista.", quantity=body.quantity
        )


RULES: Final[Mapping[type[Body], Rule]] = {
    FishGasping: _gasping,
    HandRead: _hand_reading,
    Intervened: _intervention,
    Irrigated: _irrigation,
    PlaceNoted: _somewhere,
    ProbeCared: _care,
    RainRead: _somewhere,
}
