"""What money came to the demo's enterprises and what it was spent on, each currency for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Final, Literal

from gateway.demo.world import cast
from gateway.demo.world.assembly_sessions import agreement, periods
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
"""Which parts of what came in a quarter are spent, on what; the rest is surplus."""
_LEAST: Final = Decimal(400)
"""Of less nothing is spent."""
_CREDIT: Final = Decimal(60_000)


def money(deliveries: Sequence[Record]) -> Iterator[Record]:
    """Yield what was paid for deliveries and lent, and what was spent of it as the parliament had agreed.

    Args:
        deliveries: Those with a price are paid, two weeks later.
    """
    came = [*(one for one in map(_paid, deliveries) if one is not None), _lent(), _rented()]
    yield from came
    for enterprise, currency in product(("cachama", "maiz"), ("VES", "USD")):
        yield from _spent(came, enterprise, currency)
    yield _paid_back()


def _lent() -> Record:
    body = MoneyMoved(
        "maiz", "in", "credit", _CREDIT, "VES", "C-2023-01", "acta-5", agreed=agreement(5, "credito")
    )
    return done(
        "demo-credito-2023", body, happened=CALENDAR.at(date(2023, 5, 3), 10.0), author=ADMINISTRATION
    )


def _paid_back() -> Record:
    body = MoneyMoved(
        "maiz", "out", "credit", _CREDIT, "VES", "C-2024-01", "acta-8", agreed=agreement(8, "credito")
    )
    at = CALENDAR.at(date(2024, 1, 20), 10.0)
    return done("demo-credito-2023-devuelto", body, happened=at, author=ADMINISTRATION)


def _rented() -> Record:
    """Return what neighbours paid for the harrow before the rains."""
    body = MoneyMoved("maiz", "in", "rent", Decimal(640), "USD", voucher="I-0418")
    at = CALENDAR.at(date(2026, 4, 14), 10.0)
    return done("demo-alquiler-2026-04", body, happened=at, author=ADMINISTRATION)


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
    """Yield what an enterprise spent before each session of what had come since the one before."""
    for before, one in periods():
        cash = _cash(came, enterprise, currency, since=before.at, until=one.payday)
        if cash < _LEAST:
            continue
        day = CALENDAR.local(one.payday).date()
        for sort, part in _SPENT:
            out = MoneyMoved(
                enterprise,
                "out",
                sort,
                (cash * part / 10).to_integral_value() * 10,
                currency,
                voucher=f"E-{day:%y%m}-{sort[:3].upper()}-{currency}",
                decision=f"acta-{before.number}",
                agreed=agreement(before.number, "remuneracion" if sort == "remuneration" else "plan"),
            )
            uid = f"demo-egreso-{enterprise}-{currency}-{day}-{sort}"
            yield done(uid, out, happened=one.payday, author=ADMINISTRATION)


def _cash(came: Sequence[Record], enterprise: str, currency: str, *, since: int, until: int) -> Decimal:
    found = (
        one.draft.body.amount
        for one in came
        if isinstance(one.draft.body, MoneyMoved)
        and (one.draft.body.enterprise, one.draft.body.currency) == (enterprise, currency)
        and since <= one.draft.happened < until
    )
    return sum(found, Decimal(0))
