"""The image of MicroPython that goes onto an empty board."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from gateway.domain.errors import ProvisionError
from gateway.domain.speech import told

LEAST: Final = (1, 29, 0)
"""TLS with a key per node (PSK) is in MicroPython since then. Source: MicroPython 1.29 release notes."""
WHERE: Final = "https://micropython.org/download/ESP32_GENERIC/"
KNOWN: Final[dict[str, str]] = {}
"""SHA-256 of images that we have run, by digest: their name. Empty until one was read from its own page."""
_MAGIC: Final = 0xE9
_BANNER: Final = re.compile(rb"MicroPython v(\d+)\.(\d+)(?:\.(\d+))?")


def digest_of(image: Path) -> str:
    """Return the SHA-256 of an image that may go onto an ESP32, 64 hexadecimal digits.

    Raises:
        ProvisionError: It cannot be read, is no image, or its MicroPython is too old.
    """
    try:
        content = image.read_bytes()
    except OSError as error:
        raise ProvisionError(
            told("%(path)s no se puede leer. Baje la imagen de %(where)s", path=image, where=WHERE)
        ) from error
    banner = _BANNER.search(content)
    if content[:1] != bytes([_MAGIC]) or banner is None:
        raise ProvisionError(
            told(
                "%(path)s no es MicroPython para ESP32. Baje el .bin de ESP32_GENERIC de %(where)s",
                path=image,
                where=WHERE,
            )
        )
    version = tuple(int(part or 0) for part in banner.groups())
    if version < LEAST:
        raise ProvisionError(
            told(
                "%(path)s es MicroPython %(version)s; hace falta %(least)s o más. Baje otra de %(where)s",
                path=image,
                version=".".join(map(str, version)),
                least=".".join(map(str, LEAST)),
                where=WHERE,
            )
        )
    return hashlib.sha256(content).hexdigest()


def check_sum(image: Path, digest: str, wanted: str | None) -> bool:
    """Tell whether somebody vouches for an image: a person's word, or our own list.

    Raises:
        ProvisionError: It is another one than the person says.
    """
    if wanted is None:
        return digest in KNOWN
    if digest != wanted.strip().lower():
        raise ProvisionError(
            told(
                "%(path)s no es la imagen que dice: su suma SHA-256 es %(digest)s. Bájela otra vez.",
                path=image,
                digest=digest,
            )
        )
    return True


def find_image(folder: Path) -> Path | None:
    """Return the newest image in a folder, by its name; None where there is none."""
    return max(folder.glob("ESP32_GENERIC-*.bin"), default=None, key=lambda path: path.name)
