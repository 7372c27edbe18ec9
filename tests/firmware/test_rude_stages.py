"""A broker that turns rude at any stage: the client ends in an error within its deadline."""

from __future__ import annotations

import itertools
import os
import random
import re
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import parts
import pytest

HERE = Path(__file__).parent
FIRMWARE = HERE.parents[1] / "firmware"
GREETING, SUBSCRIBED, PUBLISHED = b"\x20\x02\0\0", b"\x90\x03\0\x01\0", b"\x40\x02\0\x02"
LATEST_MS = 10_000
"""The client's patience is 500 ms a wait, its keepalive 1 s; what is rude without end lasts twice as long."""

STAGES = {
    "CONNACK": ((), GREETING),
    "SUBACK": ((GREETING,), SUBSCRIBED),
    "PUBACK": ((GREETING, SUBSCRIBED), PUBLISHED),
}
"""What was answered before the server turns rude, and what the right answer were."""


def close(talk: socket.socket, _: bytes) -> None:
    talk.close()


def reset(talk: socket.socket, _: bytes) -> None:
    talk.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    talk.close()


def be_silent(talk: socket.socket, _: bytes) -> None:
    """Say nothing."""


def send_garbage(talk: socket.socket, right: bytes) -> None:
    talk.sendall(random.Random(right).randbytes(80))


def send_half(talk: socket.socket, right: bytes) -> None:
    talk.sendall(right[: len(right) // 2])


def trickle(talk: socket.socket, _: bytes) -> None:
    """Give a packet whose end never comes."""
    talk.sendall(b"\x30\x7f")
    for _again in range(200):
        time.sleep(0.1)
        talk.sendall(b"x")


def talk_of_something_else(talk: socket.socket, _: bytes) -> None:
    for _again in range(2000):
        time.sleep(0.01)
        talk.sendall(b"\x30\x07\0\x03a/bxx")


WAYS = (close, reset, be_silent, send_garbage, send_half, trickle, talk_of_something_else)


@contextmanager
def a_server(stage: str, turn_rude: Callable[[socket.socket, bytes], None]) -> Iterator[int]:
    before, right = STAGES[stage]
    is_done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            talk, _ = door.accept()
            with talk, suppress(OSError):  # the client goes, which is what is wanted
                for packet in before:
                    talk.recv(1000)
                    talk.sendall(packet)
                talk.recv(1000)
                turn_rude(talk, right)
                is_done.wait(60)

        thread = threading.Thread(target=serve)
        thread.start()
        yield door.getsockname()[1]
        is_done.set()
        thread.join()


@pytest.mark.micropython
@pytest.mark.parametrize(
    ("stage", "turn_rude"),
    list(itertools.product(STAGES, WAYS)),
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_server_that_turns_rude_ends_in_an_error_within_the_deadline(
    stage: str, turn_rude: Callable[[socket.socket, bytes], None]
) -> None:
    program = HERE / "cases" / "rude_client.py"
    with a_server(stage, turn_rude) as port:
        done = subprocess.run(
            [parts.micropython(), "-X", "heapsize=64K", str(program), str(port)],
            env=os.environ | {"MICROPYPATH": f"{FIRMWARE}:.frozen"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    found = re.search(r"^RESULT (\w+) (\d+)$", done.stdout, re.MULTILINE)
    assert found, done.stdout + done.stderr
    assert found[1] == "OSError"
    assert int(found[2]) < LATEST_MS
