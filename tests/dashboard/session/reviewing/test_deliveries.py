"""Deliveries that nobody confirmed in time, and loads that two scales weigh differently."""

from __future__ import annotations

from dataclasses import replace as other
from decimal import Decimal
from typing import Final

import msgspec
import pytest
from builders import NIGHT, an_entry

from dashboard.session.reviewing.point import Since
from dashboard.session.reviewing.unconfirmed import unconfirmed
from dashboard.session.reviewing.weighings import apart
from gateway.domain.entries import Body, Delivered, DeliveryConfirmed, Entry, Weighing

DAY: Final = 86_400
NOW: Final = NIGHT
SINCE: Final = Since(number=10, at=NOW - 30 * DAY, session=4)
FISH: Final = Delivered("las-lagunas", "cachama-negra", Weighing(Decimal(60)), "weighed", "social", "escuela")


def handed_over(days_ago: float, number: int = 11, **changed: object) -> Entry:
    body = msgspec.structs.replace(FISH, **changed)
    return an_entry(body, number=number, happened=int(NOW - days_ago * DAY))


def late_ones(*entries: Entry, since: Since = SINCE) -> list[str]:
    return [one.uid for one, _body in unconfirmed(entries, confirm_days=5, since=since, now=NOW)]


def test_a_delivery_that_nobody_confirmed_in_time_is_told() -> None:
    assert late_ones(handed_over(8)) == ["uid-11"]


def test_a_delivery_has_until_the_end_of_its_last_day() -> None:
    assert late_ones(handed_over(5)) == []
    assert late_ones(handed_over(4.9)) == []
    assert late_ones(handed_over(5.1)) == ["uid-11"]


def test_a_delivery_that_was_confirmed_late_is_told_no_more() -> None:
    confirmed = an_entry(DeliveryConfirmed("uid-11"), number=12, happened=NOW)

    assert late_ones(handed_over(8), confirmed) == []


def test_what_nobody_receives_by_name_nobody_confirms() -> None:
    assert late_ones(handed_over(8, destination="seed", to=None)) == []


def test_a_planned_delivery_is_not_late() -> None:
    assert late_ones(handed_over(8, planned=True)) == []


def test_what_was_late_at_the_last_session_already_does_not_come_again() -> None:
    assert late_ones(handed_over(36, number=9)) == []


def test_what_left_before_the_last_session_and_was_not_late_then_comes() -> None:
    assert late_ones(handed_over(34, number=9)) == ["uid-9"]


def test_what_was_written_down_after_the_last_session_comes_however_old_it_is() -> None:
    assert late_ones(handed_over(50, number=11)) == ["uid-11"]


def test_before_the_first_session_the_whole_book_is_looked_at() -> None:
    assert late_ones(handed_over(400, number=1), since=Since()) == ["uid-1"]


def wet(kg: str, moisture: str | None = None) -> Weighing:
    return Weighing(
        Decimal(kg), None if moisture is None else Decimal(moisture), Decimal(2) if moisture else None
    )


def lorry(ours: Weighing, theirs: Weighing | None = None, *, number: int = 11) -> Entry:
    body: Body = msgspec.structs.replace(
        FISH, ours=ours, theirs=theirs, base_moisture=Decimal(14), base_impurity=Decimal(2)
    )
    return an_entry(body, number=number, happened=NOW)


def test_two_scales_that_differ_at_one_base_are_told_with_what_lies_between() -> None:
    (found,) = apart([lorry(wet("10000", "22"), wet("9600", "24"))], SINCE)

    assert (found.found.ours, found.found.theirs, found.found.kg) == (9070, 8484, -586)


@pytest.mark.parametrize(
    ("theirs", "is_told"),
    [
        (wet("10000", "14"), False),
        (wet("9920", "14"), False),
        (wet("9910", "14"), True),
        (wet("10080", "14"), False),
        (wet("10090", "14"), True),
        # Lighter, but drier: the same grain.
        (wet("9885", "13"), False),
    ],
)
def test_scales_may_differ_by_what_sound_scales_differ(theirs: Weighing, *, is_told: bool) -> None:
    assert bool(apart([lorry(wet("10000", "14"), theirs)], SINCE)) is is_told


def test_loads_without_moisture_are_compared_as_they_were_weighed() -> None:
    (found,) = apart([lorry(wet("100"), wet("95"))], SINCE)

    assert (found.found.base, found.found.kg) == (None, -5)


def test_what_the_receiver_said_with_the_confirmation_counts_when_it_was_said() -> None:
    before = lorry(wet("10000", "22"), number=9)
    confirmed = an_entry(DeliveryConfirmed("uid-9", wet("9600", "24")), number=11, happened=NOW)

    (found,) = apart([before, confirmed], SINCE)

    assert (found.delivery.uid, found.told.uid) == ("uid-9", "uid-11")


def test_a_difference_that_the_last_session_could_see_does_not_come_again() -> None:
    told_before = other(SINCE, number=11)

    assert apart([lorry(wet("10000", "22"), wet("9600", "24"))], told_before) == []
