"""How a letter says a pond, a number or an hour."""

from __future__ import annotations

import pytest
from letters_table import (
    OPENED,
    a_place,
)

from gateway.alerts.letters.words import Words

LONG = "La Laguna de los Hermanos Rodríguez Peña y Compañía del Caño Amarillo"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Estanque 3", "Estanque 3"),
        ("Laguna 3", "Laguna 3"),
        ("La Honda", "Estanque 3 La Honda"),
        (LONG, "Estanque 3 La Laguna de los"),
        ("Лагуна", "Estanque 3"),
    ],
)
def test_a_name_is_told_with_its_number_and_in_whole_words(name: str, words: str) -> None:
    assert Words("es", -4).place(a_place(name)) == words


@pytest.mark.parametrize(("value", "words"), [(1.84, "1,8"), (0.0, "0,0"), (-0.06, "0,0"), (12.0, "12,0")])
def test_oxygen_has_a_decimal_comma_and_is_never_below_nothing(value: float, words: str) -> None:
    assert Words("es", -4).oxygen(value) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (0, "a las 8:00 p.m."),
        (16 * 3600, "a las 12:00 p.m."),
        (4 * 3600, "a las 12:00 a.m."),
        (17 * 3600 + 300, "a la 1:05 p.m."),
    ],
)
def test_hours_are_those_of_the_commune(at: int, words: str) -> None:
    assert Words("es", -4).hour(at) == words


@pytest.mark.parametrize(
    ("hours", "words"), [(1, "desde las 3:10 a.m."), (30, "desde hace 30 horas"), (80, "desde hace 3 días")]
)
def test_what_is_long_ago_is_not_told_by_an_hour_alone(hours: int, words: str) -> None:
    assert Words("es", -4).since(OPENED, now=OPENED + hours * 3600) == words
