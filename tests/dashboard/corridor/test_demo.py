"""The demo's commune sends what it knows, and none of it says who, where or how much is in the till."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from dashboard.corridor.composing import Days, Desk, figures
from dashboard.corridor.granted import Granted, Wish, grants
from dashboard.corridor.making import make
from dashboard.corridor.manifest import written
from dashboard.corridor.opening import opened
from dashboard.parliament.assembly import KINDS, assembly
from dashboard.production.base import Wanted
from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import database
from gateway.config import checked
from gateway.demo.world import cast
from gateway.domain.entries import WarehouseRegistered
from gateway.people import People
from tests.gateway.demo.worlds import START
from tests.gateway.demo.written import written as written_book

NOW = int(START)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("demo")
    config = checked(
        {
            "commune": {"slug": cast.SLUG, "name": cast.NAME, "latitude": 9.5, "longitude": -69.2},
            "storage": {"folder": str(folder)},
        }
    )
    with written_book(folder) as journal:
        production = SqlProduction(journal, database(folder, None), cast.SLUG)
        yield Desk(config, journal, production, "secretaria")
        production.close()


@pytest.fixture(scope="module")
def allowed(desk: Desk) -> Granted:
    found = assembly(desk.journal.entries("book", kinds=KINDS))
    return next(one for one in grants(found, today=desk.day(NOW)) if one.state == "open")


def secrets(desk: Desk) -> list[str]:
    """Return every name, store and balance of the till that no file may hold."""
    entries = desk.journal.entries("book")
    people = [one.name for one in People(desk.journal).everybody()] + list(cast.PEOPLE)
    words = [word for name in people for word in name.split() if len(word) > 4]
    uids = sorted({one.author for one in entries} | {one.uid for one in People(desk.journal).everybody()})
    stores = [one.body for one in entries if isinstance(one.body, WarehouseRegistered)]
    till = desk.production.balances(Wanted(end=NOW), account="caja:")
    cash = [f"{abs(one.amount):f}" for one in till if one.amount]
    assert people
    assert stores
    assert cash
    return [
        *people, *words, *(one for one in uids if len(one) > 6), *(one.name for one in stores),
        *(one.warehouse for one in stores), *cash, "almacen", "caja:",
    ]  # fmt: skip


@pytest.mark.parametrize("level", ["summary", "cycles", "entries"])
def test_no_name_store_or_cash_of_the_demo_is_in_any_byte(desk: Desk, allowed: Granted, level: str) -> None:
    registers = desk.production.registers()
    everybody = [*registers.units, *registers.councils]
    grant = replace(allowed.grant, level=level, agreed=everybody, scope=[])
    wide = Granted(allowed.decision, grant, allowed.minutes, allowed.last_day, "open")

    told = figures(desk, wide, Days(date.fromisoformat(grant.since), allowed.last_day), "00" * 32)

    content = written(told.manifest) + b"".join(told.tables.values())
    text = content.decode()
    assert len(content) > 2_000
    assert [one for one in secrets(desk) if re.search(rf"(?<![\w.]){re.escape(one)}(?![\w.])", text)] == []


def test_what_the_demo_decided_leaves_once_and_agrees_with_itself(desk: Desk, allowed: Granted) -> None:
    made = make(desk, Wish(allowed.decision.uid), now=NOW)

    found = opened(made.body)
    assert make(desk, Wish(allowed.decision.uid), now=NOW + 60).body == made.body
    assert found.manifest.checkpoint is None or "libro" in found.manifest.checkpoint
    assert hashlib.sha256(made.body).hexdigest() == made.entry.body.sha256  # type: ignore[attr-defined]
    assert {one.concept for one in found.summary} >= {"cosechado", "entregado", "ingreso", "egreso"}
