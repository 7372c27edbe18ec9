"""Ranges of numbers and of days as a grower says them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fielded import AT, TODAY
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words.language import languages
from dashboard.words.spans import between, counted, day_name, days_left, past_day, roughly, span, when
from dashboard.words.written import Words
from gateway.fields.advice.advised import Between, Window

ES, EN = (Words(languages()[one], -4, AT) for one in ("es", "en"))


def window(first: int, last: int) -> Window:
    return Window(TODAY + timedelta(days=first), TODAY + timedelta(days=last))


@pytest.mark.parametrize(
    ("first", "last", "es", "en"),
    [
        (0, 0, "hoy", "today"),
        (1, 1, "mañana", "tomorrow"),
        (0, 1, "hoy o mañana", "today or tomorrow"),
        (0, 2, "antes del jueves", "before Thursday"),
        (2, 4, "entre miércoles y viernes", "between Wednesday and Friday"),
        (3, 3, "el jueves", "Thursday"),
        (-3, 0, "hoy", "today"),
        (-3, -1, "hoy", "today"),
        (5, 9, "entre sábado y mié 29 jul", "between Saturday and Wed 29 Jul"),
    ],
)
def test_a_window_is_said_in_days_of_the_week(first: int, last: int, es: str, en: str) -> None:
    assert when(ES, window(first, last)) == es
    assert when(EN, window(first, last)) == en


def test_a_day_further_off_than_a_week_is_said_with_its_date() -> None:
    assert day_name(ES, TODAY + timedelta(days=6)) == "el domingo"
    assert day_name(ES, TODAY + timedelta(days=7)) == "el lun 27 jul"
    assert past_day(ES, TODAY - timedelta(days=1)) == "ayer"
    assert past_day(ES, TODAY - timedelta(days=6)) == "el martes"
    assert past_day(ES, TODAY - timedelta(days=7)) == "el lun 13 jul"


def test_a_range_is_one_number_where_both_ends_are_the_same() -> None:
    assert span(ES, Between(25, 30)) == "25-30"
    assert span(ES, Between(25, 25.2)) == "25"
    assert between(ES, Between(25, 35)) == "entre 25 y 35"
    assert between(EN, Between(25, 25)) == "25"


def test_water_that_lasts_beyond_what_is_foretold_says_so() -> None:
    assert days_left(ES, Between(6, 9)) == "6-9"
    assert days_left(ES, Between(9, 14)) == "9 o más"
    assert days_left(EN, Between(14, 14)) == "14 or more"


def test_water_and_hours_are_told_in_two_figures() -> None:
    assert roughly(ES, Between(1667, 2000)) == "1.700-2.000"
    assert roughly(EN, Between(1667, 2000)) == "1,700-2,000"
    assert roughly(ES, Between(27.8, 33.3)) == "28-33"
    assert roughly(ES, Between(0.4, 1.6)) == "0-2"


def test_fields_are_counted_in_letters_up_to_twelve() -> None:
    assert [counted(ES, one) for one in (0, 1, 5, 12, 13)] == ["0", "Un", "Cinco", "Doce", "13"]
    assert counted(EN, 5) == "Five"


@given(low=st.floats(-50, 5000), wide=st.floats(0, 5000))
def test_no_range_ever_shows_a_decimal_or_less_than_nothing(low: float, wide: float) -> None:
    for said in (span(EN, Between(low, low + wide)), roughly(EN, Between(low, low + wide))):
        assert "." not in said
        assert not said.startswith("-")
