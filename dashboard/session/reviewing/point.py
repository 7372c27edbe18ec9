"""One thing to be reviewed: what the book says, never why and never who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from dashboard.production.difference import Difference
from dashboard.production.saying import Saying
from gateway.domain.entries import Entry, Weighing

Sort = Literal[
    "unconfirmed",
    "weighings",
    "balance",
    "spending",
    "reversal",
    "late",
    "estimated",
    "mandate",
    "silent",
    "observation",
]
"""What a point is about, in the order in which the page tells them."""

SORTS: Final[tuple[Sort, ...]] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Since:
    """From where on a review looks: from the last session that closed the book, else from a moment.

    Attributes:
        number: Of the entry that closed the book, else of the last one before the moment; 0: from the first.
        at: When that was [s UTC]; None: since ever.
        session: The number of that session, None where none closed the book yet.
    """

    number: int = 0
    at: int | None = None
    session: int | None = None

    def is_new(self, entry: Entry) -> bool:
        """Tell whether an entry was written down after that session."""
        return entry.number > self.number

    def ran_out(self, moment: int, *, now: int) -> bool:
        """Tell whether a term [s UTC] is over now and was not yet when that session closed the book."""
        return moment < now and (self.at is None or moment >= self.at)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to be reviewed.

    Attributes:
        sort: What it is about.
        entry: The entry that an observation of it is written about.
        facts: What the book says, each a sentence.
        entries: Every entry that it is told of, rising by number; `entry` among them.
        enterprise: The short name of the enterprise whose book it is in, empty where nobody's.
        place: The short name of the pond or field, empty where it is of none.
        weighed: What our scale and the receiver's said of one load, where these differ.
        difference: How far these are apart.
    """

    sort: Sort
    entry: Entry
    facts: tuple[Saying, ...]
    entries: tuple[Entry, ...] = ()
    enterprise: str = ""
    place: str = ""
    weighed: tuple[Weighing, Weighing] | None = None
    difference: Difference | None = None

    @property
    def involved(self) -> tuple[Entry, ...]:
        """Every entry that it is told of, the one to observe alone where no others are named."""
        return self.entries or (self.entry,)
