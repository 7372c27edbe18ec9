"""Who has a seat on a day, and whose mandate holds; a table of cases and what always holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from builders import NIGHT
from hypothesis import given
from hypothesis import strategies as some

from gateway.domain.entries import (
    AttendanceTaken,
    CouncilRegistered,
    EnterpriseRegistered,
    MandateEnded,
    MandateGiven,
    RulesSet,
    Seats,
    Threshold,
)
from gateway.domain.parliament.counting import in_force, quorum, voting
from gateway.domain.parliament.members import Mandate, Seat, mandates, seats

DAY = 86_400
HALF = Threshold("more_than", 1, 2)
COUNCILS = tuple(f"consejo-{number}" for number in range(6))
UIDS = [f"{slug}{sort}" for slug in COUNCILS for sort in ("", "-suplente")]
ANYBODY = some.sampled_from(UIDS)
MOMENTS = some.integers(NIGHT - 9 * DAY, NIGHT + 9 * DAY)


def rules(*who: Seats, term: int | None = None) -> RulesSet:
    return RulesSet(
        list(who) or [Seats("council", 1)], HALF, "mandates", HALF, "present", "acta 2", None, None, term
    )


def council(slug: str = "apamate", since: int | None = None, until: int | None = None) -> CouncilRegistered:
    return CouncilRegistered(slug, slug, since=since, until=until)


def on(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, 12, tzinfo=UTC).timestamp())


def everybody(ended: dict[str, int], until: dict[str, int]) -> list[Mandate]:
    """Return mandates of a delegate and one who stands in for every council, some of them ended."""
    given_to = []
    for uid in UIDS:
        slug = uid.removesuffix("-suplente")
        body = MandateGiven("council", slug, is_alternate=uid != slug, until=until.get(uid))
        given_to.append((uid, NIGHT - 8 * DAY, body))
    ends = [(at, MandateEnded(uid, "recalled")) for uid, at in ended.items()]
    return mandates(given_to, ends, [(0, rules())])


@pytest.mark.parametrize(
    ("registered", "at", "there"),
    [
        ([council()], NIGHT, True),
        ([council(since=NIGHT)], NIGHT, True),
        ([council(since=NIGHT)], NIGHT - 1, False),
        ([council(until=NIGHT)], NIGHT - 1, True),
        ([council(until=NIGHT)], NIGHT, False),
        ([council(), council(until=NIGHT)], NIGHT, False),
        ([council(until=NIGHT), council()], NIGHT, True),
        ([council(until=NIGHT), council(since=NIGHT + DAY)], NIGHT - 1, True),
        ([council(until=NIGHT), council(since=NIGHT + DAY)], NIGHT + 1, False),
        ([council(until=NIGHT), council(since=NIGHT + DAY)], NIGHT + DAY, True),
        ([council(since=NIGHT), council(since=NIGHT + DAY)], NIGHT, False),
    ],
)
def test_a_council_has_its_seat_while_it_belongs_to_the_commune(
    registered: list[CouncilRegistered],
    at: int,
    there: bool,
) -> None:
    found = seats(rules(), registered, [], at=at)

    assert found == ([Seat("council", "apamate", 1)] if there else [])


def test_the_book_gives_a_seat_to_each_enterprise_and_article_23_three_to_all_of_them() -> None:
    enterprises = [EnterpriseRegistered(slug, slug, "EPSDC") for slug in ("maiceros", "cachamas")]
    by_the_book = rules(Seats("enterprise", 1), Seats("council", 1))
    article_23 = rules(Seats("bank", 1), Seats("council", 1), Seats("enterprises", 3))

    assert seats(by_the_book, [council()], enterprises, at=NIGHT) == [
        Seat("council", "apamate", 1),
        Seat("enterprise", "cachamas", 1),
        Seat("enterprise", "maiceros", 1),
    ]
    assert seats(article_23, [council()], enterprises, at=NIGHT) == [
        Seat("council", "apamate", 1),
        Seat("enterprises", "", 3),
        Seat("bank", "", 1),
    ]


@pytest.mark.parametrize(
    ("since", "months", "until"),
    [
        (on(2026, 1, 31), 1, on(2026, 2, 28)),
        (on(2028, 1, 31), 1, on(2028, 2, 29)),
        (on(2026, 1, 30), 1, on(2026, 2, 28)),
        (on(2026, 3, 31), 36, on(2029, 3, 31)),
        (on(2026, 5, 31), 6, on(2026, 11, 30)),
        (on(2028, 2, 29), 12, on(2029, 2, 28)),
        (on(2026, 12, 15), 1, on(2027, 1, 15)),
    ],
)
def test_a_term_ends_with_the_month_where_the_month_has_no_such_day(
    since: int, months: int, until: int
) -> None:
    (found,) = mandates([("uno", since, MandateGiven("bank"))], [], [(0, rules(term=months))])

    assert found.until == until


def test_the_term_is_that_of_the_rules_in_force_when_the_mandate_was_given() -> None:
    changed = [(0, rules(term=12)), (on(2026, 6, 1), rules(term=36))]
    given_to = [("uno", on(2026, 5, 1), MandateGiven("bank")), ("otro", on(2026, 7, 1), MandateGiven("bank"))]

    before, after = mandates(given_to, [], changed)

    assert (before.until, after.until) == (on(2027, 5, 1), on(2029, 7, 1))


def test_an_end_that_was_written_down_stands_before_the_term() -> None:
    (found,) = mandates([("uno", NIGHT, MandateGiven("bank", until=NIGHT + DAY))], [], [(0, rules(term=36))])

    assert found.holds(NIGHT)
    assert not found.holds(NIGHT + DAY)
    assert found.expired(NIGHT + DAY)


@given(
    some.dictionaries(some.sampled_from(UIDS), MOMENTS),
    some.dictionaries(some.sampled_from(UIDS), MOMENTS),
    MOMENTS,
)
def test_a_mandate_that_ended_or_ran_out_never_counts(
    ended: dict[str, int], until: dict[str, int], at: int
) -> None:
    known = everybody(ended, until)
    own = seats(rules(), [council(slug) for slug in COUNCILS], [], at=at)

    counted = {one.uid for one in voting(in_force(known, own, at=at), own)}

    assert not [uid for uid in counted if min(ended.get(uid, at + 1), until.get(uid, at + 1)) <= at]


@given(
    some.sets(ANYBODY),
    some.sampled_from(UIDS),
    some.dictionaries(some.sampled_from(UIDS), MOMENTS),
)
def test_one_more_who_comes_never_takes_a_quorum_away(
    there: set[str], late: str, ended: dict[str, int]
) -> None:
    known, by = everybody(ended, {}), rules()
    own = seats(by, [council(slug) for slug in COUNCILS], [], at=NIGHT)

    before, after = (
        quorum(by, own, known, AttendanceTaken(7, 1, sorted(present)), at=NIGHT)
        for present in (there, there | {late})
    )

    assert before.present <= after.present <= after.mandates <= after.seats
    assert before.needed == after.needed
    assert after.is_reached >= before.is_reached


@given(some.integers(1, 4), some.sets(ANYBODY))
def test_no_seat_has_more_votes_than_it_sends_delegates(delegates: int, there: set[str]) -> None:
    by = rules(Seats("council", delegates))
    own = seats(by, [council(slug) for slug in COUNCILS], [], at=NIGHT)

    counted = voting([one for one in everybody({}, {}) if one.uid in there], own)

    for seat in own:
        of_it = [one for one in counted if one.by == seat.by]
        came = sum(one.startswith(seat.by) for one in there)
        assert len(of_it) == min(delegates, came)
