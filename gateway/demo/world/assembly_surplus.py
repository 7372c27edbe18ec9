"""What the demo's enterprises had left over between two sessions, and into which funds it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gateway.demo.world.assembly_rules import SOCIAL, UPKEEP, WORKERS
from gateway.demo.world.assembly_sessions import SITTINGS
from gateway.demo.world.records import Record
from gateway.domain.entries import FundShare, MoneyMoved

_CREDIT: Final = "credit"
_NONE: Final = Decimal(0)
_CENT: Final = Decimal("0.01")
_USUAL: Final = (40, 35, 25)
_PARTS: Final[Mapping[int, tuple[int, int, int]]] = {
    7: (50, 30, 20),
    10: (45, 35, 20),
    11: (40, 40, 20),
    13: (35, 45, 20),
    15: (50, 30, 20),
    16: (40, 40, 20),
    17: (45, 35, 20),
}
"""Of upkeep, of social reinvestment and of the workers' fund, by session [%]."""

Money = tuple[str, str]
"""An enterprise and a currency."""


def shared(moved: Sequence[Record]) -> dict[int, list[FundShare]]:
    """Return what each session puts into funds; nothing of what had nothing left over.

    What was spent beyond the income, as when a credit is sown, is kept back from what is left over later.

    Args:
        moved: All the money of the book.
    """
    waits: defaultdict[Money, Decimal] = defaultdict(Decimal)
    found: dict[int, list[FundShare]] = {}
    for before, one in pairwise(SITTINGS):
        for key, amount in left_over(moved, since=before.at, until=one.at).items():
            waits[key] += amount
        parts = _PARTS.get(one.number, _USUAL)
        found[one.number] = [
            line for key, amount in sorted(waits.items()) if amount > 0 for line in _split(key, amount, parts)
        ]
        waits = defaultdict(Decimal, {key: min(amount, _NONE) for key, amount in waits.items()})
    return found


def left_over(moved: Sequence[Record], *, since: int, until: int) -> dict[Money, Decimal]:
    """Return income less expense of a time [s UTC]; a credit is no income, what a fund pays no expense."""
    found: defaultdict[Money, Decimal] = defaultdict(Decimal)
    for one in moved:
        body = one.draft.body
        if not isinstance(body, MoneyMoved) or body.fund is not None or body.sort == _CREDIT:
            continue
        if since <= one.draft.happened < until:
            found[body.enterprise, body.currency] += body.amount if body.direction == "in" else -body.amount
    return dict(found)


def _split(key: Money, amount: Decimal, parts: tuple[int, int, int]) -> list[FundShare]:
    enterprise, currency = key
    first, second = ((amount * part / 100).quantize(_CENT) for part in parts[:2])
    amounts = (first, second, amount - first - second)
    return [
        FundShare(enterprise, f"money:{currency}", fund, Decimal(part), own)
        for fund, part, own in zip((UPKEEP, SOCIAL, WORKERS), parts, amounts, strict=True)
    ]
