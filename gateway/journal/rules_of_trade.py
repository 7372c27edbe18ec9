"""What an entry about where a product went must satisfy, and what is said about other entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from gateway.domain.entries import (
    Body,
    CouncilRegistered,
    CounterpartRegistered,
    Delivered,
    DeliveryConfirmed,
    Destination,
    Draft,
    EnterpriseRegistered,
    MoneyMoved,
    Observed,
    PhotoKept,
    SensorDay,
    StockLost,
    Weighing,
    is_planned,
)
from gateway.domain.errors import EntryError
from gateway.journal.in_force import currency_in_force, has_come, in_force, possible_day, store_of
from gateway.journal.parliament import known_funds
from gateway.journal.plans import check_plan
from gateway.journal.rules_of_cycles import HUNDRED, cycle_of
from gateway.journal.rules_of_deciding import approved
from gateway.journal.standing import Known, Rule, Standing

MOST_PHOTOS: Final = 6
"""So many photographs of one entry: both sides of a few papers, and no disk that fills up."""
WITHOUT_RECEIVER: Final[frozenset[Destination]] = frozenset({"workers", "seed", "animal_feed"})
WITH_OR_WITHOUT: Final[frozenset[Destination]] = frozenset({"social", "sale"})
MILLS: Final[Mapping[str, str]] = {"state_mill": "state_mill", "private_mill": "private_mill"}
ABOUT_OTHERS: Final = frozenset({"confirmation", "photo", "observation", "reversal"})
"""What is itself about another entry; nobody photographs it."""
NOT_OBSERVED: Final = ABOUT_OTHERS - {"reversal"}
"""Of these nobody observes anything; that something was taken back may well be observed."""


def _delivery(standing: Standing, draft: Draft, body: Delivered) -> None:
    in_force(standing, EnterpriseRegistered, "enterprise", body.enterprise, at=draft.happened)
    store_of(standing, body.warehouse, enterprise=body.enterprise, at=draft.happened)
    check_plan(standing, draft, body)
    _receiver(standing, draft, body)
    _weighings(body.ours, body.theirs)
    if (body.price is None) != (body.currency is None):
        raise EntryError("El precio y la moneda van juntos. Escriba los dos, o ninguno.")
    if body.currency is not None:
        currency_in_force(standing, body.currency, at=draft.happened)
    if body.cycle is not None:
        cycle = cycle_of(standing, body.cycle, of_a_plan=is_planned(body))
        if draft.happened < cycle.happened:
            raise EntryError("Esa fecha es anterior a la siembra del ciclo. Revise la fecha.")


def _receiver(standing: Standing, draft: Draft, body: Delivered) -> None:
    """Check that who took it fits where it went; a plan may leave it open."""
    if body.to is None:
        if body.destination not in WITHOUT_RECEIVER | WITH_OR_WITHOUT and not is_planned(body):
            raise EntryError("Falta quién recibió la entrega. Elíjalo en la lista.")
        return
    if body.destination in WITHOUT_RECEIVER:
        raise EntryError("Ese destino no lleva receptor. Quite quién recibió, o elija otro destino.")
    if body.destination == "community":
        in_force(standing, CouncilRegistered, "council", body.to, at=draft.happened)
    elif body.destination == "processing":
        in_force(standing, EnterpriseRegistered, "enterprise", body.to, at=draft.happened)
    else:
        found = in_force(standing, CounterpartRegistered, "counterpart", body.to, at=draft.happened)
        if found.sort != MILLS.get(body.destination, found.sort):
            raise EntryError("«%(name)s» no es un molino de esa clase. Revise el destino.", name=found.name)


def _weighings(*weighed: Weighing | None) -> None:
    for one in weighed:
        if one is not None and HUNDRED in (one.moisture, one.impurity):
            raise EntryError("La humedad y la impureza deben ser menores que 100. Revíselas.")


def _of_delivery(standing: Standing, uid: str) -> Known:
    """Return a delivery that was done.

    Raises:
        EntryError: There is none.
    """
    found = standing.known(uid)
    if found is None or found.kind != "delivery" or is_planned(found.body):
        raise EntryError("No existe esa entrega, o fue anulada. Elíjala en la lista.")
    return found


def _confirmation(standing: Standing, draft: Draft, body: DeliveryConfirmed) -> None:
    has_come(standing, draft)
    delivery = _of_delivery(standing, body.delivery)
    first = {delivery.author, delivery.on_behalf_of} - {None}
    if first & {draft.author, draft.on_behalf_of}:
        raise EntryError("Una entrega la confirma otra persona, no quien la anotó. Pídaselo a quien recibió.")
    if draft.happened < delivery.happened:
        raise EntryError("La confirmación tiene fecha anterior a la entrega. Revise la fecha.")
    _weighings(body.theirs)
    if standing.linked("about", body.delivery, "confirmation"):
        raise EntryError("Esa entrega ya está confirmada. No hace falta hacer nada más.")


def _stock_loss(standing: Standing, draft: Draft, body: StockLost) -> None:
    has_come(standing, draft)
    in_force(standing, EnterpriseRegistered, "enterprise", body.enterprise, at=draft.happened)
    store_of(standing, body.warehouse, enterprise=body.enterprise, at=draft.happened)
    _weighings(body.weighed)


def _money(standing: Standing, draft: Draft, body: MoneyMoved) -> None:
    has_come(standing, draft)
    in_force(standing, EnterpriseRegistered, "enterprise", body.enterprise, at=draft.happened)
    currency_in_force(standing, body.currency, at=draft.happened)
    _agreed(standing, body)
    if body.delivery is None:
        return
    delivery = _of_delivery(standing, body.delivery)
    if isinstance(delivery.body, Delivered) and delivery.body.enterprise != body.enterprise:
        raise EntryError("Esa entrega es de otra empresa. Elija una de la misma.")


def _agreed(standing: Standing, body: MoneyMoved) -> None:
    """Check the decision that money carries out, and the fund that it is spent from."""
    if body.agreed is not None:
        approved(standing, body.agreed)
    if body.fund is None:
        return
    if body.direction == "in":
        raise EntryError("De un fondo solo sale dinero. Quite el fondo, o anote una salida.")
    if body.fund not in known_funds(standing):
        raise EntryError(
            "El fondo «%(fund)s» no está en las reglas de la comuna. Elija otro, o agréguelo a las reglas.",
            fund=body.fund,
        )


def _of_entry(standing: Standing, uid: str, *, refused: Collection[str]) -> Known:
    """Return an entry of the book that may be observed or photographed, of none of the refused kinds.

    Raises:
        EntryError: There is none.
    """
    found = standing.known(uid)
    if found is None or found.journal != "book" or found.kind in refused:
        raise EntryError("No existe ese asiento en el libro, o fue anulado. Elíjalo en la lista.")
    return found


def _photo(standing: Standing, draft: Draft, body: PhotoKept) -> None:
    has_come(standing, draft)
    _of_entry(standing, body.entry, refused=ABOUT_OTHERS)
    kept = [
        one.body for one in standing.linked("about", body.entry, "photo") if isinstance(one.body, PhotoKept)
    ]
    if any(one.sha256 == body.sha256 for one in kept):
        raise EntryError("Esa foto ya está guardada con este asiento. No hace falta hacer nada más.")
    if len(kept) >= MOST_PHOTOS:
        raise EntryError("Este asiento ya tiene %(most)s fotos, y no caben más.", most=MOST_PHOTOS)


def _observation(standing: Standing, draft: Draft, body: Observed) -> None:
    has_come(standing, draft)
    if body.state == "open":
        _of_entry(standing, body.entry, refused=NOT_OBSERVED)
        if body.answers is not None or body.note is None:
            raise EntryError("Falta lo que se observó. Escríbalo en pocas palabras.")
        return
    about = standing.linked("about", body.entry, "observation")
    opened = {one.uid for one in about if isinstance(one.body, Observed) and one.body.state == "open"}
    answered = {one.body.answers for one in about if isinstance(one.body, Observed)}
    if body.answers not in opened:
        raise EntryError("No existe esa observación sobre este asiento. Elíjala en la lista.")
    if body.answers in answered:
        raise EntryError("Esa observación ya está resuelta. No hace falta hacer nada más.")


def _sensor_day(standing: Standing, draft: Draft, body: SensorDay) -> None:
    has_come(standing, draft)
    possible_day(body.day)
    if body.adds_to is None:
        if standing.any_of(("sensor_day",), {"day": body.day}):
            raise EntryError("Ese día ya tiene su huella en el libro. La nueva debe nombrar la primera.")
        return
    first = standing.known(body.adds_to)
    if first is None or not isinstance(first.body, SensorDay) or first.body.day != body.day:
        raise EntryError("La huella que se nombra no es de ese día. Revise el día.")


RULES: Final[Mapping[type[Body], Rule]] = {
    Delivered: _delivery,
    DeliveryConfirmed: _confirmation,
    StockLost: _stock_loss,
    MoneyMoved: _money,
    PhotoKept: _photo,
    Observed: _observation,
    SensorDay: _sensor_day,
}
