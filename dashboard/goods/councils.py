"""What each communal council got of one good, and what that is for a family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.goods.periods import Period
from gateway.domain.entries import CouncilRegistered

COMMUNITY: Final = "destino:comunidad:"


@dataclass(frozen=True, slots=True)
class CouncilShare:
    """What a council got.

    Attributes:
        amount: Of the good; zero where it got nothing.
        families: How many it has, None where nobody counted.
        until: When it left the commune [s UTC], None while it belongs.
    """

    name: str
    amount: Decimal
    families: int | None
    until: int | None = None

    @property
    def per_family(self) -> Decimal | None:
        """What that is for a family, None where the families are not known."""
        return self.amount / self.families if self.families else None


def council_shares(
    councils: Iterable[CouncilRegistered], delivered: Mapping[str, Decimal], period: Period
) -> list[CouncilShare]:
    """Return what the councils got, in the order in which they are registered; nothing went to none.

    A council that left stays for the time in which it belonged, and wherever it got something.
    """
    got = {
        account.removeprefix(COMMUNITY): amount
        for account, amount in delivered.items()
        if account.startswith(COMMUNITY)
    }
    if not got:
        return []
    known = list(councils)
    shares = [
        CouncilShare(one.name, got.get(one.council, Decimal(0)), one.families, one.until)
        for one in known
        if one.council in got or _belonged(one, period)
    ]
    unknown = set(got) - {one.council for one in known}
    return [*shares, *(CouncilShare(one, got[one], None) for one in sorted(unknown))]


def _belonged(council: CouncilRegistered, period: Period) -> bool:
    begins_before = council.since is None or period.end is None or council.since < period.end
    ends_after = council.until is None or period.start is None or council.until > period.start
    return begins_before and ends_after
