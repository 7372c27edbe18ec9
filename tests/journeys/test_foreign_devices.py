"""Through a real broker and a gateway that is killed, what a device says at QoS 1 is stored once."""

from __future__ import annotations

from pathlib import Path

from fake_node import FakeNode
from station import POND, RealStation, until

from gateway.domain.readings import SeriesKey, TimeKnown

DEVICE = """
[[device]]
node = "laguna-4"
topic = "laguna/sensor/+/state"
format = "text"
field = [ { path = "agua", channel = "sonda", quantity = "water_temperature" } ]
"""
WATER = SeriesKey("laguna-4", "sonda", "water_temperature")
COUNT = 120


def test_what_a_device_says_without_a_time_is_stored_once_though_a_gateway_dies(tmp_path: Path) -> None:
    with RealStation(tmp_path, POND.format(n=1) + DEVICE, commit_interval_s=0.05) as station:

        def stored() -> int:
            return len(station.store().signals(WATER, 0, 2**40))

        with FakeNode(station.port, node="aparato") as device:
            for number in range(COUNT):
                device.publish("laguna/sensor/agua/state", f"{20 + number / 100:.2f}".encode())
                if number == 40:
                    until(lambda: stored() > 20, what="some of the first values")
                if number == 80:
                    station.gateway.kill()
                    station.gateway.start()
            device.publish("laguna/sensor/agua/state", b"nan")
        until(lambda: stored() >= COUNT, what="the last value")
        found = station.store().signals(WATER, 0, 2**40)

    assert sorted(found.value.tolist()) == [round(20 + number / 100, 2) for number in range(COUNT)]
    assert len(set(found.number.tolist())) == COUNT
    assert set(found.known.tolist()) == {TimeKnown.RESOLVED, TimeKnown.ESTIMATED}
