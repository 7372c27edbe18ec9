"""When the demo may say that it is ready."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from gateway.config import Config
from gateway.demo.children import Child
from gateway.demo.world.cast import PONDS
from gateway.demo.world.settings import Running
from gateway.domain.errors import DemoError
from gateway.store.sqlite.reader import SqliteReadings

_PAGES_WITHIN_S = 40.0
_READINGS_WITHIN_S = 45.0
_ENOUGH_PONDS = len(PONDS) - 1
"""One pond is without data from the beginning."""


def await_pages(port: int, children: Sequence[Child], is_stopping: Callable[[], bool]) -> None:
    """Wait until the first page is served.

    Raises:
        DemoError: A part ended, or the page does not come.
    """
    deadline = time.monotonic() + _PAGES_WITHIN_S
    while time.monotonic() < deadline and not is_stopping():
        for child in children:
            child.check()
        if _is_served(port):
            return
        time.sleep(0.1)
    if not is_stopping():
        raise DemoError(f"Las páginas no contestan en el puerto {port}. Mire {children[-1].log}.")


def _is_served(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def await_readings(
    config: Config, running: Running, look: Callable[[], None], is_stopping: Callable[[], bool]
) -> bool:
    """Wait until the ponds' nodes are heard; tell whether they were before somebody stopped it.

    Raises:
        DemoError: They are not heard.
    """
    store = SqliteReadings(
        Path(config.storage.folder), lambda _: {}, utc_offset_hours=config.commune.utc_offset_hours
    )
    deadline = time.monotonic() + _READINGS_WITHIN_S
    while not is_stopping():
        look()
        if _heard(store, since=running.start) >= _ENOUGH_PONDS:
            return True
        if time.monotonic() > deadline:
            raise DemoError(
                "Los nodos no llegan a la estación."
                f" Mire los registros en {running.folder.parent} (gateway.log, broker.log, nodos)."
            )
        time.sleep(0.05)
    return False


def _heard(store: SqliteReadings, *, since: float) -> int:
    """Return how many ponds' nodes have been heard since a moment of the world [s UTC]."""
    ponds = {pond.node for pond in PONDS}
    return sum(one.node in ponds and one.heard is not None and one.heard >= since for one in store.nodes())
