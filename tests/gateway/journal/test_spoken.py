"""The four words of an entry, and the list that they are taken from."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest

from gateway.journal.spoken import four_words, word_list

SHA256_OF_BIP39 = "46846a5a0139d1e3cb77293e521c2865f7bcdb82c44e8d0a06a2cd0ecba48c0b"


def plain(word: str) -> str:
    return unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode("ascii")


def test_the_list_is_the_spanish_one_of_bip39() -> None:
    published = unicodedata.normalize("NFKD", "".join(f"{word}\n" for word in word_list()))

    assert hashlib.sha256(published.encode("utf-8")).hexdigest() == SHA256_OF_BIP39


def test_its_words_are_composed_and_differ_in_their_first_four_letters_without_accents() -> None:
    words = word_list()

    assert len(words) == 2048
    assert [unicodedata.normalize("NFC", word) for word in words] == list(words)
    assert len({plain(word)[:4] for word in words}) == len(words)


@pytest.mark.parametrize(
    ("own_hash", "words"),
    [
        ("0" * 64, "ábaco ábaco ábaco ábaco"),
        ("f" * 64, "zurdo zurdo zurdo zurdo"),
        ("8" + "0" * 63, "lince ábaco ábaco ábaco"),
        ("001" + "0" * 61, "ábaco lince ábaco ábaco"),
        ("00000000001" + "f" * 53, "ábaco ábaco ábaco abdomen"),
        ("000000000001" + "0" * 52, "ábaco ábaco ábaco ábaco"),
        (hashlib.sha256(b"conuco").hexdigest(), "exilio pavo hoja querer"),
    ],
)
def test_four_words_are_the_first_44_bits_of_a_hash(own_hash: str, words: str) -> None:
    assert " ".join(four_words(own_hash)) == words


def test_what_is_no_hash_has_no_words() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        four_words("maíz")
