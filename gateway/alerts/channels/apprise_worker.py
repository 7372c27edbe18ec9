"""The only door of Apprise, as a process of its own: one question on its input, one answer on its output.

Apprise knows more than a hundred services; loading them takes 37 MB and seconds of a small board's time, and
some of them wait for a name server without an end. In a process of its own all of that is over after use.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import sys
from typing import Final, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

Became = Literal["sent", "refused", "failed", "unreadable"]
CONNECT_S: Final = 5.0
ANSWER_S: Final = 15.0

_STATUS: Final = re.compile(r"error[= ](\d{3})\b")
_PASSING: Final = (408, 425, 429)
"""Statuses under 500 that pass by themselves. Source: RFC 9110, 15.5.9; RFC 8470; RFC 6585."""


class Question(Struct, frozen=True):
    """What is to be done.

    Attributes:
        urls: Where to, as Apprise writes it; they hold secrets, so they come by the input.
        body: What to say; empty where it is only asked whether the ways are open.
        sort: As Apprise calls how bad it is.
    """

    urls: list[str]
    title: str = ""
    body: str = ""
    sort: Literal["info", "warning", "failure"] = "info"


class Answer(Struct, frozen=True):
    """What became of it, one word a URL in their order."""

    became: list[Became]


class _Heard(logging.Handler):
    """Keeps the HTTP statuses that Apprise writes into its log; it tells nobody else why it failed."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[int] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.statuses += [int(one) for one in _STATUS.findall(record.getMessage())]


def main() -> None:
    """Answer one question; nothing is ever printed but the answer."""
    os.nice(10)
    question = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
    became = [_done(question, url) for url in question.urls]
    sys.stdout.buffer.write(msgspec.json.encode(Answer(became)))


def _done(question: Question, url: str) -> Became:
    from apprise import Apprise

    way = Apprise.instantiate(url, suppress_exceptions=True)
    if way is None:
        return "unreadable"
    way.socket_connect_timeout, way.socket_read_timeout = CONNECT_S, ANSWER_S
    if not question.body:
        return "sent" if _is_open(way) else "failed"
    heard = _Heard()
    log = logging.getLogger("apprise")
    log.addHandler(heard)
    try:
        is_sent = way.notify(body=question.body, title=question.title, notify_type=question.sort)
    finally:
        log.removeHandler(heard)
    if is_sent:
        return "sent"
    return "refused" if any(400 <= one < 500 and one not in _PASSING for one in heard.statuses) else "failed"


def _is_open(way: object) -> bool:
    """Tell whether the service's computer takes a connection; a service without one is taken for open."""
    address = getattr(way, "notify_url", None)
    parts = urlsplit(address) if isinstance(address, str) else None
    host = (parts.hostname if parts else None) or getattr(way, "host", None)
    port = (parts.port if parts else None) or getattr(way, "port", None)
    is_secure = parts.scheme == "https" if parts and parts.scheme else bool(getattr(way, "secure", True))
    if not host:
        return True
    try:
        socket.create_connection((str(host), int(port or (443 if is_secure else 80))), CONNECT_S).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
