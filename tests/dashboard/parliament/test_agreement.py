"""Which spending the parliament agreed to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import NIGHT, an_entry

from dashboard.parliament.agreement import session_named_in, without_agreement
from dashboard.parliament.assembly import assembly
from gateway.domain.entries import (
    Body,
    BookClosed,
    Decided,
    Entry,
    MoneyMoved,
    Proposed,
    SessionConvened,
    Voted,
)

CLOSED = BookClosed(1, "session", NIGHT, 4, "0" * 64, "1" * 64, "0" * 64, "2" * 64, session=7)
SESSION: tuple[Body, ...] = (
    SessionConvened(7, 1, NIGHT, "Casa comunal"),
    Proposed(7, "other", "assembly", "ab" * 32),
    Voted(7, "uid-2", 5, 0, 0),
    Decided(7, "uid-2", "approved", "uid-3"),
    Proposed(7, "other", "assembly", "cd" * 32),
    Decided(7, "uid-5", "rejected"),
)


def paid(*, direction: str = "out", decision: str | None = None, agreed: str | None = None) -> MoneyMoved:
    return MoneyMoved(
        "las-lagunas",
        direction,  # type: ignore[arg-type]
        "services",
        Decimal(45),
        "USD",
        decision=decision,
        agreed=agreed,
    )


def unagreed(*bodies: Body) -> list[Entry]:
    entries = [an_entry(body, number=number, happened=NIGHT) for number, body in enumerate(bodies, 1)]
    return without_agreement(assembly(entries), entries)


def test_spending_that_names_nothing_was_not_agreed_to() -> None:
    found = unagreed(*SESSION, CLOSED, paid())

    assert [one.uid for one in found] == ["uid-8"]


@pytest.mark.parametrize("agreed", ["uid-6", "uid-5", "nobody"], ids=["rejected", "a proposal", "unknown"])
def test_spending_by_anything_but_an_approved_decision_was_not_agreed_to(agreed: str) -> None:
    assert len(unagreed(*SESSION, CLOSED, paid(agreed=agreed, decision="acta-7"))) == 1


def test_spending_by_an_approved_decision_was_agreed_to() -> None:
    assert unagreed(*SESSION, paid(agreed="uid-4")) == []


def test_minutes_count_once_their_session_has_closed_the_book() -> None:
    assert unagreed(*SESSION, CLOSED, paid(decision="acta-7")) == []
    assert len(unagreed(*SESSION, paid(decision="acta-7"))) == 1
    assert len(unagreed(*SESSION, CLOSED, paid(decision="acta-8"))) == 1


def test_money_that_came_in_needs_no_agreement() -> None:
    assert unagreed(*SESSION, CLOSED, paid(direction="in")) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("acta-14", 14),
        ("Acta 14", 14),
        ("ACTA No. 14", 14),
        ("14", 14),
        ("acta 14 del 28-03", 14),
        ("factura 3 acta 14", 14),
        ("28-03-2026", None),
        ("asamblea", None),
        (None, None),
    ],
)
def test_minutes_are_known_by_their_number(written: str | None, number: int | None) -> None:
    assert session_named_in(written) == number
