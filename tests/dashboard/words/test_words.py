from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as some

from dashboard.words.language import languages
from dashboard.words.written import NumberUnclearError, Words, format_number, parse_number

NIGHT = 1_781_075_520
"""2026-06-10, 3:12 a. m. in the commune."""


def words(code: str = "es", *, now: int = NIGHT) -> Words:
    return Words(languages()[code], -4, now)


@settings(deadline=None)
@given(some.decimals(-999_999, 999_999, places=3), some.integers(0, 2))
def test_numbers_are_written_as_babel_writes_them_for_venezuela(value: Decimal, decimals: int) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")

    with localcontext(rounding=ROUND_HALF_UP):
        expected = format_decimal(value, format=pattern, locale="es_VE")

    assert format_number(value, decimals, language="es").lstrip("-") == expected.lstrip("-")


@given(some.integers(0, 999_999), some.integers(0, 2))
def test_a_half_is_rounded_up_wherever_people_read_it(whole: int, decimals: int) -> None:
    half = Decimal(10 * whole + 5).scaleb(-decimals - 1)

    read = Decimal(format_number(half, decimals, language="en").replace(",", ""))

    assert read == Decimal(whole + 1).scaleb(-decimals)
    assert words().amount(half, most=decimals) == words().amount(read)


@pytest.mark.parametrize("value", [-0.04, -0.0, Decimal("-0.01")])
def test_nobody_reads_minus_zero(value: float) -> None:
    assert format_number(value, 1, language="es") == "0,0"


@given(some.integers(0, 999_999), some.one_of(some.none(), some.integers(0, 99)), some.sampled_from(",."))
def test_comma_and_point_both_divide_the_decimals(whole: int, cents: int | None, mark: str) -> None:
    text = str(whole) if cents is None else f"{whole}{mark}{cents:02d}"

    assert parse_number(text) == Decimal(text.replace(",", "."))


@given(some.integers(1, 999), some.integers(0, 999), some.sampled_from(",."))
def test_a_number_that_may_be_thousands_or_thousandths_is_asked_back(
    whole: int, rest: int, mark: str
) -> None:
    with pytest.raises(NumberUnclearError) as refused:
        parse_number(f"{whole}{mark}{rest:03d}")

    assert refused.value.readings == (Decimal(whole * 1000 + rest), Decimal(f"{whole}.{rest:03d}"))


@pytest.mark.parametrize("text", ["", "1.200,5", "2,4 kg", "-3", "1e3", "٣", "12,", "NaN"])
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(NumberUnclearError):
        parse_number(text)


@given(some.text(max_size=12))
def test_whatever_is_typed_is_a_number_or_a_refusal(text: str) -> None:
    with suppress(NumberUnclearError):
        assert parse_number(text) >= 0


@settings(deadline=None)
@given(some.integers(0, 2_000_000_000))
def test_the_clock_reads_as_babel_has_it(at: int) -> None:
    local = datetime.fromtimestamp(at - 4 * 3600, UTC)

    expected = format_time(local.time(), format="h:mm a", locale="es_VE")

    assert words().clock(at).replace("\u00a0", " ") == expected.replace("\u00a0", " ").replace("\u202f", " ")


@settings(deadline=None)
@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_dates_are_told_as_babel_tells_them(day: date) -> None:
    assert words().day(day, year=True) == format_date(day, format="EEEE d 'de' MMMM 'de' y", locale="es_VE")


def test_a_moment_of_another_day_says_its_day() -> None:
    assert words().moment(NIGHT - 8 * 3600) == "ayer, 7:12\u00a0p.\u00a0m."
    assert words().since(NIGHT - 50 * 3600) == "el lun 8 jun a la 1:12\u00a0a.\u00a0m."


def test_how_long_ago_grows_from_minutes_to_days() -> None:
    assert [
        words().ago(NIGHT - seconds).replace("\u00a0", " ") for seconds in (20, 130, 10_320, 260_000)
    ] == [
        "hace menos de 1 min",
        "hace 2 min",
        "hace 2 h 52 min",
        "hace 3 días",
    ]


def test_a_number_that_nothing_can_measure_is_written_all_the_same() -> None:
    assert len(format_number(-1e308, 1, language="es")) > 308
    assert format_number(1e-308, 1, language="es") == "0,0"
