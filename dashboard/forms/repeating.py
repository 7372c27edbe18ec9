"""Says an earlier entry again: the same as last time, or what was taken back, put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.asks import Pick
from dashboard.forms.declared import FormKind
from dashboard.forms.moments import written
from dashboard.forms.undoing import reversal_of
from gateway.domain.entries import Entry

LOOKED_AT: Final = 300
"""So many entries of the book are looked at for the last one that said the same kind of thing."""
WHEN: Final = "cuando"


def repeated(kind: FormKind, asking: Asking, uid: str) -> Mapping[str, str]:
    """Return what to write into a form so that it says the same as an entry.

    What was taken back keeps its moment: it is put right, not done again.
    """
    entry = asking.visit.station.journal.entry(uid) if uid else None
    if entry is None:
        return {}
    said = dict(kind.again(asking, entry))
    if said and reversal_of(asking.visit, entry) is not None:
        said |= written(entry.happened, WHEN, asking.words)
    return said


def last_time(kind: FormKind, asking: Asking, picked: Sequence[Pick]) -> Entry | None:
    """Return the newest entry that a form would repeat at the same place, None where there is none."""
    if not kind.repeats or asking.written.get("igual"):
        return None
    chosen = {one.name: asking.written.get(one.name, "") for one in picked}
    book = asking.visit.station.records.standing()
    for entry in nlargest(LOOKED_AT, book, key=lambda one: (one.happened, -one.number)):
        said = kind.again(asking, entry)
        if said and all(said.get(name) == value for name, value in chosen.items()):
            return entry
    return None
