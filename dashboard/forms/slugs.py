"""Short names for addresses, made from what people call a thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection


def slug_of(name: str, taken: Collection[str]) -> str:
    """Return a short name for addresses made from a name, none that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:24].strip("-") or "unidad"
    numbered = (f"{base}-{number}" for number in range(2, 10_000))
    return base if base not in taken else next(one for one in numbered if one not in taken)
