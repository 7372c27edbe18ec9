"""What must be true before the demo starts."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gateway.demo.broker import is_free
from gateway.domain.errors import DemoError
from gateway.domain.speech import told
from gateway.domain.system_words import refused


@contextmanager
def only_demo(folder: Path) -> Iterator[None]:
    """Hold a folder for one demo; the lock goes with the process, however it ends.

    Raises:
        DemoError: Another demo runs in that folder, or the folder cannot be written.
    """
    path = folder / "demo.pid"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = path.open("a+", encoding="ascii")
    except OSError as error:
        raise DemoError(
            told(
                "La carpeta %(folder)s no se puede escribir (%(reason)s). Diga otra: %(ways)s.",
                folder=folder,
                reason=refused(error),
                ways=_ways("--folder /tmp/demo"),
            )
        ) from error
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            held.seek(0)
            raise DemoError(
                told(
                    "Ya anda una demo en %(folder)s (proceso %(process)s)."
                    " Deténgala con Ctrl-C donde se inició, o abra otra al lado: %(ways)s.",
                    folder=folder,
                    process=held.read().strip() or "?",
                    ways=_ways("--folder .demo-2 --port 8001"),
                )
            ) from error
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield


def check_port(port: int) -> None:
    """Check that the pages can be served on a port.

    Raises:
        DemoError: Somebody else has taken it.
    """
    if not is_free(port):
        other = next((one for one in range(port + 1, port + 50) if is_free(one)), port + 1)
        ways = _ways(f"--port {other}")
        raise DemoError(
            told("El puerto %(port)s ya lo usa otro programa. Diga otro: %(ways)s.", port=port, ways=ways)
        )


def _ways(options: str) -> str:
    """Return how a demo is started with options, from a checkout or from an installation."""
    return told('make demo ARGS="%(options)s" (o conuco demo %(options)s)', options=options)
