"""Keys and passwords as Mosquitto keeps them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from typing import Final

KEY_BYTES: Final = 32
ITERATIONS: Final = 101
"""What mosquitto_passwd 2.0 itself takes. It is little for a word that a person chose; ours are random."""
SALT_BYTES: Final = 12


def new_key() -> str:
    """Return a new key, 32 random bytes as 64 hexadecimal digits."""
    return os.urandom(KEY_BYTES).hex()


def hashed(password: str, salt: bytes) -> str:
    """Return a password as it stands in a password file.

    Source: Mosquitto 2.0, password_mosq.c: PBKDF2 with SHA-512, written `$7$rounds$salt$hash`.
    """
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ITERATIONS)
    return f"$7${ITERATIONS}${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def is_of(entry: str, password: str) -> bool:
    """Tell whether an entry of a password file is of a password."""
    parts = entry.split("$")
    if len(parts) != 5 or parts[1:3] != ["7", str(ITERATIONS)]:
        return False
    try:
        return hmac.compare_digest(entry, hashed(password, base64.b64decode(parts[3], validate=True)))
    except ValueError:
        return False


def by_name(text: str) -> dict[str, str]:
    """Return what stands behind each name in a file of keys or passwords, in the file's order."""
    lines = (line.partition(":") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {name: value.strip() for name, colon, value in lines if colon}


def as_text(values: Mapping[str, str]) -> str:
    """Return the text of a file of keys or passwords."""
    return "".join(f"{name}:{value}\n" for name, value in values.items())
