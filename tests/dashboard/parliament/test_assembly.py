"""The parliament as entries of the book tell it."""

from __future__ import annotations

from three_councils import COUNCILS, DAY, MANDATES, MEETS, RULES, convened, counted, told

from gateway.domain.entries import (
    Decided,
    MandateEnded,
    OutcomeTold,
    Proposed,
    SessionConvened,
    Voted,
)


def test_a_quorum_is_counted_by_the_entered_rules_on_the_membership_of_the_session() -> None:
    found = told(RULES, *COUNCILS, *MANDATES, convened(), counted("uid-5", "uid-6"))

    (session,) = found.sessions
    counts = found.quorum(session.last_call)

    assert counts is not None
    assert (counts.seats, counts.mandates, counts.present, counts.needed) == (3, 3, 2, 2)
    assert counts.is_reached


def test_without_entered_rules_no_quorum_is_told() -> None:
    found = told(*COUNCILS, *MANDATES, convened(), counted("uid-4", "uid-5", "uid-6"))

    assert found.quorum(found.sessions[0].last_call) is None


def test_who_was_recalled_before_the_session_does_not_count() -> None:
    recalled = MandateEnded("uid-5", "recalled")

    found = told(RULES, *COUNCILS, *MANDATES, recalled, convened(), counted("uid-5", "uid-6"))

    counts = found.quorum(found.sessions[0].last_call)
    assert counts is not None
    assert (counts.mandates, counts.present, counts.is_reached) == (2, 1, False)


def test_a_second_convocation_counts_by_its_own_threshold() -> None:
    found = told(
        RULES, *COUNCILS, *MANDATES, convened(), counted("uid-5"), convened(2), counted("uid-5", call=2)
    )

    first, second = (found.quorum(one) for one in found.sessions[0].convocations)
    assert first is not None
    assert second is not None
    assert (first.is_reached, second.is_reached) == (False, True)


def test_a_session_that_failed_twice_is_not_the_next_one_any_more() -> None:
    failed = (convened(), counted("uid-5"), convened(2), counted(call=2))
    later = SessionConvened(8, 1, MEETS + 30 * DAY, "Casa comunal")

    found = told(RULES, *COUNCILS, *MANDATES, *failed, later)

    assert found.came_to_nothing(found.sessions[0])
    assert found.open_session is found.sessions[1]


def test_a_session_that_failed_once_may_be_convened_again() -> None:
    found = told(RULES, *COUNCILS, *MANDATES, convened(), counted("uid-5"))

    assert found.open_session is found.sessions[0]


def test_a_matter_carries_its_vote_its_decision_and_what_came_of_it() -> None:
    found = told(
        convened(),
        Proposed(7, "other", "assembly", "ab" * 32),
        Voted(7, "uid-2", 2, 0, 1),
        Decided(7, "uid-2", "approved", "uid-3"),
        OutcomeTold("uid-4", "partly"),
        OutcomeTold("uid-4", "done"),
    )

    (matter,) = found.sessions[0].matters
    assert matter.is_approved
    assert matter.vote is not None
    assert [one.body.state for one in matter.outcomes] == ["partly", "done"]  # type: ignore[attr-defined]
