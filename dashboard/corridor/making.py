"""Makes a file for somebody: what the parliament allowed, written into the book before it is handed out."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from dashboard.corridor.composing import Days, Desk, Figures, figures
from dashboard.corridor.file import CorridorFile
from dashboard.corridor.granted import Wish, allowed, versions
from dashboard.corridor.manifest import MANIFEST, SIGNATURE, Listed, written
from dashboard.corridor.packing import packed
from dashboard.corridor.proofs import PROOFS, last_closing, proofs
from dashboard.corridor.signing import Signer, signer
from dashboard.parliament.assembly import KINDS as OF_PARLIAMENT
from dashboard.parliament.assembly import Assembly, assembly
from gateway.domain.entries import Draft, Entry, ExportMade
from gateway.journal.fingerprint import checkpoint

_SPACE: Final = uuid.UUID("4a8f1f52-5a07-4b5e-9d0c-6c1d5d0b7e31")


@dataclass(frozen=True, slots=True)
class Made:
    """A file that may be handed out.

    Attributes:
        entry: What the book says of it, an `ExportMade`.
        name: How the file is called.
        is_new: Whether it was made now; the same figures twice are one file.
    """

    entry: Entry
    body: bytes
    name: str
    is_new: bool


def make(desk: Desk, wish: Wish, *, now: int) -> Made:
    """Return the file that a decision allows, its entry written before; the same figures are the same file.

    Args:
        desk: Where.
        wish: Which file.
        now: When [s UTC].

    Raises:
        CorridorError: The parliament did not allow it, or the key cannot be used.
        EntryError: The book does not take the entry.
    """
    granted, since, until = allowed(_parliament(desk), wish, today=desk.day(now))
    key = signer(desk.folder)
    # Reckoned before anything is locked: others write meanwhile.
    told = figures(desk, granted, Days(since, until), key.public)
    with CorridorFile(desk.folder) as file, desk.journal.transaction():
        found = _parliament(desk)
        earlier = versions(found, granted, since, until)
        again = _as_then(desk, told, earlier, found, key) if earlier else b""
        if earlier and hashlib.sha256(again).hexdigest() == _said(earlier[-1]).sha256:
            _keep(file, again)
            name = file_name(told.manifest.commune, _said(earlier[-1]))
            return Made(earlier[-1], again, name, is_new=False)
        body = _signed(_next(desk, told, earlier, found.closings, now=now), key)
        said = ExportMade(
            decision=granted.decision.uid,
            recipient=granted.grant.recipient,
            since=since.isoformat(),
            until=until.isoformat(),
            version=len(earlier) + 1,
            sha256=_keep(file, body),
        )
        entry = desk.journal.append(Draft(_uid(said), "book", "export", said, now, desk.author), now=now)
        return Made(entry, body, file_name(told.manifest.commune, said), is_new=True)


def _parliament(desk: Desk) -> Assembly:
    return assembly(desk.journal.entries("book", kinds=OF_PARLIAMENT | {"reversal"}))


def kept(folder: Path, sha256: str) -> bytes | None:
    """Return a file that left, as it left; None where it is not kept here any more."""
    with CorridorFile(folder) as file, file.reading() as connection:
        found = connection.execute("SELECT file FROM made WHERE sha256 = ?", (sha256,)).fetchone()
    return None if found is None else bytes(found[0])


def file_name(commune: str, said: ExportMade) -> str:
    """Return how a file is called: whose it is, of which days, and its version."""
    return f"conuco_{commune}_{said.since}_{said.until}_v{said.version}.zip"


def _keep(file: CorridorFile, body: bytes) -> str:
    """Keep a file so that everybody can read later what left, and return its SHA-256."""
    sha256 = hashlib.sha256(body).hexdigest()
    with file.transaction() as connection:
        connection.execute("INSERT INTO made VALUES (?, ?) ON CONFLICT DO NOTHING", (sha256, body))
    return sha256


def _as_then(desk: Desk, told: Figures, earlier: Sequence[Entry], found: Assembly, key: Signer) -> bytes:
    """Return the newest version as it would be made again: with the closings that there were then."""
    last = earlier[-1]
    before = [one for one in found.closings if one.number < last.number]
    return _signed(_next(desk, told, earlier[:-1], before, now=last.happened), key)


def _next(
    desk: Desk, told: Figures, earlier: Sequence[Entry], closings: Iterable[Entry], *, now: int
) -> Figures:
    """Return the version that comes after those that there are."""
    said = told.manifest
    end = desk.midnight(date.fromisoformat(said.span.until) + timedelta(days=1))
    closing = last_closing(closings, after=end)
    bodies, listed = dict(told.tables), list(said.files)
    if closing is not None and said.level == "asientos":
        proof = proofs(told.entries, closing, [one.own_hash for one in desk.journal.entries("book")])
        count = len({one.number for one in told.entries if one.number <= closing.count})
        bodies[PROOFS] = proof
        listed.append(Listed(PROOFS, hashlib.sha256(proof).hexdigest(), count))
    manifest = replace(
        said,
        version=len(earlier) + 1,
        created=datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        checkpoint=None if closing is None else checkpoint(closing, commune=said.commune),
        files=sorted(listed, key=lambda one: one.name),
        replaces=_said(earlier[-1]).sha256 if earlier else None,
    )
    return replace_dataclass(told, manifest=manifest, tables=bodies)


def _signed(told: Figures, key: Signer) -> bytes:
    said = written(told.manifest)
    return packed({**told.tables, MANIFEST: said, SIGNATURE: key.sign(said)})


def _said(entry: Entry) -> ExportMade:
    assert isinstance(entry.body, ExportMade)
    return entry.body


def _uid(said: ExportMade) -> str:
    return str(uuid.uuid5(_SPACE, repr(said)))
