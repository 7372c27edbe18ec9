"""How much anybody may send: a form is small, and the station's memory too."""

from __future__ import annotations

import re
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.corridor.packing import MOST_BYTES as MOST_OF_THE_CORRIDOR

MOST_BYTES: Final = 128 * 1024
"""The longest form of ours, a note of 2,000 letters with all its fields, is a tenth of this."""


MOST_OF_A_PHOTO: Final = 4 * 1024 * 1024 + MOST_BYTES
"""A photograph of 4 MB with the form around it."""
_OF_A_PHOTO: Final = re.compile(r"/recibo/[^/]+/foto")
_OF_THE_CORRIDOR: Final = "/corredor/archivo"


def most_of(scope: Scope) -> int:
    """Return how long the body of a request may be [B]."""
    if scope["method"] != "POST":
        return MOST_BYTES
    if scope["path"] == _OF_THE_CORRIDOR:
        return MOST_OF_THE_CORRIDOR
    return MOST_OF_A_PHOTO if _OF_A_PHOTO.fullmatch(scope["path"]) is not None else MOST_BYTES


class BodyLimit:
    """Ends a request whose body is longer than a form can be, whatever its header promised."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and count what comes with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        arrived, most = 0, most_of(scope)

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
