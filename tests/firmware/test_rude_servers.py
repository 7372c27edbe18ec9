"""The MQTT client before servers that break every rule: OSError, always within its deadline."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import parts
import pytest

HERE = Path(__file__).parent
FIRMWARE = HERE.parents[1] / "firmware"
GREETING = b"\x20\x02\0\0"
SUBSCRIBED = b"\x90\x03\0\x01\0"
LATEST_MS = 10_000
"""The client's patience is 500 ms a wait, its keepalive 1 s; what is rude without end lasts twice as long."""


def answers(*packets: bytes, then_close: bool = False) -> Callable[[socket.socket], None]:
    def answer(talk: socket.socket) -> None:
        for packet in packets:
            talk.recv(1000)
            talk.sendall(packet)
        if then_close:
            talk.close()

    return answer


RUDE = {
    "closed at once": answers(then_close=True),
    "closed at CONNACK": answers(b"", then_close=True),
    "half a CONNACK": answers(GREETING[:2]),
    "refused": answers(b"\x20\x02\0\x05"),
    "a CONNACK too long": answers(b"\x20\x03\0\0\0"),
    "another answer than CONNACK": answers(b"\xd0\0"),
    "garbage": answers(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    "silence": answers(b""),
    "silence after CONNACK": answers(GREETING),
    "refused subscription": answers(GREETING, b"\x90\x03\0\x01\x80"),
    "garbage after CONNACK": answers(GREETING, b"\xff" * 20),
    "half a PUBACK": answers(GREETING, SUBSCRIBED + b"\x40\x02\0"),
    "PUBACK of another packet": answers(GREETING, SUBSCRIBED + b"\x40\x02\0\x63"),
    "a message of a megabyte": answers(GREETING, SUBSCRIBED + b"\x30\xc0\x84\x3d\0\x01a"),
    "a message with a topic too long": answers(GREETING, SUBSCRIBED + b"\x30\x04\x01\0ab"),
    "a topic that is not UTF-8": answers(GREETING, SUBSCRIBED + b"\x30\x04\0\x02\xff\xfe"),
    "a second CONNACK": answers(GREETING, GREETING),
    "no answer to pings": answers(GREETING, SUBSCRIBED + b"\x40\x02\0\x02", b""),
    "closed after PUBLISH": answers(GREETING, SUBSCRIBED, then_close=True),
}


@contextmanager
def a_server(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        is_done = threading.Event()

        def serve() -> None:
            talk, _ = door.accept()
            with talk:
                answer(talk)
                is_done.wait(60)

        thread = threading.Thread(target=serve)
        thread.start()
        yield door.getsockname()[1]
        is_done.set()
        thread.join()


def outcome(interpreter: str, port: int, *security: str) -> tuple[str, int]:
    program = str(HERE / "cases" / "rude_client.py")
    command = [sys.executable, program]
    if interpreter == "micropython":
        command = [str(parts.micropython()), "-X", "heapsize=64K", program]
    paths = {"PYTHONPATH": str(FIRMWARE), "MICROPYPATH": f"{FIRMWARE}:.frozen"}
    done = subprocess.run(
        [*command, str(port), *security],
        env=os.environ | paths,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = re.search(r"^RESULT (\w+) (\d+)$", done.stdout, re.MULTILINE)
    assert found, done.stdout + done.stderr
    return found[1], int(found[2])


@pytest.mark.parametrize(
    "interpreter", ["cpython", pytest.param("micropython", marks=pytest.mark.micropython)]
)
@pytest.mark.parametrize("what", RUDE)
def test_a_rude_server_ends_in_an_error_within_the_deadline(interpreter: str, what: str) -> None:
    with a_server(RUDE[what]) as port:
        ending, took_ms = outcome(interpreter, port)

    assert ending == "OSError"
    assert took_ms < LATEST_MS


RECORD = b"\x16\x03\x03\x00\xd0"
"""The head of a handshake record of 208 bytes."""


def dribble(talk: socket.socket) -> None:
    """Give a handshake one byte at a time: each comes in time, the whole never."""
    talk.recv(1000)
    with suppress(OSError):  # the client goes, which is what is wanted
        for byte in RECORD + b"\x02\0\0\xcc" + bytes(204):
            talk.sendall(bytes([byte]))
            time.sleep(0.1)


def take_nothing(talk: socket.socket) -> None:
    """Neither read nor answer."""


RUDE_TO_TLS = {
    "closed at once": answers(then_close=True),
    "an answer without TLS": answers(GREETING),
    "half a handshake": answers(RECORD + b"\x02\0\0\xcc"),
    "a fatal alert": answers(b"\x15\x03\x03\0\x02\x02\x28"),
    "garbage": answers(b"\xff" * 200),
    "silence": take_nothing,
    "a byte at a time": dribble,
}


@pytest.mark.micropython
@pytest.mark.parametrize("what", RUDE_TO_TLS)
def test_a_handshake_that_a_server_spoils_ends_in_an_error_within_the_deadline(what: str) -> None:
    with a_server(RUDE_TO_TLS[what]) as port:
        ending, took_ms = outcome("micropython", port, "psk")

    assert ending == "OSError"
    assert took_ms < LATEST_MS


def test_without_tls_in_the_interpreter_a_secret_line_is_never_opened_in_the_clear() -> None:
    heard: list[bytes] = []

    with a_server(lambda talk: heard.append(talk.recv(1000))) as port:
        ending, _ = outcome("cpython", port, "psk")

    assert (ending, heard) == ("OSError", [b""])
