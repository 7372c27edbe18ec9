"""Thirty telephones that look at the pages of a station whose probes go on measuring."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
import tomllib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from station import Process, free_port, is_listening, our_command, until

from gateway.config import Config, checked
from gateway.demo.preparing import Pristine
from gateway.demo.world import cast
from gateway.demo.world.settings import Running, settings_text
from gateway.derivation import derive
from gateway.domain.alerts import Change
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.writer import SqliteWriter

pytestmark = pytest.mark.bench

START = 1_777_013_400
"""Where ten days of history end; a night of the dry season [s UTC]."""
PHONES = 30
EVERY_S = 15.0
WATCHED_S = float(os.environ.get("CONUCO_BENCH_S", "60"))
PROBE_EVERY_S = 6.0
"""Ten nodes that each speak once a minute."""
SAVED_EVERY_S = 1.5
MOST_OF_A_CORE = 0.15
MOST_BYTES = 150_000_000
SLOWEST_SAVE_S = 0.100
PAGES = ("/", "/estanques/estanque-1", "/estanques/estanque-2", "/estanques/estanque-3")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class NobodyJudges:
    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        return []

    def forget(self) -> None:
        return None


@dataclass
class Counted:
    """What the telephones did."""

    asked: int = 0
    loaded: int = 0
    saved_s: list[float] = field(default_factory=list)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Ten days of history of the demo's commune, and a world that runs as fast as ours."""
    folder = tmp_path_factory.mktemp("commune")
    Pristine(folder, START, since=cast.MORNING - timedelta(days=10)).make(lambda what, done, total: None)
    running = Running(folder, free_port(), free_port(), began=time.time(), start=START, speed=1.0)
    (folder / "conuco.toml").write_text(settings_text(running), encoding="utf-8")
    return checked(tomllib.loads(settings_text(running)))


@pytest.fixture
def pages(config: Config) -> Iterator[Process]:
    folder = Path(config.storage.folder)
    found = our_command("dashboard", folder / "conuco.toml", folder / "pages.log")
    found.start()
    until(lambda: is_listening(config.dashboard.port), within_s=20, what="the pages")
    yield found
    found.kill()


def test_thirty_telephones_leave_the_station_idle_and_a_form_is_saved_at_once(
    config: Config, pages: Process
) -> None:
    counted, is_over = Counted(), threading.Event()
    assert pages.running is not None

    with _measuring(config), _all(_phones(config, counted, is_over), is_over):
        time.sleep(EVERY_S)
        began, used = time.monotonic(), _used_s(pages.running.pid)
        _save_until(config, counted, began + WATCHED_S)
        share = (_used_s(pages.running.pid) - used) / (time.monotonic() - began)
    resident = _resident_bytes(pages.running.pid)
    slow = float(np.percentile(counted.saved_s, 95))

    print(f"\n{PHONES} telephones: {share:.1%} of a core, {resident / 1e6:.0f} MB;")
    print(f"{counted.asked} questions, {counted.loaded} pages; {len(counted.saved_s)} forms,")
    print(f"{slow * 1000:.0f} ms at p95, {np.median(counted.saved_s) * 1000:.0f} ms half of them")
    assert share < MOST_OF_A_CORE
    assert resident < MOST_BYTES
    assert slow < SLOWEST_SAVE_S


@contextmanager
def _all(works: list[Callable[[], None]], is_over: threading.Event) -> Iterator[None]:
    threads = [threading.Thread(target=one, daemon=True) for one in works]
    for one in threads:
        one.start()
    yield
    is_over.set()
    for one in threads:
        one.join(20)


def _phones(config: Config, counted: Counted, is_over: threading.Event) -> list[Callable[[], None]]:
    """Return telephones that ask every fifteen seconds, spread, and load a page when it has changed."""

    def phone(number: int) -> None:
        seen = ""
        is_over.wait(EVERY_S * number / PHONES)
        while not is_over.is_set():
            began = time.monotonic()
            version = _asked(config, "GET", "/version")
            counted.asked += 1
            if version != seen:
                _asked(config, "GET", PAGES[number % len(PAGES)])
                counted.loaded += 1
                seen = version
            is_over.wait(EVERY_S - (time.monotonic() - began))

    return [lambda number=number: phone(number) for number in range(PHONES)]  # type: ignore[misc]


def _save_until(config: Config, counted: Counted, end: float) -> None:
    while time.monotonic() < end:
        form = {"medio": "aerator", "accion": "on", "clave": str(uuid.uuid4()), "hace": "0"}
        began = time.monotonic()
        _asked(config, "POST", "/estanques/estanque-1/intervencion", urlencode(form))
        counted.saved_s.append(time.monotonic() - began)
        time.sleep(SAVED_EVERY_S)


def _asked(config: Config, method: str, path: str, body: str | None = None) -> str:
    """Ask as a telephone does, each time by a line of its own; a form is not followed to its page."""
    line = http.client.HTTPConnection("127.0.0.1", config.dashboard.port, timeout=20)
    headers = {"Accept-Encoding": "gzip", "Content-Type": "application/x-www-form-urlencoded"}
    line.request(method, path, body, headers)
    answer = line.getresponse()
    assert answer.status in (200, 303), (path, answer.status)
    text = answer.read().decode("latin-1")
    line.close()
    return text


@contextmanager
def _measuring(config: Config) -> Iterator[None]:
    """Store what ten probes measure, as the gateway does, while the telephones look."""
    is_over = threading.Event()

    def measure() -> None:
        nodes = [one.node for one in cast.PONDS]
        deriving = lambda signals: derive(signals, calibrations=[], altitude_m=0.0)  # noqa: E731
        with SqliteWriter(Path(config.storage.folder), deriving, utc_offset_hours=-4) as writer:
            pipeline = Pipeline(writer, NobodyJudges(), commune=config.commune.slug)
            number = 0
            while not is_over.wait(PROBE_EVERY_S):
                now = int(config.world().now())
                heard = _said(config, nodes[number % len(nodes)], number // len(nodes) + 1, now)
                with writer.transaction():
                    pipeline.take(heard, arrived=Arrived(now * 1000, is_trusted=True))
                number += 1

    with _all([measure], is_over):
        yield


def _said(config: Config, node: str, number: int, now: int) -> Heard:
    values = {"sonda": {"oxygen_signal": 900.0 + number % 50, "water_temperature": 28.0}}
    record = {"number": number, "boot": 1, "uptime": 60 * number, "clock": "synced", "time": now}
    body = {"uptime": 60 * number, "boot": 1, "records": [record | {"values": values}]}
    topic = f"conuco/v1/{config.commune.slug}/{node}/readings/0000abcd/1/{number}/{number}"
    return Heard(topic, json.dumps(body).encode())


def _used_s(pid: int) -> float:
    """Return the time of processors that a process has used [s]."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def _resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
