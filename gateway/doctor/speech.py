"""The doctor's sentences in a reader's language."""

from __future__ import annotations

from gateway.doctor.finding import Say
from gateway.languages import translations


def saying(language: str) -> Say:
    """Return what says a Spanish sentence in a language, in Spanish where it has none."""
    found = translations(language)

    def told(sentence: str, /, **values: object) -> str:
        return found.gettext(sentence) % values

    return told
