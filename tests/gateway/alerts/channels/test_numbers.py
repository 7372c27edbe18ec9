from __future__ import annotations

import pytest

from gateway.alerts.channels.numbers import can_be_dialled, is_on_a_wire, is_same, normalised

WRITTEN = [
    "0414-123.45.67",
    "04141234567",
    "414 1234567",
    "+58 414 123 4567",
    "0058 414-1234567",
    "584141234567",
]


@pytest.mark.parametrize("number", WRITTEN)
def test_a_number_is_the_same_however_it_is_written(number: str) -> None:
    assert normalised(number) == "+584141234567"
    assert is_same(number, "+584141234567")


@pytest.mark.parametrize(
    ("number", "kept"),
    [("+57 310 123 4567", "+573101234567"), ("*99#", "99"), ("Movistar", ""), ("128", "128")],
)
def test_what_is_no_number_of_the_country_stays_as_it_is(number: str, kept: str) -> None:
    assert normalised(number) == kept


def test_two_that_are_no_numbers_are_not_the_same() -> None:
    assert not is_same("Movistar", "Digitel")


@pytest.mark.parametrize("number", ["", "Movistar", "12", "-textutf8", "1234567890123456"])
def test_what_is_no_number_is_not_dialled(number: str) -> None:
    assert not can_be_dialled(number)


def test_a_telephone_on_a_wire_is_known() -> None:
    assert is_on_a_wire("0257-1234567")
    assert not is_on_a_wire("0414-1234567")
