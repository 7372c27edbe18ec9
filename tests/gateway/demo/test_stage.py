"""The whole demo, with ten days of history in the place of three years."""

from __future__ import annotations

import os
import re
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from pathlib import Path

import parts
import pytest
from ports import free_port
from rich.console import Console
from station import until

from gateway.config import load
from gateway.demo.children import start_child
from gateway.demo.options import Options
from gateway.demo.playbill import Playbill
from gateway.demo.stage import play
from gateway.demo.world import cast
from gateway.demo.world.faults import FAULTS
from gateway.domain.entries import AlarmAcknowledged, Draft, Intervened
from gateway.journal import CommuneJournal
from gateway.store.sqlite.reader import SqliteReadings
from tests.gateway.demo.worlds import START

pytestmark = [pytest.mark.broker, pytest.mark.micropython]


@dataclass
class Visitor:
    """Waits for the demo to be ready, then does what a test wants once, then stops it."""

    options: Options
    visit: Callable[[], bool]
    said: StringIO = field(default_factory=StringIO)
    gone_by: float = field(default_factory=lambda: time.monotonic() + 300)

    def is_leaving(self) -> bool:
        assert time.monotonic() < self.gone_by, self.said.getvalue()
        return "Listo" in self.said.getvalue() and self.visit()

    def go(self) -> str:
        play(self.options, Playbill(Console(file=self.said, width=200)), is_stopping=self.is_leaving)
        return self.said.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts.mosquitto()
    parts.micropython()
    return tmp_path_factory.mktemp("demo")


def options(folder: Path, *, speed: float = 60.0) -> Options:
    since = cast.MORNING - timedelta(days=10)
    return Options(START, speed, free_port(), folder, is_fresh=False, faults=FAULTS, since=since)


def page(chosen: Options) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{chosen.port}/", timeout=60) as answer:
        return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", answer.read().decode()))


def processes_of(folder: Path) -> list[str]:
    """Return the command lines of what runs in a folder or names it."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            here = str((entry / "cwd").readlink())
        except OSError:
            continue
        if str(folder) in command or here.startswith(str(folder)):
            found.append(command)
    return found


@dataclass(frozen=True)
class Run:
    """What a demo said and showed from its start to its stop."""

    port: int
    page: str
    said: str
    ready_s: float
    left: list[str]


def run_of(folder: Path, visit: Callable[[Options, Visitor], bool]) -> Run:
    """Play a demo until a visit has seen enough; its page is read as soon as it is ready."""
    chosen, begun = options(folder), time.monotonic()
    ready: list[tuple[str, float]] = []

    def come() -> bool:
        if not ready:
            ready_s = time.monotonic() - begun
            ready.append((page(chosen), ready_s))
        return visit(chosen, visitor)

    visitor = Visitor(chosen, come)
    said = visitor.go()
    shown, ready_s = ready[0]
    return Run(chosen.port, shown, said, ready_s, processes_of(folder))


@pytest.fixture(scope="module")
def first(folder: Path) -> Run:
    """Play the demo for the first time: it makes its history, and is stopped when it is ready."""
    return run_of(folder, lambda _chosen, _visitor: True)


@pytest.fixture(scope="module")
def second(first: Run, folder: Path) -> Run:
    """Play it again until somebody has said "I go" to what its siren sounds for, and it is silent."""

    def visit(chosen: Options, visitor: Visitor) -> bool:
        if "Suena la sirena" in visitor.said.getvalue():
            acknowledge(chosen)
        return "La sirena calla" in visitor.said.getvalue()

    return run_of(folder, visit)


def test_the_demo_shows_the_states_of_ponds_and_fields_when_it_says_that_it_is_ready(first: Run) -> None:
    assert all(word in first.page for word in ("Peligro", "Atención", "Bien", "Sin datos"))
    fields = first.page[first.page.index("Todos los lotes") :]
    assert all(word in fields for word in ("Sed", "Regar", "diga en su página si regaron"))
    assert f"http://localhost:{first.port}" in first.said
    assert re.search(r"a las 3:\d\d a\. m\. .*estanque 3 .*Peligro", first.said)


def test_the_demo_says_which_session_is_convened_and_where_it_is_led(first: Run) -> None:
    assert f"la 18 está convocada: http://localhost:{first.port}/asamblea" in first.said


def test_nothing_of_the_demo_runs_after_it_was_stopped(first: Run, second: Run) -> None:
    assert first.left == []
    assert second.left == []


def test_a_second_start_takes_seconds(first: Run, second: Run) -> None:
    assert "La primera vez" not in second.said
    assert second.ready_s < max(30.0, first.ready_s)  # a busy machine is slow at both


def test_the_demo_says_when_its_siren_sounds_and_when_it_is_silent(second: Run) -> None:
    said = [line for line in second.said.splitlines() if "la sirena" in line.lower()]

    assert re.search(r"[2-4]:\d\d a\. m\. Suena la sirena: (peligro|emergencia)", said[0])
    assert said[-1].endswith("La sirena calla")


def test_an_aerator_that_is_recorded_raises_the_oxygen_on_the_page(first: Run, folder: Path) -> None:
    chosen = options(folder, speed=240.0)
    seen: list[float] = []

    def visit() -> bool:
        found = re.search(r"La Ceiba .{0,40}? (\d+,\d) mg/L", page(chosen))
        if found is not None:
            seen.append(float(found[1].replace(",", ".")))
        if len(seen) == 1:
            switch_on(chosen)
        return bool(seen) and seen[-1] > 3.0

    Visitor(chosen, visit).go()

    assert seen[0] < 2.0
    assert seen[-1] > 3.0


def switch_on(chosen: Options) -> None:
    now = int(load(chosen.folder / "conuco.toml").world().now())
    body = Intervened(place="estanque-1", means="aerator", action="on")
    with CommuneJournal(chosen.folder / "datos" / "commune.db", commune=cast.SLUG) as journal:
        journal.append(Draft("aireador", "book", "intervention", body, now, "team"), now=now)


def acknowledge(chosen: Options) -> None:
    """Say "I go" to every alarm that nobody is on the way to."""
    folder = chosen.folder / "datos"
    now = int(load(chosen.folder / "conuco.toml").world().now())
    standing = SqliteReadings(folder, lambda _: {}, utc_offset_hours=cast.UTC_OFFSET_HOURS).alerts()
    with CommuneJournal(folder / "commune.db", commune=cast.SLUG) as journal:
        for alert in standing:
            if alert.acknowledged is None:
                body = AlarmAcknowledged(alert.uid, level=int(alert.level))
                uid = f"voy-{alert.uid}-{alert.level}"
                journal.append(Draft(uid, "station", "acknowledgement", body, now, "team"), now=now)


@pytest.mark.proof
def test_a_demo_that_is_killed_leaves_nobody_behind(folder: Path, tmp_path: Path) -> None:
    chosen = options(folder)
    script = (
        "from pathlib import Path; from datetime import date; from rich.console import Console;"
        "from gateway.demo.options import Options; from gateway.demo.playbill import Playbill;"
        "from gateway.demo.stage import play;"
        f"play(Options({START}, 60.0, {chosen.port}, Path({str(folder)!r}), False, (),"
        f" date.fromisoformat({chosen.since.isoformat()!r})), Playbill(Console()), is_stopping=lambda: False)"
    )
    demo = start_child("la demo", [sys.executable, "-c", script], log=tmp_path / "log")
    until(lambda: "Listo" in (tmp_path / "log").read_text(), within_s=300, what="the demo's beginning")

    demo.process.kill()
    demo.process.wait()

    until(lambda: processes_of(folder) == [], what="the end of its children")
