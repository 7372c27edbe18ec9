"""The real Mosquitto takes what `conuco broker` writes, and keeps each node to its own topics."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from brokered import ROOT, Brokered, Login
from station import until

pytestmark = [
    pytest.mark.broker,
    pytest.mark.skipif(shutil.which("mosquitto_pub") is None, reason="mosquitto-clients is not installed"),
]

BATCH = f"{ROOT}/pond-1/readings/0000abcd/0/0/0"
OWN = [BATCH, f"{ROOT}/pond-1/status", f"{ROOT}/pond-1/time/ask", f"{ROOT}/pond-1/result"]
OWN += [f"{ROOT}/pond-1/update/ask"]
FOREIGN = ["readings/0000abcd/0/0/0", "status", "time/ask", "result", "ack", "command", "time/answer"]
FOREIGN += ["update/ask", "update/part/0123456789abcdef/0"]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brokered]:
    made = Brokered(tmp_path_factory.mktemp("broker"))
    made.configure()
    made.key("pond-1")
    made.key("pond-2")
    code, said = made.run("user", "casa", "--read", "homeassistant/#", "--write", "casa/+/set")
    assert code == 0
    made.keys["casa"] = said.splitlines()[-2].strip()
    with made.running():
        yield made
    assert ": Error" not in made.log()


@pytest.fixture
def gateway(broker: Brokered) -> Iterator[Login]:
    """The station itself, with nothing retained of an earlier test."""
    inside = Login(broker.own_port, "gateway", broker.own_password)
    inside.hears("#")
    inside.heard.clear()
    yield inside
    inside.leaves()


def test_the_station_hears_what_a_node_says_of_itself(broker: Brokered, gateway: Login) -> None:
    for topic in OWN:
        assert broker.publish("pond-1", topic) == 0

    gateway.until(lambda: gateway.heard == OWN)


def test_a_node_can_neither_speak_for_another_nor_for_the_station(broker: Brokered, gateway: Login) -> None:
    denied = [f"{ROOT}/pond-2/{leaf}" for leaf in FOREIGN]
    denied += [
        f"{ROOT}/pond-1/{leaf}" for leaf in ("ack", "command", "time/answer", "update/part/0/0", "something")
    ]
    denied += ["conuco/v1/otra/pond-1/status", f"{ROOT}/-/marker", "lamp/on", "homeassistant/x/config"]

    for topic in denied:
        broker.publish("pond-1", topic)
    broker.publish("pond-1", BATCH)

    gateway.until(lambda: bool(gateway.heard))
    assert gateway.heard == [BATCH]


def test_a_node_hears_only_what_is_for_it_retained_or_not_and_nothing_of_the_broker(
    broker: Brokered, gateway: Login
) -> None:
    mine = [f"{ROOT}/pond-1/{leaf}" for leaf in ("ack", "command", "time/answer", "update/part/0/0")]
    others = [f"{ROOT}/pond-2/{leaf}" for leaf in FOREIGN]
    gateway.says(*others, f"{ROOT}/pond-1/status", "homeassistant/x/config", *mine, retain=True)

    heard = broker.listen("pond-1", "#", "$SYS/#", f"{ROOT}/pond-2/#", f"{ROOT}/+/ack", count=4)

    gateway.says(*others, f"{ROOT}/pond-1/status", "homeassistant/x/config", *mine, body=b"", retain=True)
    assert sorted(heard) == sorted(mine)


@pytest.mark.parametrize("name", ["unknown", "", "gateway", "#", "+", "pond-1/#"])
def test_an_unknown_identity_gets_nothing(broker: Brokered, gateway: Login, name: str) -> None:
    assert broker.publish(name, BATCH, "ab" * 32) != 0
    assert broker.publish("pond-2", f"{ROOT}/pond-2/status") == 0

    gateway.until(lambda: bool(gateway.heard))
    assert gateway.heard == [f"{ROOT}/pond-2/status"]


def test_another_nodes_key_is_a_wrong_key(broker: Brokered) -> None:
    assert broker.publish("pond-1", BATCH, broker.keys["pond-2"]) != 0
    assert broker.publish("pond-1", BATCH, "00" * 32) != 0


def test_without_tls_nothing_gets_in_at_the_nodes_door(broker: Brokered, gateway: Login) -> None:
    line = ["mosquitto_pub", "-h", "127.0.0.1", "-p", str(broker.tls_port), "-u", "pond-1"]
    line += ["-P", broker.keys["pond-1"], "-t", BATCH, "-m", "{}", "-q", "1"]

    assert subprocess.run(line, check=False, capture_output=True, timeout=60).returncode != 0


def test_from_outside_only_the_door_with_tls_is_open(broker: Brokered) -> None:
    """127.0.0.2 is another address of the machine, as that of its network card is."""

    def is_open(port: int) -> bool:
        with socket.socket() as asked:
            return asked.connect_ex(("127.0.0.2", port)) == 0

    assert (is_open(broker.own_port), is_open(broker.tls_port)) == (False, True)


def test_a_last_will_is_heard_of_oneself_only(broker: Brokered, gateway: Login) -> None:
    ack = f"{ROOT}/pond-1/ack"
    gateway.says(ack, retain=True)

    def live(will: str) -> subprocess.Popen[bytes]:
        line = [*broker.psk_line("mosquitto_sub", "pond-1"), "-t", ack, "-F", "%t", "-W", "60", "-C", "2"]
        line += ["--will-topic", will, "--will-payload", "lost", "--will-qos", "1"]
        return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    for will in (f"{ROOT}/pond-2/status", f"{ROOT}/pond-1/status"):
        with live(will) as node:
            assert node.stdout is not None
            assert node.stdout.readline().decode().strip() == ack
            node.send_signal(signal.SIGKILL)
    gateway.until(lambda: f"{ROOT}/pond-1/status" in gateway.heard)
    gateway.says(ack, body=b"", retain=True)

    assert f"{ROOT}/pond-2/status" not in gateway.heard


def test_another_program_hears_and_says_only_what_it_was_given(broker: Brokered, gateway: Login) -> None:
    casa = Login(broker.own_port, "casa", broker.keys["casa"])
    casa.hears("#", f"{ROOT}/#", "homeassistant/#")

    gateway.says(f"{ROOT}/pond-1/ack", f"{ROOT}/casa/ack", "homeassistant/x/config")
    casa.says(f"{ROOT}/pond-1/status", f"{ROOT}/casa/status", "homeassistant/x/config", "casa/lamp/set")

    casa.until(lambda: bool(casa.heard))
    gateway.until(lambda: "casa/lamp/set" in gateway.heard)
    casa.leaves()
    assert set(casa.heard) == {"homeassistant/x/config"}
    said = [f"{ROOT}/pond-1/ack", f"{ROOT}/casa/ack", "homeassistant/x/config", "casa/lamp/set"]
    assert gateway.heard == said


def test_a_wrong_password_is_not_let_in(broker: Brokered) -> None:
    assert Login(broker.own_port, "gateway", "otra").answer is False
    assert Login(broker.own_port, "casa", broker.own_password).answer is False


def test_a_megabyte_does_not_reach_the_station(broker: Brokered, gateway: Login, tmp_path: Path) -> None:
    (tmp_path / "much").write_bytes(b"x" * 1_000_000)
    line = [*broker.psk_line("mosquitto_pub", "pond-1"), "-q", "1", "-t", BATCH, "-f", str(tmp_path / "much")]
    subprocess.run(line, check=False, capture_output=True, timeout=60)

    assert broker.publish("pond-1", f"{ROOT}/pond-1/status") == 0

    gateway.until(lambda: bool(gateway.heard))
    assert gateway.heard == [f"{ROOT}/pond-1/status"]


def test_a_renewed_key_and_a_revoked_one_open_nothing_after_the_broker_read_its_files_again(
    tmp_path: Path,
) -> None:
    made = Brokered(tmp_path)
    made.configure()
    made.key("pond-1")
    made.key("pond-2")
    with made.running() as running:
        assert made.publish("pond-1", BATCH) == 0
        old = made.keys["pond-1"]
        made.key("pond-1", "--new")
        assert made.run("key", "pond-2", "--revoke")[0] == 0
        running.send_signal(signal.SIGHUP)

        until(lambda: made.publish("pond-1", BATCH) == 0)
        assert made.publish("pond-1", BATCH, old) != 0
        assert made.publish("pond-2", f"{ROOT}/pond-2/status") != 0


def test_a_board_that_knows_no_tls_enters_by_the_plain_door_with_the_same_key(tmp_path: Path) -> None:
    made = Brokered(tmp_path)
    made.configure("--plain-port", str(made.own_port))
    made.key("pond-1")
    with made.running():
        gateway = Login(made.own_port, "gateway", made.own_password)
        gateway.hears("#")
        node = Login(made.own_port, "pond-1", made.keys["pond-1"])
        node.says(f"{ROOT}/pond-2/status", BATCH)

        gateway.until(lambda: bool(gateway.heard))
        assert gateway.heard == [BATCH]


def test_every_limit_is_written_as_a_number_and_none_is_zero(tmp_path: Path) -> None:
    made = Brokered(tmp_path)
    made.configure()
    text = (made.place / "mosquitto.conf").read_text(encoding="utf-8")

    limits = dict(re.findall(r"^((?:max|message|autosave)\w+) (\d+)$", text, re.MULTILINE))

    assert limits == {
        "autosave_interval": "60",
        "max_inflight_messages": "1000",
        "max_queued_messages": "500000",
        "max_queued_bytes": "268435456",
        "message_size_limit": "262144",
    }
