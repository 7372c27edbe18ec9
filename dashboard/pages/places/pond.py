"""A pond: how it is, what to do, what the night will be, and what was measured."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse

from dashboard.book.recent import Line, recent
from dashboard.charts.chart import Chart
from dashboard.forms.answers import RANDOM, Asking
from dashboard.forms.written import Written
from dashboard.measured.hand import HandValue, Quantity, newest_by_hand
from dashboard.measured.history import History, Span
from dashboard.measured.swing import swing_left
from dashboard.measured.trend import Trend, trend
from dashboard.measured.watch import PondWatch, nodes_at, watch
from dashboard.nodes.card import NodeCard
from dashboard.nodes.oxygen_probes import Probe, probes
from dashboard.nodes.probes import Care, Comparison, care_of
from dashboard.ponds.charts import DAY_S, Range, oxygen, water
from dashboard.ponds.deeds import NodeDeed, node_deeds
from dashboard.ponds.every import known
from dashboard.ponds.interventions import Means, Running, deeds_of, gasping, running
from dashboard.ponds.outlook import Outlook, outlook
from dashboard.ponds.power import Power, battery_volts, power
from dashboard.ponds.relay import HOURS, Relay, relays
from dashboard.ponds.steps import Scene, Step, steps
from dashboard.visit.alarms import Alarm
from dashboard.visit.given import Visit, VisitHere, see_other
from gateway.domain.care import FOREVER
from gateway.domain.entries import Draft, Entry, Intervened
from gateway.domain.readings import Reading, SeriesKey

router = APIRouter()

LOOK_AGAIN_S: Final = 1800
QUARTER_S: Final = 900


@dataclass(frozen=True, slots=True)
class ProbeHere:
    """An oxygen probe of the pond, and how it was looked after.

    Attributes:
        warning: What its last comparison found, where it is not right.
        doubted_since: From when on its word is in doubt [s UTC]; 0 where it never was checked, None
            where it is not.
        swing_left: How much of its swing it has kept while others kept theirs [%], None where it is in order.
    """

    node: str
    value: str
    care: Care
    days: int | None
    needs_wiping: bool
    needs_comparing: bool
    warning: Comparison | None
    doubted_since: int | None
    swing_left: int | None


@dataclass(frozen=True, slots=True)
class PondView:
    """What the page of a pond shows.

    Attributes:
        chips: All ponds by number, to go from one to the next.
        call: The worst alarm here that is not over, None where there is none.
        passes: How often somebody has said of it that they cannot go.
        hand: What was measured by hand within a day, by quantity.
        gasping: The entry of who saw fish that gasp this night.
        probes: The oxygen probes that stand here.
        deeds: What its nodes did and heard by themselves.
        relays: The aerator, where its nodes switch it.
        off_for: For how long somebody wants it off though the fish have no oxygen [h]; 0: nobody does.
        recent: What was last written down about it.
        look_again: When to come back [s UTC].
        key: Of the page; every button makes an entry of its own from it.
    """

    pond: PondWatch
    chips: tuple[PondWatch, ...]
    steps: tuple[Step, ...]
    call: Alarm | None
    passes: int
    power: Power
    outlook: Outlook
    chosen: Range
    trend: Trend | None
    oxygen: Chart
    water: Chart
    water_now: Reading | None
    running: dict[Means, Running]
    hand: dict[Quantity, HandValue]
    gasping: Entry | None
    probes: list[ProbeHere]
    nodes: list[NodeCard]
    deeds: list[NodeDeed]
    relays: list[Relay]
    off_for: int
    recent: list[Line]
    look_again: int
    key: str

    def key_of(self, name: str) -> str:
        """Return the uid of the entry that a button would make; as good as random, as the page's key is."""
        return str(uuid.UUID(bytes=uuid.uuid5(uuid.UUID(self.key), name).bytes, version=RANDOM))


@router.get("/estanques/{slug}")
def pond(slug: str, visit: VisitHere, rango: Range = "24h", apagar: str = "") -> HTMLResponse:
    """Show a pond."""
    chips = known(visit, watch(visit.station.store, visit.registered, now=visit.now).ponds)
    found = next((one for one in chips if one.place.slug == slug), None)
    if found is None:
        raise HTTPException(404)
    off_for = int(apagar) if apagar in map(str, HOURS) else 0
    return visit.page("pond.html", replace(_view(visit, found, chips, rango), off_for=off_for))


