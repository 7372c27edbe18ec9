"""What somebody may send to keep the station busy; a form of 128 KB is answered at once."""

from __future__ import annotations

import time
from typing import Final
from urllib.parse import quote_plus

import pytest

from dashboard.visit.rendering import packed

LONGEST_S: Final = 2.0
"""A page takes a twentieth of it; before, a field of blanks took eighteen seconds. All of the processor."""
MUCH: Final = 120_000


@pytest.mark.parametrize("sign", [" ", "\t", "\u00a0", "\n ", "<", "&", "4 %"], ids=repr)
def test_a_field_as_long_as_a_form_may_be_is_answered_at_once(pages, sign: str) -> None:
    said = "1" + sign * (MUCH // len(quote_plus(sign))) + "x"
    written = {"lugar": "estanque-1", "accion": "aerator-on", "cuando": "hoy", "cuando-hora": said}
    began = time.process_time()

    answer = pages.client.post("/anotar/intervencion", data=written)

    assert answer.status_code == 422
    assert time.process_time() - began < LONGEST_S


def test_a_question_with_thousands_of_parameters_is_not_told_back_whole(pages) -> None:
    asked = "&".join(f"{number:x}=" for number in range(9000))
    began = time.process_time()

    answer = pages.client.get(f"/api/v1/latest?{asked}")

    assert answer.status_code == 422
    assert len(answer.content) < 10_000
    assert time.process_time() - began < LONGEST_S


def test_a_parameter_given_thousands_of_times_is_refused_at_once(pages) -> None:
    asked = "&".join(f"{number % 6000:x}=" for number in range(12_000))
    began = time.process_time()

    answer = pages.client.get(f"/api/v1/latest?{asked}")

    assert answer.status_code == 422
    assert len(answer.content) < 10_000
    assert time.process_time() - began < LONGEST_S


def test_a_page_loses_its_indents_and_nothing_else() -> None:
    assert packed("a  b \n \n  c\n<pre> d\n  e </pre> \n f") == "a  b\nc\n<pre> d\n  e </pre>\nf"
