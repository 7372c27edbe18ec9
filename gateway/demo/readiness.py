"""When the demo may say that it is ready."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Collection, Sequence

from gateway.demo.children import Child
from gateway.demo.world import cast
from gateway.demo.world.settings import Running
from gateway.domain.errors import DemoError
from gateway.domain.speech import told
from gateway.store.sqlite.reader import SqliteReadings

_PAGES_WITHIN_S = 40.0
_READINGS_WITHIN_S = 45.0


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
        raise DemoError(
            told(
                "Las páginas no contestan en el puerto %(port)s. Mire %(log)s.",
                port=port,
                log=children[-1].log,
            )
        )


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
    running: Running, awaited: Collection[str], look: Callable[[], None], is_stopping: Callable[[], bool]
) -> bool:
    """Wait until every awaited node is heard; tell whether they were before somebody stopped it.

    Raises:
        DemoError: They are not heard.
    """
    store = SqliteReadings(running.folder, lambda _: {}, utc_offset_hours=cast.UTC_OFFSET_HOURS)
    deadline = time.monotonic() + _READINGS_WITHIN_S
    while not is_stopping():
        look()
        silent = set(awaited) - _heard(store, since=running.start)
        if not silent:
            return True
        if time.monotonic() > deadline:
            raise DemoError(
                told(
                    "Estos nodos no llegan a la estación: %(nodes)s."
                    " Mire los registros en %(folder)s (gateway.log, broker.log, nodos).",
                    nodes=", ".join(sorted(silent)),
                    folder=running.folder.parent,
                )
            )
        time.sleep(0.05)
    return False


def _heard(store: SqliteReadings, *, since: float) -> set[str]:
    """Return the nodes that have been heard since a moment of the world [s UTC]."""
    return {one.node for one in store.nodes() if one.heard is not None and one.heard >= since}
