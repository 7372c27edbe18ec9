"""A delivery that is planned, by the form of what is done."""

from __future__ import annotations

import uuid

import pytest
from builders import a_draft
from fakes import DAY_S
from small_commune import NOW

from dashboard.production.base import Wanted
from gateway.domain.entries import CouncilRegistered

FISH = {"empresa": "cachamas", "producto": "cachama-negra", "destino": "community", "recibe": "la-ceiba"}
PLAN = FISH | {
    "planea": "1",
    "kilos": "300",
    "familias": "40",
    "cuando": "otro",
    "cuando-dia": "1",
    "cuando-mes": "9",
    "cuando-anio": "2026",
}


@pytest.fixture
def counter(desk):
    """The forms of a member, in a commune with a council."""
    council = CouncilRegistered("la-ceiba", "La Ceiba", families=40)
    draft = a_draft(council, uid=str(uuid.uuid4()), happened=NOW - 100 * DAY_S)
    desk.pages.journal.append(draft, now=NOW)
    return desk


def test_what_still_swims_can_be_promised_and_moves_nothing(counter) -> None:
    before = counter.pages.client.app.state.station.production.balances(Wanted(), account="destino:")

    answer = counter.sends("entrega", PLAN)

    [entry] = counter.saved("delivery")
    production = counter.pages.client.app.state.station.production
    assert answer.path == f"/recibo/{entry.uid}"
    assert (entry.body.planned, entry.body.ours.kg, entry.body.families) == (True, 300, 40)
    assert entry.happened > NOW
    assert production.balances(Wanted(), account="destino:") == before


def test_a_plan_is_asked_for_when_it_is_and_not_for_what_scales_say(counter) -> None:
    asked = counter.asks("/anotar/entrega?planea=1&" + "&".join(f"{k}={v}" for k, v in FISH.items()))

    assert "¿Cuánto se piensa entregar?" in asked
    assert "¿Para cuándo?" in asked
    assert "romana" not in asked


def test_a_delivery_says_which_plan_it_carries_out(counter) -> None:
    counter.sends("entrega", PLAN | {"producto": "hibrido-cachamoto"})
    [plan] = counter.saved("delivery")
    done = FISH | {"producto": "hibrido-cachamoto", "kilos": "280", "calidad": "weighed", "cuando": "hoy"}

    counter.sends("entrega", done | {"cumple": plan.uid})

    assert [one.body.fulfils for one in counter.saved("delivery")] == [None, plan.uid]
