"""What people read aloud of an entry: four words that only its hash gives.

The words are public. They prove nothing alone: a slip with them, kept by who brought the load, tells
later whether the entry still says what it said that day.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

BITS_OF_A_WORD: Final = 11
WORDS_OF_AN_ENTRY: Final = 4
"""44 bits: a slip against mistakes and for memory. A machine made for it finds another entry with the
same words in hours; what holds against that is the closing of the book, with more of them."""


def four_words(own_hash: str) -> tuple[str, ...]:
    """Return the words of the first 44 bits of a hash, the highest 11 bits first.

    Args:
        own_hash: 64 hexadecimal digits.

    Raises:
        ValueError: It is not hexadecimal.

    Source:
        The Spanish list of BIP 39, see palabras.LICENSE; its first four letters tell two words apart.
    """
    bits = BITS_OF_A_WORD * WORDS_OF_AN_ENTRY
    number = int(own_hash, 16) >> (4 * len(own_hash) - bits)
    places = range(bits - BITS_OF_A_WORD, -1, -BITS_OF_A_WORD)
    return tuple(word_list()[number >> place & 2**BITS_OF_A_WORD - 1] for place in places)


@cache
def word_list() -> tuple[str, ...]:
    """Return the 2,048 words, in the order of their numbers."""
    return tuple((files("gateway.journal") / "palabras.txt").read_text(encoding="utf-8").split())
