"""What people read aloud of a hash: words that only it gives.

The words are public. The four of an entry prove nothing alone: a slip with them, kept by who brought the
load, tells later whether the entry still says what it said that day. The twelve of a closing hold against
one who makes two books for one paper.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

BITS_OF_A_WORD: Final = 11
WORDS_OF_AN_ENTRY: Final = 4
"""44 bits: a slip against mistakes and for memory. A machine made for it finds another entry with the
same words in hours; what holds against that is the closing of the book, with more of them."""

WORDS_OF_A_CLOSING: Final = 12
BYTES_OF_A_CLOSING: Final = 16
"""128 bits: who prepares two histories of one day with the same words must try 2^64 of each; with 80 bits
2^40 would do, a night of one computer."""

_CHECK_BITS: Final = WORDS_OF_A_CLOSING * BITS_OF_A_WORD - 8 * BYTES_OF_A_CLOSING
"""4 bits of the SHA-256 of the 128: of sixteen misread words fifteen are noticed."""

LETTERS_THAT_TELL: Final = 4


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
    return _words(int(own_hash, 16) >> (4 * len(own_hash) - bits), WORDS_OF_AN_ENTRY)


def twelve_words(fingerprint: str) -> tuple[str, ...]:
    """Return the words of the first 128 bits of a fingerprint with 4 bits that tell a misread word.

    Args:
        fingerprint: 64 hexadecimal digits.

    Raises:
        ValueError: It is not hexadecimal.

    Source:
        BIP 39, "Generating the mnemonic", with 128 bits.
    """
    entropy = bytes.fromhex(fingerprint)[:BYTES_OF_A_CLOSING]
    number = int.from_bytes(entropy, "big") << _CHECK_BITS | _check(entropy)
    return _words(number, WORDS_OF_A_CLOSING)


def heard(words: str) -> bytes | None:
    """Return the 128 bits that twelve words say; None where a word was misread or is not of the list.

    Accents and capitals do not matter; of a word its first four letters are enough.
    """
    places = [_numbers().get(plain(word)[:LETTERS_THAT_TELL]) for word in words.replace(",", " ").split()]
    if len(places) != WORDS_OF_A_CLOSING:
        return None
    number = 0
    for place in places:
        if place is None:
            return None
        number = number << BITS_OF_A_WORD | place
    entropy = (number >> _CHECK_BITS).to_bytes(BYTES_OF_A_CLOSING, "big")
    return entropy if number & 2**_CHECK_BITS - 1 == _check(entropy) else None


def plain(word: str) -> str:
    """Return a word in small letters without accents."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one))


@cache
def word_list() -> tuple[str, ...]:
    """Return the 2,048 words, in the order of their numbers."""
    return tuple((files("gateway.journal") / "palabras.txt").read_text(encoding="utf-8").split())


@cache
def _numbers() -> dict[str, int]:
    return {plain(word)[:LETTERS_THAT_TELL]: number for number, word in enumerate(word_list())}


def _words(number: int, count: int) -> tuple[str, ...]:
    places = range(BITS_OF_A_WORD * (count - 1), -1, -BITS_OF_A_WORD)
    return tuple(word_list()[number >> place & 2**BITS_OF_A_WORD - 1] for place in places)


def _check(entropy: bytes) -> int:
    return hashlib.sha256(entropy).digest()[0] >> 8 - _CHECK_BITS
