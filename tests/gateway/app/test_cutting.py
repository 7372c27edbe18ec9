"""Once a week a paper on the wall holds the book, whatever the parliament does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import a_draft

from gateway.app.cutting import Cutting, cut, week_end
from gateway.domain.entries import BookClosed, CouncilRegistered
from gateway.journal import CommuneJournal
from gateway.journal.closing import close_book

HOURS = -4


def at(text: str) -> int:
    """Return a moment of the commune's clock [s UTC]."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) - HOURS * 3600


SUNDAY = at("2026-06-14T18:00")
NEXT = SUNDAY + 7 * 86_400


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[CommuneJournal]:
    with CommuneJournal(tmp_path / "commune.db", commune="demo") as opened:
        yield opened


def write(journal: CommuneJournal, uid: str, now: int) -> None:
    journal.append(a_draft(CouncilRegistered(uid, uid), uid=uid, happened=now), now=now)


def closings(journal: CommuneJournal) -> list[BookClosed]:
    bodies = [one.body for one in journal.entries("book", kinds=["closing"])]
    return [one for one in bodies if isinstance(one, BookClosed)]


@pytest.mark.parametrize(
    ("now", "ended"),
    [
        ("2026-06-14T17:59", "2026-06-07T18:00"),
        ("2026-06-14T18:00", "2026-06-14T18:00"),
        ("2026-06-14T23:59", "2026-06-14T18:00"),
        ("2026-06-15T00:10", "2026-06-14T18:00"),
        ("2026-06-20T12:00", "2026-06-14T18:00"),
    ],
)
def test_a_week_ends_on_the_evening_of_the_commune_s_sunday(now: str, ended: str) -> None:
    assert week_end(at(now), HOURS) == at(ended)


def test_what_a_week_left_is_closed_once(journal: CommuneJournal) -> None:
    write(journal, "uno", SUNDAY - 60)

    done = [cut(journal, ended=SUNDAY, now=SUNDAY + 60 * number) for number in range(3)]

    assert done == [True, False, False]
    assert [(one.sort, one.count) for one in closings(journal)] == [("weekly", 1)]


def test_a_week_that_left_nothing_has_no_paper(journal: CommuneJournal) -> None:
    assert not cut(journal, ended=SUNDAY, now=SUNDAY)
    write(journal, "uno", SUNDAY + 60)
    close_book(journal, session=None, now=SUNDAY + 120, author="secretaría", uid="a mano")

    assert not cut(journal, ended=NEXT, now=NEXT)


def test_after_a_week_that_was_missed_one_paper_is_enough(journal: CommuneJournal) -> None:
    write(journal, "uno", SUNDAY - 60)
    write(journal, "dos", NEXT - 60)

    assert cut(journal, ended=NEXT, now=NEXT + 3 * 86_400)

    assert [(one.closing, one.count) for one in closings(journal)] == [(1, 2)]


class Patient(Cutting):
    """Looks whenever it is asked, as if a minute had passed."""

    def ask(self, now: int) -> None:
        self._looked = float("-inf")
        if self.is_due(now):
            self.act(now)


def test_a_running_station_closes_the_book_of_each_week(journal: CommuneJournal) -> None:
    cutting = Patient(journal, HOURS, lambda: True)
    for day in range(15):
        now = SUNDAY - 60 + day * 86_400
        write(journal, f"d-{day}", now)
        cutting.ask(now + 120)

    assert [one.at for one in closings(journal)] == [SUNDAY + 60, NEXT + 60, NEXT + 7 * 86_400 + 60]


def test_while_the_clock_is_in_doubt_no_paper_gets_a_date(journal: CommuneJournal) -> None:
    write(journal, "uno", SUNDAY - 60)
    trust = [False]
    cutting = Patient(journal, HOURS, lambda: trust[0])

    cutting.ask(SUNDAY + 60)
    waited = closings(journal)
    trust[0] = True
    cutting.ask(SUNDAY + 120)

    assert (waited, [one.at for one in closings(journal)]) == ([], [SUNDAY + 120])
