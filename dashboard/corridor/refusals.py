"""Why a file of the corridor is not made or not taken, said so that a console and a page can say it."""

from __future__ import annotations

import re
from typing import Final

from gateway.domain.errors import ConucoError
from gateway.domain.speech import in_words

_UNSHOWN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Signs that move, hide or turn round what a screen shows beside them."""


def is_shown(text: str) -> bool:
    """Tell whether a screen shows exactly what a text says: names of strangers stand beside key words."""
    return _UNSHOWN.search(text) is None


def shown(text: str) -> str:
    """Return a text as a screen may show it, with a mark for each sign that would change the screen."""
    return _UNSHOWN.sub("\ufffd", text)


class CorridorError(ConucoError):
    """A file of the corridor cannot be made or taken.

    Attributes:
        sentence: What is wrong and what to do, in Spanish and marked with `both`, with the places of its
            values: whoever reads another language translates it and puts the values in again.
        values: What stands in those places.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = {name: shown(one) if isinstance(one, str) else one for name, one in values.items()}
        super().__init__(sentence % self.values if values else sentence)

    def __str__(self) -> str:
        """Return what is wrong in the language of the console."""
        found = in_words(self.sentence)
        return found % self.values if self.values else found
