"""Goods of which more is accounted for than there was, or less."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from dashboard.production.base import Production, Wanted
from dashboard.production.mass_balance import STOCK, MassBalance, mass_balances
from dashboard.production.saying import Saying
from dashboard.session.reviewing.point import Point, Since
from dashboard.session.reviewing.words import amount, good_named
from dashboard.visit.given import Visit
from gateway.domain.entries import Delivered, Entry, Harvested, StockLost, is_planned
from gateway.domain.goods import Good

KINDS: Final = frozenset({"harvest", "delivery", "stock_loss"})
SMALLEST: Final = Decimal("0.1")
"""Less than this no scale of the commune shows [kg]; each harvest is rounded to a gram at its base."""


def open_accounts(production: Production, since: Since) -> list[MassBalance]:
    """Return the goods whose account does not close from the last session until now, by their codes."""
    start = since.at
    before = [] if start is None else production.balances(Wanted(end=start), account=STOCK)
    within = production.balances(Wanted(start=start))
    return [one for one in mass_balances(before, within) if abs(one.difference) >= SMALLEST]


def points(visit: Visit, since: Since) -> list[Point]:
    """Return a point for each good whose account does not close."""
    ask = visit.station.production
    found = open_accounts(ask, since)
    if not found:
        return []
    keys = {one.uid: one.key for one in ask.cycles()}
    moved = visit.station.records.standing(KINDS)
    made = (_point(visit, one, _moving(one.good, moved, keys, since)) for one in found)
    return [one for one in made if one is not None]


def _moving(good: Good, moved: Iterable[Entry], keys: dict[str, str], since: Since) -> list[Entry]:
    """Return the entries of a product since the last session, all of them where none is that new."""
    own = [one for one in moved if not is_planned(one.body) and _product(one, keys) == good.item]
    new = [one for one in own if since.at is None or one.happened >= since.at]
    return new or own[-1:]


def _product(entry: Entry, keys: dict[str, str]) -> str:
    match entry.body:
        case Harvested() as body:
            return keys.get(body.cycle, "")
        case Delivered() | StockLost() as body:
            return body.product
        case _:
            return ""


def _point(visit: Visit, one: MassBalance, entries: list[Entry]) -> Point | None:
    if not entries:
        return None
    values = {
        "good": good_named(visit, one.good),
        "there": amount(visit, one.good, one.available),
        "told": amount(visit, one.good, one.accounted),
        "apart": amount(visit, one.good, abs(one.difference)),
    }
    whole = Saying(
        "Cuenta de %(good)s: %(there)s entre lo que había, lo cosechado y lo recibido;"
        " %(told)s entre lo entregado, lo perdido y lo que queda.",
        {name: values[name] for name in ("good", "there", "told")},
    )
    apart = {"apart": values["apart"]}
    if one.difference > 0:
        rest = Saying("Salieron %(apart)s más de los que había.", apart)
    else:
        rest = Saying("Faltan %(apart)s por explicar.", apart)
    # What left last is what is asked about; a harvest only where nothing left.
    left = [it for it in entries if it.kind != "harvest"] or entries
    enterprises = {getattr(it.body, "enterprise", "") for it in left}
    return Point(
        "balance",
        left[-1],
        (whole, rest),
        tuple(entries),
        enterprise=enterprises.pop() if len(enterprises) == 1 else "",
    )
