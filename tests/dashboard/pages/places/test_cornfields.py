"""The list of the fields: the one that needs somebody most comes first."""

from __future__ import annotations

import gzip
import re

import pytest
from field_states import every_state, five_fields, numbered, shown_in_front
from fielded import AT

STATES = every_state()
MOST_BYTES = 20 * 1024


@pytest.fixture(autouse=True)
def monday(pages) -> None:
    pages.clock.at = AT


def test_the_overview_puts_the_neediest_first_and_counts_in_words(pages) -> None:
    shown_in_front(pages.client.app, five_fields())

    text = pages.text("/campos")

    assert "<h1>Cinco lotes de maíz</h1>" in text
    places = [text.index(f'href="/campos/lote-{number}"') for number in (4, 5, 3, 2, 1)]
    assert places == sorted(places)
    assert text.count('class="pointer"') == 4
    assert "lunes 20 de julio · primero el que más necesita" in text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("irrigate, asked", "La sonda muestra agua que nadie anotó: diga en su página si regaron."),
        ("irrigate, disagree", "La sonda y la cuenta no coinciden: mire su página."),
    ],
)
def test_the_lists_tell_that_a_field_asks_something(pages, name: str, sentence: str) -> None:
    shown_in_front(pages.client.app, [STATES[name]])

    assert sentence in pages.text("/campos")


def test_the_list_is_found_from_home_and_from_more(pages) -> None:
    for page in ("/", "/mas"):
        assert 'href="/campos"' in pages.text(page)


def test_the_overview_of_no_field_says_what_a_first_one_gives(pages) -> None:
    shown_in_front(pages.client.app, [])

    text = pages.text("/campos")

    assert "Todavía no hay ningún lote." in text
    assert "Agregar un lote" in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_overview_of_twenty_fields_is_light(pages, language: str) -> None:
    pages.client.cookies.set("idioma", language)
    shown_in_front(pages.client.app, numbered(STATES.values()))

    text = pages.client.get("/campos").text

    files = re.findall(r'(?:href|src)="(/static/[^"]*)"', text)
    bodies = [text.encode(), *(pages.client.get(one).content for one in files)]

    assert sum(len(gzip.compress(one)) for one in bodies) < MOST_BYTES


def test_a_list_without_bars_does_not_explain_them(pages) -> None:
    shown_in_front(pages.client.app, [STATES["sow"]])

    assert "La barra es el agua" not in pages.text("/campos")
