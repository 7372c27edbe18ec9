"""Random tokens that a browser carries in a cookie; we keep only their hashes."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

BYTES: Final = 32
"""256 random bits: nobody guesses one, so a plain hash is enough to keep it by."""


def new_token() -> str:
    """Return a token that nobody has seen."""
    return secrets.token_urlsafe(BYTES)


def hash_of(token: str) -> str:
    """Return what is kept of a token [64 hexadecimal digits]."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
