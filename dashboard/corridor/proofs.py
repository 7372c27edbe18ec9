"""Shows that single entries stood in the book which the commune closed, without the others.

Source:
    RFC 9162, section 2.1.3: inclusion; the tree is that of the closing, gateway/journal/merkle.py.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from dashboard.corridor.manifest import Digest
from dashboard.corridor.refusals import CorridorError
from dashboard.corridor.tables import EntryRow
from gateway.domain.entries import BookClosed, Entry
from gateway.domain.speech import both
from gateway.journal.merkle import inclusion_proofs, is_included

PROOFS: Final = "pruebas.json"


class Proof(Struct, frozen=True, forbid_unknown_fields=True, rename={"number": "numero", "path": "camino"}):
    """What leads from one entry to the root.

    Attributes:
        number: Of the entry.
        path: Hashes, the lowest first.
    """

    number: Annotated[int, Meta(ge=1)]
    path: Annotated[list[Digest], Meta(max_length=60)]


_READING: Final = msgspec.json.Decoder(list[Proof])
"""Made at import: threads that meet a struct for the first time at once end the process."""


def proofs(rows: Iterable[EntryRow], closing: BookClosed, leaves: Sequence[str]) -> bytes:
    """Return the proofs of the entries that a closing binds.

    Args:
        rows: What goes along.
        closing: What it is proved against.
        leaves: The own hashes of the book's entries from the first on, at least as many as it binds.
    """
    numbers = sorted({one.number for one in rows if one.number <= closing.count})
    contents = [bytes.fromhex(one) for one in leaves[: closing.count]]
    paths = inclusion_proofs(contents, [one - 1 for one in numbers])
    found = [Proof(number, [one.hex() for one in path]) for number, path in zip(numbers, paths, strict=True)]
    return msgspec.json.encode(found)


def last_closing(closings: Iterable[Entry], *, after: int) -> BookClosed | None:
    """Return the last closing after a moment [s UTC], None where there is none yet."""
    found = [one.body for one in closings if isinstance(one.body, BookClosed) and one.body.at >= after]
    return found[-1] if found else None


def check_proofs(body: bytes, rows: Iterable[EntryRow], checkpoint: str | None) -> int:
    """Compare the proofs with the checkpoint that goes along, and return how many there are.

    Raises:
        CorridorError: They are not as documented, lack an entry that the checkpoint binds, or prove nothing.
    """
    size, root = _tree(checkpoint)
    try:
        found = _READING.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CorridorError(UNREADABLE_PROOFS) from error
    own_hashes = {one.number: one.own_hash for one in rows if one.number <= size}
    if msgspec.json.encode(found) != body or [one.number for one in found] != sorted(own_hashes):
        raise CorridorError(UNREADABLE_PROOFS)
    for one in found:
        path = [bytes.fromhex(beside) for beside in one.path]
        leaf = bytes.fromhex(own_hashes[one.number])
        if not is_included(leaf, index=one.number - 1, size=size, proof=path, root=root):
            raise CorridorError(NOT_PROVED, number=one.number)
    return len(found)


def _tree(checkpoint: str | None) -> tuple[int, bytes]:
    lines = (checkpoint or "").splitlines()
    try:
        return int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError, binascii.Error) as error:
        raise CorridorError(UNREADABLE_PROOFS) from error


UNREADABLE_PROOFS: Final = both("pruebas.json no es como dice docs/corredor.md. Pida el archivo otra vez.")
NOT_PROVED: Final = both(
    "El asiento nº %(number)s no está en el libro que esa comuna cerró: su prueba no llega al checkpoint. "
    "No se importó nada. Pregunte a su vocería."
)
