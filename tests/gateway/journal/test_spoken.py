"""The four words of an entry, and the list that they are taken from."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest

from gateway.journal.spoken import four_words, heard, plain, twelve_words, word_list

SHA256_OF_BIP39 = "46846a5a0139d1e3cb77293e521c2865f7bcdb82c44e8d0a06a2cd0ecba48c0b"


def without_accents(word: str) -> str:
    return unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode("ascii")


def test_the_list_is_the_spanish_one_of_bip39() -> None:
    published = unicodedata.normalize("NFKD", "".join(f"{word}\n" for word in word_list()))

    assert hashlib.sha256(published.encode("utf-8")).hexdigest() == SHA256_OF_BIP39


def test_its_words_are_composed_and_differ_in_their_first_four_letters_without_accents() -> None:
    words = word_list()

    assert len(words) == 2048
    assert [unicodedata.normalize("NFC", word) for word in words] == list(words)
    assert len({without_accents(word)[:4] for word in words}) == len(words)


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


@pytest.mark.parametrize(
    ("entropy", "last"),
    [("00" * 16, 3), ("7f" * 16, 2040), ("80" * 16, 4), ("ff" * 16, 2037)],
)
def test_twelve_words_end_with_the_check_of_bip39(entropy: str, last: int) -> None:
    """The last words of the first four vectors of BIP 39: about, yellow, above, wrong."""
    assert word_list().index(twelve_words(entropy + "5" * 32)[-1]) == last


def test_twelve_words_are_heard_whatever_their_accents_and_after_four_letters() -> None:
    whole = hashlib.sha256(b"conuco").hexdigest()
    words = twelve_words(whole)

    assert heard(" ".join(words)) == bytes.fromhex(whole)[:16]
    assert heard(", ".join(plain(one)[:4].upper() for one in words)) == bytes.fromhex(whole)[:16]


@pytest.mark.parametrize("words", ["", "ábaco", "ábaco " * 12, "ábaco " * 11 + "maíz", "ábaco " * 13])
def test_misread_words_are_noticed(words: str) -> None:
    assert heard(words) is None


def test_of_sixteen_misread_words_fifteen_are_noticed() -> None:
    words = list(twelve_words(hashlib.sha256(b"conuco").hexdigest()))
    misread = [" ".join([one, *words[1:]]) for one in word_list() if one != words[0]]

    noticed = sum(heard(one) is None for one in misread)

    assert noticed / len(misread) == pytest.approx(15 / 16, abs=0.02)
