"""What the demo's parliament uses its funds for, and what was paid from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from gateway.demo.world.assembly_rules import SOCIAL, UPKEEP, WORKERS
from gateway.demo.world.assembly_sessions import agreement
from gateway.demo.world.cycles import CALENDAR
from gateway.demo.world.records import ADMINISTRATION, Record, done
from gateway.domain.entries import MoneyMoved


@dataclass(frozen=True, slots=True)
class Use:
    """What a fund is to be used for.

    Attributes:
        most: How much of it at the most.
    """

    what: str
    fund: str
    most: str


USES: Final[Mapping[int, Use]] = {
    8: Use("reparar la compuerta del estanque 3", "mantenimiento de las cachamas", "USD 130"),
    9: Use("techar el galpón de secado", "mantenimiento del maíz", "Bs. 50.000"),
    11: Use("comprar un chinchorro", "reinversión social", "USD 220"),
    13: Use("comprar botas, guantes y botiquines", "productores y productoras", "Bs. 60.000"),
    14: Use("arreglar la bomba del ambulatorio", "reinversión social", "Bs. 150.000"),
    15: Use("comprar un medidor de oxígeno de mano", "reinversión social", "USD 280"),
    16: Use("cercar la parcela 4, Los Mangos", "reinversión social", "Bs. 400.000"),
    17: Use("reparar el aireador del estanque 4", "mantenimiento de las cachamas", "USD 320"),
}
"""What the surplus of a session is for, where the parliament said so."""


@dataclass(frozen=True, slots=True)
class _Paid:
    """A payment from a fund."""

    session: int
    day: date
    enterprise: str
    fund: str
    sort: Literal["upkeep", "inputs", "solidarity"]
    amount: str
    currency: str


_PAID: Final = (
    _Paid(8, date(2024, 2, 14), "cachama", UPKEEP, "upkeep", "120", "USD"),
    _Paid(9, date(2024, 5, 11), "maiz", UPKEEP, "upkeep", "45000", "VES"),
    _Paid(11, date(2024, 11, 9), "cachama", SOCIAL, "inputs", "210", "USD"),
    _Paid(13, date(2025, 5, 10), "maiz", WORKERS, "solidarity", "38500", "VES"),
    _Paid(14, date(2025, 8, 8), "maiz", SOCIAL, "solidarity", "120000", "VES"),
    _Paid(15, date(2025, 11, 7), "cachama", SOCIAL, "inputs", "260", "USD"),
    _Paid(17, date(2026, 4, 10), "cachama", UPKEEP, "upkeep", "305", "USD"),
)
"""The fence of session 16 was never paid: nobody found wire at that price."""


def paid_from_funds() -> Iterator[Record]:
    """Yield what was paid from the funds, each by the decision that allowed it."""
    for one in _PAID:
        body = MoneyMoved(
            one.enterprise,
            "out",
            one.sort,
            Decimal(one.amount),
            one.currency,
            voucher=f"F-{one.day:%y%m}-{one.sort[:3].upper()}",
            decision=f"acta-{one.session}",
            agreed=agreement(one.session, "excedente"),
            fund=one.fund,
        )
        yield done(
            fund_payment(one.session), body, happened=CALENDAR.at(one.day, 11.0), author=ADMINISTRATION
        )


def fund_payment(session: int) -> str:
    """Return the uid of what was paid from a fund by a session's decision."""
    return f"demo-egreso-fondo-{session}"
