from __future__ import annotations

import re
from decimal import Decimal

import pytest
from catalog import sentences

from dashboard.forms.recording import told
from dashboard.words.language import catalog, languages, preferred
from gateway.domain.bounds import LEAST, Fault
from gateway.journal.words import out_of_bounds

PLACES = re.compile(r"%\((\w+)\)s")


def test_every_sentence_of_the_pages_stands_in_the_english_catalog() -> None:
    known = catalog("en")

    missing = [
        one.id for one in sentences() if one.id and not (known.get(one.id) and known.get(one.id).string)
    ]

    assert not missing


def test_the_english_catalog_holds_nothing_that_nobody_says() -> None:
    said = sentences()

    stale = [one.id for one in catalog("en") if one.id and said.get(one.id) is None]

    assert not stale


def test_a_refusal_of_the_journal_is_told_in_english_with_its_values() -> None:
    fault = out_of_bounds(Fault("kg", LEAST, 1, Decimal(0)))

    assert told(fault, languages()["en"]).endswith("must be 1 or more. Check it.")


def test_a_refusal_of_the_journal_names_the_field_in_the_language_of_the_reader() -> None:
    fault = out_of_bounds(Fault("moisture", LEAST, 1, Decimal(0)))

    assert told(fault, languages()["en"]) == '"moisture (%)" must be 1 or more. Check it.'
    assert told(fault, languages()["es"]) == "El dato «humedad (%)» debe ser 1 o más. Revíselo."


def test_a_translation_keeps_the_places_of_its_values() -> None:
    known = [one for one in catalog("en") if isinstance(one.id, str) and one.string]

    wrong = [
        one.id
        for one in known
        if set(PLACES.findall(str(one.id))) != set(PLACES.findall(str(one.string)))
        or str(one.id).count("%%") != str(one.string).count("%%")
    ]

    assert not wrong


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", "es"),
        ("es-VE,es;q=0.9,en;q=0.8", "es"),
        ("en-US,en;q=0.9", "en"),
        ("fr,pt;q=0.8", "es"),
        ("fr;q=0.9,en;q=0.4,es;q=0.6", "es"),
        ("en;q=broken", "en"),
    ],
)
def test_the_first_visit_follows_the_browser_and_else_is_spanish(asked: str, given: str) -> None:
    assert preferred(asked) == given


def test_a_sentence_without_translation_is_shown_in_spanish() -> None:
    assert languages()["en"].gettext("una frase que nadie tradujo") == "una frase que nadie tradujo"
