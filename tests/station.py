"""A real station for tests: Mosquitto, the gateway as its own process, its files in a folder."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import parts
from ports import free_port

from gateway.config import Config, load
from gateway.derivation import derive
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers
from gateway.store.sqlite.reader import SqliteReadings

ROOT = Path(__file__).parent.parent

MOSQUITTO = """
listener {port} 127.0.0.1
allow_anonymous true
persistence true
persistence_location {folder}/
autosave_interval 1800
max_inflight_messages 1000
max_queued_messages 500000
set_tcp_nodelay true
log_dest file {folder}/mosquitto.log
"""

COMMUNE = """
[commune]
slug = "la-ceiba"
name = "La Ceiba"
latitude = 9.5
longitude = {longitude}
utc_offset_hours = {utc_offset_hours}
[broker]
port = {port}
[gateway]
commit_interval_s = {commit_interval_s}
[clock]
trusted = "always"
"""


def settings_of_a_commune(
    port: int,
    *,
    commit_interval_s: float = 1.0,
    utc_offset_hours: int = -4,
    longitude: float = -69.2,
) -> str:
    """Return the head of the `conuco.toml` of a test: whose station it is, where its broker listens."""
    return COMMUNE.format(
        port=port,
        commit_interval_s=commit_interval_s,
        utc_offset_hours=utc_offset_hours,
        longitude=longitude,
    )


POND = """
[[pond]]
slug = "estanque-{n}"
number = {n}
name = "Estanque {n}"
area_m2 = 1500
depth_m = 1.2
means = ["aerator"]
[[node]]
slug = "pond-{n}"
place = "estanque-{n}"
[[calibration]]
node = "pond-{n}"
channel = "sonda"
quantity = "oxygen_signal"
constants = {{ type = "oxygen_marks", millivolts = 1600, temperature_c = 28 }}
"""


PATIENCE_S: Final = 120.0
"""So long is waited for what no test promises to be quick: a machine under load is slow, not wrong [s]."""


def until(is_so: Callable[[], bool], *, within_s: float = PATIENCE_S, what: str = "it") -> None:
    """Wait until something is so; fail with what did not happen."""
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, f"{what} did not happen within {within_s} s"
        time.sleep(0.02)


def is_listening(port: int) -> bool:
    """Tell whether somebody listens on a local port."""
    with contextlib.closing(socket.socket()) as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Process:
    """A program of ours that can be started, stopped and killed."""

    command: list[str]
    log: Path
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command, stdout=log, stderr=log, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}
            )

    def end(self, number: signal.Signals) -> None:
        if self.running is not None and self.running.poll() is None:
            self.running.send_signal(number)
        if self.running is not None:
            self.running.wait(PATIENCE_S)
        self.running = None

    def kill(self) -> None:
        self.end(signal.SIGKILL)

    def stop(self) -> None:
        self.end(signal.SIGTERM)


def our_command(word: str, config_file: Path, log: Path) -> Process:
    """Return a word of the console command as a process of its own."""
    python = [sys.executable, "-m", "gateway.cli", word, "--config", str(config_file)]
    return Process(python, log)


@dataclass
class RealStation:
    """Broker and gateway over one folder; a context manager that leaves nothing running."""

    folder: Path
    settings: str = POND.format(n=1)
    commit_interval_s: float = 1.0
    utc_offset_hours: int = -4
    longitude: float = -69.2
    port: int = field(default_factory=free_port)
    is_broker_embedded: bool = False

    def __post_init__(self) -> None:
        """Write the files of both."""
        self.folder.mkdir(parents=True, exist_ok=True)
        head = settings_of_a_commune(
            self.port,
            commit_interval_s=self.commit_interval_s,
            utc_offset_hours=self.utc_offset_hours,
            longitude=self.longitude,
        )
        self.config_file = self.folder / "conuco.toml"
        self.config_file.write_text(head + self.settings, encoding="utf-8")
        self.gateway = our_command("gateway", self.config_file, self.folder / "gateway.log")
        command = self._embedded() if self.is_broker_embedded else self._mosquitto()
        self.broker = Process(command, self.folder / "broker.out")

    def _mosquitto(self) -> list[str]:
        settings = self.folder / "mosquitto.conf"
        settings.write_text(MOSQUITTO.format(port=self.port, folder=self.folder), encoding="utf-8")
        return [str(parts.mosquitto()), "-c", str(settings)]

    def _embedded(self) -> list[str]:
        where = ["--port", str(self.port), "--listen", "127.0.0.1"]
        return [sys.executable, "-m", "iotcore", *where, "--log-level", "WARNING"]

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as started:
            # A start that fails leaves nothing running either.
            started.callback(self.kill)
            self.start_broker()
            self.gateway.start()
            until(self.is_gateway_connected, what="the gateway's connection")
            started.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """Kill gateway and broker."""
        self.gateway.kill()
        self.broker.kill()

    def start_broker(self) -> None:
        self.broker.start()
        until(lambda: is_listening(self.port), within_s=PATIENCE_S, what="the broker's start")

    def gateway_log(self) -> str:
        return (self.folder / "gateway.log").read_text(encoding="utf-8", errors="replace")

    def is_gateway_connected(self) -> bool:
        return "backlog drained" in self.gateway_log()

    @property
    def config(self) -> Config:
        return load(self.config_file)

    def journal(self) -> CommuneJournal:
        return CommuneJournal(Path(self.config.storage.folder) / "commune.db", commune="la-ceiba")

    def store(self) -> SqliteReadings:
        with self.journal() as journal:
            calibrations = registers(journal.entries("station")).calibrations
        return SqliteReadings(
            Path(self.config.storage.folder),
            lambda signals: derive(signals, calibrations=calibrations, altitude_m=0.0),
            utc_offset_hours=self.utc_offset_hours,
        )
