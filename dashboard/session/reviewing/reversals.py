"""What was taken back since the last session: what it said, what was written down after it, the motive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from dashboard.production.saying import Saying, Value
from dashboard.session.reviewing.point import Point, Since
from dashboard.telling import told
from dashboard.visit.given import Visit
from gateway.domain.entries import Entry, Reversed, is_planned

DAY_S: Final = 86_400
SOON_S: Final = 2 * DAY_S
"""Within this time of a reversal the right entry is looked for [s]."""
SUBJECT: Final = ("cycle", "unit", "place", "enterprise", "product", "direction", "council", "delivery")
"""The fields that say what an entry is about: the right entry is about the same."""
OF_EVERY_DAY: Final = frozenset(
    {
        "intervention",
        "gasping",
        "hand_reading",
        "rain",
        "irrigation",
        "cannot_irrigate",
        "not_irrigated",
        "place_note",
    }
)
"""What is tapped beside the water and taken back there: told together, for no kilo hangs on it."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that was taken back.

    Attributes:
        reversal: Its body is a `Reversed`.
        taken: What it took back.
        after: What was written down in its place as it seems, None where nothing was.
    """

    reversal: Entry
    taken: Entry
    after: Entry | None


def taken_back(book: Iterable[Entry], since: Since) -> list[TakenBack]:
    """Return what was taken back since the last session, rising by the number of the reversal.

    Nothing in a book says which entry stands for another. Told is the one of the same kind about the same
    that was written down within two days of the reversal, the one most alike where there are several.

    Args:
        book: Every entry of the book, rising by number.
        since: From where on it is looked at.
    """
    found = list(book)
    new = [one for one in found if since.is_new(one)]
    taken = {one.reverses: one for one in new if one.reverses is not None}
    by_uid = {one.uid: one for one in found if one.uid in taken}
    return [
        TakenBack(one, by_uid[uid], _after(one, by_uid[uid], new, taken))
        for uid, one in taken.items()
        if uid in by_uid
    ]


def _after(reversal: Entry, taken: Entry, new: Sequence[Entry], undone: Collection[str]) -> Entry | None:
    if is_planned(taken.body):
        return None
    alike = [
        one
        for one in new
        if one.number > reversal.number
        and one.kind == taken.kind
        and one.uid not in undone
        and one.registered - reversal.registered <= SOON_S
        and abs(one.happened - taken.happened) <= SOON_S
        and _subject(one) == _subject(taken)
    ]
    return max(alike, key=lambda one: (_shared(one, taken), -one.number), default=None)


def _subject(entry: Entry) -> tuple[object, ...]:
    return tuple(getattr(entry.body, field, None) for field in SUBJECT)


def _shared(one: Entry, other: Entry) -> int:
    fields = msgspec.structs.asdict(other.body)
    return sum(getattr(one.body, name) == value for name, value in fields.items())


def points(visit: Visit, since: Since) -> list[Point]:
    """Return a point for each reversal since then, and one for all those of every day's water and soil."""
    found = taken_back(visit.station.records.book(), since)
    small = [one for one in found if one.taken.kind in OF_EVERY_DAY]
    single = [_point(visit, one) for one in found if one.taken.kind not in OF_EVERY_DAY]
    return single + ([_together(small)] if small else [])


def _point(visit: Visit, one: TakenBack) -> Point:
    was = told(visit, one.taken)
    numbers: dict[str, Value] = {
        "reversal": one.reversal.number,
        "taken": one.taken.number,
        "was": was.title.rstrip("."),
    }
    facts = [Saying("El asiento %(reversal)s anula el %(taken)s, que decía: %(was)s.", numbers)]
    if one.after is not None:
        now: dict[str, Value] = {"number": one.after.number, "now": told(visit, one.after).title.rstrip(".")}
        facts.append(Saying("Después se anotó, en el asiento %(number)s: %(now)s.", now))
    else:
        facts.append(Saying("No se ve otro asiento en su lugar.", {}))
    if isinstance(one.reversal.body, Reversed):
        facts.append(Saying("Motivo anotado: %(reason)s.", {"reason": one.reversal.body.reason.rstrip(".")}))
    entries = [one.taken, one.reversal, *([] if one.after is None else [one.after])]
    return Point(
        "reversal",
        one.reversal,
        tuple(facts),
        tuple(entries),
        enterprise=was.enterprise or "",
        place=was.place or "",
    )


def _together(found: Sequence[TakenBack]) -> Point:
    count = Saying("Anotaciones del agua y del campo que se deshicieron: %(count)s.", {"count": len(found)})
    last = found[-1].reversal
    return Point("reversal", last, (count,), tuple(one.reversal for one in found))
