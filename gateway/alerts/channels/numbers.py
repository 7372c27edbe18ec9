"""Telephone numbers as the network wants them, however a person wrote them."""

from __future__ import annotations

import re
from typing import Final

COUNTRY: Final = "58"
_OF_THE_COUNTRY: Final = 10
"""Digits of a number of Venezuela without its zero: 414 1234567 (mobile), 257 1234567 (on a wire).

Source:
    ITU-T E.164 national numbering plan of Venezuela (CONATEL): area or network of 3 digits, number of 7.
"""


def normalised(number: str) -> str:
    """Return a number with its country, `+584141234567`; what is none of the country's stays as it is.

    Args:
        number: As a person wrote it: `0414-123.45.67`, `414 1234567`, `+58 414...`, `0058...`.
    """
    digits = re.sub(r"\D", "", number)
    if number.strip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if len(digits) == _OF_THE_COUNTRY + 1 and digits.startswith("0"):
        return f"+{COUNTRY}{digits[1:]}"
    if len(digits) == _OF_THE_COUNTRY and digits[0] in "24":
        return f"+{COUNTRY}{digits}"
    if len(digits) == _OF_THE_COUNTRY + len(COUNTRY) and digits.startswith(COUNTRY):
        return f"+{digits}"
    return digits


def is_same(one: str, other: str) -> bool:
    """Tell whether two numbers ring the same telephone."""
    return normalised(one) != "" and normalised(one) == normalised(other)


def can_be_dialled(number: str) -> bool:
    """Tell whether a number could be one: 3 to 15 digits (ITU-T E.164)."""
    return re.fullmatch(r"\+?\d{3,15}", normalised(number)) is not None


def is_on_a_wire(number: str) -> bool:
    """Tell whether a number is of a house, which takes no messages."""
    return normalised(number).startswith(f"+{COUNTRY}2")
