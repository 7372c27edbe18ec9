"""The only door of the pages to cryptography: the key with which a station signs what it sends.

Ed25519, RFC 8032. The key says "this came from that station"; that the commune approved it, only the
words in its minutes say.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dashboard.corridor.refusals import CorridorError
from gateway.domain.speech import both
from gateway.journal.spoken import twelve_words

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_NAME: Final = "corridor.key"
"""In the station's folder, for its owner alone, and in no copy: whoever has it can sign as this station."""

LABEL: Final = b"conuco-export/1\n"
"""Before what is signed, so that a signature of something else is never one of a manifest."""

SIGNATURE_BYTES: Final = 64
_LACKING: Final = both("Aquí falta cryptography. Instálelo con: pip install 'conuco[parliament]'")
_UNREADABLE: Final = both(
    "La llave del corredor no se puede leer: %(path)s (%(reason)s). Revise de quién es el archivo, o "
    "tráigala de donde la guardó. Si se perdió, quite ese archivo: se hace otra, y sus palabras van en "
    "un acta."
)


class Signer:
    """Signs as one station."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Remember the key."""
        self._key = key

    @property
    def public(self) -> str:
        """The public key [64 hexadecimal digits]."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, said: bytes) -> bytes:
        """Return the signature of some bytes; 64 bytes, always the same."""
        return self._key.sign(LABEL + said)


def signer(folder: Path) -> Signer:
    """Return who signs with the key of a station's folder; on the first use one is made there.

    Raises:
        CorridorError: It cannot be read or made, or cryptography is not installed here.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError as error:
        raise CorridorError(_LACKING) from error
    path = folder / KEY_NAME
    try:
        if not path.exists():
            _write(path, Ed25519PrivateKey.generate().private_bytes_raw())
        return Signer(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip())))
    except (OSError, ValueError) as error:
        raise CorridorError(_UNREADABLE, path=path, reason=error) from error


def is_signed(said: bytes, signature: bytes, public: str) -> bool:
    """Tell whether a signature over some bytes is by a public key [64 hexadecimal digits].

    Raises:
        CorridorError: cryptography is not installed here.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise CorridorError(_LACKING) from error
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, LABEL + said)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_words(public: str) -> str:
    """Return the twelve words of a public key, to be printed in both minutes and compared by eye.

    They are of the key's SHA-256, 128 bits with 4 that tell a misread word: to find another key with the
    same words is beyond any machine.

    Args:
        public: 64 hexadecimal digits.
    """
    return " ".join(twelve_words(hashlib.sha256(bytes.fromhex(public)).hexdigest()))


def _write(path: Path, key: bytes) -> None:
    """Write a new key, whole or not at all, for its owner alone; one that is there already stays."""
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{key.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)  # unlike a rename it never takes the place of a key that was made meanwhile
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)
