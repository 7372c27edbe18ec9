"""The pages that everybody opens first, drawn once before somebody waits for them."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from starlette.types import ASGIApp, Message, Scope

from dashboard.login.arrival import BY_ITSELF
from dashboard.words.language import languages

log = logging.getLogger(__name__)

FIRST_OPENED: Final = ("/", "/asamblea")
"""What is opened first after a power cut, and what a session opens on the wall."""


def warm(app: ASGIApp) -> None:
    """Draw the pages that are opened first, in each language, as a visitor whom nobody knows sees them.

    Templates are read, the journals folded and the past of ended cycles reckoned here: half a second on a
    computer, some seconds on a Raspberry Pi. A page that fails says so in the log, and to who opens it.
    """
    for language in languages():
        for path in FIRST_OPENED:
            status = asyncio.run(_drawn(app, path, language))
            if status != 200:
                log.warning("page not drawn at the start path=%s status=%s", path, status)


async def _drawn(app: ASGIApp, path: str, language: str) -> int:
    """Return the status of the answer to one visit; 0 where none came."""
    statuses = []
    asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if asked:
            return asked.pop()
        await asyncio.Event().wait()
        raise AssertionError("nobody hangs up")

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(message["status"]))

    await app(_visit(path, language), receive, send)
    return statuses[0] if statuses else 0


def _visit(path: str, language: str) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [
            (b"host", b"localhost"),
            (b"accept-language", language.encode()),
            (BY_ITSELF.encode(), b"1"),
        ],
        "client": None,
        "server": None,
    }
