"""What money came to the demo's enterprises and what it was spent on, each currency for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Final, Literal

from gateway.demo.world import cast
from gateway.demo.world.calendar import DAY_S
from gateway.demo.world.chance import stream
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.records import ADMINISTRATION, Record, done
from gateway.domain.entries import Delivered, MoneyMoved

_Sort = Literal["remuneration", "inputs", "fuel", "transport"]
_SPENT: Final[tuple[tuple[_Sort, Decimal], ...]] = (
    ("remuneration", Decimal("0.45")),
    ("inputs", Decimal("0.2")),
    ("fuel", Decimal("0.07")),
    ("transport", Decimal("0.05")),
)
"""Which parts of the cash an assembly spends each quarter, on what."""
_LEAST: Final = Decimal(400)
"""With less cash nothing is spent."""
_CREDIT: Final = Decimal(60_000)


def money(deliveries: Sequence[Record]) -> Iterator[Record]:
    """Yield what was paid for deliveries, and what was spent of it.

    Args:
        deliveries: Those with a price are paid, two weeks later.
    """
    paid = [one for one in map(_paid, deliveries) if one is not None]
    yield from paid
    credit = MoneyMoved("maiz", "in", "credit", _CREDIT, "VES", voucher="C-2023-01", decision="acta-5")
    lent = done(
        "demo-credito-2023", credit, happened=CALENDAR.at(date(2023, 5, 3), 10.0), author=ADMINISTRATION
    )
    yield lent
    for enterprise, currency in product(("cachama", "maiz"), ("VES", "USD")):
        yield from _spent([lent, *paid], enterprise, currency)


def _paid(delivery: Record) -> Record | None:
    body, uid = delivery.draft.body, delivery.draft.uid
    if not isinstance(body, Delivered) or body.price is None or body.currency is None:
        return None
    came = MoneyMoved(
        enterprise=body.enterprise,
        direction="in",
        sort="sale",
        amount=body.price,
        currency=body.currency,
        voucher=f"I-{stream(cast.SEED, uid) % 10_000:04}",
        delivery=uid,
    )
    wait = 6 + stream(cast.SEED, "paid", uid) % 15
    return done(f"{uid}-pago", came, happened=delivery.draft.happened + wait * DAY_S, author=ADMINISTRATION)


def _spent(came: Sequence[Record], enterprise: str, currency: str) -> Iterator[Record]:
    """Yield what an enterprise spent of one currency at the end of each quarter."""
    spent = Decimal(0)
    for number, day in enumerate(_quarters(), 1):
        at = CALENDAR.at(day, 15.0)
        cash = _cash(came, enterprise, currency, before=at) - spent
        if cash < _LEAST:
            continue
        for sort, part in _SPENT:
            amount = (cash * part / 10).to_integral_value() * 10
            spent += amount
            out = MoneyMoved(
                enterprise,
                "out",
                sort,
                amount,
                currency,
                voucher=f"E-{day:%y%m}-{sort[:3].upper()}-{currency}",
                decision=f"acta-{5 + number}",
            )
            yield done(
                f"demo-egreso-{enterprise}-{currency}-{day}-{sort}", out, happened=at, author=ADMINISTRATION
            )


def _cash(came: Sequence[Record], enterprise: str, currency: str, *, before: int) -> Decimal:
    found = (
        one.draft.body.amount
        for one in came
        if isinstance(one.draft.body, MoneyMoved)
        and (one.draft.body.enterprise, one.draft.body.currency) == (enterprise, currency)
        and one.draft.happened < before
    )
    return sum(found, Decimal(0))


def _quarters() -> list[date]:
    return [
        date(year, month, 28)
        for year in range(cast.HISTORY_DAY.year, cast.MORNING.year + 1)
        for month in (3, 6, 9, 12)
        if cast.HISTORY_DAY < date(year, month, 28) < cast.MORNING
    ]
