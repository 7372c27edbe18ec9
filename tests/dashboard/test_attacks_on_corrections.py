"""What a spokesperson may take back of what others wrote: within the own enterprise, never the station."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import a_draft
from fakes import DAY_S
from members import a_member, at_the_screen, enrolled, signed_in
from small_commune import NOW

from gateway.domain.entries import (
    Body,
    Delivered,
    DeliveryConfirmed,
    MoneyMoved,
    Observed,
    StockLost,
    WarehouseRegistered,
    Weighing,
)

SAID: dict[str, Body] = {
    "depósito": WarehouseRegistered("silo-1", "maiceros", "Silo 1"),
    "entrega": Delivered("maiceros", "maiz-blanco", Weighing(Decimal(50)), "weighed", "workers"),
    "merma": StockLost("maiceros", "maiz-blanco", Weighing(Decimal(5)), "weighed", "weevil"),
    "dinero": MoneyMoved("maiceros", "in", "sale", Decimal(20), "USD"),
    "confirmación": DeliveryConfirmed("entrega"),
    "observación": Observed("entrega", "open", note="0" * 64),
}
"""What others said two days ago of an enterprise that grows maize."""


def _reversed(pages) -> set[str | None]:
    entries = [*pages.journal.entries("book"), *pages.journal.entries("station")]
    return {one.reverses for one in entries if one.kind == "reversal"}


@pytest.mark.parametrize("kind", ["limits", "calibration", "placement", "place"])
def test_a_spokesperson_does_not_take_back_how_the_station_measures_and_warns(pages, kind: str) -> None:
    found = pages.journal.entries("station", kinds=[kind])
    signed_in(pages.client, "eps_spokesperson", units=("laguna-1",))

    statuses = {pages.client.post(f"/recibo/{one.uid}/deshacer").status_code for one in found}

    assert statuses <= {422}
    assert not _reversed(pages) & {one.uid for one in found}


def test_a_spokesperson_does_not_take_back_the_harvest_of_another_enterprise(pages) -> None:
    harvest = pages.journal.entries("book", kinds=["harvest"])[-1]
    signed_in(pages.client, "eps_spokesperson")

    answer = pages.client.post(f"/recibo/{harvest.uid}/deshacer")

    assert answer.status_code == 422
    assert harvest.uid not in _reversed(pages)


@pytest.fixture
def said(pages):
    for uid, body in SAID.items():
        draft = a_draft(body, uid=uid, happened=NOW - 3 * DAY_S, author=f"quien anotó {uid}")
        pages.journal.append(draft, now=NOW - 2 * DAY_S)
    return pages


def _takes_back(pages, *uids: str) -> set[str | None]:
    for uid in uids:
        pages.client.post(f"/recibo/{uid}/deshacer")
    return _reversed(pages)


def test_a_spokesperson_takes_back_nothing_that_another_enterprise_delivered_lost_or_keeps(said) -> None:
    signed_in(said.client, "eps_spokesperson", units=("laguna-1",))

    assert _takes_back(said, *SAID) == set()


def test_who_speaks_for_an_enterprise_corrects_its_deliveries_but_not_what_others_said_of_them(said) -> None:
    signed_in(said.client, "eps_spokesperson", units=("parcela-1",))

    assert _takes_back(said, *SAID) == {"depósito", "entrega", "merma"}


def test_money_is_corrected_by_who_keeps_it_and_where_nobody_listens(said) -> None:
    signed_in(said.client, "technician")
    assert _takes_back(said, "dinero") == set()

    signed_in(said.client, "administration", name="Quien Lleva La Caja")
    assert _takes_back(said, "dinero") == set()

    said.client = at_the_screen(said.client)
    signed_in(said.client, "administration", name="Quien Lleva La Caja")
    assert _takes_back(said, "dinero", "entrega") == {"dinero"}


def test_an_observation_is_taken_back_by_the_social_control_alone(said) -> None:
    signed_in(said.client, "technician")
    assert _takes_back(said, "observación") == set()

    signed_in(said.client, "social_control", name="Quien Vigila")
    assert _takes_back(said, "observación", "confirmación") == {"observación"}


@pytest.mark.parametrize("uid", SAID)
def test_a_tapped_name_takes_back_nothing_that_took_a_pin_to_record(pages, uid: str) -> None:
    person = a_member(pages.client, "team", name="Quien Firmó")
    pages.journal.append(a_draft(SAID["entrega"], uid="entrega", happened=NOW - DAY_S), now=NOW - DAY_S)
    draft = a_draft(SAID[uid], uid=f"{uid}-ahora", happened=NOW - 60, author=person.uid)
    pages.journal.append(draft, now=NOW - 60)
    enrolled(pages.client)
    pages.client.cookies.set("anota", person.uid)

    assert _takes_back(pages, draft.uid) == set()
