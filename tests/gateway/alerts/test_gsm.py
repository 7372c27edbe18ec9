"""What an SMS can hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gateway.alerts.letters.gsm import as_sms, in_the_alphabet, septets


def test_an_sms_drops_only_the_accents_its_alphabet_lacks() -> None:
    assert as_sms("¿Atención, Ñángara? Sí, a pie: 1 €, «no»") == "¿Atencion, Ñangara? Si, a pie: 1 €, ?no?"


def test_an_sms_holds_160_signs_or_80_euros() -> None:
    assert as_sms("a" * 200) == "a" * 160
    assert as_sms("€" * 100) == "€" * 80


@given(st.text(max_size=300))
def test_an_sms_is_one_message_of_its_alphabet(text: str) -> None:
    sms = as_sms(text)

    assert septets(sms) <= 160
    assert as_sms(sms) == sms


@given(st.text(max_size=300))
def test_a_text_counts_as_much_before_as_after_it_is_put_into_the_alphabet(text: str) -> None:
    assert septets(text) == septets(in_the_alphabet(text))
