"""What a field gave for its water and its work."""

from __future__ import annotations

from decimal import Decimal

from builders import an_entry

from dashboard.production.labour import kg_per_workday, labour
from dashboard.production.water import kg_per_m3_given, water_given
from gateway.domain.entries import Irrigated, WorkdaySet, Worked

AREA = Decimal(10_000)
MM, M3, HOURS = (
    Irrigated("lote-1", "furrow", millimetres=Decimal(30)),
    Irrigated("lote-1", "furrow", cubic_metres=Decimal(200)),
    Irrigated("lote-1", "furrow", hours=Decimal(6)),
)
DAY = WorkdaySet(Decimal(6), "acta 3")


def worked(people: int, hours: int, pay: str = "paid", **others: object) -> Worked:
    return Worked("parcela-1", "weeding", people, Decimal(hours), pay, **others)  # type: ignore[arg-type]


def test_millimetres_on_an_area_are_cubic_metres() -> None:
    found = water_given([MM, M3], AREA)

    assert found is not None
    assert found.cubic_metres == 500
    assert kg_per_m3_given(Decimal(4000), found) == 8


def test_what_left_the_pump_is_more_than_what_reached_the_roots() -> None:
    watered = Irrigated("lote-1", "furrow", millimetres=Decimal(30))

    given = water_given([watered], Decimal(10_000), efficiency=Decimal("0.6"))

    assert given is not None
    assert given.cubic_metres == Decimal(500)


def test_hours_of_watering_are_no_water_that_anybody_knows() -> None:
    found = water_given([MM, HOURS], AREA)

    assert found is not None
    assert (found.unknown, found.hours) == (1, 6)
    assert kg_per_m3_given(Decimal(4000), found) is None


def test_a_field_that_nobody_watered_has_no_yield_for_its_water() -> None:
    assert water_given([], AREA) is kg_per_m3_given(Decimal(4000), None) is None


def test_people_times_hours_are_days_of_work_of_the_commune() -> None:
    entries = [an_entry(worked(5, 6)), an_entry(worked(10, 3, "cayapa"), number=2)]

    found = labour(entries, DAY)

    assert found is not None
    assert (found.hours, found.workdays, found.cayapa_hours) == (60, 10, 30)
    assert kg_per_workday(Decimal(850), found) == 85


def test_without_the_length_of_a_day_nothing_is_told_per_day_of_work() -> None:
    found = labour([an_entry(worked(5, 6))], None)

    assert found is not None
    assert (found.hours, found.workdays, kg_per_workday(Decimal(850), found)) == (30, None, None)


def test_planned_work_is_not_done() -> None:
    assert labour([an_entry(worked(5, 6, planned=True))], DAY) is None
