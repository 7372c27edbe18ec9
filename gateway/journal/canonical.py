"""The one way to write an entry's body as bytes, so that its hash can be computed anywhere.

UTF-8, strings in NFC, ASCII keys sorted, no spaces; exact numbers are strings in plain
notation with the digits that were given; whole numbers are integers below 2^53; there are
no floats; a field that is None is left out.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

import msgspec
from msgspec import Struct

from gateway.domain.errors import EntryError

LARGEST_INTEGER = 2**53 - 1
"""Above this other readers of JSON round.

Source:
    RFC 8259, section 6; RFC 7493 (I-JSON), section 2.2.
"""


def canonical(body: Struct) -> str:
    """Return the canonical JSON of a body.

    Raises:
        EntryError: Something in it cannot be written exactly.
    """
    plain = _plain(msgspec.to_builtins(body, builtin_types=(Decimal,)), where="")
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EntryError("El texto tiene signos que no se pueden guardar. Escríbalo de nuevo.") from error
    return text


def nfc(text: str) -> str:
    """Return a text in Unicode's composed form, so that the same letters are the same bytes."""
    return unicodedata.normalize("NFC", text)


_Plain = str | int | bool | list["_Plain"] | dict[str, "_Plain"]


def _plain(value: object, *, where: str) -> _Plain:
    match value:
        case bool():
            return value
        case int():
            return _whole(value, where)
        case str():
            return nfc(value)
        case Decimal():
            return _exact(value, where)
        case list() | tuple():
            return [_plain(one, where=where) for one in value]
        case dict():
            return _fields(value)
        case _:
            raise EntryError("El dato «%(where)s» no es un número exacto. Escríbalo con cifras.", where=where)


def _fields(fields: Mapping[str, object]) -> dict[str, _Plain]:
    for key in fields:
        if not key.isascii():
            raise EntryError("El nombre de dato «%(key)s» solo puede tener letras sin acento.", key=key)
    return {key: _plain(value, where=key) for key, value in fields.items() if value is not None}


def _whole(value: int, where: str) -> int:
    if abs(value) > LARGEST_INTEGER:
        raise EntryError("El número en «%(where)s» es demasiado grande. Revíselo.", where=where)
    return value


def _exact(value: Decimal, where: str) -> str:
    if not value.is_finite() or abs(value.adjusted()) > 30:
        raise EntryError("El dato «%(where)s» no es un número posible. Revíselo.", where=where)
    return format(value if value else abs(value), "f")
