"""Orders to the node that runs a pond's aerator: on, off, or by its own limits again."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse

from dashboard.forms.answers import Asking
from dashboard.forms.written import Written
from dashboard.measured.watch import watch
from dashboard.ponds.relay import HOURS, ORDERS, Relay, relays
from dashboard.visit.given import Visit, VisitHere, see_other
from gateway.domain.entries import AeratorOrdered, Draft

router = APIRouter()


@router.post("/estanques/{slug}/aireador")
def order(slug: str, visit: VisitHere, written: Written) -> RedirectResponse:
    """Order a node to run a pond's aerator or not: one tap, without PIN; two where fish may die of it."""
    relay = _relay(visit, slug, written.get("nodo", ""))
    mode, hours = written.get("orden", ""), written.get("horas", "")
    if mode not in ORDERS or (mode != "auto" and hours not in map(str, HOURS)):
        raise HTTPException(404)
    if mode == "off" and relay.is_low and written.get("seguro") != "si":
        return see_other(f"/estanques/{slug}?apagar={hours}#aireador")
    asking = Asking(visit.as_written(written), written)
    until = None if mode == "auto" else visit.now + int(hours) * 3600
    draft = Draft(
        uid=asking.key,
        journal="station",
        kind="aerator_order",
        body=AeratorOrdered(relay.node, mode, until, slug),  # type: ignore[arg-type]  # it is one of ORDERS
        happened=visit.now,
        author=asking.visit.author,
    )
    visit.station.journal.append(draft, now=visit.now)
    return see_other(f"/estanques/{slug}#aireador")


def _relay(visit: Visit, slug: str, node: str) -> Relay:
    ponds = watch(visit.station.store, visit.registered, now=visit.now).ponds
    here = [relay for pond in ponds if pond.place.slug == slug for relay in relays(visit, pond)]
    found = [relay for relay in here if relay.node == node]
    if not found:
        raise HTTPException(404)
    return found[0]
