"""Numbers spelled out in Spanish, so that a slip of the finger is heard before it is believed."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_TO_THIRTY: Final = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "treinta",
]
_TENS: Final = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS: Final = (
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
)
LARGEST: Final = 999_999


def spelled(value: Decimal) -> str | None:
    """Return a number of kilos or fish in Spanish words, None where it is too large to be read aloud."""
    whole = int(value)
    if not 0 <= whole <= LARGEST:
        return None
    decimals = f"{abs(value - whole):.2f}"[2:].rstrip("0")
    return _whole(whole) + (f" coma {_decimals(decimals)}" if decimals else "")


def _decimals(digits: str) -> str:
    zeros = len(digits) - len(digits.lstrip("0"))
    return " ".join(["cero"] * zeros + [_whole(int(digits))])


def _whole(number: int) -> str:
    if number <= 30:
        return _TO_THIRTY[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f" y {_TO_THIRTY[ones]}" if ones else "")
    if number == 100:
        return "cien"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return _HUNDREDS[hundreds] + (f" {_whole(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    head = "mil" if thousands == 1 else f"{_before_thousand(thousands)} mil"
    return head + (f" {_whole(rest)}" if rest else "")


def _before_thousand(thousands: int) -> str:
    """Return "veintiún" for 21: before "mil" the one loses its end."""
    words = _whole(thousands)
    if words.endswith("veintiuno"):
        return words.removesuffix("uno") + "ún"
    return words.removesuffix("o") if words.endswith("uno") else words
