"""What is put to the communal parliament, what was said of it, how it was voted, and what came of it.

Texts (what is proposed, the note of a debate, what came of it) stand beside the journal; entries carry their
salted hashes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.bounds import Percent, Positive
from gateway.domain.entries.frame import Body, Slug
from gateway.domain.entries.parliament import Many, Organ, SessionNumber
from gateway.domain.entries.registers import Currency, Day
from gateway.domain.entries.trade import Destination

GoodCode = Annotated[str, Meta(min_length=3, max_length=80)]
"""The code of a good, such as `money:USD` or `kg:maiz@14/2`, see `gateway.domain.goods`."""

Sort = Literal["plan", "remuneration", "price", "distribution", "reinvestment", "sharing", "other"]


class PlanLine(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit is to produce so much of a good."""

    unit: Slug
    good: GoodCode
    amount: Positive


class PayLine(Struct, frozen=True, forbid_unknown_fields=True):
    """What a day of work (*jornada*) is paid with in an enterprise."""

    enterprise: Slug
    amount: Positive
    currency: Currency


class PriceLine(Struct, frozen=True, forbid_unknown_fields=True):
    """What one measure of a good costs."""

    good: GoodCode
    amount: Positive
    currency: Currency


class ProductShare(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a product goes somewhere; the parts of one good are together 100 % of what is shared out.

    Attributes:
        percent: Of what is shared out of this good [%].
        amount: The same in the good's measure.
        to: As of a delivery.
    """

    good: GoodCode
    destination: Destination
    percent: Percent
    amount: Positive
    to: Slug | None = None


class FundShare(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the surplus of an enterprise goes into a fund; the parts of one good are together 100 %.

    Attributes:
        good: A currency, or goods got in kind; never what was sold.
        percent: Of that surplus [%].
        amount: The same in the currency or measure.
    """

    enterprise: Slug
    good: GoodCode
    fund: Slug
    percent: Percent
    amount: Positive


class Grant(Struct, frozen=True, forbid_unknown_fields=True):
    """What may leave the commune, and to whom.

    Attributes:
        recipient: The short name of a counterpart.
        scope: The products, by their keys; empty: all of them.
        level: Sums by product, cycles, or single entries.
        since, until: Of which days.
        expires: After this day nothing more may leave by it.
        agreed: The units and councils that agreed to be seen alone; of others nothing leaves that tells of
            one unit or of few families.
    """

    recipient: Slug
    level: Literal["summary", "cycles", "entries"]
    since: Day
    until: Day
    expires: Day
    scope: list[Slug] = []
    agreed: list[Slug] = []


class Proposed(Body, frozen=True):
    """Something is put to a session.

    Attributes:
        by, of: Who proposes it, and the short name where there are several.
        note: Salted hash of what is proposed; its first line is what it is called.
        pending: The uid of the decision that it takes up again.
    """

    session: SessionNumber
    sort: Sort
    by: Organ
    note: str
    of: Slug | None = None
    plans: list[PlanLine] = []
    pays: list[PayLine] = []
    prices: list[PriceLine] = []
    products: list[ProductShare] = []
    funds: list[FundShare] = []
    grant: Grant | None = None
    pending: str | None = None


class Debated(Body, frozen=True):
    """What was said about a proposal, without names; everybody may speak."""

    session: SessionNumber
    proposal: str
    note: str


class Voted(Body, frozen=True):
    """How the delegates voted on a proposal.

    Attributes:
        mandated: Whether they voted as the bodies that sent them had told them; None: nobody said.
    """

    session: SessionNumber
    proposal: str
    in_favour: Many
    against: Many
    abstained: Many
    mandated: bool | None = None


class Decided(Body, frozen=True):
    """What the parliament decided about a proposal.

    Attributes:
        vote: The uid of the vote; None where it was put off without one.
        responsible, of: Who answers for it, and the short name where there are several.
        deadline: Until which day.
        funds: Of an approved reinvestment its lines, which move into the funds.
    """

    session: SessionNumber
    proposal: str
    result: Literal["approved", "rejected", "deferred"]
    vote: str | None = None
    responsible: Organ | None = None
    of: Slug | None = None
    deadline: Day | None = None
    funds: list[FundShare] = []


class OutcomeTold(Body, frozen=True):
    """What came of a decision so far.

    Attributes:
        entries: The uids of the entries that show it.
        note: Salted hash of a text about it.
    """

    decision: str
    state: Literal["done", "partly", "not_done", "withdrawn"]
    entries: Annotated[list[str], Meta(max_length=50)] = []
    note: str | None = None
