"""The way to the simulated world: its calendar, and one UDP datagram a question."""

import json
import os
import socket

try:
    import utime as real  # MicroPython: the built-in one, whatever `time` is
except ImportError:
    real = None  # CPython: `_cpython` puts its own here before anybody asks

NODE = os.getenv("CONUCO_NODE") or "node"
KEPT = ".rtc"  # the folder of what a power cut takes away
_PORT = int(os.getenv("CONUCO_WORLD_PORT") or "0")
_BEGAN = float(os.getenv("CONUCO_WORLD_BEGAN") or "0")
_START = float(os.getenv("CONUCO_WORLD_START") or "0")
SPEED = float(os.getenv("CONUCO_WORLD_SPEED") or "1")
_TRIES = 20
_PATIENCE_S = 0.5


def now() -> float:
    """Return the time of the world [s UTC], as gateway/domain/clock.py does."""
    return _START + (real.time() - _BEGAN) * SPEED


def radio(is_on) -> None:
    """Hear that the radio is switched; a proof of power puts its own counting here."""


class _Way:
    """The socket, opened by the first question."""

    socket = None
    asked = 0


def ask(what: str, **fields):
    """Return the world's answer; a lost datagram is asked again, which changes nothing there."""
    if _Way.socket is None:
        _Way.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        _Way.socket.settimeout(_PATIENCE_S)
        _Way.socket.connect(socket.getaddrinfo("127.0.0.1", _PORT)[0][-1])
    _Way.asked += 1
    fields["id"], fields["node"], fields["ask"] = _Way.asked, NODE, what
    question = json.dumps(fields).encode()
    for _ in range(_TRIES):
        try:
            _Way.socket.send(question)
            while True:
                answer = json.loads(_Way.socket.recv(256).decode())
                if answer["id"] == _Way.asked:
                    return answer["answer"]
        except OSError:
            real.sleep(0.02)
    # Its world is gone, so this board has never been: whoever was killed leaves no boards behind.
    raise SystemExit("the simulated world does not answer")


def read_kept(name: str, default: bytes = b"") -> bytes:
    """Return what the power keeps under a name."""
    try:
        with open(KEPT + "/" + name, "rb") as file:
            return file.read()
    except OSError:
        return default


def write_kept(name: str, content: bytes) -> None:
    """Keep something until the power goes."""
    try:
        os.mkdir(KEPT)
    except OSError:
        pass  # It is there.
    with open(KEPT + "/" + name + ".new", "wb") as file:
        file.write(content)
    os.rename(KEPT + "/" + name + ".new", KEPT + "/" + name)
