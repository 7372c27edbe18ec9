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


def spelled(value: Decimal, *, is_feminine: bool = False) -> str | None:
    """Return a number before its noun in Spanish words, None where it is too large to be read aloud.

    "un kilo", "veintiuna hectáreas", "doscientas horas"; with decimals "uno coma cinco".
    """
    whole = int(value)
    if not 0 <= whole <= LARGEST:
        return None
    decimals = f"{abs(value - whole):.3f}"[2:].rstrip("0")
    if decimals:
        return f"{_whole(whole)} coma {_decimals(decimals)}"
    return _feminine(_whole(whole)) if is_feminine else _shortened(_whole(whole))


def _shortened(words: str) -> str:
    """Return "un" and "veintiún" for "uno" and "veintiuno": before its noun the one loses its end."""
    if words.endswith("veintiuno"):
        return words.removesuffix("uno") + "ún"
    return words.removesuffix("o") if words.endswith("uno") else words


def _feminine(words: str) -> str:
    changed = words.replace("cientos", "cientas").replace("quinientos", "quinientas")
    return changed.removesuffix("o") + "a" if changed.endswith("uno") else changed


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
    head = "mil" if thousands == 1 else f"{_shortened(_whole(thousands))} mil"
    return head + (f" {_whole(rest)}" if rest else "")
