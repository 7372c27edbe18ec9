"""Talks to whatever listens on a port: `rude_client.py port [psk]`; prints how that ended."""

import sys
import time

from node.mqtt import Client


def ticks_ms() -> int:
    return time.time_ns() // 1_000_000 % (1 << 30)


def talk(client: Client, port: int) -> None:
    broker = {"host": "127.0.0.1", "port": port}
    if len(sys.argv) > 2:
        broker.update({"security": sys.argv[2], "key": "ab" * 32})
    client.connect(broker)
    client.subscribe(["a/b"])
    client.publish("a/c", b"hello")
    for _ in range(200):
        client.turn(50)


began = ticks_ms()
try:
    talk(Client("node", ticks_ms, keepalive_s=1, patience_ms=500), int(sys.argv[1]))
    print("RESULT nothing 0")
except OSError as error:
    print("#", error)
    print("RESULT OSError", (ticks_ms() - began) % (1 << 30))
