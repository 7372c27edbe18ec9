"""What was agreed last time and what came of it."""

from __future__ import annotations

from datetime import date

import pytest
from assembled import assemble
from visiting import a_visit

from dashboard.parliament.reading import read_assembly
from dashboard.session.agreed import agreements, counted, not_agreed, state_of
from dashboard.session.occasion import occasion
from dashboard.session.to_decide import to_decide
from gateway.domain.entries import Decided, OutcomeTold
from gateway.domain.goods import Amount, Good

TODAY = date(2026, 6, 10)


@pytest.fixture
def looked_back(pages):
    assemble(pages.journal)
    visit = a_visit(pages.client)
    return visit, occasion(visit, read_assembly(visit))


@pytest.mark.parametrize(
    ("deadline", "state"), [("2026-06-09", "overdue"), ("2026-06-10", "waiting"), (None, "untold")]
)
def test_what_nobody_told_of_is_never_taken_for_done(deadline: str | None, state: str) -> None:
    assert state_of(Decided(1, "p", "approved", deadline=deadline), None, today=TODAY) == state


def test_what_somebody_told_goes_before_the_deadline() -> None:
    decided = Decided(1, "p", "approved", deadline="2026-01-01")

    assert state_of(decided, OutcomeTold("d", "done"), today=TODAY) == "done"


def test_each_agreement_of_the_last_session_stands_with_who_answers_and_until_when(looked_back) -> None:
    visit, found = looked_back

    first = agreements(visit, found.before)[0]

    assert first.title == "Cosechar las tres lagunas antes de junio"
    assert (first.responsible, first.deadline) == ("Cachamas del Guárico", date(2026, 5, 31))
    assert first.told == ("Se cosecharon las tres lagunas.",)


def test_what_came_of_it_names_the_entries_and_what_was_spent_on_it(looked_back) -> None:
    visit, found = looked_back

    pay = next(one for one in agreements(visit, found.before) if one.sort == "remuneration")

    assert [visit.station.journal.entry("egreso-pago").number] == list(pay.evidence)
    assert pay.spent == (Amount(Good("money", "USD"), 720),)


def test_states_are_counted_in_their_order(looked_back) -> None:
    visit, found = looked_back

    assert counted(agreements(visit, found.before)) == [
        ("done", 1),
        ("partly", 2),
        ("not_done", 1),
        ("overdue", 1),
    ]


def test_what_was_refused_or_put_off_is_no_agreement(looked_back) -> None:
    visit, found = looked_back

    assert not_agreed(visit, found.before, "rejected") == ["Comprar una moto de reparto"]
    assert not_agreed(visit, found.before, "deferred") == ["Techar el silo"]


def test_a_session_decides_what_is_put_to_it_and_what_was_left_open(looked_back) -> None:
    visit, found = looked_back

    asked = to_decide(visit, found.assembly, found.session)

    assert [one.title for one in asked.motions][:1] == ["Sembrar tres parcelas de maíz"]
    assert {one.state for one in asked.unfinished} == {"partly", "not_done", "overdue"}


def test_what_was_put_off_and_is_put_again_stands_once(looked_back) -> None:
    visit, found = looked_back

    asked = to_decide(visit, found.assembly, found.session)

    assert [one.title for one in asked.motions].count("Techar el silo") == 1
    assert asked.put_off == []


def test_the_time_looked_back_on_is_from_one_session_to_the_next(looked_back) -> None:
    _visit, found = looked_back

    assert (found.session.number, found.before.number) == (12, 11)
    assert (found.period.start, found.period.end) == (found.before.at, found.session.at)
