"""The only door to cryptography: the station's key, which signs what nodes may run."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gateway.domain.errors import UpdateError
from gateway.domain.speech import told
from gateway.nodes.extras import how_to_install

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

KEY_NAME: Final = "update.key"
"""Beside conuco.toml, and in no copy: whoever has it decides what every node of the commune runs."""

BITS: Final = 2048
EXPONENT: Final = 65537


class Signer:
    """Signs as one station."""

    def __init__(self, key: RSAPrivateKey) -> None:
        """Remember the key."""
        self._key = key

    @property
    def modulus(self) -> bytes:
        """The public modulus, 256 bytes with the highest first: the file `update.pub` of each board."""
        return self._key.public_key().public_numbers().n.to_bytes(BITS // 8, "big")

    def sign(self, said: bytes) -> bytes:
        """Return the signature of some bytes, RSA PKCS#1 v1.5 with SHA-256; 256 bytes, always the same."""
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        return self._key.sign(said, PKCS1v15(), SHA256())


def key_file(settings: Path) -> Path:
    """Return where the key of the station with these settings lies."""
    return settings.absolute().parent / KEY_NAME


def signer(path: Path) -> Signer:
    """Return who signs with the key of a file; on the first use one is made there.

    Raises:
        UpdateError: It cannot be read or made, or cryptography is not installed here.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric import rsa
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError as error:
        raise UpdateError(told("Aquí falta cryptography. %(how)s", how=how_to_install())) from error
    try:
        if not path.exists():
            _write(path, rsa.generate_private_key(EXPONENT, BITS))
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise UpdateError(
            told(
                "La llave que firma los programas de los nodos no se puede leer: %(path)s (%(reason)s)."
                " Repita con sudo, o traiga la llave de donde la guardó.",
                path=path,
                reason=error,
            )
        ) from error
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size != BITS:
        raise UpdateError(
            told(
                "%(path)s no es una llave RSA de 2048 bits. Traiga la llave de donde la guardó.",
                path=path,
            )
        )
    return Signer(key)


def is_read_by_others(path: Path) -> bool:
    """Tell whether somebody but the owner may read the key.

    Raises:
        OSError: It cannot be looked at.
    """
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _write(path: Path, key: RSAPrivateKey) -> None:
    """Write a new key, whole or not at all, for its owner alone; one that is there already stays."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    body = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)  # unlike a rename it never takes the place of a key that was made meanwhile
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)
