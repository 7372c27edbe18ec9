"""Whatever is tried on a parliament in whatever order, what the journal takes holds together."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from builders import NIGHT, a_draft, a_reversal
from hypothesis import given, settings
from hypothesis import strategies as some
from sitting import AGAIN, DAY_S, MEETS, RULED, SEATS, a_register, convened, proposed, some_rules
from sitting import given as sent
from sitting import voted as counted_votes

from gateway.domain.entries import (
    AttendanceTaken,
    Body,
    Decided,
    Entry,
    MandateEnded,
    MandateGiven,
    Proposed,
    SessionConvened,
    Voted,
)
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.journal.closing import close_book
from gateway.journal.registers import standing

NUMBERS = some.integers(0, 40)


class Step(NamedTuple):
    """Something that somebody tries: its entry is made of what stands when it is tried."""

    made: Callable[[list[Entry], list[int]], Body | str]
    numbers: list[int]
    at: int


def picked(entries: list[Entry], sort: type[Body], number: int) -> str:
    """Return the uid of one entry of a sort, of any other where there is none."""
    own = [one.uid for one in entries if isinstance(one.body, sort)]
    return own[number % len(own)] if own else entries[0].uid


def _given(_entries: list[Entry], numbers: list[int]) -> Body:
    return sent(SEATS[numbers[0] % 5], is_alternate=numbers[1] % 4 == 0)


def _ended(entries: list[Entry], numbers: list[int]) -> Body:
    return MandateEnded(picked(entries, MandateGiven, numbers[0]), "recalled")


def _convened(_entries: list[Entry], numbers: list[int]) -> Body:
    return convened(2, at=AGAIN) if numbers[0] % 2 else convened()


def _came(entries: list[Entry], numbers: list[int]) -> Body:
    there = {picked(entries, MandateGiven, one) for one in numbers[1:]}
    return AttendanceTaken(7, 2 if numbers[0] % 3 == 0 else 1, sorted(there))


def _put(_entries: list[Entry], _numbers: list[int]) -> Body:
    return proposed()


def _voted(entries: list[Entry], numbers: list[int]) -> Body:
    votes = [one % 4 for one in numbers[1:4]]
    return counted_votes(*votes, on=picked(entries, Proposed, numbers[0]))


def _decided(entries: list[Entry], numbers: list[int]) -> Body:
    vote = picked(entries, Voted, numbers[0])
    about = next(
        (one.body.proposal for one in entries if one.uid == vote and isinstance(one.body, Voted)), ""
    )
    result = ("approved", "rejected", "deferred")[numbers[1] % 3]
    return Decided(7, about or picked(entries, Proposed, numbers[0]), result, vote if about else None)  # type: ignore[arg-type]


def _undone(entries: list[Entry], numbers: list[int]) -> str:
    return entries[numbers[0] % len(entries)].uid


SORTS = [_given, _ended, _convened, _came, _came, _put, _voted, _voted, _decided, _decided, _undone]
MOMENTS = some.sampled_from([MEETS, AGAIN, NIGHT - DAY_S])
STEPS = some.builds(Step, some.sampled_from(SORTS), some.lists(NUMBERS, min_size=6, max_size=6), MOMENTS)
BEGUN = [
    ("convocatoria", convened(), MEETS - DAY_S),
    ("asistencia", AttendanceTaken(7, 1, ["dada-0", "dada-1", "dada-2", "dada-3"]), MEETS),
    ("propuesta", proposed(), MEETS),
]
"""How far a session is already when things are tried on it."""


@settings(max_examples=150, deadline=None)
@given(some.lists(STEPS, min_size=5, max_size=40), some.integers(0, 3), NUMBERS)
def test_what_the_journal_takes_of_a_parliament_holds_together(
    steps: list[Step], begun: int, closes_after: int
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        CommuneJournal(Path(folder) / "commune.db", commune="demo") as journal,
    ):
        a_register(journal)
        journal.append(a_draft(some_rules(), uid="reglas", happened=RULED), now=NIGHT)
        for number, by in enumerate(SEATS):
            journal.append(a_draft(sent(by), uid=f"dada-{number}", happened=RULED), now=NIGHT)
        for uid, body, at in BEGUN[:begun]:
            journal.append(a_draft(body, uid=uid, happened=at), now=NIGHT)
        for number, step in enumerate(steps):
            if number == closes_after and closed(journal):
                continue
            entries = standing(journal.entries("book"))
            if tried(journal, step, entries, uid=f"paso-{number}"):
                check(entries, standing(journal.entries("book")))


def closed(journal: CommuneJournal) -> bool:
    try:
        close_book(journal, session=7, now=NIGHT, author="secretaria", uid="cierre")
    except EntryError:
        return False
    return True


def tried(journal: CommuneJournal, step: Step, entries: list[Entry], *, uid: str) -> bool:
    """Tell whether the journal took a step."""
    body = step.made(entries, step.numbers)
    draft = a_reversal(body, uid=uid) if isinstance(body, str) else a_draft(body, uid=uid, happened=step.at)
    try:
        journal.append(draft, now=NIGHT)
    except EntryError:
        return False
    return True


def check(before: list[Entry], after: list[Entry]) -> None:
    """Check what one more entry made of the book, counted here anew and slowly."""
    if any(one.kind == "closing" for one in before):
        gone = [one for one in before if one not in after]
        assert not [one for one in [*after[len(before) :], *gone] if getattr(one.body, "session", 0) == 7]
    uids = {one.uid for one in after}
    for one in after:
        named = [getattr(one.body, name, None) for name in ("proposal", "vote", "mandate")]
        assert {uid for uid in (*named, *getattr(one.body, "present", [])) if uid} <= uids
    _no_seat_twice(after)
    newest = after[-1]
    if len(after) > len(before) and isinstance(newest.body, Voted | Decided):
        _is_counted(after, newest)


def _no_seat_twice(entries: list[Entry]) -> None:
    given = [one for one in entries if isinstance(one.body, MandateGiven)]
    for moment in {one.happened for one in given}:
        held = [
            (one.body.of, one.body.by, one.body.is_alternate)
            for one in given
            if isinstance(one.body, MandateGiven) and holds(entries, one, moment)
        ]
        assert len(held) == len(set(held))


def holds(entries: list[Entry], given_by: Entry, at: int) -> bool:
    ends = [
        one.happened
        for one in entries
        if isinstance(one.body, MandateEnded) and one.body.mandate == given_by.uid
    ]
    return given_by.happened <= at < min(ends, default=at + 1)


def _is_counted(entries: list[Entry], newest: Entry) -> None:
    vote = newest
    if isinstance(newest.body, Decided):
        if newest.body.vote is None:
            assert newest.body.result == "deferred"
            return
        vote = next(one for one in entries if one.uid == newest.body.vote)
    assert isinstance(vote.body, Voted)
    present, is_enough = came(entries, vote)
    assert is_enough
    assert vote.body.in_favour + vote.body.against + vote.body.abstained <= present
    if isinstance(newest.body, Decided):
        assert (newest.body.result == "approved") == (2 * vote.body.in_favour > present)


def came(entries: list[Entry], vote: Entry) -> tuple[int, bool]:
    """Return how many seats were taken when it was voted, and whether that was a quorum."""
    call = max(
        (one.body for one in entries if isinstance(one.body, SessionConvened)), key=lambda one: one.call
    )
    counts = [
        one.body
        for one in entries
        if isinstance(one.body, AttendanceTaken) and one.body.call == call.call and one.number < vote.number
    ]
    seats = {
        (one.body.of, one.body.by)
        for one in entries
        if isinstance(one.body, MandateGiven)
        and one.uid in counts[-1].present
        and holds(entries, one, call.at)
    }
    return len(seats), 3 * len(seats) >= 5 if call.call == 2 else 2 * len(seats) > 5
