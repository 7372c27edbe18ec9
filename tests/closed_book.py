"""A book that was closed three times, with corrections, and some entries after the last closing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builders import NIGHT, a_draft, a_reversal
from paper import Paper, papers

from gateway.domain.entries import CouncilRegistered
from gateway.journal import CommuneJournal
from gateway.journal.closing import close_book

WEEK_S = 7 * 86_400
EACH_WEEK = 9
UNCLOSED = 4


def closed_book(folder: Path) -> tuple[Path, list[Paper]]:
    """Return the file of a closed journal with its papers."""
    path = folder / "commune.db"
    with CommuneJournal(path, commune="demo") as journal, journal.transaction():
        for week in range(3):
            written(journal, week, EACH_WEEK)
            close_book(
                journal, session=None, now=NIGHT + week * WEEK_S, author="máquina", uid=f"corte-{week}"
            )
        written(journal, 3, UNCLOSED)
        found = papers(journal)
    return path, found


def written(journal: CommuneJournal, week: int, count: int) -> None:
    """Write down that many things; every fourth takes back the one before."""
    for number in range(count):
        uid, at = f"asiento-{week}-{number}", NIGHT + week * WEEK_S + number
        if number % 4 == 3:
            journal.append(a_reversal(f"asiento-{week}-{number - 1}", uid=uid), now=at)
        else:
            body = CouncilRegistered(f"consejo-{week}-{number}", f"Ñángara {number}", 80 + number, 300)
            journal.append(a_draft(body, uid=uid, happened=at, author="persona-ó"), now=at)


def whole_book(folder: Path, deeds: Sequence[str]) -> tuple[Path, list[Paper]]:
    """Return the file of a closed journal in which this was done in order, with its papers."""
    path = folder / "commune.db"
    open_ones: list[str] = []
    with CommuneJournal(path, commune="demo") as journal, journal.transaction():
        for number, deed in enumerate(deeds):
            uid, at = f"asiento-{number}", NIGHT + number
            if deed == "closing":
                close_book(journal, session=None, now=at, author="máquina", uid=uid)
            elif deed == "reversal" and open_ones:
                journal.append(a_reversal(open_ones.pop(), uid=uid), now=at)
            else:
                journal.append(a_draft(CouncilRegistered(f"consejo-{number}", "Ñ"), uid=uid), now=at)
                open_ones.append(uid)
        found = papers(journal)
    return path, found
