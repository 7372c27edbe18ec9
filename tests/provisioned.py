"""A station to which nodes are added by the commands that a person types, and boards that are rehearsed."""

from __future__ import annotations

import getpass
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from living import World
from rehearsed import a_board
from secured import SecuredStation
from station import POND, until
from typer.testing import CliRunner

from gateway.cli import app
from gateway.demo.hardware import HardwareServer
from gateway.demo.rehearsal import RehearsedBoard

START = 1_772_000_400.0
SPEED = 30.0
PASSWORD = "la-clave-del-wifi-de-la-comuna"


def settings(began: float, *, speed: float = SPEED, ponds: int = 1, others: str = "") -> str:
    """Return what a station's settings say of its clock and its ponds, which have no node yet."""
    every = [POND.format(n=number).partition("[[node]]")[0] for number in range(1, ponds + 1)]
    clock = f"world_began = {began!r}\nworld_start = {START!r}\nworld_speed = {speed!r}\n"
    return clock + others + "".join(every)


@dataclass
class Provisioned:
    """What a person has before the first node: a station, and a terminal."""

    station: SecuredStation
    world: World = field(default_factory=World)
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.station.folder

    def run(self, *words: str, says: str = "", code: int = 0) -> str:
        """Run `conuco node ...` and return what it said; it must end with that code."""
        told = {"CONUCO_WIFI_PASSWORD": PASSWORD}
        common = ["--config", str(self.station.config_file)]
        if words[0] in ("add", "replace"):
            common += ["--folder", str(self.station.made.place), "--owner", getpass.getuser()]
        answer = CliRunner().invoke(app, ["node", *words, *common], input=says, env=told)
        assert answer.exit_code == code, answer.output
        return " ".join(answer.output.split())

    def add(self, node: str = "pond-7", *words: str) -> str:
        """Add a node that reaches the station's own broker."""
        where = ["--host", "127.0.0.1", "--broker-port", str(self.station.made.tls_port)]
        return self.run("add", node, "--board", "estanque", *where, "--wifi-ssid", "conuco", *words)

    def settings_of(self, node: str) -> dict[str, object]:
        return json.loads((self.folder / "nodes" / f"{node}.json").read_text(encoding="utf-8"))

    def keeps(self, count: int) -> None:
        """Wait until the boards on the table have measured so much."""
        until(lambda: self.world.count() >= count, what="records")

    @contextmanager
    def board(self, node: str, name: str = "board", **others: object) -> Iterator[RehearsedBoard]:
        """Lay a board on the table, in this station's world."""
        clock = self.station.config.clock
        with HardwareServer(self.world) as server:
            told = {
                "CONUCO_NODE": node,
                "CONUCO_WORLD_PORT": str(server.port),
                "CONUCO_WORLD_BEGAN": repr(clock.world_began),
                "CONUCO_WORLD_START": repr(clock.world_start),
                "CONUCO_WORLD_SPEED": repr(clock.world_speed),
                **{key: str(value) for key, value in others.items() if key.isupper()},
            }
            with a_board(self.folder / name, environment=told) as board:
                yield board


def provisioned(folder: Path, *, speed: float = SPEED, ponds: int = 1, others: str = "") -> Provisioned:
    """Return a station whose broker is set up; neither runs yet."""
    told = settings(time.time(), speed=speed, ponds=ponds, others=others)
    return Provisioned(SecuredStation(folder, settings=told, commit_interval_s=0.3))
