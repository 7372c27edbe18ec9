"""Where the products of the demo's commune went, and what came back for them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from gateway.demo.world.grain_trade import at_base
from gateway.demo.world.irregularities import TOO_MUCH
from gateway.demo.world.money import money
from gateway.demo.world.organisation import COUNCILS
from gateway.demo.world.records import Record
from gateway.domain.entries import (
    Body,
    Delivered,
    DeliveryConfirmed,
    Harvested,
    MoneyMoved,
    Observed,
    Reversed,
    Stocked,
    StockLost,
    Weighing,
    is_planned,
)
from gateway.domain.goods import product_key
from tests.gateway.demo.test_book import records, written
from tests.gateway.demo.worlds import CALENDAR


def standing() -> list[Record]:
    back = {one.draft.reverses for one in records()}
    return [one for one in records() if one.draft.uid not in back and not is_planned(one.draft.body)]


def deliveries() -> list[Delivered]:
    return [one.draft.body for one in standing() if isinstance(one.draft.body, Delivered)]


def moves(body: Body, units: dict[str, tuple[str, str]]) -> list[tuple[str, Decimal]]:
    """Return by which store and good an entry makes the stock larger or smaller [kg]."""
    if isinstance(body, Harvested):
        enterprise, product = units[body.cycle]
        said = Weighing(body.kg, moisture=body.moisture, impurity=body.impurity)
        return [(f"{enterprise}/{body.warehouse}/{product}/{body.moisture is None}", at_base(said))]
    if isinstance(body, StockLost):
        place = f"{body.enterprise}/{body.warehouse}/{body.product}/{body.weighed.moisture is None}"
        return [(place, -at_base(body.weighed))]
    if isinstance(body, Delivered):
        place = f"{body.enterprise}/{body.warehouse}/"
        back = [(f"{place}{one.product}/True", one.amount) for one in body.goods]
        return [(f"{place}{body.product}/{body.ours.moisture is None}", -at_base(body.ours)), *back]
    return []


def test_no_store_ever_gives_more_than_it_holds_and_nearly_all_of_it_leaves() -> None:
    units: dict[str, tuple[str, str]] = {}
    held: defaultdict[str, Decimal] = defaultdict(Decimal)
    came: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in standing():
        body = one.draft.body
        if one.draft.uid == TOO_MUCH:
            continue  # the one delivery of what was not there, for the social control to find
        if isinstance(body, Stocked):
            is_of_the_family = body.unit == "cachama-5"
            units[one.draft.uid] = ("conuco" if is_of_the_family else "cachama", product_key(body.species))
        elif one.draft.kind == "sowing":
            units[one.draft.uid] = ("conuco" if "lote-5" in one.draft.uid else "maiz", "maiz")
        for good, kg in moves(body, units):
            held[good] += kg
            came[good] += max(kg, Decimal(0))
            assert held[good] >= 0, f"{one.draft.uid}: {held[good]} of {good}"

    waits = "maiz/silo/cafe/True"
    assert held[waits] == 80
    assert all(held[good] == 0 for good in held if "maiz/" not in good.split("/", 2)[2] and good != waits)
    assert sum(held.values()) < sum(came.values()) * Decimal("0.06")


def test_every_council_gets_its_own_and_none_after_it_left() -> None:
    left = {one.slug: CALENDAR.at(one.left, 0.0) for one in COUNCILS if one.left}
    got = {one.to for one in deliveries() if one.destination == "community"}
    late = [
        one.draft.uid
        for one in standing()
        if isinstance(one.draft.body, Delivered) and left.get(one.draft.body.to or "", 9e9) < one.registered
    ]

    assert got == {one.slug for one in COUNCILS}
    assert late == []


def test_no_council_gets_twice_the_maize_a_family_of_another_but_the_one_beside_the_conuco() -> None:
    families = {one.slug: one.families for one in COUNCILS if one.slug != "alto-viento"}
    got: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in deliveries():
        if one.to in families and one.product == "maiz":
            got[one.to] += one.ours.kg / families[one.to]

    assert max(got.values()) < 2 * min(got.values())


def test_products_go_every_way_that_a_product_can_go() -> None:
    found = {one.destination for one in deliveries()}

    assert found == {
        "community",
        "workers",
        "social",
        "exchange",
        "state_mill",
        "private_mill",
        "sale",
        "seed",
        "animal_feed",
    }


def test_maize_is_exchanged_for_coffee_and_all_but_the_newest_coffee_is_shared_out() -> None:
    exchanged = [one for one in deliveries() if one.destination == "exchange"]
    coffee = sum(good.amount for one in exchanged for good in one.goods)
    shared = sum(one.ours.kg for one in deliveries() if one.product == "cafe")

    assert len(exchanged) == 4
    assert all(one.exchange and one.price is None for one in exchanged)
    assert (coffee, shared) == (320, 240)


def test_a_mill_weighs_again_and_sometimes_less() -> None:
    ours = {
        one.draft.uid: one.draft.body
        for one in standing()
        if isinstance(one.draft.body, Delivered) and one.draft.body.destination.endswith("mill")
    }
    told = {
        one.draft.body.delivery: one.draft.body.theirs
        for one in standing()
        if isinstance(one.draft.body, DeliveryConfirmed)
    }
    theirs = {uid: body.theirs or told.get(uid) for uid, body in ours.items()}

    assert all(one is not None and one.ticket for one in theirs.values())
    same = [uid for uid, one in theirs.items() if one and one.kg == ours[uid].ours.kg]
    assert len(theirs) * 0.2 < len(same) < len(theirs) * 0.8


def test_the_lorry_of_wet_grain_has_both_weighings_and_nobody_confirmed_it() -> None:
    wet = next(one for one in deliveries() if one.ours.moisture == 22)
    uids = [one.draft.uid for one in standing() if one.draft.body is wet]
    confirmed = {
        one.draft.body.delivery for one in standing() if isinstance(one.draft.body, DeliveryConfirmed)
    }

    assert wet.theirs is not None
    assert (wet.ours.kg, wet.theirs.kg, wet.theirs.moisture) == (10_000, 9_600, 24)
    assert not confirmed & set(uids)


def test_most_deliveries_are_confirmed_and_never_by_who_recorded_them() -> None:
    giver = {one.draft.uid: one.draft for one in standing() if isinstance(one.draft.body, Delivered)}
    confirmed = [one.draft for one in standing() if isinstance(one.draft.body, DeliveryConfirmed)]
    with_a_receiver = [one for one in deliveries() if one.to]

    assert len(with_a_receiver) * 0.85 < len(confirmed) < len(with_a_receiver)
    assert all(one.author != giver[one.body.delivery].author for one in confirmed)  # type: ignore[attr-defined]


def test_a_harvest_and_two_deliveries_were_wrong_and_are_taken_back() -> None:
    back = {one.draft.reverses: one for one in records() if isinstance(one.draft.body, Reversed)}
    kinds = [one.draft.kind for one in records() if one.draft.uid in back]

    assert sorted(kinds) == ["delivery", "delivery", "harvest"]


def test_no_cash_is_spent_that_is_not_there() -> None:
    held: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for one in sorted(standing(), key=lambda one: one.draft.happened):
        body = one.draft.body
        if isinstance(body, MoneyMoved):
            held[body.enterprise, body.currency] += body.amount if body.direction == "in" else -body.amount
            assert held[body.enterprise, body.currency] >= 0

    assert {currency for _enterprise, currency in held} == {"VES", "USD"}
    assert {one.draft.author for one in money([])} == {"demo-persona-7"}


def test_the_social_control_observed_two_things_and_one_of_them_is_answered() -> None:
    seen = [one.draft for one in standing() if isinstance(one.draft.body, Observed)]
    opened = {one.uid for one in seen if one.body.state == "open"}  # type: ignore[attr-defined]
    answered = {one.body.answers for one in seen if one.body.state == "resolved"}  # type: ignore[attr-defined]

    assert len(opened) == 2
    assert len(opened - answered) == 1
    assert {one.author for one in seen} == {"demo-persona-8"}


def test_one_morning_the_station_s_clock_stood_two_days_behind(tmp_path: Path) -> None:
    with written(tmp_path) as journal:
        book = journal.entries("book")
        journal.verify("book")
    back = [
        (before, after) for before, after in pairwise(book) if after.registered < before.registered - 86_400
    ]
    wrong = [
        one
        for one in book
        if back[0][1].number <= one.number and one.registered < CALENDAR.at(date(2025, 8, 15), 0.0)
    ]

    assert len(back) == 1
    assert len(wrong) >= 4
    assert book[wrong[-1].number].registered > back[0][0].registered
