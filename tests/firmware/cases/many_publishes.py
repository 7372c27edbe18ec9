"""Publishes with QoS 1 until the numbers of packets have wrapped: `many_publishes.py port count`.

Prints a line `RESULT`: by how much the heap had grown at the end [bytes], and the last number.
"""

import gc
import sys
import time

from node.mqtt import Client

_IN_FLIGHT = 8


def ticks_ms() -> int:
    return time.time_ns() // 1_000_000 % (1 << 30)


def publish(client: Client, count: int) -> None:
    for _ in range(count):
        client.publish("a/b", b"0123456789")
        while client.in_flight >= _IN_FLIGHT:
            client.turn(1000)
    while client.in_flight:
        client.turn(1000)


def used() -> int:
    gc.collect()
    return gc.mem_alloc()


client = Client("many", ticks_ms)
client.connect({"host": "127.0.0.1", "port": int(sys.argv[1])})
publish(client, 2000)
before = used()
publish(client, int(sys.argv[2]) - 2000)
print("RESULT", used() - before, client._packet_id)
client.disconnect()
