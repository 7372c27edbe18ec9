"""What the parliament counted: what minutes say stays, and a vote is judged by the count it was made in."""

from __future__ import annotations

from builders import NIGHT, an_entry

from dashboard.parliament.assembly import Assembly, assembly
from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    BookClosed,
    CouncilRegistered,
    MandateEnded,
    MandateGiven,
    Proposed,
    RulesSet,
    Seats,
    SessionConvened,
    Threshold,
    Voted,
)

MEETS = NIGHT + 86_400
HALF = Threshold("more_than", 1, 2)
TEXT = "ab" * 32
RULES = RulesSet([Seats("council", 1)], HALF, "seats", HALF, "present", "acta 2 (inventada)")
COUNCILS = tuple(CouncilRegistered(slug, slug) for slug in ("apamate", "jabillo", "moriche"))
BEGUN: tuple[Body, ...] = (
    RULES,
    *COUNCILS,
    *(MandateGiven("council", one.council) for one in COUNCILS),
    SessionConvened(7, 1, MEETS, "Casa comunal"),
)
CLOSED = BookClosed(1, "session", MEETS, 9, TEXT, TEXT, TEXT, TEXT, 7)


def told(*bodies: Body) -> Assembly:
    """Return what begins a session and what follows tell; the mandates are `uid-5` to `uid-7`."""
    every = enumerate((*BEGUN, *bodies), 1)
    return assembly([an_entry(body, number=number, happened=NIGHT) for number, body in every])


def counted(*present: str) -> AttendanceTaken:
    return AttendanceTaken(7, 1, list(present))


def test_a_recall_that_comes_after_the_closing_changes_no_minutes() -> None:
    found = told(counted("uid-5", "uid-6"), CLOSED, MandateEnded("uid-5", "recalled"))
    call = found.sessions[0].last_call

    then, now = found.quorum(call), found.recounted(call)

    assert then is not None
    assert now is not None
    assert (then.present, then.is_reached) == (2, True)
    assert (now.present, now.is_reached) == (1, False)


def test_a_recall_that_comes_late_counts_while_the_session_is_open() -> None:
    found = told(counted("uid-5", "uid-6"), MandateEnded("uid-5", "recalled"))

    counts = found.quorum(found.sessions[0].last_call)

    assert counts is not None
    assert not counts.is_reached


def test_a_council_that_left_since_keeps_the_seat_it_had_in_the_minutes() -> None:
    left = CouncilRegistered("moriche", "moriche", until=MEETS)

    found = told(counted("uid-5", "uid-6"), CLOSED, left)

    counts = found.quorum(found.sessions[0].last_call)
    assert counts is not None
    assert (counts.seats, len(found.seats_at(MEETS))) == (3, 2)


def test_a_vote_is_judged_by_those_who_were_there_when_it_was_voted() -> None:
    found = told(
        counted("uid-5", "uid-6", "uid-7"),
        Proposed(7, "other", "assembly", TEXT),
        Voted(7, "uid-10", 2, 1, 0),
        counted("uid-5", "uid-6"),
        Proposed(7, "other", "assembly", TEXT),
        Voted(7, "uid-13", 1, 0, 0),
    )

    full, fewer = found.sessions[0].matters
    call = found.sessions[0].last_call

    assert [found.votes_needed(one) for one in (full, fewer)] == [2, 2]
    presents = [found.quorum(call, vote=one.vote) for one in (full, fewer)]
    assert [one.present for one in presents if one] == [3, 2]


def test_a_matter_without_a_vote_needs_none_yet() -> None:
    found = told(counted("uid-5", "uid-6"), Proposed(7, "other", "assembly", TEXT))

    assert found.votes_needed(found.sessions[0].matters[0]) is None
