"""The fields of a form as they were typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request


async def _written(request: Request) -> Mapping[str, str]:
    form = await request.form()
    return {
        name: "\n".join(one.strip() for one in form.getlist(name) if isinstance(one, str)) for name in form
    }


Written = Annotated[Mapping[str, str], Depends(_written)]
"""Every field of a form as it was typed."""
