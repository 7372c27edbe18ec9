"""Where photographs lie: beside the book, each under the hash that its entry holds."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from dashboard.photos.cleaning import Photo
from dashboard.photos.refused import PhotoRefusedError
from gateway.domain.entries import PhotoKept
from gateway.domain.errors import DiskError, StoreError
from gateway.domain.system_words import refused

FOLDER: Final = "photos"
MEDIA: Final = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
LEAST_FREE: Final = 512 * 1024 * 1024
"""Photographs leave so much of the disk to the readings and the book [B]; ours, not verified."""


def keep(storage: Path, photo: Photo) -> str:
    """Write a photograph, so that it lies whole on the disk or not at all; return its hash.

    The same photograph again changes nothing.

    Raises:
        PhotoRefusedError: The disk is nearly full.
        DiskError: It cannot be written.
    """
    folder, sha256 = storage / FOLDER, hashlib.sha256(photo.content).hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < LEAST_FREE:
            raise PhotoRefusedError(
                "Queda poco espacio en el disco y no caben más fotos. Avise al equipo técnico."
            )
        _written(folder, folder / f"{sha256}.{photo.extension}", photo.content)
    except OSError as error:
        raise DiskError(f"{folder} no se puede escribir ({refused(error)}).") from error
    return sha256


def _written(folder: Path, path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def kept(storage: Path, said: PhotoKept) -> Photo | None:
    """Return the photograph that an entry says is kept, None where there is none.

    Raises:
        StoreError: It is not the one that was kept.
    """
    for extension in MEDIA:
        path = storage / FOLDER / f"{said.sha256}.{extension}"
        if not path.is_file():
            continue
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != said.sha256:
            raise StoreError(
                f"La foto {said.sha256[:12]} fue cambiada después de guardarla. Compare con una copia."
            )
        return Photo(content, extension)
    return None
