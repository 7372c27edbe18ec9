"""Home Assistant finds what a station measures, and is told when it is not there any more."""

from __future__ import annotations

import json
import time
from pathlib import Path

from fake_node import FakeNode
from home_assistant import HomeAssistant, check
from station import POND, RealStation, until

from gateway.domain.readings import SeriesKey

SHED = """
[[device]]
node = "caseta-1"
topic = "tele/caseta/SENSOR"
format = "json"
field = [ { path = "AM2301.Temperature", channel = "caseta", quantity = "air_temperature", unit = "F" } ]
"""
ANNOUNCE = "[home_assistant]\nannounce = true\n"
NODE_TOPIC = "homeassistant/device/conuco_la-ceiba_pond-1/config"
SHED_TOPIC = "homeassistant/device/conuco_la-ceiba_caseta-1/config"
ALIVE = "conuco/v1/la-ceiba/-/gateway"


WATER = "pond-1/sonda/water_temperature"


def record(number: int, oxygen: float, water: float) -> dict[str, object]:
    values = {"sonda": {"oxygen_signal": oxygen, "water_temperature": water}}
    now = int(time.time())
    return {"number": number, "boot": 1, "uptime": number, "clock": "synced", "time": now, "values": values}


def test_what_is_measured_is_found_told_and_taken_back(tmp_path: Path) -> None:
    with RealStation(tmp_path, POND.format(n=1) + SHED + ANNOUNCE, commit_interval_s=0.2) as station:
        with HomeAssistant(station.port) as home, FakeNode(station.port) as node:
            found_and_told(home, node)
            told_again_without_what_failed(home, node)
            taken_back(station, home)

        air = station.store().latest(SeriesKey("caseta-1", "caseta", "air_temperature"))
        assert air is not None
        assert air.value == 25.0
        assert sum(one.dead_letters for one in station.store().nodes()) == 0


def found_and_told(home: HomeAssistant, node: FakeNode) -> None:
    node.send(record(0, 1500.0, 28.25))
    node.publish("tele/caseta/SENSOR", json.dumps({"AM2301": {"Temperature": 77.0}}).encode())
    until(lambda: len(home.values()) >= 4, what="the values of both")
    until(lambda: {NODE_TOPIC, SHED_TOPIC} <= home.kept.keys(), what="both announcements")

    pond, shed, told = check(home.kept[NODE_TOPIC]), check(home.kept[SHED_TOPIC]), dict(home.values())
    assert pond["device"]["name"] == "Estanque 1 (pond-1)"
    assert pond["components"]["sonda_water_temperature"]["device_class"] == "temperature"
    assert pond["components"]["sonda_oxygen"]["expire_after"] == 7200  # it has told no status yet
    assert shed["availability"] == [{"topic": ALIVE}]
    assert home.kept[ALIVE] == b"online"
    assert told[WATER] == b"28.25"
    assert told["caseta-1/caseta/air_temperature"] == b"25"
    assert not [topic for topic, _, retained in home.said if "/state/" in topic and retained]


def told_again_without_what_failed(home: HomeAssistant, node: FakeNode) -> None:
    node.publish("conuco/v1/la-ceiba/pond-1/status", b'{"state": "online"}', retain=True)
    home.starts()
    until(lambda: len(home.values()) >= 4, what="the values again")
    until(lambda: NODE_TOPIC in home.kept, what="the announcement again")
    node.send(record(1, 1500.0, 85.0))
    node.send(record(2, 1500.0, 28.5))
    until(lambda: (WATER, b"28.5") in home.values(), what="the next value that is one")

    pond = check(home.kept[NODE_TOPIC])
    assert (WATER, b"85") not in home.values()
    assert pond["components"]["sonda_oxygen"]["expire_after"] == 900
    assert len(pond["availability"]) == 2


def taken_back(station: RealStation, home: HomeAssistant) -> None:
    station.gateway.kill()
    until(lambda: home.kept.get(ALIVE) == b"offline", what="the last will of the gateway")
    settings = station.config_file.read_text(encoding="utf-8")
    station.config_file.write_text(settings.replace("announce = true", "announce = false"), encoding="utf-8")
    station.gateway.start()
    until(lambda: home.kept[NODE_TOPIC] == home.kept[SHED_TOPIC] == b"", what="taking it back")
