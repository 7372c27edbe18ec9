"""A real Mosquitto set up by `conuco broker`, and clients of every kind at its doors."""

from __future__ import annotations

import getpass
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import parts
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.reasoncodes import ReasonCode
from station import PATIENCE_S, free_port, is_listening, until
from typer.testing import CliRunner

from gateway.cli import app

ROOT = "conuco/v1/la-ceiba"
SETTINGS = """
[commune]
slug = "la-ceiba"
name = "La Ceiba"
latitude = 9.5
longitude = -69.2
[broker]
port = {port}
username = "gateway"
[[node]]
slug = "pond-1"
[[node]]
slug = "pond-2"
"""


@dataclass
class Login:
    """Somebody at a door without TLS, who remembers what was said to him."""

    port: int
    name: str
    password: str
    heard: list[str] = field(default_factory=list)
    answer: bool | None = None
    is_subscribed: bool = False

    def __post_init__(self) -> None:
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=f"test-{self.name}")
        self._client.username_pw_set(self.name, self.password)
        self._client.on_message = lambda _c, _u, message: self.heard.append(message.topic)
        self._client.on_connect = self._answered
        self._client.on_subscribe = lambda *_: setattr(self, "is_subscribed", True)
        self._client.connect("127.0.0.1", self.port)
        self.until(lambda: self.answer is not None)

    def _answered(self, _client: object, _told: object, _flags: object, why: ReasonCode, _: object) -> None:
        self.answer = not why.is_failure

    def until(self, is_so: Callable[[], bool]) -> None:
        def turned() -> bool:
            if is_so():
                return True
            return self._client.loop(0.05) != MQTTErrorCode.MQTT_ERR_SUCCESS and is_so()

        until(turned)

    def hears(self, *filters: str) -> None:
        for one in filters:
            self.is_subscribed = False
            self._client.subscribe(one, qos=1)
            self.until(lambda: self.is_subscribed)

    def says(self, *topics: str, body: bytes = b"{}", retain: bool = False) -> None:
        for topic in topics:
            self.until(self._client.publish(topic, body, qos=1, retain=retain).is_published)

    def leaves(self) -> None:
        self._client.disconnect()


@dataclass
class Brokered:
    """A Mosquitto whose files the command writes into a folder."""

    folder: Path
    own_port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    keys: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.config = self.folder / "conuco.toml"
        self.config.write_text(SETTINGS.format(port=self.own_port), encoding="utf-8")
        self.place = self.folder / "mosquitto"
        self.place.mkdir(exist_ok=True)

    def run(self, *words: str) -> tuple[int, str]:
        """Run a word of `conuco broker`; return its code and what it said."""
        common = ["--config", str(self.config), "--folder", str(self.place), "--owner", getpass.getuser()]
        answer = CliRunner().invoke(app, ["broker", *words, *common])
        return answer.exit_code, answer.output

    def configure(self, *options: str) -> str:
        where = ["--tls-psk-port", str(self.tls_port), "--persistence", str(self.place)]
        code, said = self.run("config", *where, *options)
        assert code == 0, said
        return said

    def key(self, node: str, *options: str) -> str:
        code, said = self.run("key", node, *options)
        assert code == 0, said
        found = re.search(r"^  ([0-9a-f]{64})$", said, re.MULTILINE)
        assert found, said
        self.keys[node] = found[1]
        return said

    @property
    def own_password(self) -> str:
        return (self.folder / "broker.passwd").read_text(encoding="utf-8").strip()

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run Mosquitto with exactly what was written, as the user of the tests."""
        path = self.place / "test.conf"
        text = (self.place / "mosquitto.conf").read_text(encoding="utf-8")
        path.write_text(f"{text}\nuser {getpass.getuser()}\n", encoding="utf-8")
        with (self.place / "log").open("ab") as log:
            broker = subprocess.Popen([parts.mosquitto(), "-c", str(path)], stderr=log)
        try:
            until(lambda: is_listening(self.tls_port) and is_listening(self.own_port))
            yield broker
        finally:
            broker.terminate()
            broker.wait(timeout=PATIENCE_S)

    def log(self) -> str:
        return (self.place / "log").read_text(encoding="utf-8", errors="replace")

    def psk_line(
        self, program: str, node: str, key: str | None = None, *, port: int | None = None
    ) -> list[str]:
        """Return how Mosquitto's own client is called with a node's identity."""
        where = [program, "-h", "127.0.0.1", "-p", str(self.tls_port), "-i", f"{program}-{node}"]
        return [*where, "--psk-identity", node, "--psk", key or self.keys[node]]

    def publish(self, node: str, topic: str, key: str | None = None, *, retain: bool = False) -> int:
        """Publish with a node's identity over TLS; return the client's exit code."""
        line = [*self.psk_line("mosquitto_pub", node, key), "-q", "1", "-t", topic, "-m", "{}"]
        done = subprocess.run(line + ["-r"] * retain, check=False, capture_output=True, timeout=PATIENCE_S)
        return done.returncode

    def listen(self, node: str, *filters: str, count: int) -> list[str]:
        """Return the first topics that a node's identity hears over TLS."""
        line = [
            *self.psk_line("mosquitto_sub", node),
            "-q",
            "1",
            "-C",
            str(count),
            "-W",
            "50",
            "-F",
            "%t",
        ]
        for one in filters:
            line += ["-t", one]
        done = subprocess.run(line, check=False, capture_output=True, text=True, timeout=PATIENCE_S)
        return done.stdout.split()
