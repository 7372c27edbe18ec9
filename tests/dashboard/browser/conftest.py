"""A real browser over pages that are really served."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import parts
import pytest
import uvicorn
from fakes import FixedClock, MemoryReadings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from small_commune import NOW, a_config, a_journal, readings

from dashboard.app import create_app
from gateway.journal import CommuneJournal

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SIZES = {"phone": (360, 740, 2), "desk": (1366, 768, 1), "narrow": (320, 640, 1)}


@dataclass
class Served:
    """Pages on a port of their own."""

    address: str
    store: MemoryReadings
    journal: CommuneJournal
    clock: FixedClock


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = parts.chromium()
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(program), args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("commune")
    store, clock = readings(), FixedClock(NOW)
    with a_journal(folder) as journal, socket.create_server(("127.0.0.1", 0)) as door:
        app = create_app(a_config(folder), store=store, journal=journal, clock=clock)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield Served(f"http://127.0.0.1:{door.getsockname()[1]}", store, journal, clock)
        server.should_exit = True
        thread.join(timeout=10)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    """Open a page: visit("/path", size="phone", theme="oscura", scripts=True)."""
    opened: list[BrowserContext] = []

    def open_page(path: str, *, size: str = "phone", theme: str = "oscura", scripts: bool = True) -> Page:
        width, height, ratio = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=ratio,
            locale="es-VE",
            java_script_enabled=scripts,
        )
        context.add_cookies([{"name": "pantalla", "value": theme, "url": served.address}])
        opened.append(context)
        page = context.new_page()
        page.goto(served.address + path)
        return page

    yield open_page
    for context in opened:
        context.close()
