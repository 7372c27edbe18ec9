"""One body has one way to be written."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from builders import a_stocking
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.entries import OrderGiven, Reversed, Stocked
from gateway.domain.errors import EntryError
from gateway.journal.canonical import canonical


def test_keys_are_sorted_and_numbers_are_exact() -> None:
    body = Stocked("laguna-1", "cachama", fish=1000, mean_weight_g=Decimal("30.50"))

    assert canonical(body) == ('{"fish":1000,"mean_weight_g":"30.50","species":"cachama","unit":"laguna-1"}')


@pytest.mark.parametrize(
    ("given", "written"),
    [("1E+3", "1000"), ("1E-7", "0.0000001"), ("-0.0", "0.0"), ("12.50", "12.50"), ("0E+2", "0")],
)
def test_exact_numbers_are_written_plainly(given: str, written: str) -> None:
    body = msgspec.structs.replace(a_stocking(), plan_kg=Decimal(given))

    assert f'"plan_kg":"{written}"' in canonical(body)


def test_the_same_letters_are_the_same_bytes() -> None:
    assert canonical(Reversed("cosecho\u0301")) == canonical(Reversed("cosech\u00f3"))


@pytest.mark.parametrize(
    "body",
    [
        msgspec.structs.replace(a_stocking(), mean_weight_g=30.5),
        msgspec.structs.replace(a_stocking(), plan_kg=Decimal("Infinity")),
        msgspec.structs.replace(a_stocking(), plan_kg=Decimal("1E+400000")),
        msgspec.structs.replace(a_stocking(), fish=2**53),
        OrderGiven("import", {"año": "2026"}),
        Reversed("\ud800"),
    ],
)
def test_what_cannot_be_written_exactly_is_refused(body: msgspec.Struct) -> None:
    with pytest.raises(EntryError):
        canonical(body)


@given(reason=st.text(), argument=st.dictionaries(st.text(st.characters(max_codepoint=126)), st.text()))
def test_what_was_written_is_written_the_same_again(reason: str, argument: dict[str, str]) -> None:
    for body in (Reversed(reason), OrderGiven("import", argument)):
        text = canonical(body)

        assert canonical(msgspec.json.decode(text, type=type(body))) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_an_exact_number_keeps_its_value(value: Decimal) -> None:
    text = canonical(msgspec.structs.replace(a_stocking(), plan_kg=value))

    assert msgspec.json.decode(text, type=Stocked).plan_kg == value
