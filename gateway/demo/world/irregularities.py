"""What the social control has to find in the demo's book: one thing of each sort since the last session.

Two of the ten stand elsewhere: the observation of 2024 that nobody answered is in `control`, and the probes
that were silent while field 3 was harvested are a fault in `faults`. The mandate that ran out is of a council
in the parliament's own records. Everything here is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from msgspec import structs

from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.production_register import BASE
from gateway.demo.world.records import (
    ADMINISTRATION,
    FISH_TEAM,
    GROWER,
    SECRETARY,
    SPOKESPERSON,
    Record,
    done,
    drafted,
)
from gateway.domain.entries import (
    Delivered,
    DeliveryConfirmed,
    Destination,
    MoneyMoved,
    Reversed,
    Weighing,
)

UNCONFIRMED: Final = "demo-entrega-sin-confirmar"
APART: Final = "demo-entrega-dos-pesadas"
TOO_MUCH: Final = "demo-entrega-de-mas"
UNAGREED: Final = "demo-egreso-sin-acuerdo"
TAKEN_BACK: Final = "demo-entrega-un-cero"
LATE: Final = "demo-entrega-tarde"
BY_EYE: Final = "demo-entrega-a-ojo"


def irregularities() -> Iterator[Record]:
    """Yield what does not look as it should, all of it between 28 March and 24 April 2026."""
    yield from _unconfirmed()
    yield from _apart()
    yield from _too_much()
    yield from _unagreed()
    yield from _taken_back()
    yield from _late()
    yield from _by_eye()


def _unconfirmed() -> Iterator[Record]:
    """Yield maize that went to a council, which never said that it came."""
    yield _written(UNCONFIRMED, _maize(_dry(300), "community", "los-mangos"), date(2026, 4, 11))


def _apart() -> Iterator[Record]:
    """Yield a lorry of maize that a mill found lighter and wetter."""
    ours = Weighing(Decimal(5_000), moisture=Decimal("17.8"), impurity=Decimal("2.4"), ticket="R-4471")
    body = _maize(ours, "state_mill", "planta-llanera")
    yield _written(APART, structs.replace(body, guide="G-2026-4471"), date(2026, 4, 19))
    theirs = Weighing(Decimal(4_860), moisture=Decimal("18.9"), impurity=Decimal("2.4"), ticket="T91204")
    yield _confirmed(APART, date(2026, 4, 20), theirs)


def _too_much() -> Iterator[Record]:
    """Yield fish that left although every kilo of the harvest had gone already."""
    body = Delivered(
        enterprise="cachama",
        product="hibrido-cachamoto",
        ours=Weighing(Decimal(18)),
        quality="weighed",
        destination="community",
        to="la-vega",
        families=119,
    )
    yield done(TOO_MUCH, body, happened=CALENDAR.at(date(2026, 4, 21), 11.0), author=FISH_TEAM)
    yield _confirmed(TOO_MUCH, date(2026, 4, 22))


def _unagreed() -> Iterator[Record]:
    """Yield spare parts that no session had agreed to."""
    body = MoneyMoved("cachama", "out", "upkeep", Decimal(45), "USD", voucher="E-2604-REP-USD")
    yield done(UNAGREED, body, happened=CALENDAR.at(date(2026, 4, 14), 10.0), author=ADMINISTRATION)


def _taken_back() -> Iterator[Record]:
    """Yield a delivery with a zero too many, its reversal three days later, and the right one."""
    wrong = _maize(_dry(1200), "community", "el-corozo")
    left = CALENDAR.at(date(2026, 4, 7), 13.0)
    yield done(f"{TAKEN_BACK}-de-mas", wrong, happened=left, author=GROWER)
    seen = CALENDAR.at(date(2026, 4, 9), 9.0)
    back = drafted(f"{TAKEN_BACK}-anulada", Reversed("un cero de más"), happened=seen, author=SPOKESPERSON)
    yield Record(structs.replace(back, reverses=f"{TAKEN_BACK}-de-mas"), seen)
    right = drafted(TAKEN_BACK, _maize(_dry(120), "community", "el-corozo"), happened=left, author=GROWER)
    yield Record(right, seen + 600)
    yield _confirmed(TAKEN_BACK, date(2026, 4, 10))


def _late() -> Iterator[Record]:
    """Yield maize that who worked took home, written down nineteen days later."""
    body = _maize(_dry(90), "workers")
    draft = drafted(LATE, body, happened=CALENDAR.at(date(2026, 4, 2), 12.0), author=GROWER)
    yield Record(draft, CALENDAR.at(date(2026, 4, 21), 17.0))


def _by_eye() -> Iterator[Record]:
    """Yield maize of the family that was told by sacks, and some that was weighed."""
    for uid, kg, quality, day in (
        (f"{BY_EYE}-1", "40", "weighed", 4),
        (f"{BY_EYE}-2", "60", "estimated", 12),
    ):
        body = Delivered(
            enterprise="conuco",
            product="maiz",
            ours=Weighing(Decimal(kg)),
            quality=quality,  # type: ignore[arg-type]
            destination="animal_feed",
            warehouse="troja",
        )
        yield _written(uid, body, date(2026, 4, day))


def _maize(weighed: Weighing, destination: Destination, to: str | None = None) -> Delivered:
    return Delivered(
        enterprise="maiz",
        product="maiz",
        ours=weighed,
        quality="weighed",
        destination=destination,
        to=to,
        base_moisture=BASE.moisture,
        base_impurity=BASE.impurity,
        warehouse="silo",
    )


def _dry(kg: int) -> Weighing:
    return Weighing(Decimal(kg), moisture=BASE.moisture, impurity=BASE.impurity)


def _written(uid: str, body: Delivered, day: date) -> Record:
    return done(uid, body, happened=CALENDAR.at(day, 13.0), author=GROWER)


def _confirmed(uid: str, day: date, theirs: Weighing | None = None) -> Record:
    body = DeliveryConfirmed(uid, theirs)
    return done(f"{uid}-recibida", body, happened=CALENDAR.at(day, 15.5), author=SECRETARY)
