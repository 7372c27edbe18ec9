"""The pages of the small commune, really served on a port of their own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fakes import FixedClock, MemoryReadings, MemoryWarnings
from fastapi import FastAPI
from small_commune import NOW, a_config, a_journal, readings

from dashboard.app import create_app
from gateway.journal import CommuneJournal


@dataclass
class Served:
    """Pages on a port of their own, and what they lean on."""

    address: str
    app: FastAPI
    store: MemoryReadings
    journal: CommuneJournal
    clock: FixedClock
    folder: Path
    warnings: MemoryWarnings


@contextmanager
def served_from(folder: Path) -> Iterator[Served]:
    """Serve the pages as they are at ten past three of a bad night."""
    with a_journal(folder) as journal, _served(folder, readings(), journal) as found:
        yield found


@contextmanager
def empty_from(folder: Path) -> Iterator[Served]:
    """Serve the pages of a station where nothing is registered yet."""
    with (
        CommuneJournal(folder / "commune.db", commune="los-samanes") as journal,
        _served(folder, MemoryReadings(), journal) as found,
    ):
        yield found


@contextmanager
def _served(folder: Path, store: MemoryReadings, journal: CommuneJournal) -> Iterator[Served]:
    clock, warnings = FixedClock(NOW), MemoryWarnings()
    with socket.create_server(("127.0.0.1", 0)) as door:
        app = create_app(a_config(folder), store=store, journal=journal, clock=clock, warnings=warnings)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        yield Served(address, app, store, journal, clock, folder, warnings)
        server.should_exit = True
        thread.join(timeout=10)
