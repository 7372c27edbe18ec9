"""A virtual board as `conuco node flash` leaves it: a starter, two slots, a rescue program, a public key."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path

from typer.testing import CliRunner

from gateway.cli import app
from gateway.nodes.boards import firmware_folder
from gateway.nodes.program import program
from gateway.nodes.signing import key_file, signer


def flash(folder: Path, settings: Path, *, changed: Mapping[str, bytes] | None = None) -> Path:
    """Return the folder of a board's flash with the program of today in slot a.

    Args:
        folder: The flash.
        settings: conuco.toml of the station, beside which its key lies.
        changed: Files of the program that are others.
    """
    for name, content in {**program(firmware_folder()), **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "slot").write_bytes(importlib.import_module("slots").Slots().encode())
    (folder / "update.pub").write_bytes(signer(key_file(settings)).modulus)
    return folder


def slot_of(folder: Path):
    """Return what the slot file of a flash says."""
    return importlib.import_module("slots").decode((folder / "slot").read_bytes())


def arm(folder: Path, version: int) -> None:
    """Begin the trial of what stands in the other slot."""
    found = slot_of(folder)
    found.arm(version)
    (folder / "slot").write_bytes(found.encode())


def offer(settings: Path, node: str) -> str:
    """Offer the program of this installation to one node, as a person does; return what was said."""
    words = ["update", "offer", "--node", node, "--settle", "0", "--config", str(settings)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    return done.output
