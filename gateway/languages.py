"""The languages of what is read outside the pages: Spanish is the source, English is read from a .po file."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE: Final = Path(__file__).parent / "locale"


@cache
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
