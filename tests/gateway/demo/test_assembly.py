"""The parliament of the demo's commune: whether what it wrote down is a true story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.parliament.assembly import Assembly, assembly
from dashboard.parliament.sessions import Session
from dashboard.production.posted import posted
from dashboard.production.registers import book_registers
from gateway.demo.world import cast
from gateway.demo.world.assembly_mandates import NOT_SENT_AGAIN
from gateway.demo.world.assembly_sessions import agreement
from gateway.demo.world.irregularities import UNAGREED
from gateway.domain.entries import (
    BookClosed,
    Decided,
    Entry,
    MoneyMoved,
    OutcomeTold,
    Proposed,
    Voted,
)
from gateway.domain.parliament.counting import is_carried
from gateway.journal import CommuneJournal, verificar
from gateway.journal.fingerprint import fingerprint
from gateway.journal.merkle import root
from tests.gateway.demo.worlds import CALENDAR, START
from tests.gateway.demo.written import written


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def journal(folder: Path) -> Iterator[CommuneJournal]:
    with written(folder) as made:
        yield made


@pytest.fixture(scope="module")
def book(journal: CommuneJournal) -> list[Entry]:
    return journal.entries("book")


@pytest.fixture(scope="module")
def demo(book: list[Entry]) -> Assembly:
    return assembly(book)


def held(demo: Assembly) -> list[Session]:
    return [one for one in demo.sessions if one.closing is not None]


def test_every_session_that_closed_the_book_had_its_quorum_and_one_had_it_at_the_second_time(
    demo: Assembly,
) -> None:
    counts = {one.number: [demo.quorum(call) for call in one.convocations] for one in held(demo)}

    assert list(counts) == list(range(5, 18))
    assert all(found[-1] and found[-1].is_reached for found in counts.values())
    assert [number for number, found in counts.items() if len(found) > 1] == [10]
    assert [one.is_reached for one in counts[10] if one] == [False, True]
    assert len({found[-1].present for found in counts.values() if found[-1]}) > 3


def test_one_session_is_convened_in_time_for_the_sunday_after_the_morning(demo: Assembly) -> None:
    found = demo.open_session

    assert found is not None
    assert (found.number, found.last_call.attendance) == (18, None)
    assert CALENDAR.local(found.at).strftime("%A %Y-%m-%d") == "Sunday 2026-04-26"
    assert len(found.matters) == 5
    assert [one.decision for one in found.matters] == [None] * 5


def test_notice_was_given_as_the_rules_want_it(demo: Assembly) -> None:
    (_, rules), *_ = demo.rules

    firsts = [one.convocations[0] for one in demo.sessions]
    assert all(one.body.at - one.entry.happened >= (rules.notice_days or 0) * 86_400 for one in firsts)


def test_a_council_left_between_two_sessions_and_took_its_seat_with_it(demo: Assembly) -> None:
    seats = {one.number: len(demo.seats_at(one.at)) for one in demo.sessions}

    assert (seats[13], seats[14]) == (17, 16)
    assert {one.how for one in demo.mandates if one.by == "las-canas"} == {"other"}
    assert not any(one.holds(START) for one in demo.mandates if one.by == "las-canas")


def test_one_delegate_was_recalled_one_resigned_and_both_have_a_successor(demo: Assembly) -> None:
    early = {one.how: one.by for one in demo.mandates if one.how in ("recalled", "resigned")}

    assert early == {"recalled": "el-corozo", "resigned": "apamate"}
    now = [one.by for one in demo.mandates if one.holds(START) and not one.is_alternate]
    assert sorted([*now, NOT_SENT_AGAIN]) == sorted(one.by for one in demo.seats_at(START))
    over = {one.by for one in demo.mandates if one.expired(START) and not one.is_alternate}
    assert {by for by in over if not _followed(demo, by)} == {NOT_SENT_AGAIN}


def _followed(demo: Assembly, by: str) -> bool:
    return any(one.by == by and one.holds(START) and not one.is_alternate for one in demo.mandates)


def test_what_was_approved_had_its_majority_and_what_was_rejected_had_none(demo: Assembly) -> None:
    results: set[str] = set()
    for session in held(demo):
        rules, counts = demo.rules_at(session.at), demo.quorum(session.last_call)
        assert rules is not None
        assert counts is not None
        for matter in session.matters:
            assert matter.decision is not None
            assert isinstance(matter.decision.body, Decided)
            results.add(matter.decision.body.result)
            if matter.vote is not None:
                assert isinstance(matter.vote.body, Voted)
                assert is_carried(rules, matter.vote.body, present=counts.present) == matter.is_approved

    assert results == {"approved", "rejected", "deferred"}


def test_proposals_of_all_sorts_were_put_and_each_has_a_name(demo: Assembly, journal: CommuneJournal) -> None:
    bodies = [one.proposal.body for session in demo.sessions for one in session.matters]
    texts = [journal.text(one.note) or "" for one in bodies if isinstance(one, Proposed)]

    sorts = {one.sort for one in bodies if isinstance(one, Proposed)}
    assert sorts == {"plan", "remuneration", "price", "distribution", "reinvestment", "sharing", "other"}
    assert all(20 <= len(text.splitlines()[0]) <= 130 for text in texts)


def test_parts_are_a_hundred_percent_of_what_was_left_over_good_by_good(
    demo: Assembly, book: list[Entry]
) -> None:
    waits: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for session in demo.sessions[1:]:
        since, until = demo.period_of(session)
        for key, amount in _left_over(book, since or 0, until).items():
            waits[key] += amount
        shares = [
            share
            for one in session.matters
            if isinstance(one.proposal.body, Proposed)
            for share in one.proposal.body.funds
            if share.good.startswith("money:")
        ]
        put: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
        for one in shares:
            put[one.enterprise, one.good][0] += one.percent
            put[one.enterprise, one.good][1] += one.amount

        wanted = {key: [Decimal(100), amount] for key, amount in waits.items() if amount > 0}
        assert dict(put) == wanted, session.number
        waits = defaultdict(Decimal, {key: min(amount, Decimal(0)) for key, amount in waits.items()})


def test_the_coffee_of_april_is_shared_out_whole(demo: Assembly) -> None:
    waiting = demo.open_session
    assert waiting is not None

    shares = [
        share
        for one in waiting.matters
        if isinstance(one.proposal.body, Proposed)
        for share in one.proposal.body.funds
        if share.good == "kg:cafe"
    ]

    assert [sum(one.percent for one in shares), sum(one.amount for one in shares)] == [100, 80]


def _left_over(book: list[Entry], since: int, until: int) -> dict[tuple[str, str], Decimal]:
    """Return income less expense in money, as the accounts tell it."""
    found: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for entry, postings in posted(book, book_registers(book)):
        body = entry.body
        if not isinstance(body, MoneyMoved) or not since <= entry.happened < until:
            continue
        for one in postings:
            is_own = one.account.startswith(("ingreso:", "egreso:")) and not one.account.endswith(":credit")
            if is_own and body.fund is None and "credit" not in one.account:
                found[body.enterprise, str(one.good)] -= one.amount
    return dict(found)


def test_all_that_was_spent_was_agreed_to_before_and_no_fund_gives_what_it_has_not(book: list[Entry]) -> None:
    approved = {
        one.uid: one for one in book if isinstance(one.body, Decided) and one.body.result == "approved"
    }
    spent = [one for one in book if isinstance(one.body, MoneyMoved) and one.body.direction == "out"]
    short = [
        one.account
        for _entry, _postings, held in _moved(book)
        for one in _postings
        if one.account.startswith("fondo:") and held[one.account, str(one.good)] < 0
    ]

    for one in spent:
        assert isinstance(one.body, MoneyMoved)
        if one.uid == UNAGREED:
            continue  # the one that the social control is to find
        decision = approved[one.body.agreed or ""]
        assert isinstance(decision.body, Decided)
        assert decision.happened < one.happened
        assert one.body.decision == f"acta-{decision.body.session}"
    assert short == []


def _moved(book: list[Entry]) -> Iterator[tuple[Entry, tuple, dict]]:  # type: ignore[type-arg]
    held: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for entry, postings in posted(book, book_registers(book)):
        for one in postings:
            held[one.account, str(one.good)] += one.amount
        yield entry, postings, held


def test_a_reinvestment_was_carried_out_and_one_was_not(demo: Assembly, book: list[Entry]) -> None:
    states = {
        one.body.decision: (one.body.state, len(one.body.entries))
        for one in book
        if isinstance(one.body, OutcomeTold)
    }

    assert states[agreement(15, "excedente")] == ("done", 1)
    assert states[agreement(16, "excedente")] == ("not_done", 0)
    assert {state for state, _ in states.values()} == {"done", "partly", "not_done", "withdrawn"}
    last = demo.last_closed
    assert last is not None
    assert len([one for one in last.matters if one.is_approved and not one.outcomes]) == 2


def test_what_came_of_a_decision_is_shown_by_entries_of_the_time_after_it(book: list[Entry]) -> None:
    by_uid = {one.uid: one for one in book}
    told = [one for one in book if isinstance(one.body, OutcomeTold)]

    for one in told:
        assert isinstance(one.body, OutcomeTold)
        decision = by_uid[one.body.decision]
        for uid in one.body.entries:
            assert decision.happened <= by_uid[uid].happened <= one.happened


def test_every_closing_binds_what_stood_in_the_book_then(book: list[Entry]) -> None:
    closings = [one for one in book if isinstance(one.body, BookClosed)]
    leaves = [bytes.fromhex(one.own_hash) for one in book]
    previous = "0" * 64

    assert len([one for one in closings if getattr(one.body, "sort", "") == "session"]) == 13
    assert len(closings) == 31
    for number, one in enumerate(closings, 1):
        body = one.body
        assert isinstance(body, BookClosed)
        assert (body.closing, body.count, body.previous) == (number, one.number - 1, previous)
        assert body.root == root(leaves[: body.count]).hex()
        assert body.fingerprint == fingerprint(body, commune=cast.SLUG)
        previous = body.fingerprint


def test_the_file_agrees_with_the_words_of_every_session_as_anybody_may_check(
    journal: CommuneJournal, demo: Assembly, folder: Path
) -> None:
    for session in held(demo):
        closing = session.closing
        assert closing is not None
        assert isinstance(closing.body, BookClosed)
        words = verificar.words_of(bytes.fromhex(closing.body.fingerprint))
        paper = ["--acta", str(session.number), "--palabras", words]

        assert verificar.main([str(folder / "commune.db"), *paper]) == 0


def test_the_chain_of_the_book_holds(journal: CommuneJournal) -> None:
    journal.verify("book")
