"""What was exchanged without money, counterpart by counterpart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.production.base import Balance
from gateway.domain.goods import Good

BARTER: Final = "destino:intercambio"


@dataclass(frozen=True, slots=True)
class Barter:
    """What was exchanged with one counterpart; amounts of different goods are never added.

    Attributes:
        account: The name of its account.
    """

    account: str
    given: list[tuple[Good, Decimal]]
    got: list[tuple[Good, Decimal]]


def barters(within: Iterable[Balance]) -> list[Barter]:
    """Return what was exchanged, by counterpart."""
    found: dict[str, Barter] = {}
    for one in within:
        if one.account.partition(":")[0] not in ("destino", "origen") or not one.amount:
            continue
        is_given = one.account.startswith(BARTER)
        if not is_given and not one.account.startswith("origen:intercambio"):
            continue
        counterpart = one.account.split(":", 2)[2] if one.account.count(":") > 1 else ""
        account = f"{BARTER}:{counterpart}" if counterpart else BARTER
        barter = found.setdefault(account, Barter(account, [], []))
        if is_given:
            barter.given.append((one.good, one.amount))
        else:
            barter.got.append((one.good, -one.amount))
    return list(found.values())
