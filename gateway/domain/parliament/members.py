"""Who has a seat in the parliament on a day, and who holds a mandate for it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gateway.domain.entries import (
    CouncilRegistered,
    EnterpriseRegistered,
    MandateEnded,
    MandateGiven,
    RulesSet,
    SeatOf,
)


@dataclass(frozen=True, slots=True)
class Seat:
    """The seats of one council, of one enterprise, of all enterprises together, or of the bank.

    Attributes:
        by: The short name of the council or enterprise, empty of what there is only one of.
        delegates: How many it sends.
    """

    of: SeatOf
    by: str
    delegates: int


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate as it stands.

    Attributes:
        uid: Of the entry that gave it.
        since: From when on [s UTC].
        until: Until when, by what was written down or by the rules then in force [s UTC]; None: open.
        ended: When it ended before its time [s UTC], None where it did not.
        how: How it ended before its time, empty where it did not.
    """

    uid: str
    of: SeatOf
    by: str
    person: str | None
    is_alternate: bool
    since: int
    until: int | None
    act: str = ""
    ended: int | None = None
    how: str = ""

    def holds(self, at: int) -> bool:
        """Tell whether it is in force at a moment [s UTC]."""
        ends = [one for one in (self.until, self.ended) if one is not None]
        return self.since <= at < min(ends, default=at + 1)

    def expired(self, at: int) -> bool:
        """Tell whether its time was over at a moment [s UTC] and nobody had ended it before."""
        return self.until is not None and self.until <= at and (self.ended is None or self.ended > self.until)


def seats(
    rules: RulesSet,
    councils: Iterable[CouncilRegistered],
    enterprises: Iterable[EnterpriseRegistered],
    *,
    at: int,
) -> list[Seat]:
    """Return who has seats at a moment [s UTC], councils first, each by its short name.

    Args:
        rules: Those in force then.
        councils: As they were registered, rising: a later registration takes the place of an earlier one
            of the same short name, but a period that had ended before it begins stays: who left may
            come back, and had no seat in between.
        enterprises: As councils.
        at: A council or enterprise that did not belong to the commune then has no seat.
    """
    belong = {
        "council": _belong(councils, at),
        "enterprise": _belong(enterprises, at),
        "enterprises": [""],
        "bank": [""],
    }
    order = list(belong)
    found = sorted(rules.seats, key=lambda one: order.index(one.of))
    return [Seat(one.of, by, one.delegates) for one in found for by in belong[one.of]]


def mandates(
    given: Iterable[tuple[str, int, MandateGiven]],
    ended: Iterable[tuple[int, MandateEnded]],
    rules: Sequence[tuple[int, RulesSet]],
) -> list[Mandate]:
    """Return every mandate as it stands, in the order in which they were given.

    Args:
        given: Uid, moment [s UTC] and what was written down.
        ended: Moment [s UTC] and what was written down.
        rules: Every setting of the rules with its moment [s UTC], rising: the term of a mandate whose end
            nobody wrote down is that of the rules in force when it was given.
    """
    ends = {one.mandate: (at, one.how) for at, one in ended}
    found = []
    for uid, since, body in given:
        at, how = ends.get(uid, (None, ""))
        until = body.until if body.until is not None else _term_ends(since, rules)
        found.append(
            Mandate(
                uid,
                body.of,
                body.by or "",
                body.person,
                body.is_alternate,
                since,
                until,
                body.act or "",
                at,
                how,
            )
        )
    return found


def _belong(registered: Iterable[CouncilRegistered | EnterpriseRegistered], at: int) -> list[str]:
    """Return the short names of what belonged to the commune at a moment, rising."""
    periods: dict[str, list[tuple[int | None, int | None]]] = {}
    for one in registered:
        slug = one.council if isinstance(one, CouncilRegistered) else one.enterprise
        before = [] if one.since is None else [it for it in periods.get(slug, []) if _is_over(it, one.since)]
        periods[slug] = [*before, (one.since, one.until)]
    return sorted(slug for slug, own in periods.items() if any(_within(one, at) for one in own))


def _is_over(period: tuple[int | None, int | None], at: int) -> bool:
    return period[1] is not None and period[1] <= at


def _within(period: tuple[int | None, int | None], at: int) -> bool:
    return (period[0] is None or period[0] <= at) and not _is_over(period, at)


def _term_ends(since: int, rules: Sequence[tuple[int, RulesSet]]) -> int | None:
    months = next((one.term_months for at, one in reversed(rules) if at <= since), None)
    if months is None:
        return None
    begun = datetime.fromtimestamp(since, UTC)
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    # A month that has no such day ends with its last one: what began on a 31st may end on a 30th.
    day = min(begun.day, monthrange(year, month + 1)[1])
    return int(begun.replace(year=year, month=month + 1, day=day).timestamp())
