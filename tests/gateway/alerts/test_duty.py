"""Who is called in a night."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gateway.alerts.duty import called, evening_of, on_duty, reserve
from gateway.people import Person

THURSDAY = date(2026, 4, 23)

ANA = Person("ana", "Ana", "04141234567", ("team",))
BETO = Person("beto", "Beto", "04147654321", ("team",))
CARMEN = Person("carmen", "Carmen", "04140000000", ("grower",))
DORA = Person("dora", "Dora", None, ("team",))


def test_the_list_of_a_day_goes_before_its_weekday_and_that_before_the_general_one() -> None:
    lists = {
        (None, None): ("general",),
        (None, THURSDAY.weekday()): ("weekday",),
        (THURSDAY.isoformat(), None): ("day",),
    }

    assert on_duty(lists, THURSDAY) == ("day",)
    assert on_duty(lists, date(2026, 4, 30)) == ("weekday",)
    assert on_duty(lists, date(2026, 4, 24)) == ("general",)


def test_a_night_lasts_from_noon_to_noon_and_bears_the_date_of_its_evening() -> None:
    noon = int(datetime(2026, 4, 23, 16, 0, tzinfo=UTC).timestamp())

    evenings = [evening_of(noon + s, utc_offset_hours=-4) for s in (-1, 0, 24 * 3600 - 1, 24 * 3600)]

    assert evenings == [date(2026, 4, 22), THURSDAY, THURSDAY, date(2026, 4, 24)]


def test_whoever_is_on_duty_is_called_in_the_order_of_the_list() -> None:
    people = [ANA, BETO, CARMEN]

    assert called({(None, None): ("carmen", "ana")}, people, THURSDAY) == (CARMEN, ANA)


def test_one_without_a_telephone_or_who_has_left_is_passed_over() -> None:
    lists = {(None, None): ("dora", "somebody-who-left", "beto")}

    assert called(lists, [ANA, BETO, DORA], THURSDAY) == (BETO,)


def test_the_reserve_is_who_of_the_teams_has_a_telephone_and_is_not_called_anyway() -> None:
    lists = {(None, None): ("carmen", "ana")}

    assert reserve(lists, [ANA, BETO, CARMEN, DORA], THURSDAY) == (BETO,)
    assert reserve({}, [ANA, BETO, CARMEN, DORA], THURSDAY) == ()


def test_where_nobody_is_named_everybody_of_the_teams_with_a_telephone_is_called() -> None:
    people = [ANA, BETO, CARMEN, DORA]

    assert called({}, people, THURSDAY) == (ANA, BETO)


def test_a_list_on_which_nobody_can_be_reached_calls_the_teams() -> None:
    lists = {(THURSDAY.isoformat(), None): ("dora",)}

    assert called(lists, [ANA, BETO, DORA], THURSDAY) == (ANA, BETO)
