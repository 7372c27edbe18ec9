"""What was written down late, taken back, or told by eye."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import msgspec
import pytest
from booked import registered
from builders import NIGHT, an_entry

from dashboard.production.cycle import Cycle, Unit
from dashboard.session.reviewing.estimated import Group, groups
from dashboard.session.reviewing.late import late
from dashboard.session.reviewing.point import Since
from dashboard.session.reviewing.reversals import TakenBack, taken_back
from gateway.domain.entries import (
    Body,
    CouncilRegistered,
    Delivered,
    Entry,
    Fed,
    HandRead,
    Harvested,
    MandateGiven,
    Reversed,
    Weighing,
)

DAY: Final = 86_400
SINCE: Final = Since(number=10, at=NIGHT - 30 * DAY, session=4)
FED: Final = Fed("ciclo", "concentrate", "weighed", kg=Decimal(12))
SENT: Final = Delivered("las-lagunas", "yuca", Weighing(Decimal(1200)), "weighed", "community", "la-ceiba")


def written(body: Body, *, number: int = 11, lag_days: float = 0.0, **others: object) -> Entry:
    entry = an_entry(body, number=number, **({"happened": NIGHT} | others))
    return msgspec.structs.replace(entry, registered=entry.happened + int(lag_days * DAY))


@pytest.mark.parametrize(("lag", "is_told"), [(0, False), (3, False), (3.1, True), (19, True)])
def test_what_was_written_more_than_so_many_days_after_it_happened_is_late(
    lag: float, *, is_told: bool
) -> None:
    assert bool(late([written(FED, lag_days=lag)], late_days=3, since=SINCE)) is is_told


def test_what_was_late_before_the_last_session_does_not_come_again() -> None:
    assert late([written(FED, number=9, lag_days=19)], late_days=3, since=SINCE) == []


@pytest.mark.parametrize(
    "body",
    [
        CouncilRegistered("la-ceiba", "La Ceiba"),
        MandateGiven("council", "la-ceiba"),
        msgspec.structs.replace(SENT, planned=True),
    ],
    ids=["a register", "a mandate", "a plan"],
)
def test_what_holds_since_or_is_meant_for_a_day_is_never_late(body: Body) -> None:
    assert late([written(body, lag_days=90)], late_days=3, since=SINCE) == []


def undone(*more: Entry, taken: Body = SENT, number: int = 12) -> list[TakenBack]:
    """Return what a reversal of entry 11 tells, written down an hour after it."""
    back = written(Reversed("un cero de más"), number=number, journal="book", reverses="uid-11")
    back = msgspec.structs.replace(back, registered=NIGHT + 3600)
    return taken_back([written(taken, number=11), back, *more], SINCE)


def test_a_reversal_is_told_with_what_it_took_back_and_what_was_written_after_it() -> None:
    right = written(msgspec.structs.replace(SENT, ours=Weighing(Decimal(120))), number=13, lag_days=0.1)

    (found,) = undone(right)

    assert (found.taken.uid, found.reversal.uid, found.after and found.after.uid) == (
        "uid-11",
        "uid-12",
        "uid-13",
    )


def test_of_several_entries_the_one_most_alike_was_written_in_its_place() -> None:
    to_another = msgspec.structs.replace(SENT, to="el-saman", ours=Weighing(Decimal(7)))
    right = msgspec.structs.replace(SENT, ours=Weighing(Decimal(120)))

    (found,) = undone(written(to_another, number=13), written(right, number=14))

    assert found.after is not None
    assert found.after.uid == "uid-14"


@pytest.mark.parametrize(
    "another",
    [
        written(msgspec.structs.replace(SENT, product="auyama"), number=13),
        written(FED, number=13),
        written(SENT, number=13, lag_days=4),
        written(SENT, number=13, happened=NIGHT - 9 * DAY),
    ],
    ids=["another product", "another kind", "days later", "of another day"],
)
def test_what_is_about_something_else_was_not_written_in_its_place(another: Entry) -> None:
    (found,) = undone(another)

    assert found.after is None


def test_a_reversal_of_before_the_last_session_does_not_come_again() -> None:
    assert undone(number=10) == []


def test_what_stands_is_no_correction() -> None:
    assert taken_back([written(HandRead("estanque-1", "measured", Decimal(4)))], SINCE) == []


UNIT: Final = Unit("lote-1", "la-siembra", "parcela-1", "Lote 1", Decimal(20_000), "gps")
CYCLE: Final = Cycle("ciclo", UNIT, "sowing", "yuca", "", NIGHT - 200 * DAY, None, ())


def dug(kg: str, quality: str, number: int) -> Entry:
    return written(Harvested("ciclo", Decimal(kg), quality, complete=False), number=number)  # type: ignore[arg-type]


def by_eye(*entries: Entry) -> list[Group]:
    return groups(entries, registered(), {"ciclo": CYCLE}.get, SINCE)


def test_what_was_told_by_eye_is_told_with_all_of_the_same_product_and_unit() -> None:
    (found,) = by_eye(dug("4235", "weighed", 11), dug("2000", "estimated", 12), dug("595", "estimated", 13))

    assert (found.estimated, found.whole, found.where) == (2595, 6830, "lote-1")
    assert [one.uid for one in found.entries] == ["uid-12", "uid-13"]


def test_what_was_weighed_or_counted_is_not_told() -> None:
    assert by_eye(dug("4235", "weighed", 11), dug("30", "counted", 12)) == []


def test_what_was_told_by_eye_before_the_last_session_does_not_come_again() -> None:
    assert by_eye(dug("2000", "estimated", 9)) == []


def test_a_plan_is_always_by_eye_and_never_told() -> None:
    plan = Harvested("ciclo", Decimal(900), "estimated", complete=True, planned=True)

    assert by_eye(written(plan)) == []


def test_a_harvest_and_a_delivery_of_one_product_are_told_apart() -> None:
    sent = msgspec.structs.replace(SENT, quality="estimated", enterprise="la-siembra")

    found = by_eye(dug("2000", "estimated", 11), written(sent, number=12))

    assert [(one.kind, one.estimated) for one in found] == [("harvest", 2000), ("delivery", 1200)]


def test_two_bases_are_never_added() -> None:
    wet = Weighing(Decimal(100), moisture=Decimal(20), impurity=Decimal(2))
    of_maize = msgspec.structs.replace(
        SENT, product="maiz-blanco", quality="estimated", ours=wet, base_impurity=Decimal(2)
    )
    at_14, at_12 = (msgspec.structs.replace(of_maize, base_moisture=Decimal(one)) for one in (14, 12))

    found = by_eye(written(at_14, number=11), written(at_12, number=12))

    assert [str(one.good) for one in found] == ["kg:maiz-blanco@14/2", "kg:maiz-blanco@12/2"]
