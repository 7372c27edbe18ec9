"""The languages of the pages: Spanish is the source, the rest is read from .po files at start."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE: Final = Path(__file__).parents[1] / "locale"
SOURCE: Final = "es"


def N_(sentence: str) -> str:  # noqa: N802 - the name by which gettext's tools find it
    """Return a sentence as it is: it is marked here and put into the visitor's language where it is shown."""
    return sentence


@dataclass(frozen=True, slots=True)
class Language:
    """One language with its sentences."""

    code: str
    sentences: NullTranslations

    def gettext(self, sentence: str) -> str:
        """Return a sentence in this language, in Spanish where it has none."""
        return self.sentences.gettext(sentence)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return a sentence for one or for many."""
        return self.sentences.ngettext(one, many, count)


@cache
def languages() -> Mapping[str, Language]:
    """Return every language by its code; without compiled files, so that a .po can be edited in place."""
    found = {SOURCE: Language(SOURCE, NullTranslations())}
    for path in sorted(LOCALE.glob("*.po")):
        compiled = io.BytesIO()
        write_mo(compiled, catalog(path.stem))
        compiled.seek(0)
        found[path.stem] = Language(path.stem, GNUTranslations(compiled))
    return found


def catalog(code: str) -> Catalog:
    """Return every sentence of a language with its source."""
    with (LOCALE / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def preferred(accept_language: str) -> str:
    """Return the code of the language a browser asks for; Spanish when it asks for none of ours."""
    known = languages()
    wishes: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, weight = part.strip().partition(";q=")
        code = tag.split("-")[0].strip().lower()
        if code in known:
            wishes.append((_weight(weight), code))
    return max(wishes, key=lambda wish: wish[0])[1] if wishes else SOURCE


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
