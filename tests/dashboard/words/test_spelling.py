from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.words.spelling import spelled


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "cero"),
        ("12.5", "doce coma cinco"),
        ("1", "un"),
        ("1.5", "uno coma cinco"),
        ("21", "veintiún"),
        ("31.05", "treinta y uno coma cero cinco"),
        ("100", "cien"),
        ("101", "ciento un"),
        ("620.5", "seiscientos veinte coma cinco"),
        ("1000", "mil"),
        ("1500", "mil quinientos"),
        ("21000", "veintiún mil"),
        ("31001", "treinta y un mil un"),
        ("101500", "ciento un mil quinientos"),
        ("999999", "novecientos noventa y nueve mil novecientos noventa y nueve"),
    ],
)
def test_a_number_is_spelled_out_so_that_a_slip_is_heard(value: str, words: str) -> None:
    assert spelled(Decimal(value)) == words


def test_a_number_too_large_to_be_read_aloud_is_not_spelled() -> None:
    assert spelled(Decimal(1_000_000)) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [("1", "una"), ("21", "veintiuna"), ("200", "doscientas"), ("531", "quinientas treinta y una")],
)
def test_before_a_feminine_noun_a_number_is_feminine(value: str, words: str) -> None:
    assert spelled(Decimal(value), is_feminine=True) == words
