"""Where a session stands, read from the book alone."""

from __future__ import annotations

from three_councils import COUNCILS, MANDATES, RULES, convened, counted, told

from dashboard.parliament.assembly import Assembly
from dashboard.parliament.guide import agreed_before, is_done, may_decide, stands_at, step_named
from dashboard.parliament.sessions import Session
from gateway.domain.entries import Body, BookClosed, Decided, OutcomeTold, Proposed, SessionConvened, Voted

HERE = (RULES, *COUNCILS, *MANDATES)
"""Entries 1 to 7; the mandates are `uid-5` to `uid-7`."""
OTHER = "other"
HASH = "0" * 64


def proposed(session: int = 7) -> Proposed:
    return Proposed(session, OTHER, "assembly", HASH)


def closed(session: int) -> BookClosed:
    return BookClosed(1, "session", 1_780_000_000, 1, HASH, HASH, HASH, HASH, session=session)


def at(*bodies: Body) -> str:
    found = told(*HERE, *bodies)
    return stands_at(found, _newest(found)).slug


def _newest(found: Assembly) -> Session:
    return found.sessions[-1]


def test_a_convened_session_waits_for_its_attendance() -> None:
    assert at(convened()) == "asistencia"


def test_a_session_without_quorum_stays_there_until_it_is_convened_again() -> None:
    assert at(convened(), counted("uid-5")) == "quorum"
    assert at(convened(), counted("uid-5"), convened(2)) == "asistencia"
    assert at(convened(), counted("uid-5"), convened(2), counted("uid-5", call=2)) == "propuestas"


def test_a_session_goes_on_to_the_proposals_to_their_vote_and_to_the_review() -> None:
    began = (convened(), counted("uid-5", "uid-6"))
    assert at(*began) == "propuestas"
    assert at(*began, proposed()) == "votacion"
    assert at(*began, proposed(), Voted(7, "uid-10", 2, 0, 0)) == "votacion"
    assert at(*began, proposed(), Decided(7, "uid-10", "deferred")) == "revision"


def test_a_session_that_closed_the_book_ends_with_its_minutes() -> None:
    assert at(convened(), counted("uid-5", "uid-6"), closed(7)) == "acta"


def test_without_rules_a_session_stops_at_its_quorum() -> None:
    found = told(*COUNCILS, *MANDATES, convened(), counted("uid-4", "uid-5", "uid-6"))

    assert stands_at(found, _newest(found)).slug == "quorum"
    assert not may_decide(found, _newest(found))


def test_what_was_agreed_before_stands_until_it_is_settled_and_told() -> None:
    before = (
        SessionConvened(6, 1, 1_780_000_000, "Casa comunal"),
        proposed(6),
        Decided(6, "uid-9", "approved"),
        closed(6),
        convened(),
        counted("uid-5", "uid-6"),
    )
    found = told(*HERE, *before)
    settled = told(*HERE, *before, OutcomeTold("uid-10", "done"))

    (untold,), (one,) = agreed_before(found, _newest(found)), agreed_before(settled, _newest(settled))

    assert stands_at(found, _newest(found)).slug == "anteriores"
    assert (untold.outcome, untold.is_told) == (None, False)
    assert one.is_told
    assert stands_at(settled, _newest(settled)).slug == "propuestas"


def test_what_was_settled_before_the_last_closing_is_not_told_again() -> None:
    found = told(
        *HERE,
        SessionConvened(6, 1, 1_780_000_000, "Casa comunal"),
        proposed(6),
        Decided(6, "uid-9", "approved"),
        OutcomeTold("uid-10", "done"),
        closed(6),
        convened(),
    )

    assert agreed_before(found, _newest(found)) == []


def test_a_step_is_done_when_the_session_is_beyond_it() -> None:
    found = told(*HERE, convened())
    session = _newest(found)

    done = [
        is_done(step, found, session) for step in (step_named("convocatoria"), step_named("quorum")) if step
    ]

    assert done == [True, False]
    assert step_named("nada") is None
