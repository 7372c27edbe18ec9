"""Whether a session has its quorum, and whether a proposal has its majority; decided by the entered rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gateway.domain.entries import AttendanceTaken, RulesSet, Voted
from gateway.domain.parliament.members import Mandate, Seat
from gateway.domain.parliament.thresholds import needed


@dataclass(frozen=True, slots=True)
class Quorum:
    """What was counted at a convocation.

    Attributes:
        seats: How many there are.
        mandates: How many of them have a mandate in force.
        present: How many of them were taken, by delegates or those who stand in for them.
        needed: How many must be taken.
    """

    seats: int
    mandates: int
    present: int
    needed: int

    @property
    def is_reached(self) -> bool:
        """Whether the session may decide."""
        return self.present >= self.needed


def in_force(mandates: Iterable[Mandate], seats: Collection[Seat], *, at: int) -> list[Mandate]:
    """Return the mandates in force at a moment [s UTC] that are of one of the seats."""
    known = {(one.of, one.by) for one in seats}
    return [one for one in mandates if one.holds(at) and (one.of, one.by) in known]


def voting(mandates: Iterable[Mandate], seats: Sequence[Seat]) -> list[Mandate]:
    """Return those of whom a vote counts: delegates first, then who stands in, as many as a seat sends."""
    given = list(mandates)
    found: list[Mandate] = []
    for seat in seats:
        own = [one for one in given if (one.of, one.by) == (seat.of, seat.by)]
        found += sorted(own, key=lambda one: one.is_alternate)[: seat.delegates]
    return found


def quorum(
    rules: RulesSet,
    seats: Sequence[Seat],
    mandates: Sequence[Mandate],
    taken: AttendanceTaken,
    *,
    at: int,
) -> Quorum:
    """Return what was counted at a convocation, on the membership of that moment.

    Args:
        rules: In force at the moment of the session.
        seats: At that moment.
        mandates: Every mandate; only those in force then count.
        taken: Whose delegates were there, at the first or the second convocation.
        at: The moment of the session [s UTC].
    """
    valid = in_force(mandates, seats, at=at)
    held = len(voting(valid, seats))
    present = len(voting([one for one in valid if one.uid in taken.present], seats))
    every = sum(one.delegates for one in seats)
    second = rules.second_quorum if taken.call == 2 else None
    threshold = second or rules.quorum
    return Quorum(every, held, present, needed(threshold, every if rules.quorum_of == "seats" else held))


def days_short(rules: RulesSet, *, given: date, meets: date) -> int:
    """Return by how many days the notice of a first convocation fell short of the rules; 0 where it did not.

    Args:
        rules: In force at the moment of the session; without days of notice in them nothing is short.
        given: On which local day notice was given.
        meets: On which local day the session meets.
    """
    return max((rules.notice_days or 0) - (meets - given).days, 0)


def votes_needed(rules: RulesSet, vote: Voted, *, present: int) -> int:
    """Return how many votes in favour a decision needs.

    Args:
        rules: In force at the moment of the session.
        vote: How it was voted.
        present: How many seats were taken.
    """
    cast = vote.in_favour + vote.against
    return needed(rules.majority, present if rules.majority_of == "present" else cast)


def is_carried(rules: RulesSet, vote: Voted, *, present: int) -> bool:
    """Tell whether a proposal has its majority."""
    return vote.in_favour >= votes_needed(rules, vote, present=present)
