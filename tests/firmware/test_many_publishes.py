"""Seventy thousand messages with QoS 1 in a heap of 48K: the numbers of packets wrap, nothing grows."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import parts
import pytest
import rude_brokers
from compiled import compile_into, compiled_firmware

CASES = Path(__file__).parent / "cases"
COUNT = 70_000
"""Past 65,535, the last number of a packet: clients are known that never speak again from there on."""

pytestmark = [pytest.mark.broker, pytest.mark.micropython]


def test_seventy_thousand_messages_wrap_the_packet_numbers_and_the_heap_does_not_grow(tmp_path: Path) -> None:
    board = compiled_firmware(tmp_path / "board")
    compile_into(board, CASES / "many_publishes.py", "many_publishes.py")
    command = [parts.micropython(), "-X", "heapsize=48K", "-c", "import many_publishes"]

    began = time.monotonic()
    with rude_brokers.mosquitto(tmp_path) as port:
        done = subprocess.run(
            [*command, str(port), str(COUNT)],
            env=os.environ | {"MICROPYPATH": f"{board}:.frozen"},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    found = re.search(r"^RESULT (-?\d+) (\d+)$", done.stdout, re.MULTILINE)
    assert found, done.stdout + done.stderr
    print(f"\n{COUNT} messages in {time.monotonic() - began:.0f} s; the heap of 48K grew by {found[1]} bytes")
    assert int(found[1]) < 1024
    assert int(found[2]) == COUNT - 65_535
