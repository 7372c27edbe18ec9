"""Which observations go to which session."""

from __future__ import annotations

from builders import NIGHT, an_entry

from dashboard.parliament.assembly import assembly
from dashboard.session.observed import bounds
from gateway.domain.entries import BookClosed, SessionConvened


def closed(number: int) -> BookClosed:
    return BookClosed(number, "session", NIGHT, 4, "0" * 64, "1" * 64, "0" * 64, "2" * 64, session=number)


def test_a_session_looks_back_to_the_closing_of_the_one_before() -> None:
    bodies = (
        SessionConvened(1, 1, NIGHT, "Casa comunal"),
        closed(1),
        SessionConvened(2, 1, NIGHT, "Casa comunal"),
        closed(2),
        SessionConvened(3, 1, NIGHT, "Casa comunal"),
    )
    found = assembly([an_entry(body, number=number, happened=NIGHT) for number, body in enumerate(bodies, 1)])

    assert [bounds(found, one) for one in found.sessions] == [(0, 2), (2, 4), (4, None)]
