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
def translations(language: str, part: str = "") -> NullTranslations:
    """Return the sentences of a language; without compiled files, so that a .po can be edited in place.

    Args:
        language: Its code.
        part: `commands` for the help of the console's commands, empty for all that is told.
    """
    if not _path(language, part).exists():
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalog(language, part))
    compiled.seek(0)
    return GNUTranslations(compiled)


def catalog(language: str, part: str = "") -> Catalog:
    """Return every sentence of a language, or of a part of it, with its source."""
    with _path(language, part).open("rb") as file:
        return read_po(file, locale=language)


def _path(language: str, part: str) -> Path:
    return LOCALE / (f"{part}.{language}.po" if part else f"{language}.po")
