"""The whole firmware over TLS-PSK, at the doors that `conuco broker` writes for the real Mosquitto."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import parts
import pytest
from compiled import HEAP, compiled_firmware
from living import living
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from secured import SecuredStation
from station import POND, until

from gateway.demo.interpreter import Interpreter
from gateway.nodes.boards import firmware_folder

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

PASSWORD = "la-clave-del-wifi-de-la-comuna"
PROGRAM = """
import sys, time
from node.mqtt import Client
def ticks_ms(): return time.time_ns() // 1000000 % (1 << 30)
client = Client("pond-1", ticks_ms, patience_ms=3000)
try:
    client.connect(eval(sys.argv[1]))
    for _ in range(40):
        client.publish("conuco/v1/la-ceiba/pond-1/something", b"x" * 3000)
    while client.in_flight:
        client.turn(50)
    print("RESULT in")
except OSError as error:
    print("RESULT OSError", error)
"""


def made_by_openssl(folder: Path, *, host: str) -> Path:
    """Make a certificate that signs itself, as a station's would be."""
    if shutil.which("openssl") is None:
        pytest.skip("a part is missing; run: apt-get install openssl")
    key, crt, der = (str(folder / name) for name in ("station.key", "station.crt", "station.der"))
    line = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    line += ["-keyout", key, "-out", crt, "-days", "2", "-subj", "/CN=" + host]
    line += ["-addext", f"subjectAltName=IP:{host},DNS:estacion"]
    subprocess.run(line, check=True, capture_output=True)
    subprocess.run(
        ["openssl", "x509", "-in", crt, "-outform", "DER", "-out", der], check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredStation]:
    certificates = made_by_openssl(tmp_path_factory.mktemp("tls"), host="127.0.0.1")
    folder = tmp_path_factory.mktemp("station")
    began = f"world_began = {time.time()!r}\nworld_start = 1772000400.0\nworld_speed = 300.0\n"
    settings = began + POND.format(n=1)
    made = SecuredStation(folder, settings=settings, commit_interval_s=0.3, certificates=certificates)
    for node in ("pond-1", "pond-2", "pond-3"):
        made.key(node)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONUCO_BROKER_PASSWORD_FILE", str(folder / "broker.passwd"))
        with made as running:
            yield running


def tried(broker: dict[str, object]) -> str:
    """Return how the board's client fares at a door, in the heap of the core."""
    command = [str(parts.micropython()), "-X", "heapsize=64K", "-c", PROGRAM, repr(broker)]
    paths = {"MICROPYPATH": f"{firmware_folder()}:.frozen"}
    done = subprocess.run(
        command, env=os.environ | paths, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_node_measures_and_is_stored_and_acknowledged_over_its_own_key(
    station: SecuredStation, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    small = Interpreter(parts.micropython(), heap=HEAP)
    told = {"broker": station.broker_settings("pond-1")}

    with living(station, "pond-1", interpreter=small, firmware=compiled_firmware(tmp_path), **told) as life:
        life.until_kept(6)
        life.until_stored()
        life.until_it_says(lambda status: status.clock == "synced", what="the time")

    assert life.node.crashes == 0
    record_property(f"heap of {HEAP}", "a pond with a key of its own")


def test_a_wrong_key_never_gets_in_and_what_was_measured_waits(station: SecuredStation) -> None:
    wrong = station.broker_settings("pond-2") | {"key": station.made.keys["pond-1"]}

    with living(station, "pond-2", broker=wrong) as life:
        life.until_kept(4)
        life.until(lambda: said(life.node.log_file).count("station lost") >= 2, what="two tries")
        assert "pond-2" not in {state.node for state in station.store().nodes()}

        life.node.stop()
        (life.node.folder / ".rtc").mkdir(exist_ok=True)
        life.node._settings["broker"] = station.broker_settings("pond-2")  # type: ignore[index]
        life.node.start()
        life.until_stored()


def test_another_nodes_name_is_no_way_in(station: SecuredStation) -> None:
    assert "RESULT in" in tried(station.broker_settings("pond-1"))
    assert "RESULT OSError" in tried(station.broker_settings("pond-1") | {"key": "ab" * 32})


def test_a_certificate_proves_the_station_and_another_one_does_not(
    station: SecuredStation, tmp_path: Path
) -> None:
    assert station.certificates is not None
    right = {"host": "127.0.0.1", "port": station.certificate_port, "security": "certificate"}
    foreign = made_by_openssl(tmp_path, host="127.0.0.1") / "station.der"

    assert "RESULT in" in tried(right | {"ca": str(station.certificates / "station.der")})
    assert "RESULT OSError" in tried(right | {"ca": str(foreign)})
    assert "RESULT OSError" in tried(right | {"ca": str(station.certificates / "station.crt")})
    assert "RESULT OSError" in tried(right | {"ca": "nowhere.der"})
    assert "RESULT OSError" in tried(
        right | {"host": "localhost", "ca": str(station.certificates / "station.der")}
    ), "the certificate is of another name"


def test_no_secret_of_a_node_stands_in_its_log_or_in_any_message(station: SecuredStation) -> None:
    heard: list[bytes] = []
    ear = Client(CallbackAPIVersion.VERSION2, client_id="ear")
    ear.username_pw_set("gateway", station.made.own_password)
    ear.on_connect = lambda client, *_: client.subscribe("#", qos=1)
    ear.on_message = lambda _c, _u, message: heard.append(message.topic.encode() + b" " + message.payload)
    ear.connect("127.0.0.1", station.port)
    ear.loop_start()
    key = station.made.keys["pond-3"]
    wifi = {"ssid": "comuna", "password": PASSWORD}
    settings = {"wifi": wifi, "broker": station.broker_settings("pond-3")}

    with living(station, "pond-3", **settings) as life:
        life.until_kept(3)
        life.until_stored()
        until(lambda: any(b"pond-3/status" in one for one in heard), what="a status")
        life.world.signal = None
        life.until(lambda: "no Wi-Fi" in said(life.node.log_file), what="a try without Wi-Fi")
    for spoilt in ({"broker": settings["broker"] | {"key": key[1:]}}, {"wifi": PASSWORD}):  # type: ignore[operator]
        with living(station, "pond-3", **settings | spoilt) as life:
            life.until(lambda: life.node.crashes == 1, what="its end")
    ear.loop_stop()

    everything = b"\n".join(heard) + said(life.node.log_file).encode()
    assert b"pond-3" in everything
    for secret in (PASSWORD.encode(), key.encode(), bytes.fromhex(key), key[1:].encode()):
        assert secret not in everything


def said(log_file: Path) -> str:
    return log_file.read_text(encoding="utf-8", errors="replace")
