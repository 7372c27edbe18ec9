"""The real Mosquitto takes deploy/mosquitto.conf, and its list keeps each node to its own topics."""

from __future__ import annotations

import getpass
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import parts
import pytest
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.reasoncodes import ReasonCode

pytestmark = pytest.mark.broker

DEPLOY = Path(__file__).parents[2] / "deploy"
SECRET = "clave-de-prueba"
BATCH = "conuco/v1/la-ceiba/pond-1/readings/0000abcd/0/0/0"
WITHIN_S = 10.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings(folder: Path, port: int) -> str:
    """Return deploy/mosquitto.conf with its paths and its port replaced, and nothing else."""
    text = (DEPLOY / "mosquitto.conf").read_text(encoding="utf-8")
    text = text.replace("/etc/mosquitto/conuco.", f"{folder}/conuco.")
    text = text.replace("/var/lib/mosquitto/", f"{folder}/")
    return text.replace("listener 1883", f"listener {port} 127.0.0.1") + f"user {getpass.getuser()}\n"


def installed(folder: Path, port: int) -> Path:
    """Put configuration, list and passwords into a folder, as deploy/README.md says."""
    shutil.copy(DEPLOY / "mosquitto.acl", folder / "conuco.acl")
    for name in ("gateway", "pond-1", "pond-2"):
        line = ["mosquitto_passwd", "-b", str(folder / "conuco.passwd"), name, SECRET]
        (folder / "conuco.passwd").touch()
        subprocess.run(line, check=True, capture_output=True)
    path = folder / "mosquitto.conf"
    path.write_text(settings(folder, port), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    program, chosen = parts.mosquitto(), free_port()
    path = installed(tmp_path_factory.mktemp("mosquitto"), chosen)
    with (path.parent / "log").open("wb") as log:
        broker = subprocess.Popen([program, "-c", str(path)], stderr=log)
    try:
        await_listener(chosen)
        assert b"rror" not in (path.parent / "log").read_bytes()
        yield chosen
    finally:
        broker.terminate()
        broker.wait(timeout=WITHIN_S)


def await_listener(port: int) -> None:
    deadline = time.monotonic() + WITHIN_S
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    pytest.fail("mosquitto did not begin to listen with deploy/mosquitto.conf")


class Login:
    """Somebody at the broker, who remembers what he was sent and whether he was let in."""

    def __init__(self, port: int, name: str, password: str = SECRET) -> None:
        self.heard: list[str] = []
        self.answer: bool | None = None
        self.subscribed = False
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=f"test-{name}")
        self._client.username_pw_set(name, password)
        self._client.on_message = lambda _c, _u, message: self.heard.append(message.topic)
        self._client.on_connect = self._answered
        self._client.on_subscribe = lambda *_: setattr(self, "subscribed", True)
        self._client.connect("127.0.0.1", port)
        self.until(lambda: self.answer is not None)

    def _answered(self, _client: object, _told: object, _flags: object, why: ReasonCode, _: object) -> None:
        self.answer = not why.is_failure

    def until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WITHIN_S
        while not is_so() and time.monotonic() < deadline:
            if self._client.loop(0.05) != MQTTErrorCode.MQTT_ERR_SUCCESS:
                break
        assert is_so()

    def hears(self, topic: str) -> None:
        self._client.subscribe(topic, qos=1)
        self.until(lambda: self.subscribed)

    def says(self, *topics: str, body: bytes = b"{}") -> None:
        for topic in topics:
            sent = self._client.publish(topic, body, qos=1)
            self.until(sent.is_published)

    def leaves(self) -> None:
        self._client.disconnect()


@pytest.fixture
def enter(port: int) -> Iterator[Callable[..., Login]]:
    inside: list[Login] = []

    def enter_as(name: str, password: str = SECRET) -> Login:
        inside.append(Login(port, name, password))
        return inside[-1]

    yield enter_as
    for one in inside:
        one.leaves()


OWN = [BATCH, "status", "time/ask", "result"]
FOREIGN = ["readings/0000abcd/0/0/0", "status", "time/ask", "result", "ack", "command"]


def test_the_station_hears_what_a_node_says_of_itself(enter: Callable[..., Login]) -> None:
    gateway, node = enter("gateway"), enter("pond-1")
    gateway.hears("#")

    said = [BATCH, *(f"conuco/v1/la-ceiba/pond-1/{leaf}" for leaf in OWN[1:])]
    node.says(*said)

    gateway.until(lambda: sorted(gateway.heard) == sorted(said))


def test_a_node_cannot_speak_for_another_nor_for_the_station(enter: Callable[..., Login]) -> None:
    gateway, node = enter("gateway"), enter("pond-1")
    gateway.hears("#")

    node.says(*(f"conuco/v1/la-ceiba/pond-2/{leaf}" for leaf in FOREIGN))
    node.says("conuco/v1/la-ceiba/pond-1/ack", "conuco/v1/la-ceiba/pond-1/command", "lamp/on")
    node.says(BATCH)

    # Mosquitto keeps one sender's order: when the allowed one is here, the others would be too.
    gateway.until(lambda: bool(gateway.heard))
    assert gateway.heard == [BATCH]


def test_a_node_hears_only_what_is_for_it(enter: Callable[..., Login]) -> None:
    gateway, node = enter("gateway"), enter("pond-1")
    node.hears("#")
    mine = [f"conuco/v1/la-ceiba/pond-1/{leaf}" for leaf in ("ack", "time/answer", "command")]

    gateway.says("conuco/v1/la-ceiba/pond-2/ack", "conuco/v1/la-ceiba/pond-2/status", BATCH, *mine)

    node.until(lambda: len(node.heard) == 3)
    assert node.heard == mine


def test_a_wrong_password_is_not_let_in(enter: Callable[..., Login]) -> None:
    assert enter("pond-1", "otra").answer is False


def test_a_megabyte_does_not_reach_the_station(enter: Callable[..., Login]) -> None:
    gateway, node = enter("gateway"), enter("pond-1")
    gateway.hears("#")

    node.says(BATCH, body=b"x" * 1_000_000)
    node.says("conuco/v1/la-ceiba/pond-1/status")

    gateway.until(lambda: bool(gateway.heard))
    assert gateway.heard == ["conuco/v1/la-ceiba/pond-1/status"]


def test_every_limit_is_written_as_a_number_and_none_is_zero() -> None:
    text = (DEPLOY / "mosquitto.conf").read_text(encoding="utf-8")

    limits = dict(re.findall(r"^((?:max|message|autosave)\w+) (\d+)$", text, re.MULTILINE))

    assert limits == {
        "autosave_interval": "60",
        "max_inflight_messages": "1000",
        "max_queued_messages": "500000",
        "max_queued_bytes": "268435456",
        "message_size_limit": "262144",
    }
