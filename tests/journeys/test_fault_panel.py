"""Every button of the demo's fault panel, pressed by a visitor: after recovery nothing is missing."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Final

import parts
import pytest
from browser import DESKTOP, Chromium
from playwright.sync_api import Page
from ports import free_port
from rich.console import Console

from gateway.demo.options import Options, start_moment
from gateway.demo.playbill import Playbill
from gateway.demo.stage import play
from gateway.demo.world import cast
from gateway.demo.world.faults import FAULTS
from gateway.domain.errors import ConucoError

pytestmark = [pytest.mark.proof, pytest.mark.browser, pytest.mark.broker, pytest.mark.micropython]

SPEED: Final = 20.0
"""A pond node measures every three seconds of ours."""

OF_A_POND: Final = {"wifi": "pond-2", "pulled": "pond-5", "dirty": "pond-1"}
MENDED: Final = ("wifi", "mains", "disk", "pulled", "dirty", "clock")


@dataclass
class Demo:
    """The demo in a thread, as long as a test needs it."""

    options: Options
    said: StringIO = field(default_factory=StringIO)
    _stop: threading.Event = field(default_factory=threading.Event)
    _ended: list[ConucoError] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[str]:
        thread = threading.Thread(target=self._play, name="demo")
        thread.start()
        try:
            until(lambda: "Listo" in self.said.getvalue() or bool(self._ended), within_s=240, what="the demo")
            assert not self._ended, self._ended
            yield f"http://127.0.0.1:{self.options.port}"
            assert not self._ended, self._ended
        finally:
            self._stop.set()
            thread.join()

    def _play(self) -> None:
        playbill = Playbill(Console(file=self.said, width=200))
        try:
            play(self.options, playbill, is_stopping=self._stop.is_set)
        except ConucoError as error:
            self._ended.append(error)


def until(
    is_so: Callable[[], bool], *, within_s: float, what: str, else_told: Callable[[], str] = str
) -> None:
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, f"{what} did not come within {within_s} s\n{else_told()}"
        time.sleep(0.2)


def number(page: Page, name: str) -> int:
    return int(re.sub(r"\D", "", page.inner_text(f"#count-{name}")))


def happens(page: Page, sentence: str, *, within_s: float = 60.0) -> None:
    until(lambda: sentence in page.inner_text("#count"), within_s=within_s, what=sentence)


def press(page: Page, trouble: str) -> None:
    if trouble in OF_A_POND:
        page.select_option(f"#of-{trouble}", OF_A_POND[trouble])
    page.click(f"#press-{trouble}")


def mend(page: Page, trouble: str, *, node: str) -> None:
    of_node = f':has(input[value="{node}"])' if node else ""
    page.click(f'form:has(input[value="{trouble}"]):has(input[name="arreglar"]){of_node} button')


def test_after_every_trouble_each_record_that_was_sent_is_stored_once(
    tmp_path: Path, chromium: Chromium
) -> None:
    parts.mosquitto()
    parts.micropython()
    since = cast.MORNING - timedelta(days=10)
    demo = Demo(
        Options(
            start_moment("02:50"), SPEED, free_port(), tmp_path, is_fresh=False, faults=FAULTS, since=since
        )
    )
    with demo.running() as address, chromium.page(address, DESKTOP) as page:
        page.goto(f"{address}/demo")
        until(lambda: number(page, "stored") > 30, within_s=60, what="the first records")

        press(page, "gateway")
        happens(page, "La estación está muerta")
        happens(page, "volvió la estación")
        press(page, "broker")
        happens(page, "El broker está muerto")
        happens(page, "volvió el broker")
        for trouble in MENDED:
            press(page, trouble)
        happens(page, "Hacer espacio en el disco")
        waiting = number(page, "waiting")
        until(
            lambda: number(page, "waiting") > waiting + 20,
            within_s=60,
            what=f"more than {waiting} waiting",
            else_told=lambda: page.inner_text("main"),
        )
        happens(page, "Devolver el Wi-Fi · pond-6")
        mend(page, "wifi", node="pond-6")
        for trouble in MENDED:
            mend(page, trouble, node=OF_A_POND.get(trouble, ""))

        happens(page, "el reloj está en hora")
        until(
            lambda: _all_are_there(page),
            within_s=180,
            what="every record",
            else_told=lambda: page.inner_text("#count"),
        )
        assert (number(page, "twice"), number(page, "lost")) == (0, 0)
        assert number(page, "sent") == number(page, "stored") + number(page, "waiting")


def _all_are_there(page: Page) -> bool:
    found = re.search(r"De las ([\d.]*\d) que había .* están guardadas ([\d.]*\d)", page.inner_text("#count"))
    return found is not None and found[1] == found[2]
