"""The language of the console: Spanish is the source, English is read from a .po file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE: Final = Path(__file__).parent.parent / "locale"
VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set says it. Source: GNU gettext manual, 2.3.2 Locale Environment Variables."""


def wanted_language(environment: Mapping[str, str]) -> str:
    """Return the code of the language that an environment asks for; Spanish unless it is English."""
    said = next((value for name in VARIABLES if (value := environment.get(name))), "")
    return "en" if said.lower().startswith("en") else "es"


def translations(language: str) -> NullTranslations:
    """Return the sentences of a language; without compiled files, so that a .po can be edited in place."""
    if not (LOCALE / f"{language}.po").exists():
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalog(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def catalog(language: str) -> Catalog:
    """Return every sentence of a language with its source."""
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)
