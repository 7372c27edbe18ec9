"""The demo's broker: Mosquitto where it is installed, else the embedded one."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import sys
import time
from pathlib import Path

from gateway.demo.children import Child, start_child
from gateway.domain.errors import DemoError
from gateway.domain.speech import told

HOST = "127.0.0.1"
_READY_WITHIN_S = 10.0
_DEBIAN_S_PLACE = Path("/usr/sbin/mosquitto")
"""Not on the PATH of an ordinary person."""


def find_mosquitto() -> str | None:
    """Return where Mosquitto is, None when it is not installed."""
    found = shutil.which("mosquitto")
    if found is None and os.access(_DEBIAN_S_PLACE, os.X_OK):
        return str(_DEBIAN_S_PLACE)
    return found


def mosquitto_settings(port: int, folder: Path) -> str:
    """Return the settings of a Mosquitto that only this machine reaches.

    Source:
        facts of the gateway: explicit limits, because 0 as "unlimited" is broken in several 2.x releases.
    """
    lines = [
        f"listener {port} {HOST}",
        "allow_anonymous true",
        "persistence true",
        f"persistence_location {folder}/",
        "autosave_interval 60",
        "max_inflight_messages 1000",
        "max_queued_messages 500000",
        "max_queued_bytes 268435456",
        "persistent_client_expiration 30d",
        "set_tcp_nodelay true",
        "log_dest stdout",
        # Started by root it would become the user mosquitto, who may not write into this folder.
        f"user {pwd.getpwuid(os.geteuid()).pw_name}",
    ]
    return "\n".join([*lines, ""])


def start_broker(folder: Path, *, port: int, mosquitto: str | None) -> Child:
    """Start a broker and return it once it takes connections.

    Args:
        folder: Where it keeps what it keeps; its log lies beside.
        port: Where it listens.
        mosquitto: Where Mosquitto is; the embedded broker when it is nowhere.

    Raises:
        DemoError: None is installed, or it does not come up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    log = folder.parent / "broker.log"
    if mosquitto is not None:
        settings = folder / "mosquitto.conf"
        settings.write_text(mosquitto_settings(port, folder.resolve()), encoding="utf-8")
        child = start_child("Mosquitto", [mosquitto, "-c", str(settings)], log=log)
    elif importlib.util.find_spec("iotcore") is not None:
        command = [sys.executable, "-m", "iotcore", "--port", str(port), "--listen", HOST]
        child = start_child(
            told("El broker incluido (iotcore)"), [*command, "--log-level", "WARNING"], log=log
        )
    else:
        raise DemoError(
            told(
                "Falta un broker MQTT. En Debian: apt-get install mosquitto."
                " O instale el incluido: python -m pip install 'conuco[demo]'."
            )
        )
    try:
        _await_port(child, port)
    except DemoError:
        child.ask_to_stop()
        child.await_end()
        raise
    return child


def _await_port(child: Child, port: int) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < deadline:
        child.check()
        try:
            socket.create_connection((HOST, port), timeout=0.5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise DemoError(
        told(
            "%(name)s no contesta en el puerto %(port)s. Mire %(log)s.",
            name=child.name,
            port=port,
            log=child.log,
        )
    )


def free_port() -> int:
    """Return a port of this machine that nobody has taken."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Tell whether a port of this machine can be taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
