"""Boards with slots for two versions over a real station, and versions for them, of which one crashes."""

from __future__ import annotations

import importlib.util
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import commune
import pytest
from living import Living
from station import RealStation
from typer.testing import CliRunner

from gateway.cli import app
from gateway.commands.update import offering
from gateway.journal.registers import registers
from gateway.nodes.boards import firmware_folder
from gateway.nodes.compiling import compiled
from gateway.nodes.signing import key_file, signer

SPEED = 8.0
"""A board is patient for two seconds of its world: faster, and a busy machine is too slow for it."""


def settings() -> str:
    """Return the settings of a station with two ponds whose calendar runs faster."""
    began = f"world_began = {time.time()!r}\nworld_start = 1772000400.0\nworld_speed = {SPEED}\n"
    return began + commune.POND.format(n=1) + commune.POND.format(n=2)


def program(folder: Path, name: str, *, crashes: bool = False) -> Path:
    """Return a copy of the firmware that calls itself by another name, and may crash as it starts."""
    shutil.copytree(firmware_folder(), folder)
    init, wake = folder / "node" / "__init__.py", folder / "node" / "wake.py"
    said = init.read_text(encoding="utf-8")
    init.write_text(re.sub(r'VERSION = "[^"]+"', f'VERSION = "{name}"', said), encoding="utf-8")
    if crashes:
        wake.write_text(
            f"{wake.read_text(encoding='utf-8')}\nraise RuntimeError('it crashes')\n", encoding="utf-8"
        )
    return folder


def first_slot() -> bytes:
    """Return the file `slot` of a board that was just flashed, as the board's own code writes it."""
    spec = importlib.util.spec_from_file_location("slots", firmware_folder() / "slots.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return bytes(module.Slots().encode())


@dataclass
class Flasher:
    """Flashes boards of a station as `conuco node flash` does, and offers them versions."""

    station: RealStation
    monkeypatch: pytest.MonkeyPatch
    files: dict[str, bytes] = field(default_factory=dict)

    def flash(self, node: str) -> None:
        """Put the firmware of this checkout into the first slot of an empty board, as version 0."""
        self.files = self.files or compiled(firmware_folder())
        flash = self.station.folder / node
        for name, body in self.files.items():
            path = flash / "a" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        (flash / "slot").write_bytes(first_slot())
        (flash / "update.pub").write_bytes(signer(key_file(self.station.config_file)).modulus)

    def offer(self, firmware: Path, *words: str) -> str:
        """Offer what lies in a folder."""
        self.monkeypatch.setattr(offering, "firmware_folder", lambda: firmware)
        return self.run("offer", *words)

    def run(self, *words: str) -> str:
        command = ["update", *words, "--config", str(self.station.config_file)]
        found = CliRunner().invoke(app, command, env={"COLUMNS": "160"})
        assert found.exit_code == 0, found.output
        return re.sub(r"\s+", " ", found.output)

    def states(self) -> dict[str, str]:
        """Return how every node stands to the newest offer."""
        with self.station.journal() as journal:
            newest = registers(journal.entries("station")).offers[-1].uid
        found = self.station.store().node_updates()
        return {one.node: one.state for one in found if one.offer == newest}


def until(nodes: tuple[Living, ...], is_so: Callable[[], bool], *, within_s: float, what: str) -> None:
    """Wait until something is so while every node lives on."""
    deadline = time.monotonic() + within_s
    while not is_so():
        for one in nodes:
            one.node.tend(time.monotonic())
        logs = [one.node.log_file.read_text(encoding="utf-8", errors="replace")[-1500:] for one in nodes]
        assert time.monotonic() < deadline, f"{what} did not happen within {within_s} s\n" + "\n---\n".join(
            logs
        )
        time.sleep(0.05)


def runs(one: Living) -> tuple[str, str] | None:
    """Return the name of the version that a node runs, as its status says it, and its state."""
    for state in one.station.store().nodes():
        if state.node == one.node.name and state.status is not None and state.status.update is not None:
            return state.status.update.name, state.status.update.state
    return None
