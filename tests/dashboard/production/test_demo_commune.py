"""The account of the demo's three years: what was harvested is what was delivered, lost and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.production.base import Balance, Posting
from dashboard.production.cycles import cycles
from dashboard.production.mass_balance import mass_balances
from dashboard.production.posted import posted
from dashboard.production.registers import book_registers
from gateway.demo.world import cast
from gateway.demo.world.irregularities import TOO_MUCH
from gateway.domain.entries import Entry
from gateway.domain.goods import Good
from gateway.journal import CommuneJournal
from tests.gateway.demo.test_book import written

Held = dict[tuple[str, Good], Decimal]


@pytest.fixture(scope="module")
def demo_book(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    folder: Path = tmp_path_factory.mktemp("demo")
    written(folder).close()
    with CommuneJournal(folder / "commune.db", commune=cast.SLUG) as journal:
        return journal.entries("book")


def moved(entries: list[Entry]) -> Iterator[tuple[Entry, tuple[Posting, ...], Held]]:
    """Yield each entry with what it moves and what stands in every account after it."""
    held: defaultdict[tuple[str, Good], Decimal] = defaultdict(Decimal)
    for entry, postings in posted(entries, book_registers(entries)):
        for one in postings:
            held[one.account, one.good] += one.amount
        yield entry, postings, held


def test_every_product_of_the_demo_closes_to_zero_but_for_the_fish_that_the_social_control_is_to_find(
    demo_book: list[Entry],
) -> None:
    *_, (_entry, _postings, held) = moved(demo_book)
    balances = [Balance(account, good, amount) for (account, good), amount in held.items()]

    found = mass_balances([], balances)

    assert {str(one.good) for one in found} == {
        "kg:cafe",
        "kg:cachama-negra",
        "kg:hibrido-cachamoto",
        "kg:maiz",
        "kg:maiz@14/2",
        "kg:morocoto",
    }
    apart = {str(one.good): one.difference for one in found if one.difference}
    assert apart == {"kg:hibrido-cachamoto": Decimal(18)}
    assert {str(one.good) for one in found if one.stock} == {"kg:maiz", "kg:maiz@14/2", "kg:cafe"}


def test_no_keeping_no_cash_and_no_pond_of_the_demo_ever_gives_what_it_has_not(
    demo_book: list[Entry],
) -> None:
    short = [
        (entry.uid, one.account)
        for entry, postings, held in moved(demo_book)
        for one in postings
        if one.account.startswith(("almacen:", "caja:", "vivos:")) and held[one.account, one.good] < 0
    ]

    assert short == [(TOO_MUCH, "almacen:cachama")]


def test_every_harvest_of_a_cycle_of_the_demo_has_one_base_and_one_cycle_was_lost(
    demo_book: list[Entry],
) -> None:
    found = cycles(demo_book)

    assert [one.uid for one in found if one.lost] == ["demo-estanque-3-2024-06-25"]
    assert len([one for one in found if one.ended is None]) == 10
    of_maize = [one for one in found if one.sort == "sowing" and one.harvests]
    assert [one.uid for one in of_maize if one.base is None] == ["demo-lote-5-2025-05-29"]
