"""How virtual boards are answered."""

from __future__ import annotations

import json
import socket

from commune import RememberingWorld

from gateway.demo.hardware import HardwareServer


def test_the_world_answers_nonsense_with_silence_and_goes_on() -> None:
    with (
        HardwareServer(RememberingWorld()) as server,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked,
    ):
        asked.settimeout(5)
        asked.connect(("127.0.0.1", server.port))
        asked.send(b"nonsense")
        asked.send(b'{"id":1,"node":"n","ask":"the moon"}')
        asked.send(b'{"id":2,"node":"n","ask":"signal_dbm"}')

        assert json.loads(asked.recv(1000)) == {"id": 2, "answer": -60}
