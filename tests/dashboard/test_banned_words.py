"""No page says that one thing made another: not in Spanish, not in English, not in a catalogue."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CAUSES = {
    "es": re.compile(r"\b(porque|causó|gracias a|por culpa de)\b", re.IGNORECASE),
    "en": re.compile(r"\b(because|caused|thanks to|due to)\b", re.IGNORECASE),
}
PRODUCTION = ("/unidades", "/produccion")


def words_of(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


@pytest.mark.parametrize("room", ["dashboard", "gateway"])
def test_no_sentence_of_a_catalogue_claims_a_cause(room: str) -> None:
    with (ROOT / room / "locale" / "en.po").open("rb") as file:
        messages = [one for one in read_po(file, locale="en") if one.id]

    wrong = [
        said
        for one in messages
        for language, side in (("es", one.id), ("en", one.string))
        for said in (side if isinstance(side, tuple | list) else (side,))
        if CAUSES[language].search(said)
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_page_of_a_cycle_claims_a_cause(grown, language: str) -> None:
    grown.client.cookies.set("idioma", language)
    found = re.findall(r'href="(/ciclos/[^"?#]+)"', grown.text("/unidades"))

    wrong = {
        path: CAUSES[language].findall(words_of(grown.text(path)))
        for path in {*found, "/ciclos/de-plan", *PRODUCTION}
        if CAUSES[language].search(words_of(grown.text(path)))
    }

    assert len(found) > 20
    assert wrong == {}
