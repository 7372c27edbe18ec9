"""The versions of the nodes' program that a station has made, as files beside its databases."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.domain.errors import UpdateError
from gateway.domain.speech import told
from gateway.domain.system_words import refused
from gateway.nodes.bundle import Bundle, opened

FOLDER: Final = "programas"
ENDING: Final = ".conuco"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where they lie; a file is there whole or not at all.

    Attributes:
        folder: Of the station's data.
    """

    folder: Path

    def path(self, sha256: str) -> Path:
        """Return where the bundle with a digest lies, or would."""
        return self.folder / FOLDER / f"{sha256[:32]}{ENDING}"

    def keep(self, bundle: Bundle) -> Path:
        """Write a bundle down; return where.

        Raises:
            UpdateError: It cannot be written.
        """
        path = self.path(bundle.sha256)
        fresh = path.with_name(f".{path.name}-{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(bundle.body)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise UpdateError(
                told("%(path)s no se puede escribir (%(reason)s).", path=path, reason=refused(error))
            ) from error
        return path

    def body(self, sha256: str) -> bytes:
        """Return the bytes of the bundle with a digest.

        Raises:
            UpdateError: It is not there, or not as it was written.
        """
        path = self.path(sha256)
        try:
            body = path.read_bytes()
        except OSError as error:
            raise UpdateError(
                told("%(path)s no se puede leer (%(reason)s).", path=path, reason=refused(error))
            ) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise UpdateError(
                told("%(path)s está dañado. Ofrezca el programa otra vez: conuco update offer", path=path)
            )
        return body

    def bundles(self) -> list[Bundle]:
        """Return every bundle that can be read, rising by version; what is damaged is left out."""
        found = []
        for path in sorted((self.folder / FOLDER).glob(f"*{ENDING}")):
            try:
                found.append(opened(path.read_bytes()))
            except (OSError, UpdateError):
                continue
        return sorted(found, key=lambda one: (one.manifest.version, one.sha256))
