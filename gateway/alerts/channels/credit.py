"""How much money an operator's answer says is left."""

from __future__ import annotations

import re
from decimal import Decimal

_AMOUNT = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AFTER_ITS_NAME = re.compile(rf"(?:saldo|disponible|credito|crédito|balance)\D{{0,40}}?({_AMOUNT})", re.I)
_AFTER_ITS_CURRENCY = re.compile(rf"(?:bs|ves|usd|\$)\.?\s*({_AMOUNT})", re.I)


def credit_left(answer: str) -> Decimal | None:
    """Return the amount that an answer to a USSD code says, None where it says none that is clear.

    Source:
        Ours, not verified: operators word it as they like ("Su saldo es Bs. 1.234,56").
    """
    found = _AFTER_ITS_NAME.search(answer) or _AFTER_ITS_CURRENCY.search(answer)
    return _amount(found[1]) if found else None


def _amount(text: str) -> Decimal:
    """Return a number whose last mark, with one or two digits behind it, is its decimal mark."""
    whole, mark, rest = _split(text)
    digits = re.sub(r"[.,]", "", whole)
    return Decimal(f"{digits}.{rest}" if mark else digits)


def _split(text: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"(.*)([.,])(\d{1,2})", text)
    return (found[1], found[2], found[3]) if found else (text, "", "")
