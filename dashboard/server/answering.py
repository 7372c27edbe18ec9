"""The sign of life of the pages: they are asked as a telephone would ask them."""

from __future__ import annotations

import http.client
import logging
import socket
import time
from threading import Thread
from typing import Final

from gateway.service.notifying import Notifier

log = logging.getLogger(__name__)

ASKED_EVERY_S: Final = 30.0
"""How often the pages are asked; well under the five minutes that the unit waits [s]; ours."""
ANSWER_WITHIN_S: Final = 60.0
"""A Pi that opens a book of years for somebody else may be slow; it is not dead [s]; ours."""
ASKED: Final = "/version"
EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def begin_asking(notifier: Notifier, door: socket.socket, status: str) -> None:
    """Ask the pages at a door again and again, and say each time they answer that they live.

    Any answer counts: a page that tells of a broken disk is alive. Without systemd nobody asks. The
    thread ends with the process.
    """
    host, port = door.getsockname()[:2]

    def ask() -> None:
        while True:
            if is_answering(EVERYWHERE.get(host, host), port):
                notifier.alive(status)
            time.sleep(ASKED_EVERY_S)

    if notifier.is_heard:
        Thread(target=ask, name="answering", daemon=True).start()


def is_answering(host: str, port: int, *, within_s: float = ANSWER_WITHIN_S) -> bool:
    """Tell whether the pages answer a question of the cheapest kind in time."""
    line = http.client.HTTPConnection(host, port, timeout=within_s)
    try:
        line.request("GET", ASKED)
        line.getresponse().read()
    except (OSError, http.client.HTTPException) as error:
        log.warning("pages do not answer host=%s port=%d reason=%r", host, port, error)
        return False
    finally:
        line.close()
    return True
