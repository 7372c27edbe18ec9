"""A real station behind the doors that `conuco broker` writes: its nodes come in over TLS-PSK."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from pathlib import Path

import parts
from brokered import Brokered
from station import Process, RealStation, free_port, is_listening, until

CERTIFICATE_DOOR = """
listener {port} 127.0.0.1
allow_anonymous true
certfile {folder}/station.crt
keyfile {folder}/station.key
"""


@dataclass
class SecuredStation(RealStation):
    """As a real station; `port` is the plain door of the machine itself, nodes use `made.tls_port`."""

    certificate_port: int = field(default_factory=free_port)
    certificates: Path | None = None
    """A folder with station.crt and station.key opens one more door, with a certificate."""

    def __post_init__(self) -> None:
        """Write the files of both, then let `conuco broker` write those of Mosquitto."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.made = Brokered(self.folder, own_port=self.port)
        super().__post_init__()
        text = self.config_file.read_text(encoding="utf-8")
        text = text.replace("[gateway]", 'username = "gateway"\n[gateway]')
        self.config_file.write_text(text, encoding="utf-8")
        self.made.configure()

    def key(self, node: str) -> str:
        """Return a new key of a node."""
        self.made.key(node)
        return self.made.keys[node]

    def start_broker(self) -> None:
        """Start Mosquitto with what was written, as the user of the tests."""
        path = self.made.place / "test.conf"
        text = (self.made.place / "mosquitto.conf").read_text(encoding="utf-8")
        if self.certificates is not None:
            text += CERTIFICATE_DOOR.format(port=self.certificate_port, folder=self.certificates)
        path.write_text(f"{text}\nuser {getpass.getuser()}\n", encoding="utf-8")
        self.broker = Process([parts.mosquitto(), "-c", str(path)], self.folder / "broker.out")
        self.broker.start()
        until(lambda: is_listening(self.made.tls_port) and is_listening(self.port), what="the broker's start")

    def broker_settings(self, node: str) -> dict[str, object]:
        """Return what a node is told of its broker."""
        return {
            "host": "127.0.0.1",
            "port": self.made.tls_port,
            "security": "psk",
            "key": self.made.keys[node],
        }