@router.post("/estanques/{slug}/intervencion")
def intervene(slug: str, visit: VisitHere, written: Written) -> RedirectResponse:
    """Record that something was switched on or off at a pond: one tap, without PIN."""
    place = visit.registered.place(slug)
    told = (written.get("medio"), written.get("accion"))
    deed = next((one for one in deeds_of(place) if (one.means, one.action) == told), None) if place else None
    if deed is None:
        raise HTTPException(404)
    asking = Asking(visit.as_written(written), written)
    draft = Draft(
        uid=asking.key,
        journal="book",
        kind="intervention",
        body=Intervened(place=slug, means=deed.means, action=deed.action),
        happened=asking.words.now,
        author=asking.visit.author,
    )
    visit.station.journal.append(draft, now=visit.now)
    return see_other(f"/estanques/{slug}#hacer")


def _view(visit: Visit, found: PondWatch, chips: tuple[PondWatch, ...], chosen: Range) -> PondView:
    history = History(visit.station.store, visit.registered)
    place, words, records = found.place, visit.words, visit.station.records
    slug, has = place.slug, power(visit, found.place)
    today = history.readings(history.parts(slug, "oxygen", Span(visit.now - DAY_S, visit.now + 1)))
    chart_of_water, water_now = water(visit, history, slug, chosen)
    goes_on = running(records.standing({"intervention"}, at=slug), slug)
    acting = {*goes_on, "aerator"} if has.relay else goes_on
    call = next((one for one in visit.alarms if one.alert.place == slug and not one.alert.cleared), None)
    told = gasping(records.standing({"gasping"}, at=slug), now=visit.now).get(slug, [])
    return PondView(
        pond=found,
        chips=chips,
        steps=steps(Scene(found.state, place.means, acting, found.has_node, has.stands_still)),
        call=call,
        passes=len(visit.registered.calls.passed.get(call.alert.uid, ())) if call else 0,
        power=has,
        outlook=outlook(visit, place),
        chosen=chosen,
        trend=trend(today, now=visit.now) if found.tone != "none" else None,
        oxygen=oxygen(visit, history, found, chosen),
        water=chart_of_water,
        water_now=water_now,
        running=goes_on,
        hand=newest_by_hand(records.standing({"hand_reading"}, at=slug), slug, now=visit.now),
        gasping=told[-1] if told and found.gasping else None,
        probes=_probes(visit, slug),
        nodes=node_cards(visit, slug, int(np.sum(today.time >= words.midnight(words.today)))),
        deeds=node_deeds(history, slug, now=visit.now),
        relays=relays(visit, found),
        off_for=0,
        recent=recent(visit, slug),
        look_again=-(-(visit.now + LOOK_AGAIN_S) // QUARTER_S) * QUARTER_S,
        key=str(uuid.uuid4()),
    )


def _probes(visit: Visit, slug: str) -> list[ProbeHere]:
    every = probes(visit)
    others = [one.series for one in every if one.place.slug != slug]
    return [_probe(visit, one, others) for one in every if one.place.slug == slug]


def _probe(visit: Visit, probe: Probe, others: list[SeriesKey]) -> ProbeHere:
    care = care_of(visit.registered.cares.get((probe.series.node, probe.series.channel), ()))
    found = care.comparison
    return ProbeHere(
        node=probe.series.node,
        value=probe.value,
        care=care,
        days=care.days(now=visit.now),
        needs_wiping=care.needs_wiping(now=visit.now),
        needs_comparing=care.needs_comparing(now=visit.now),
        warning=found if found and found.verdict != "fine" else None,
        doubted_since=_doubted_since(visit, probe),
        swing_left=swing_left(
            visit.station.store, probe.series, others, midnight=visit.words.midnight(visit.words.today)
        ),
    )


def _doubted_since(visit: Visit, probe: Probe) -> int | None:
    own = (probe.series.node, probe.series.channel)
    open_ones = [
        one for one in visit.registered.distrusted if (one.node, one.channel) == own and one.end == FOREVER
    ]
    return open_ones[-1].start if open_ones else None


def node_cards(visit: Visit, place: str, records_today: int) -> list[NodeCard]:
    """Return the cards of the nodes that stand at a place and were heard."""
    here = nodes_at(visit.registered.placements, place, now=visit.now)
    return [
        NodeCard(state, records_today, battery_volts(visit, state.node))
        for state in visit.nodes
        if state.node in here
    ]
