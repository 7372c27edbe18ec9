"""How much anybody may send: a form is small, and the station's memory too."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES: Final = 128 * 1024
"""The longest form of ours, a note of 2,000 letters with all its fields, is a tenth of this."""


class BodyLimit:
    """Ends a request whose body is longer than a form can be, whatever its header promised."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and count what comes with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > MOST_BYTES:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
