"""The alphabet of an SMS: what it holds, how much room a text takes, and where it is cut."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

SMS_SEPTETS: Final = 160
"""What one SMS holds.

Source:
    3GPP TS 23.038, section 6.1.2.1: 160 septets of the default alphabet.
"""

BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION: Final = "^{}\\[~]|€"
"""Source: 3GPP TS 23.038, sections 6.2.1 and 6.2.1.1; each sign of the extension takes two septets."""


def as_sms(text: str) -> str:
    """Return a text in the alphabet of an SMS, cut to one message.

    Accents that the alphabet lacks are left off: á becomes a; é and ñ stay.
    """
    return cut(in_the_alphabet(text), SMS_SEPTETS)


def in_the_alphabet(text: str) -> str:
    """Return a text in the alphabet of an SMS, whole; a sign that nothing stands for becomes `?`."""
    return "".join(_plain(sign) or "?" for sign in unicodedata.normalize("NFC", text))


def can_be_sent(sign: str) -> bool:
    """Tell whether a sign, with or without its accent, can stand in an SMS."""
    return bool(_plain(sign))


def septets(text: str) -> int:
    """Return how much of an SMS a text takes once it is in the alphabet."""
    return sum(_width(sign) for sign in unicodedata.normalize("NFC", text))


def cut(text: str, room: int) -> str:
    """Return as much of the beginning of a text as takes no more than `room` of an SMS [septets]."""
    for place, sign in enumerate(text):
        room -= septets(sign)
        if room < 0:
            return text[:place]
    return text


@cache
def _plain(sign: str) -> str:
    if sign in BASIC or sign in EXTENSION:
        return sign
    return "".join(one for one in unicodedata.normalize("NFKD", sign) if one in BASIC)


@cache
def _width(sign: str) -> int:
    plain = _plain(sign) or "?"
    return len(plain) + sum(one in EXTENSION for one in plain)
