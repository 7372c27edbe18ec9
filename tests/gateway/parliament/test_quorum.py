"""Quorum by the entered rules, on the membership of the date of the session: a table of cases, each a test.

Four councils, an enterprise, all enterprises together and the bank. `las-canas` left on the second day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

import pytest
from builders import NIGHT

from gateway.domain.entries import (
    AttendanceTaken,
    CouncilRegistered,
    EnterpriseRegistered,
    MandateEnded,
    MandateGiven,
    RulesSet,
    SeatOf,
    Seats,
    Threshold,
)
from gateway.domain.parliament.counting import Quorum, quorum
from gateway.domain.parliament.members import mandates, seats

DAY: Final = 86_400
LEFT: Final = NIGHT + 2 * DAY
HALF: Final = Threshold("more_than", 1, 2)
TWO_THIRDS: Final = Threshold("at_least", 2, 3)
THIRD: Final = Threshold("at_least", 1, 3)
COUNCILS: Final = ("apamate", "jabillo", "moriche", "las-canas")
GIVEN_ON: Final = NIGHT - 30 * DAY
BOOK: Final = (Seats("council", 1), Seats("enterprise", 1))
"""A delegate of each council and of each enterprise."""
ARTICLE_23: Final = (Seats("council", 1), Seats("enterprises", 3), Seats("bank", 1))


class Case(NamedTuple):
    """A session, and what is counted at it.

    Attributes:
        present: By whom those who came were sent; with `*` who stands in.
        counts: Seats, mandates, present, needed.
        missing: Who sent nobody.
        ended: When the mandate of `apamate` was recalled [s UTC].
        expired: Until when it held [s UTC].
    """

    name: str
    present: str
    counts: tuple[int, int, int, int]
    at: int = NIGHT
    who: Sequence[Seats] = BOOK
    of: Literal["seats", "mandates"] = "seats"
    call: Literal[1, 2] = 1
    second: Threshold | None = THIRD
    threshold: Threshold = HALF
    missing: str = ""
    ended: int | None = None
    expired: int | None = None


CASES: Final = [
    Case("everybody came", "apamate jabillo moriche las-canas maiceros", (5, 5, 5, 3)),
    Case("just enough came", "apamate jabillo maiceros", (5, 5, 3, 3)),
    Case("one too few came", "apamate maiceros", (5, 5, 2, 3)),
    Case("nobody came", "", (5, 5, 0, 3)),
    Case("a seat that nobody was sent to counts", "apamate maiceros", (5, 4, 2, 3), missing="moriche"),
    Case(
        "and does not where the quorum is of mandates",
        "apamate maiceros",
        (5, 3, 2, 2),
        of="mandates",
        missing="moriche jabillo",
    ),
    Case("before a council left it has its seat", "las-canas apamate", (5, 5, 2, 3), at=LEFT - 1),
    Case("on the day it left it has none", "las-canas apamate", (4, 4, 1, 3), at=LEFT),
    Case("with it the quorum sinks too", "apamate jabillo maiceros", (4, 4, 3, 3), at=LEFT),
    Case("a recall of the day before counts", "apamate jabillo", (5, 4, 1, 3), ended=NIGHT - DAY),
    Case("a recall of that very moment counts", "apamate jabillo", (5, 4, 1, 3), ended=NIGHT),
    Case("a recall of the moment after does not", "apamate jabillo", (5, 5, 2, 3), ended=NIGHT + 1),
    Case("a mandate that ran out does not count", "apamate jabillo", (5, 4, 1, 3), expired=NIGHT),
    Case("one that runs out later does", "apamate jabillo", (5, 5, 2, 3), expired=NIGHT + 1),
    Case("who stands in takes the seat", "apamate* jabillo moriche", (5, 5, 3, 3)),
    Case("but not a second one", "apamate apamate* jabillo", (5, 5, 2, 3)),
    Case("who stands in after a recall", "apamate* jabillo", (5, 5, 2, 3), ended=NIGHT - DAY),
    Case("a second convocation has its own quorum", "apamate jabillo", (5, 5, 2, 2), call=2),
    Case("and may miss it", "apamate", (5, 5, 1, 2), call=2),
    Case("else it has that of the first", "apamate jabillo", (5, 5, 2, 3), call=2, second=None),
    Case("two thirds", "apamate jabillo moriche", (5, 5, 3, 4), threshold=TWO_THIRDS),
    Case("so many by count", "apamate jabillo", (5, 5, 2, 2), threshold=Threshold("count", 2)),
    Case("more than there are is never reached", "apamate", (5, 5, 1, 9), threshold=Threshold("count", 9)),
    Case("all enterprises and the bank", "apamate jabillo moriche todas bank", (8, 6, 5, 5), who=ARTICLE_23),
    Case("an enterprise alone has no seat there", "apamate maiceros", (8, 6, 1, 5), who=ARTICLE_23),
    Case("who is counted twice counts once", "apamate apamate jabillo", (5, 5, 2, 3)),
    Case("nobody knows that delegate", "apamate nadie", (5, 5, 1, 3)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[one.name for one in CASES])
def test_the_quorum_of(case: Case) -> None:
    found = counted(case)

    assert (found.seats, found.mandates, found.present, found.needed) == case.counts
    assert found.is_reached == (case.counts[2] >= case.counts[3])


def counted(case: Case) -> Quorum:
    """Return what is counted in a case."""
    rules = RulesSet(list(case.who), case.threshold, case.of, HALF, "present", "acta 2", case.second)
    councils = [CouncilRegistered(one, one, until=LEFT if one == "las-canas" else None) for one in COUNCILS]
    enterprises = [EnterpriseRegistered("maiceros", "Los Maiceros", "EPSDC")]
    taken = AttendanceTaken(7, case.call, case.present.split())
    ends = [] if case.ended is None else [(case.ended, MandateEnded("apamate", "recalled"))]
    known = mandates(given_in(case), ends, [(GIVEN_ON, rules)])
    return quorum(rules, seats(rules, councils, enterprises, at=case.at), known, taken, at=case.at)


def given_in(case: Case) -> list[tuple[str, int, MandateGiven]]:
    """Return the mandates of a case, each with its uid, those of the bank and of all enterprises included."""
    sent: dict[str, tuple[SeatOf, str | None]] = {one: ("council", one) for one in COUNCILS}
    sent |= {"maiceros": ("enterprise", "maiceros"), "todas": ("enterprises", None), "bank": ("bank", None)}
    found = []
    for uid, (of, by) in sent.items():
        until = case.expired if uid == "apamate" else None
        if uid not in case.missing.split():
            found.append((uid, GIVEN_ON, MandateGiven(of, by, until=until)))
    # Where who was sent is recalled or ran out, the one who stands in is asked only in its own cases.
    if "*" in case.present:
        found.append(("apamate*", GIVEN_ON, MandateGiven("council", "apamate", is_alternate=True)))
    return found
