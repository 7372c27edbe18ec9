"""The small commune's parliament, on which other tests are built."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assembled import CLOSED, MET, OPEN
from members import station_of

from dashboard.parliament.assembly import KINDS, assembly
from dashboard.production.base import Wanted
from dashboard.production.surplus import funds, surpluses

if TYPE_CHECKING:
    from tests.dashboard.conftest import Assembled


def test_one_session_closed_the_book_and_one_is_convened(assembled: Assembled) -> None:
    found = assembly(assembled.journal.entries("book", kinds=KINDS))

    assert found.last_closed is not None
    assert found.open_session is not None
    assert (found.last_closed.number, found.open_session.number) == (CLOSED, OPEN)
    quorum = found.quorum(found.last_closed.last_call)
    assert quorum is not None
    assert (quorum.seats, quorum.mandates, quorum.present, quorum.needed) == (6, 6, 5, 4)
    states = {
        outcome.body.state  # type: ignore[attr-defined]
        for matter in found.last_closed.matters
        for outcome in matter.outcomes
    }
    assert states == {"done", "partly", "not_done"}


def test_what_was_left_over_went_into_the_funds(assembled: Assembled) -> None:
    production = station_of(assembled.client).production

    before = surpluses(production.balances_by_enterprise(Wanted(end=MET)))
    after = surpluses(production.balances_by_enterprise(Wanted(start=MET + 86_400)))
    stand = funds(
        [one for root in ("fondo:", "aplicado:") for one in production.balances(Wanted(), account=root)]
    )

    assert {(one.enterprise, str(one.good)): one.amount for one in before} == {
        ("cachamas", "money:USD"): Decimal(900),
        ("cachamas", "money:VES"): Decimal(17_000),
        ("maiceros", "kg:cafe"): Decimal(80),
    }
    assert {(one.enterprise, str(one.good)): one.amount for one in after} == {
        ("cachamas", "money:USD"): Decimal(660)
    }
    assert {(one.fund, str(one.good)): one.amount for one in stand} == {
        ("mantenimiento", "money:USD"): Decimal(160),
        ("reinversion", "money:USD"): Decimal(360),
        ("productores", "money:USD"): Decimal(180),
        ("productores", "kg:cafe"): Decimal(80),
    }


def test_the_secretary_sits_at_the_station_and_anybody_reads(assembled: Assembled) -> None:
    assert assembled.secretary().get("/produccion").status_code == 200
    assert assembled.control().get("/libro").status_code == 200
    assert assembled.nobody().get("/produccion").status_code == 200
