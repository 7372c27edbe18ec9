"""What stands about an entry of the book beside itself: who confirmed it, what was observed, which photos."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.login.rights import Right
from dashboard.production.base import Line, Wanted
from dashboard.telling import Told, told
from dashboard.visit.given import Visit
from gateway.domain.entries import BookClosed, Delivered, Entry, Observed, is_planned
from gateway.journal.rules_of_trade import MOST_PHOTOS, NOT_OBSERVED
from gateway.journal.spoken import four_words

WITH_PAPERS: Final = frozenset({"harvest", "delivery", "money", "stock_loss"})
"""What comes with a paper that can be photographed."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What the social control observed.

    Attributes:
        answer: The entry that holds it for resolved, None while it is open.
    """

    entry: Entry
    lines: Sequence[str]
    by: str
    answer: Entry | None = None
    answer_lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a receipt shows about an entry of the book.

    Attributes:
        words: The four words of its hash.
        closing: The first closing of the book that binds it, None while it waits for one.
        confirmation: By a second person, told; None where nobody confirmed it.
        confirmed_by: Who that was, as the reader may know it.
        may_confirm: Whether the reader is another member than who recorded the delivery.
        photos: For members, none else.
        keys: The uids of the entries that the page's own forms would write: photo, observation, answer.
    """

    words: Sequence[str]
    closing: BookClosed | None
    confirmation: Entry | None
    confirmed: Told | None
    confirmed_by: str
    may_confirm: bool
    awaits_confirmation: bool
    observations: Sequence[Observation]
    may_observe: bool
    photos: Sequence[Entry]
    photo_count: int
    may_add_photo: bool
    keys: tuple[str, str, str]

    @property
    def open_observations(self) -> int:
        """How many observations nobody holds for resolved."""
        return sum(one.answer is None for one in self.observations)


def about(visit: Visit, entry: Entry) -> About | None:
    """Return what stands about an entry, None of one that is not of the book."""
    line = visit.station.production.line(entry.uid) if entry.journal == "book" else None
    if line is None:
        return None
    knows, stands = visit.may(Right.SEE_MEMBERS), line.undone is None
    confirmation = line.confirmation
    awaits = _awaits_confirmation(line)
    return About(
        words=four_words(entry.own_hash),
        closing=closing_of(visit, entry.number),
        confirmation=confirmation,
        confirmed=None if confirmation is None else told(visit, confirmation),
        confirmed_by="" if confirmation is None else visit.named(confirmation.author),
        may_confirm=awaits and visit.member is not None and is_another(visit, entry),
        awaits_confirmation=awaits,
        observations=observations(visit, line.observations),
        may_observe=stands and entry.kind not in NOT_OBSERVED and visit.may(Right.OBSERVE),
        photos=line.photos if knows else (),
        photo_count=len(line.photos),
        may_add_photo=may_add_photo(visit, line),
        keys=(str(uuid.uuid4()), str(uuid.uuid4()), str(uuid.uuid4())),
    )


def closing_of(visit: Visit, number: int) -> BookClosed | None:
    """Return the first closing of the book that binds the entry of a number, None while none does."""
    closings = (one.body for one in visit.station.journal.entries("book", kinds=["closing"], after=number))
    return next((one for one in closings if isinstance(one, BookClosed) and one.count >= number), None)


def is_another(visit: Visit, entry: Entry) -> bool:
    """Tell whether who signed in is another person than who recorded an entry and who said it."""
    return visit.member is not None and visit.member.uid not in (entry.author, entry.on_behalf_of)


def _awaits_confirmation(line: Line) -> bool:
    return (
        isinstance(line.entry.body, Delivered)
        and not is_planned(line.entry.body)
        and line.undone is None
        and line.confirmation is None
    )


def may_add_photo(visit: Visit, line: Line) -> bool:
    """Tell whether a visitor may keep a photograph with an entry, and one more fits."""
    right = Right.KEEP_MONEY if line.entry.kind == "money" else Right.RECORD_PRODUCTION
    return (
        line.entry.kind in WITH_PAPERS
        and line.undone is None
        and len(line.photos) < MOST_PHOTOS
        and visit.may(right)
    )


def observations(visit: Visit, entries: Sequence[Entry]) -> list[Observation]:
    """Return observations with their answers, rising by number; their texts for members alone."""
    answers = {
        one.body.answers: one
        for one in entries
        if isinstance(one.body, Observed) and one.body.answers is not None
    }
    found = []
    for one in entries:
        if not isinstance(one.body, Observed) or one.body.state != "open":
            continue
        answer = answers.get(one.uid)
        # The first line says which entry it is about, which the reader sees already.
        lines = told(visit, one).lines[1:]
        answered = () if answer is None else told(visit, answer).lines[1:]
        found.append(Observation(one, lines, visit.named(one.author), answer, answered))
    return found


def open_observations(visit: Visit) -> list[Entry]:
    """Return every observation that nobody holds for resolved, the oldest first."""
    entries = visit.station.production.entries(Wanted(kinds=("observation",)))
    answered = {one.body.answers for one in entries if isinstance(one.body, Observed)}
    return [
        one
        for one in entries
        if isinstance(one.body, Observed) and one.body.state == "open" and one.uid not in answered
    ]
