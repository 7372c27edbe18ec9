"""What the report and the posters of a session are made of, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.book.beside import open_observations
from dashboard.goods.periods import Period
from dashboard.goods.produced import Moved, Produced, moved, produced
from dashboard.parliament.reading import read_assembly
from dashboard.production.base import Wanted
from dashboard.production.cycles import Cycle
from dashboard.production.mass_balance import HARVEST
from dashboard.session.corrected import corrections_between
from dashboard.session.goods import ProducedGood, produced_goods
from dashboard.session.observed import bounds
from dashboard.session.occasion import Occasion, occasion
from dashboard.session.surplus import SurplusView, surplus_view
from dashboard.visit.given import Visit
from gateway.domain.goods import Good, is_maize

Drawn = Literal["fish", "maize", "sack"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of the period of a session.

    Attributes:
        occasion: The session with the time that it looks back on.
        goods: Where each good came from and where it went.
        made: What was produced, beside its plan.
        first, last: The numbers of the entries of the book that it looks back on.
        observed: How many observations of the social control are open.
        corrections: How many entries took others back in the period.
    """

    occasion: Occasion
    moved: Moved
    goods: Sequence[Produced]
    made: Sequence[ProducedGood]
    surplus: SurplusView
    first: int
    last: int
    observed: int
    corrections: int

    @property
    def period(self) -> Period:
        """The time that is looked back on."""
        return self.occasion.period

    @property
    def wanted(self) -> Wanted:
        """That part of the book."""
        return Wanted(start=self.period.start, end=self.period.end)

    def produced(self, good: Good) -> Produced | None:
        """Return where a good came from and went."""
        return next((one for one in self.goods if one.good == good), None)

    def cycles_of(self, good: Good) -> list[Cycle]:
        """Return the cycles that gave a good in the period, by their uids."""
        accounts = [one.account for one in self.moved.within if one.good == good and one.amount]
        uids = sorted(one.removeprefix(HARVEST) for one in accounts if one.startswith(HARVEST))
        return [self.moved.cycles[one] for one in uids if one in self.moved.cycles]

    def drawn(self, good: Good) -> Drawn:
        """Return how a good is drawn."""
        if any(one.sort == "stocking" and one.key == good.item for one in self.moved.cycles.values()):
            return "fish"
        return "maize" if is_maize(good.item) else "sack"


def findings(visit: Visit, *, number: int | None = None, period: Period | None = None) -> Findings:
    """Return what is known of the time that a session looks back on, as everybody may know it.

    Args:
        visit: Who asks.
        number: Of a session; None: the open one, else the time since the last one.
        period: Another time instead.
    """
    seen = replace(visit, member=None, device=None)
    found = occasion(seen, read_assembly(seen), number=number)
    if period is not None:
        found = replace(found, period=period)
    all_moved = moved(seen, found.period)
    goods = produced(seen, all_moved, found.period, names_stores=False)
    head, _hash = visit.station.journal.head("book")
    since, until = (0, None) if found.session is None else bounds(found.assembly, found.session)
    if found.session is None and found.before is not None and found.before.closing is not None:
        since = found.before.closing.number
    return Findings(
        occasion=found,
        moved=all_moved,
        goods=goods,
        made=produced_goods(seen, goods, all_moved, found.period),
        surplus=surplus_view(seen, found, knows_cash=False),
        first=since + 1,
        last=head if until is None else until - 1,
        observed=len(open_observations(visit)),
        corrections=corrections_between(visit, since, until) if period is None else _in(visit, period),
    )


def _in(visit: Visit, period: Period) -> int:
    """Return how many entries took others back in a time that no closing bounds."""
    wanted = Wanted(kinds={"reversal"}, start=period.start, end=period.end)
    return visit.station.production.counts(wanted).get("reversal", 0)
