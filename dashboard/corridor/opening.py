"""Opens a file of the corridor and believes nothing of it that was not looked at.

What comes out verified says: the station with this key wrote exactly this. Whether that station is the
one of the commune, the key words on paper say; whether the commune approved it, its minutes say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from dashboard.corridor.manifest import MANIFEST, SIGNATURE, Concept, Manifest, read_manifest
from dashboard.corridor.packing import unpacked
from dashboard.corridor.proofs import PROOFS, check_proofs
from dashboard.corridor.refusals import CorridorError
from dashboard.corridor.signing import SIGNATURE_BYTES, is_signed, key_words
from dashboard.corridor.tables import (
    OF_LEVEL,
    CycleRow,
    EntryRow,
    ExchangeRow,
    Row,
    SummaryRow,
    amounts,
    rows_of,
)
from gateway.domain.speech import both

R = TypeVar("R", SummaryRow, CycleRow, ExchangeRow, EntryRow)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that agrees with itself.

    Attributes:
        sha256: Of its bytes.
        body: Its bytes.
    """

    manifest: Manifest
    sha256: str
    body: bytes
    summary: tuple[SummaryRow, ...]
    cycles: tuple[CycleRow, ...] = ()
    exchanges: tuple[ExchangeRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()

    @property
    def words(self) -> str:
        """The twelve words of the key that signed it."""
        return key_words(self.manifest.key)


def opened(body: bytes) -> Opened:
    """Return what stands in a file.

    Raises:
        CorridorError: It is damaged, forged, of another format, or its rows are not its totals.
    """
    members = unpacked(body)
    manifest = read_manifest(members[MANIFEST])
    signature = members[SIGNATURE]
    if len(signature) != SIGNATURE_BYTES or not is_signed(members[MANIFEST], signature, manifest.key):
        raise CorridorError(FORGED, name=manifest.name)
    _check_files(manifest, members)
    rows = {name: rows_of(name, members[name]) for name in OF_LEVEL[manifest.level]}
    for one in manifest.files:
        if one.name in rows and one.rows != len(rows[one.name]):
            raise CorridorError(OTHER_ROWS, name=one.name, said=one.rows, found=len(rows[one.name]))
    found = Opened(
        manifest=manifest,
        sha256=hashlib.sha256(body).hexdigest(),
        body=body,
        summary=_of(SummaryRow, rows),
        cycles=_of(CycleRow, rows),
        exchanges=_of(ExchangeRow, rows),
        entries=_of(EntryRow, rows),
    )
    _check_sums(found)
    listed = next((one for one in manifest.files if one.name == PROOFS), None)
    if (
        listed is not None
        and check_proofs(members[PROOFS], found.entries, manifest.checkpoint) != listed.rows
    ):
        raise CorridorError(OTHER_FILES, name=PROOFS)
    return found


def _of(sort: type[R], rows: Mapping[str, list[Row]]) -> tuple[R, ...]:
    return tuple(one for table in rows.values() for one in table if isinstance(one, sort))


def _check_files(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    listed = {one.name: one.sha256 for one in manifest.files}
    wanted, there = set(OF_LEVEL[manifest.level]), set(members) - {MANIFEST, SIGNATURE}
    if set(listed) - _may_have(manifest) != wanted or there != set(listed):
        lost = sorted((wanted | set(listed)) ^ there)
        raise CorridorError(OTHER_FILES, name=", ".join(lost) or manifest.level)
    for name, said in listed.items():
        if hashlib.sha256(members[name]).hexdigest() != said:
            raise CorridorError(CHANGED, name=name)


def _may_have(manifest: Manifest) -> set[str]:
    return {PROOFS} if manifest.level == "asientos" else set()


def _check_sums(found: Opened) -> None:
    """Compare the rows with the totals that were signed: whoever signs a total that is none is told so."""
    said = {(one.good, one.concept): one.amount for one in found.manifest.totals}
    summed = amounts(found.summary)
    for key in sorted(said.keys() | summed.keys()):
        if said.get(key) != summed.get(key):
            raise CorridorError(
                OTHER_TOTAL,
                good=key[0],
                concept=key[1],
                said=_plain(said.get(key)),
                found=_plain(summed.get(key)),
            )
    kept_back = [one.kept_back for one in found.summary] + [one.kept_back for one in found.cycles]
    count = len(kept_back) - kept_back.count("")
    if found.manifest.kept_back != count:
        raise CorridorError(OTHER_ROWS, name="reservados", said=found.manifest.kept_back, found=count)
    _check_parts(found, said)


def _plain(amount: Decimal | None) -> str:
    """Return an amount without zeros behind the point: they would be read as thousands."""
    return f"{(amount or Decimal(0)).normalize():f}"


def _check_parts(found: Opened, said: Mapping[tuple[str, Concept], Decimal]) -> None:
    """Compare single cycles and entries with what they are parts of."""
    parts = amounts(found.entries)
    harvested: dict[tuple[str, Concept], Decimal] = {}
    for one in found.cycles:
        key: tuple[str, Concept] = (str(one.good), "cosechado")
        harvested[key] = harvested.get(key, Decimal(0)) + (one.amount or Decimal(0))
    for key, amount in (*parts.items(), *harvested.items()):
        if key in said and amount > said[key]:
            raise CorridorError(
                OTHER_TOTAL, good=key[0], concept=key[1], said=_plain(said[key]), found=_plain(amount)
            )


FORGED: Final = both(
    "La firma no es de la llave que dice: alguien cambió el archivo de %(name)s o lo hizo otro. "
    "No lo use; pida el archivo a la vocería de esa comuna."
)
OTHER_FILES: Final = both("No trae los archivos que dice el manifiesto (%(name)s). Pídalo otra vez.")
CHANGED: Final = both(
    "%(name)s fue cambiado después de firmar: su huella no es la del manifiesto. Pida el archivo otra vez."
)
OTHER_ROWS: Final = both(
    "%(name)s: el manifiesto dice %(said)s filas y hay %(found)s. Pida el archivo otra vez."
)
OTHER_TOTAL: Final = both(
    "Las filas no suman lo que dice el manifiesto: %(good)s, %(concept)s: dice %(said)s y suman %(found)s. "
    "No se importó nada. Pregunte a la vocería de esa comuna y pida otro archivo."
)
