"""Everything that a session looks at, in one place for page, screen on the wall and paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.goods.produced import account_words, moved, produced
from dashboard.login.rights import Right
from dashboard.parliament.assembly import Assembly
from dashboard.session.agreed import Agreement, agreements, not_agreed
from dashboard.session.destinations import WhereItWent, destinations
from dashboard.session.goods import ProducedGood, produced_goods
from dashboard.session.occasion import Occasion
from dashboard.session.surplus import SurplusView, surplus_view
from dashboard.session.to_decide import ToDecide, to_decide
from dashboard.visit.given import Visit
from dashboard.words.accounts import AccountWords
from gateway.domain.parliament.counting import Quorum

Missing = Literal["rules", "mandates", "session", "closed"]
"""What a parliament has not: rules, delegates, a session that is convened, one that closed the book."""

LINES_OF_PAPER: Final = 16
"""So many agreements, products, destinations and proposals fit one A4; counted on the printed page."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a session looks at.

    Attributes:
        agreed: By the session before.
        refused, deferred: What that session decided against or put off, by what it is called.
        goods: What was produced, each product and base for itself.
        went: Where each good went of which anything came or went.
        quorum: What was counted at the newest convocation, None while nobody counted.
        names: How goods and accounts are called.
    """

    occasion: Occasion
    agreed: list[Agreement]
    refused: list[str]
    deferred: list[str]
    goods: list[ProducedGood]
    went: list[WhereItWent]
    surplus: SurplusView
    decide: ToDecide
    quorum: Quorum | None
    names: AccountWords
    missing: tuple[Missing, ...]

    @property
    def is_longer_than_paper(self) -> bool:
        """Whether the page goes on on a second sheet of paper when it is printed."""
        asked = len(self.decide.motions) + len(self.decide.unfinished_first) + len(self.decide.put_off_first)
        return len(self.agreed) + len(self.goods) + len(self.went) + asked > LINES_OF_PAPER


def whole(visit: Visit, found: Occasion) -> Whole:
    """Return what a session looks at."""
    everything = moved(visit, found.period)
    goods = produced(visit, everything, found.period, names_stores=False)
    session = found.session
    return Whole(
        occasion=found,
        agreed=agreements(visit, found.before),
        refused=not_agreed(visit, found.before, "rejected"),
        deferred=not_agreed(visit, found.before, "deferred"),
        goods=produced_goods(visit, goods, everything, found.period),
        went=[one for one in destinations(visit, goods) if one.has_moved],
        surplus=surplus_view(visit, found, knows_cash=visit.may(Right.SEE_MEMBERS)),
        decide=to_decide(visit, found.assembly, session),
        quorum=None if session is None else found.assembly.quorum(session.last_call),
        names=account_words(visit, everything.cycles.values(), names_stores=False),
        missing=tuple(_missing(found.assembly, now=visit.now)),
    )


def _missing(found: Assembly, *, now: int) -> Iterable[Missing]:
    if found.rules_at(now) is None:
        yield "rules"
    if not any(one.holds(now) for one in found.mandates):
        yield "mandates"
    if found.open_session is None:
        yield "session"
    if found.last_closed is None:
        yield "closed"
