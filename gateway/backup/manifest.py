"""What a copy says about itself: its files with their hashes, its counts, and the heads of the journals."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import msgspec

from gateway.domain.errors import StoreError
from gateway.domain.speech import told

NAME: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
FORMAT: Final = "conuco-backup/1"
PIECE: Final = 1 << 20


class CopiedFile(msgspec.Struct, frozen=True):
    """One file of a copy.

    Attributes:
        name: Its path within the copy.
        size: [B].
        rows: How many rows each table has, where it is a database.
    """

    name: str
    size: int
    sha256: str
    rows: dict[str, int] = {}


class Head(msgspec.Struct, frozen=True):
    """Where a journal stood: the number and own hash of its newest entry; 0 and "" while it is empty."""

    number: int
    own_hash: str


class Manifest(msgspec.Struct, frozen=True):
    """What stands in a copy.

    Attributes:
        made: When [s UTC].
        journals: The heads of `station` and `book`.
    """

    format: str
    commune: str
    made: int
    files: list[CopiedFile]
    journals: dict[str, Head]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file [64 hexadecimal digits]."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, and beside it the sums of all files, which `sha256sum -c` reads."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (folder / NAME).write_bytes(text)
    sums = [f"{one.sha256}  {one.name}\n" for one in manifest.files]
    sums.append(f"{hashlib.sha256(text).hexdigest()}  {NAME}\n")
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return what a copy says about itself.

    Raises:
        StoreError: There is no copy in the folder, it was not finished, or its manifest was changed.
    """
    try:
        text = (folder / NAME).read_bytes()
        sums = (folder / SUMS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            told(
                "%(folder)s no es una copia de Conuco, o no se terminó: le falta %(name)s. "
                "Elija la carpeta de una copia, como conuco-demo-20260424T120000Z.",
                folder=folder,
                name=Path(str(getattr(error, "filename", NAME) or NAME)).name,
            )
        ) from error
    if f"{hashlib.sha256(text).hexdigest()}  {NAME}" not in sums.splitlines():
        raise _damaged(folder, NAME, told("no es el que se escribió al copiar"))
    try:
        found = msgspec.json.decode(text, type=Manifest)
    except msgspec.DecodeError as error:
        raise _damaged(folder, NAME, told("no se puede leer")) from error
    if found.format != FORMAT:
        raise StoreError(
            told(
                "La copia %(folder)s es de otra clase (%(format)s). Actualice Conuco y repita.",
                folder=folder,
                format=found.format,
            )
        )
    return found


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file of a copy with its manifest.

    Raises:
        StoreError: A file is missing, or is not the one that was copied; it is named.
    """
    for one in manifest.files:
        path = folder / one.name
        if Path(one.name).is_absolute() or ".." in Path(one.name).parts:
            raise _damaged(folder, one.name, told("tiene un nombre que sale de la copia"))
        if not path.is_file():
            raise _damaged(folder, one.name, told("falta"))
        if path.stat().st_size != one.size or sha256_of(path) != one.sha256:
            raise _damaged(folder, one.name, told("cambió después de copiarlo"))


def _damaged(folder: Path, name: str, reason: str) -> StoreError:
    return StoreError(
        told(
            "La copia %(folder)s está dañada: %(name)s %(reason)s. Use otra copia; esta no se restaura.",
            folder=folder.name,
            name=name,
            reason=reason,
        )
    )
