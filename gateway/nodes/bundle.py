"""A version of the application as one file: what it is, whose signature it bears, its files."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from gateway.domain.errors import UpdateError
from gateway.domain.node_updates import Number, UpdateOffer, VersionName
from gateway.domain.speech import told

MAGIC: Final = b"CONUCO1\n"
SIGNATURE_BYTES: Final = 256
MOST_BYTES: Final = 100 * 1024
"""What fits twice beside the outbox on a board of 4 MB [bytes]."""

_LENGTH: Final = struct.Struct("<I")
_MPY_VERSION_AT: Final = 1  # of a compiled file; before it stands an M

FileRow = tuple[str, Annotated[int, Meta(ge=0)], Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]]
"""Path on the board, size, SHA-256."""


class Manifest(Struct, frozen=True):
    """What a bundle says of itself, and what is signed.

    Attributes:
        version: Only rises; a node refuses what is not above the highest it has run.
        name: How people call it.
        mpy: Which compiled files the board must be able to load.
    """

    version: Number
    name: VersionName
    mpy: int
    files: list[FileRow]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A version as it is offered.

    Attributes:
        files: What it brings, by path on the board.
        body: The whole of it, as it stands in a file and goes over the air.
    """

    manifest: Manifest
    files: Mapping[str, bytes]
    body: bytes

    @property
    def sha256(self) -> str:
        """The digest of the whole, in hexadecimal digits."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def offer(self) -> UpdateOffer:
        """What a node is told of it."""
        return UpdateOffer(self.manifest.version, self.manifest.name, len(self.body), self.sha256)


def bundled(files: Mapping[str, bytes], *, version: int, name: str, sign: Callable[[bytes], bytes]) -> Bundle:
    """Return a version of compiled files; the same files, version, name and key give the same bytes.

    Raises:
        UpdateError: It is too large for a board, or its files were compiled by more than one compiler.
    """
    kinds = {body[_MPY_VERSION_AT] for body in files.values()}
    if len(kinds) != 1:
        raise UpdateError(told("Los archivos del nodo no están compilados con un mismo mpy-cross."))
    rows = [(path, len(body), hashlib.sha256(body).hexdigest()) for path, body in sorted(files.items())]
    manifest = Manifest(version, name, kinds.pop(), rows)
    said = msgspec.json.encode(manifest)
    contents = b"".join(files[path] for path, _, _ in rows)
    body = MAGIC + _LENGTH.pack(len(said)) + said + sign(said) + contents
    if len(body) > MOST_BYTES:
        raise UpdateError(
            told(
                "El programa de los nodos pesa %(size)s KB y caben %(most)s. Quite lo que no use de"
                " firmware/node/sensors y repita.",
                size=-(-len(body) // 1024),
                most=MOST_BYTES // 1024,
            )
        )
    return Bundle(manifest, dict(files), body)


def opened(body: bytes) -> Bundle:
    """Return a bundle from its bytes; whose signature it bears is not looked at here.

    Raises:
        UpdateError: It is none, or not whole.
    """
    try:
        return _opened(body)
    except (msgspec.DecodeError, ValueError, struct.error) as error:
        raise UpdateError(
            told("Ese archivo no es un programa de nodos entero (%(reason)s).", reason=error)
        ) from error


def _opened(body: bytes) -> Bundle:
    head = len(MAGIC) + _LENGTH.size
    if not body.startswith(MAGIC):
        raise ValueError("CONUCO1")
    (length,) = _LENGTH.unpack(body[len(MAGIC) : head])
    manifest = msgspec.json.decode(body[head : head + length], type=Manifest)
    at, files = head + length + SIGNATURE_BYTES, {}
    for path, size, digest in manifest.files:
        files[path] = body[at : at + size]
        at += size
        if len(files[path]) != size or hashlib.sha256(files[path]).hexdigest() != digest:
            raise ValueError(path)
    if at != len(body):
        raise ValueError(f"{len(body)} != {at}")
    return Bundle(manifest, files, body)
