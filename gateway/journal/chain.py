"""How an entry is bound to the one before it.

The bytes under an entry's hash, in this order:

    the 14 ASCII bytes  conuco/entry/1
    then each field as  its length in bytes, 8 bytes, big endian,  and its bytes:
        commune         UTF-8
        journal         station or book
        number          decimal digits, no sign, no leading zero
        uid             UTF-8
        kind            UTF-8
        body            canonical JSON (gateway/journal/canonical.py)
        happened        decimal digits [s UTC]
        registered      decimal digits [s UTC]
        author          UTF-8
        on_behalf_of    UTF-8; when there is none: 8 bytes 0xFF as the length, and no bytes
        reverses        UTF-8; when there is none: 8 bytes 0xFF as the length, and no bytes
        previous        64 lower-case hexadecimal digits; zeros before the first entry

The hash is SHA-256, written as 64 lower-case hexadecimal digits. The vectors stand in
tests/gateway/journal/vectors.json. What is bound here never changes; another layout is
another label.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

LABEL = b"conuco/entry/1"
BEFORE_THE_FIRST = "0" * 64
_ABSENT = b"\xff" * 8


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it stands in the file, its body still as text."""

    journal: str
    number: int
    uid: str
    kind: str
    body: str
    happened: int
    registered: int
    author: str
    on_behalf_of: str | None
    reverses: str | None
    previous: str


def own_hash(written: Written, *, commune: str) -> str:
    """Return the hash that binds an entry, its commune and all that came before [64 hex digits]."""
    fields = (
        commune,
        written.journal,
        str(written.number),
        written.uid,
        written.kind,
        written.body,
        str(written.happened),
        str(written.registered),
        written.author,
        written.on_behalf_of,
        written.reverses,
        written.previous,
    )
    return hashlib.sha256(LABEL + b"".join(prefixed(one) for one in fields)).hexdigest()


def prefixed(field: str | None) -> bytes:
    """Return a field as it stands under a hash: its length and its bytes, or that it is absent."""
    if field is None:
        return _ABSENT
    content = field.encode("utf-8")
    return len(content).to_bytes(8, "big") + content
