"""What the communal parliament records about itself: its rules, its mandates, and who came to a session.

Nothing here has a default: by which rules a parliament meets is what its commune decided, with the source.
A session is known by its number, from its first convocation on.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.entries.frame import Body, Slug

Many = Annotated[int, Meta(ge=0, le=10_000)]
SessionNumber = Annotated[int, Meta(ge=1, le=100_000)]
Days = Annotated[int, Meta(ge=0, le=3_660)]

Organ = Literal[
    "council", "enterprise", "enterprises", "bank", "assembly", "executive", "economy", "control", "planning"
]  # fmt: skip
"""Who sends, proposes or answers for something: a communal council, an enterprise, all enterprises together,
the bank of the commune, the assembly, and the councils of the parliament (*Consejo Ejecutivo*, *de Economía*,
*de Contraloría*, *de Planificación*)."""

SeatOf = Literal["council", "enterprise", "enterprises", "bank"]
"""Who sends delegates: each council, each enterprise, all enterprises together, the bank of the commune."""


class Threshold(Struct, frozen=True, forbid_unknown_fields=True):
    """How many of a whole are enough.

    Attributes:
        sort: `more_than` a part of the whole, `at_least` a part of it, or so many by `count`.
        numerator: Of the part; of a count the count itself.
        denominator: Of the part; of a count 1.
    """

    sort: Literal["more_than", "at_least", "count"]
    numerator: Annotated[int, Meta(ge=1, le=10_000)]
    denominator: Annotated[int, Meta(ge=1, le=10_000)] = 1


class Seats(Struct, frozen=True, forbid_unknown_fields=True):
    """How many delegates each of a sort sends."""

    of: SeatOf
    delegates: Annotated[int, Meta(ge=1, le=100)]


class Fund(Struct, frozen=True, forbid_unknown_fields=True):
    """A fund into which surplus is put, as the commune calls it."""

    fund: Slug
    name: Annotated[str, Meta(min_length=1, max_length=80)]


class RulesSet(Body, frozen=True):
    """By which rules the parliament meets and decides from now on, as the commune fixed them.

    Attributes:
        seats: Who sends how many delegates.
        quorum: How many must be present at a first convocation.
        quorum_of: Of what the quorum is a part: of every seat, or of the seats with a mandate in force.
        majority: How many votes in favour a decision needs.
        majority_of: Of what the majority is a part: of the delegates present, or of the votes in favour
            and against.
        source: The minutes that fixed them.
        second_quorum: At a second convocation; None: as at the first.
        notice_days: How many days before the session it must be convened.
        term_months: How long a mandate lasts whose end nobody wrote down.
        confirm_days: After how many days a delivery should have been confirmed.
        late_days: After how many days an entry counts as written down late.
        funds: The funds that surplus may be put into.
    """

    seats: Annotated[list[Seats], Meta(min_length=1, max_length=4)]
    quorum: Threshold
    quorum_of: Literal["seats", "mandates"]
    majority: Threshold
    majority_of: Literal["present", "cast"]
    source: Annotated[str, Meta(min_length=1, max_length=200)]
    second_quorum: Threshold | None = None
    notice_days: Days | None = None
    term_months: Annotated[int, Meta(ge=1, le=120)] | None = None
    confirm_days: Days | None = None
    late_days: Days | None = None
    funds: list[Fund] = []


class MandateGiven(Body, frozen=True):
    """Somebody was sent to the parliament; the mandate holds from when it happened.

    Attributes:
        of: By whom.
        by: The short name of the council or enterprise; None of what there is only one of.
        person: The uid of the delegate, None where the commune does not write it down here.
        is_alternate: Whether the delegate only stands in for another of the same seat.
        until: Until when [s UTC]; None: as long as the rules say.
        act: The minutes of the election.
    """

    of: SeatOf
    by: Slug | None = None
    person: str | None = None
    is_alternate: bool = False
    until: int | None = None
    act: Annotated[str, Meta(max_length=80)] | None = None


class MandateEnded(Body, frozen=True):
    """A mandate ended before its time.

    Attributes:
        mandate: The uid of the entry that gave it.
        how: Recalled by who gave it, resigned, or ended otherwise.
        act: The minutes that say so.
    """

    mandate: str
    how: Literal["recalled", "resigned", "other"]
    act: Annotated[str, Meta(max_length=80)] | None = None


class SessionConvened(Body, frozen=True):
    """A session was convened; it happened when notice was given.

    Attributes:
        session: Its number; the second convocation has the number of the first.
        call: The first or the second convocation.
        at: For when [s UTC].
        place: Where; it stands on the poster.
        note: Salted hash of the agenda, a point a line.
    """

    session: SessionNumber
    call: Literal[1, 2]
    at: int
    place: Annotated[str, Meta(min_length=1, max_length=80)]
    note: str | None = None


class AttendanceTaken(Body, frozen=True):
    """Who was there when it was counted; a later count of the same convocation stands instead.

    Attributes:
        session: Of which session.
        call: At its first or second convocation.
        present: The uids of the mandates whose delegates were there, each once.
        assembly: How many people were there altogether; they have a voice and no vote.
    """

    session: SessionNumber
    call: Literal[1, 2]
    present: Annotated[list[str], Meta(max_length=2_000)]
    assembly: Many | None = None
