"""The replay on its stage: broker, gateway, pages and one node, for as long as the series lasts."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gateway.demo.broker import find_mosquitto, free_port, start_broker
from gateway.demo.children import Child, start_word, stop_all
from gateway.demo.hardware import HardwareServer
from gateway.demo.interpreter import find_interpreter
from gateway.demo.replay.commune import CYCLE, POND, Ports, begin_cycle, node_settings, settings_text
from gateway.demo.replay.measured import MeasuredHardware, MeasuredSeries
from gateway.demo.virtual_node import Surroundings, VirtualNode
from gateway.domain.clock import WorldClock
from gateway.domain.errors import DemoError

LEAD_S = 3.0
"""Gateway and pages are up when the series begins [s]."""

READY_WITHIN_S = 20.0

SAMPLES_A_STEP = 2
"""The node measures twice in each step of the series, so that no row is missed."""

Tell = Callable[[float], None]
"""Hears how much of the series has been played, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person who replays has said.

    Attributes:
        speed: Seconds of the series in a second of ours [-].
        folder: Where everything of the replay lies; begun anew each time.
        page_port: Where the pages are served.
        utc_offset_hours: Of the place that was measured [h].
    """

    speed: float
    folder: Path
    page_port: int
    utc_offset_hours: int

    @property
    def pages(self) -> tuple[str, str]:
        """The addresses of the pond's page and of the cycle's."""
        home = f"http://localhost:{self.page_port}"
        return f"{home}/estanques/{POND}", f"{home}/ciclos/{CYCLE}"


@dataclass(frozen=True, slots=True)
class _Playing:
    series: MeasuredSeries
    clock: WorldClock
    node: VirtualNode
    children: tuple[Child, ...]


def play(series: MeasuredSeries, wish: Wish, *, tell: Tell, is_stopping: Callable[[], bool]) -> None:
    """Play a series to its end, or until told to stop.

    Raises:
        DemoError: A part is missing or has ended by itself.
    """
    with _staged(series, wish) as playing:
        while not is_stopping() and (now := playing.clock.now()) < series.end:
            _follow_power(playing, now)
            playing.node.tend(time.monotonic())
            for child in playing.children:
                child.check()
            tell(max(0.0, (now - series.start) / (series.end - series.start)))
            time.sleep(0.02)
        if not is_stopping():
            tell(1.0)
            # The last records are on their way; a second is two commits.
            time.sleep(1.0)


def keep_pages(wish: Wish, *, is_stopping: Callable[[], bool]) -> None:
    """Serve the pages of what was played until told to stop."""
    config = wish.folder / "conuco.toml"
    pages = start_word("dashboard", config, wish.folder)
    try:
        while not is_stopping():
            pages.check()
            time.sleep(0.1)
    finally:
        stop_all([pages])


def _follow_power(playing: _Playing, now: float) -> None:
    """Cut the node's power where the series has a gap: a probe that gives nothing is not a probe at zero."""
    is_on = playing.node.pid is not None
    if playing.series.is_measured(now) and not is_on:
        playing.node.start()
    elif is_on and not playing.series.is_measured(now):
        playing.node.kill()


@contextmanager
def _staged(series: MeasuredSeries, wish: Wish) -> Iterator[_Playing]:
    for old in ("datos", "broker", "nodo"):
        shutil.rmtree(wish.folder / old, ignore_errors=True)
    store = wish.folder / "datos"
    store.mkdir(parents=True)
    clock = WorldClock(time.time() + LEAD_S, float(series.start), wish.speed)
    with ExitStack() as parts:
        port = free_port()
        broker = start_broker(wish.folder / "broker", port=port, mosquitto=find_mosquitto())
        parts.callback(stop_all, [broker])
        config = wish.folder / "conuco.toml"
        text = settings_text(
            store.resolve(), Ports(port, wish.page_port), clock, utc_offset_hours=wish.utc_offset_hours
        )
        config.write_text(text, encoding="utf-8")
        begin_cycle(store, now=series.start)
        station = _started_station(config, wish.folder, store)
        parts.callback(stop_all, station)
        server = parts.enter_context(HardwareServer(MeasuredHardware(series, clock, pressure_atm=1.0)))
        node = VirtualNode(
            node_settings(port, sample_every_s=max(10, series.step_s // SAMPLES_A_STEP)),
            wish.folder / "nodo",
            Surroundings(server.port, clock, find_interpreter()),
            log_file=wish.folder / "nodo.log",
        )
        parts.callback(node.stop)
        time.sleep(max(0.0, clock.began - time.time()))
        yield _Playing(series, clock, node, (*station, broker))


def _started_station(config: Path, folder: Path, store: Path) -> list[Child]:
    """Start the gateway, and the pages once there is something to read."""
    gateway = start_word("gateway", config, folder)
    try:
        deadline = time.monotonic() + READY_WITHIN_S
        while not (store / "archive.db").exists() and time.monotonic() < deadline:
            gateway.check()
            time.sleep(0.05)
    except DemoError:
        stop_all([gateway])
        raise
    return [gateway, start_word("dashboard", config, folder)]
