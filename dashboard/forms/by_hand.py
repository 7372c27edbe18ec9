"""What was typed by hand, as it came: fields of a form, a name that becomes an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Annotated

from fastapi import Depends, Request


async def _written(request: Request) -> Mapping[str, str]:
    form = await request.form()
    return {
        name: "\n".join(one.strip() for one in form.getlist(name) if isinstance(one, str)) for name in form
    }


Written = Annotated[Mapping[str, str], Depends(_written)]
"""Every field of a form as it was typed."""


def slug_of(name: str, taken: Collection[str]) -> str:
    """Return a short name for addresses made from a name, none that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:24].strip("-") or "unidad"
    numbered = (f"{base}-{number}" for number in range(2, 10_000))
    return base if base not in taken else next(one for one in numbered if one not in taken)
