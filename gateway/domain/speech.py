"""What the console says, in the language of the person who reads it."""

from __future__ import annotations

from gettext import NullTranslations

_spoken: NullTranslations = NullTranslations()
"""The one state that a module of ours keeps: a process speaks one language, chosen once before it does
anything. Handing it through every function that may fail would put the reader into every rule, and a
ContextVar would fall back to Spanish in each new thread.
"""


def speak(translations: NullTranslations) -> None:
    """Choose the language of everything that is told from now on."""
    global _spoken
    _spoken = translations


def told(sentence: str, /, **values: object) -> str:
    """Return a Spanish sentence in the language of the reader, in Spanish where it has none.

    Args:
        sentence: Written out where it is told, so that it can be found; `%(name)s` is the place of a value.
        values: What stands in those places.
    """
    return _spoken.gettext(sentence) % values


def both(sentence: str) -> str:
    """Return a sentence as it is: it is marked here for the pages and for the console."""
    return sentence


def in_words(sentence: str) -> str:
    """Return a sentence that was marked elsewhere, in the language of the console."""
    return _spoken.gettext(sentence)
