"""The board files as tests read them, and what each of those boards has to carry."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from compiled import compile_into

FIRMWARE = Path(__file__).parents[1] / "firmware"
BOARDS = sorted(path.stem for path in (FIRMWARE / "boards").glob("*.json"))
BESIDE = [FIRMWARE / name for name in ("starter.py", "slots.py", "rescue.py")]
"""What starts the application, and stands in when it fails: never updated, in no slot."""
IDENTITY = {
    "commune": "la-ceiba",
    "node": "nodo-1",
    "broker": {"host": "192.168.4.1", "port": 1883, "user": "nodo-1", "password": "clave"},
    "wifi": {"ssid": "conuco", "password": "clave-de-prueba"},
}
_KINDS = {"node.field": "field", "node.pond": "pond", "node.siren": "siren"}
_OF_A_RELAY = ("node.aeration", "node.relay", "node.relay_wiring")


def a_board(name: str) -> dict[str, object]:
    """Return the settings of a board that belongs to somebody."""
    return json.loads((FIRMWARE / "boards" / f"{name}.json").read_text(encoding="utf-8")) | IDENTITY


def carried(board: dict[str, object]) -> list[Path]:
    """Return the files that a board's application loads: the core of its kind, and its sensors."""
    channels = board["channels"]
    assert isinstance(channels, list)
    sensors = {f"node.sensors.{one['sensor'].replace('-', '_')}" for one in channels}
    found: dict[str, Path] = {}
    waiting = ["node.wake", *sorted(sensors)]
    while waiting:
        name = waiting.pop()
        path = _path(name)
        if path is None or name in found or _KINDS.get(name, board["kind"]) != board["kind"]:
            continue
        if name in _OF_A_RELAY and "relay" not in board:
            continue
        found[name] = path
        waiting += _imports(path)
    return sorted(path for path in found.values() if path not in BESIDE)


def compiled_bytes(path: Path, folder: Path) -> int:
    """Return how large a file is when mpy-cross has compiled it."""
    return compile_into(folder, path, str(path.relative_to(FIRMWARE))).stat().st_size


def _path(name: str) -> Path | None:
    base = FIRMWARE.joinpath(*name.split("."))
    for path in (base / "__init__.py", base.with_suffix(".py")):
        if path.is_file():
            return path
    return None


def _imports(path: Path) -> list[str]:
    """Return the names of all that a file imports, within a function too, with the packages around them."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    return [name.rpartition(".")[0] or name for name in names] + names
