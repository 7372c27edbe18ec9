"""The last weeks of the demo's book, in the order of writing: what people said, and each day's digest."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from gateway.app.digesting import LOOKED_BACK, SETTLED_S, Digesting
from gateway.demo.world.book import write_records
from gateway.demo.world.calendar import DAY_S
from gateway.demo.world.records import Record
from gateway.journal import CommuneJournal

_TURN_S = 60
"""How long after a day has settled the station gets to it; ours."""


def digested(start: int, *, since: int) -> list[tuple[int, int]]:
    """Return the UTC days that a station has digested by the start, each with when it did [s UTC], rising.

    Args:
        start: Where the demo begins [s UTC].
        since: Where its measurements begin [s UTC].
    """
    end = (start - SETTLED_S - _TURN_S) // DAY_S * DAY_S
    first = max(end - LOOKED_BACK * DAY_S, -(-since // DAY_S) * DAY_S)
    return [(day, day + DAY_S + SETTLED_S + _TURN_S) for day in range(first, end, DAY_S)]


def split(records: Sequence[Record], start: int, *, since: int) -> tuple[list[Record], list[Record]]:
    """Return what is written before the measurements come, and what of the book after the first digest."""
    days = digested(start, since=since)
    first = days[0][1] if days else start
    # By place and not by time: a clock that stood wrong is no reason to write in another order.
    place = next((place for place, one in enumerate(records) if one.registered >= first), len(records))
    late = [one for one in records[place:] if one.draft.journal == "book"]
    return [*records[:place], *(one for one in records[place:] if one.draft.journal != "book")], late


def live_through_days(
    task: Digesting, journal: CommuneJournal, late: Sequence[Record], days: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Write down day by day what people said and what was received; yield how many days are done and all."""
    waiting = deque(late)
    for done, (day, moment) in enumerate(days):
        yield done, len(days)
        said = []
        while waiting and waiting[0].registered < moment:
            said.append(waiting.popleft())
        write_records(journal, said)
        task.write(day, moment)
    write_records(journal, list(waiting))
