"""The settings of one node, kept at the station where nobody else reads them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from gateway.domain.errors import ProvisionError
from gateway.domain.speech import told
from gateway.domain.system_words import refused
from gateway.nodes.boards import Board

_NOT_OF_PINS: Final = ("board", "title", "commune", "node", "written")


@dataclass(frozen=True, slots=True)
class Way:
    """How a node reaches its station.

    Attributes:
        key: Its key, 64 hexadecimal digits; never shown.
        password: Of the Wi-Fi; never shown.
    """

    host: str
    port: int
    security: Literal["psk", "plain"]
    ssid: str
    key: str = field(repr=False)
    password: str = field(repr=False)


def composed(board: Board, *, commune: str, node: str, way: Way) -> dict[str, object]:
    """Return the settings of a node: its board's, who it is, and how it reaches its station."""
    broker: dict[str, object] = {"host": way.host, "port": way.port, "security": way.security}
    if way.security == "psk":
        broker["key"] = way.key
    else:
        broker |= {"user": node, "password": way.key}
    # Whoever made a board's file of another node's settings meant its pins, not its name.
    own = {name: value for name, value in board.whole.items() if name not in _NOT_OF_PINS}
    wifi = {"ssid": way.ssid, "password": way.password}
    return {"commune": commune, "node": node, "board": board.board, **own, "broker": broker, "wifi": wifi}


def with_key(settings: Mapping[str, object], key: str) -> dict[str, object]:
    """Return settings with another key."""
    broker = dict(settings["broker"]) if isinstance(settings.get("broker"), dict) else {}  # type: ignore[call-overload]
    broker["key" if broker.get("security") == "psk" else "password"] = key
    return {**settings, "broker": broker}


def settings_path(folder: Path, node: str) -> Path:
    """Return where the settings of a node are kept."""
    return folder / "nodes" / f"{node}.json"


def write_settings(path: Path, settings: Mapping[str, object]) -> None:
    """Write the settings of a node, for nobody else to read.

    Raises:
        ProvisionError: They cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(settings, ensure_ascii=False, indent=2) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise ProvisionError(
            told("%(path)s: %(reason)s. Repita el comando con sudo.", path=path, reason=refused(error))
        ) from error


def read_settings(path: Path, node: str) -> dict[str, Any]:
    """Return the settings of a node.

    Raises:
        ProvisionError: There are none, or they cannot be read.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ProvisionError(
            told(
                "El nodo %(node)s no tiene ajustes en esta estación. Antes: conuco node add %(node)s",
                node=node,
            )
        ) from error
    except (OSError, ValueError) as error:
        raise ProvisionError(
            told(
                "%(path)s no se puede leer. Repita el comando con sudo.",
                path=path,
            )
        ) from error
    if not isinstance(found, dict):
        raise ProvisionError(told("%(path)s no es de un nodo. Hágalo de nuevo: conuco node add", path=path))
    return found
