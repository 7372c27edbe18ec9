"""Why a file of the corridor is not made or not taken, said so that a console and a page can say it."""

from __future__ import annotations

from gateway.domain.errors import ConucoError
from gateway.domain.speech import in_words


class CorridorError(ConucoError):
    """A file of the corridor cannot be made or taken.

    Attributes:
        sentence: What is wrong and what to do, in Spanish and marked with `both`, with the places of its
            values: whoever reads another language translates it and puts the values in again.
        values: What stands in those places.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        """Return what is wrong in the language of the console."""
        found = in_words(self.sentence)
        return found % self.values if self.values else found
