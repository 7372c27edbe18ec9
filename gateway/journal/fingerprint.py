"""The fingerprint of everything that stands in the book, which goes on paper.

The bytes under a fingerprint, in this order:

    the 16 ASCII bytes  conuco/closing/1
    then each field as  its length in bytes, 8 bytes, big endian,  and its bytes:
        commune     UTF-8
        closing     decimal digits, no sign, no leading zero
        sort        session or weekly
        session     decimal digits; of a weekly cut: 8 bytes 0xFF as the length, and no bytes
        at          decimal digits [s UTC]
        count       decimal digits
        last        64 lower-case hexadecimal digits; zeros when the book is empty
        root        64 lower-case hexadecimal digits
        previous    64 lower-case hexadecimal digits; zeros before the first closing

The fingerprint is SHA-256, written as 64 lower-case hexadecimal digits. The root is that of a Merkle tree
(gateway/journal/merkle.py) whose leaves are the own hashes of the entries 1 to `count`, 32 bytes each. The
closing is the entry after them. The vectors stand in tests/gateway/journal/closing_vectors.json. What is
bound here never changes; another layout is another label.

What it holds against. Who holds the machine can write the whole chain again, and it verifies: what gives
them away are the twelve words on the wall. They would have to find another book with the same 128 bits
(2^128 attempts). One who prepares two books before the words are printed, to show the one and later the
other, needs two with the same words: 2^64 attempts of each, as any closing binds its own moment and all
closings before it. The 52 signs of the whole fingerprint put that at 2^128. What it does not hold against:
what was never written down, and what was written down falsely.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from datetime import UTC, datetime
from typing import Final

import msgspec

from gateway.domain.entries import BookClosed
from gateway.journal.chain import BEFORE_THE_FIRST, prefixed
from gateway.journal.merkle import root

LABEL: Final = b"conuco/closing/1"
BEFORE_THE_FIRST_CLOSING: Final = BEFORE_THE_FIRST
_GROUP: Final = 4


def fingerprint(closing: BookClosed, *, commune: str) -> str:
    """Return the fingerprint over everything else that a closing says [64 hex digits]."""
    fields = (
        commune,
        str(closing.closing),
        closing.sort,
        None if closing.session is None else str(closing.session),
        str(closing.at),
        str(closing.count),
        closing.last,
        closing.root,
        closing.previous,
    )
    return hashlib.sha256(LABEL + b"".join(prefixed(one) for one in fields)).hexdigest()


def next_closing(connection: sqlite3.Connection, *, session: int | None, at: int) -> BookClosed:
    """Return the closing of everything that stands in the book of this file.

    Args:
        connection: To commune.db, within the transaction of the append.
        session: Whose minutes close it; None: the cut of a week.
        at: When [s UTC].
    """
    (commune,) = connection.execute("SELECT slug FROM commune").fetchone()
    own = [
        one
        for (one,) in connection.execute(
            "SELECT own_hash FROM entry WHERE journal = 'book' ORDER BY number"
        ).fetchall()
    ]
    before = last_closing(connection)
    unsigned = BookClosed(
        closing=1 if before is None else before.closing + 1,
        sort="weekly" if session is None else "session",
        at=at,
        count=len(own),
        last=own[-1] if own else BEFORE_THE_FIRST,
        root=root([bytes.fromhex(one) for one in own]).hex(),
        previous=BEFORE_THE_FIRST_CLOSING if before is None else before.fingerprint,
        fingerprint=BEFORE_THE_FIRST_CLOSING,
        session=session,
    )
    return msgspec.structs.replace(unsigned, fingerprint=fingerprint(unsigned, commune=commune))


def last_closing(connection: sqlite3.Connection) -> BookClosed | None:
    """Return the newest closing of the book, None when it was never closed."""
    found: tuple[str] | None = connection.execute(
        "SELECT body FROM entry WHERE journal = 'book' AND kind = 'closing' ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return None if found is None else msgspec.json.decode(found[0], type=BookClosed)


def in_groups(whole: str) -> tuple[str, ...]:
    """Return a fingerprint as 52 letters and numbers, in 13 groups of four (base32 of RFC 4648).

    Args:
        whole: 64 hexadecimal digits.
    """
    written = base64.b32encode(bytes.fromhex(whole)).decode("ascii").rstrip("=")
    return tuple(written[i : i + _GROUP] for i in range(0, len(written), _GROUP))


def checkpoint(closing: BookClosed, *, commune: str) -> str:
    """Return a closing as the text of a checkpoint, which the square code on the paper says.

    Source:
        C2SP, tlog-checkpoint: origin, size and root; the other lines are ours, and nobody signs it here.
    """
    moment = datetime.fromtimestamp(closing.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    minutes = "" if closing.session is None else f" acta {closing.session}"
    root_in_base64 = base64.b64encode(bytes.fromhex(closing.root)).decode("ascii")
    lines = (
        f"conuco/{commune}/libro",
        str(closing.count),
        root_in_base64,
        f"cierre {closing.closing}{minutes} {moment}",
        f"huella {''.join(in_groups(closing.fingerprint))}",
    )
    return "".join(f"{line}\n" for line in lines)
