"""What the social control observed since the session before, for a session to talk about."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.book.beside import Observation, observations
from dashboard.parliament.assembly import Assembly
from dashboard.parliament.reading import read_assembly
from dashboard.parliament.sessions import Session
from dashboard.telling import Told, told
from dashboard.visit.given import Visit
from gateway.domain.entries import Entry, Observed

_KINDS = frozenset({"observation"})


@dataclass(frozen=True, slots=True)
class ObservedEntry:
    """What was observed about an entry of the book.

    Attributes:
        observation: What it says, and its answer where the session had one; its text is for members.
        about: The entry that it is about.
        told: That entry in words.
    """

    observation: Observation
    about: Entry
    told: Told


def observed_in(visit: Visit, session: Session) -> list[ObservedEntry]:
    """Return the observations that go to a session and into its minutes, rising by number.

    These are the ones of since the closing of the session before, and older ones that were still open then.
    What was observed or answered after a session had closed the book is of the next one, so that minutes
    stay as they were printed.
    """
    since, until = bounds(read_assembly(visit), session)
    before_it = [one for one in visit.station.records.standing(_KINDS) if until is None or one.number < until]
    settled = {
        one.body.answers for one in before_it if isinstance(one.body, Observed) and one.number <= since
    }
    found = [one for one in observations(visit, before_it) if one.entry.uid not in settled]
    return [made for one in found if (made := _observed(visit, one)) is not None]


def bounds(assembly: Assembly, session: Session) -> tuple[int, int | None]:
    """Return what a session looks back on, in numbers of the book.

    Returns:
        The number of the closing of the session before, 0 where there was none; and the number of its own
        closing, None while it is open.
    """
    closings = [
        one.closing.number
        for one in assembly.sessions
        if one.number < session.number and one.closing is not None
    ]
    return max(closings, default=0), None if session.closing is None else session.closing.number


def _observed(visit: Visit, one: Observation) -> ObservedEntry | None:
    body = one.entry.body
    about = visit.station.journal.entry(body.entry) if isinstance(body, Observed) else None
    return None if about is None else ObservedEntry(one, about, told(visit, about))
