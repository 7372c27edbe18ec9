"""The whole firmware as a process, over a real Mosquitto and the real gateway."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import commune
import ledger
import parts
import pytest
from compiled import HEAP, compiled_firmware
from living import living
from station import RealStation

from gateway.demo.interpreter import Interpreter

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

START = 1_772_000_400.0
STICK = {"name": "sonda-20cm", "sensor": "soil", "pin": 34, "power_pin": 25}
GAUGE = {"name": "pluviometro", "sensor": "rain", "pin": 27}
AIR = {"name": "aire", "sensor": "air", "scl_pin": 22, "sda_pin": 21}
FIELD = {"kind": "field", "sample_every_s": 300, "send_every_s": 1200, "channels": [STICK, GAUGE]}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStation]:
    began = f"world_began = {time.time()!r}\nworld_start = {START}\nworld_speed = 300.0\n"
    folder = tmp_path_factory.mktemp("station")
    with RealStation(folder, settings=began + commune.POND.format(n=1), commit_interval_s=0.3) as running:
        yield running


def unresolved(station: RealStation, node: str) -> list[ledger.Name]:
    return [name for name in ledger.waiting_in(station.folder / "datos") if name[0] == node]


def test_a_pond_measures_keeps_sends_and_lets_go(station: RealStation) -> None:
    with living(station, "pond-1") as life:
        life.until_kept(6)
        life.until_stored()
        life.until_it_says(
            lambda status: (status.outbox or 9) < 6, what="an outbox of what is on its way only"
        )

    first, *_, last = life.world.records()
    assert (first["clock"], first["time"]) == ("unsynced", None)
    assert last["clock"] == "synced"


def test_cpython_stands_in_where_there_is_no_micropython(station: RealStation) -> None:
    with living(station, "pond-2", interpreter=Interpreter(None)) as life:
        life.until_kept(4)
        life.until_stored()

    assert "CPython" in Interpreter(None).note
    assert math.isclose(life.world.values()[-1]["sonda"]["oxygen_signal"], 900, abs_tol=501)


def test_its_status_says_what_it_is_why_it_began_and_that_nothing_was_lost(station: RealStation) -> None:
    with living(station, "pond-10", board="estanque") as life:
        life.until_it_says(lambda status: status.started == "power_on", what="that its power came")
        life.until_it_says(
            lambda status: (status.board, status.micropython) == ("estanque", "1.29.0"), what="what it is"
        )
        life.until_it_says(lambda status: (status.dropped, status.damaged) == (0, 0), what="no loss")


def test_a_power_cut_loses_nothing_that_was_kept_and_boot_rises(station: RealStation) -> None:
    with living(station, "pond-3") as life:
        life.until_kept(3)
        life.node.kill()
        life.node.start()
        life.until_kept(6)
        life.until_stored()

    assert {record["boot"] for record in life.world.records()} == {1, 2}
    assert len({queue for _, queue, _ in life.world.log}) == 1


def test_a_field_sleeps_between_measurings_and_sends_in_batches(station: RealStation) -> None:
    with living(station, "field-1", **FIELD) as life:
        life.until(lambda: life.node.is_asleep, what="sleep")
        assert life.node.pid is None
        life.until_kept(6)
        life.until_it_says(lambda status: status.state == "sleeping", what="its sleep")
        life.until(lambda: not unresolved(station, "field-1"), what="the first record's time")
        life.until_stored()

    slots = [int(str(record["uptime"])) // 300 for record in life.world.records()]
    numbers = sorted(number for _, _, number in life.world.log)
    assert slots == sorted(set(slots)), "one record in each of its intervals"
    assert numbers == list(range(len(numbers))), "waking burns no number"
    assert {record["boot"] for record in life.world.records()} == {1}


def test_a_field_that_meets_the_station_when_somebody_passes_delivers_everything_at_a_press(
    station: RealStation,
) -> None:
    with living(station, "field-3", **FIELD | {"visit_pin": 33}) as life:
        life.world.signal = None
        life.until_kept(12)
        life.world.signal = -75
        life.until(lambda: life.node.is_asleep, what="sleep")
        life.node.visit()
        life.until_stored()
        life.until_it_says(lambda status: status.outbox == 0, what="an empty outbox")
        life.until_it_says(lambda status: status.is_visited, what="that it is visited")


def test_each_tip_stands_in_one_record_through_deep_sleep(station: RealStation) -> None:
    with living(station, "field-2", **FIELD) as life:
        life.until_kept(1)
        life.world.rain = 7
        life.until_kept(3)
        life.world.rain = 12
        life.until_kept(6)

    tips = [values["pluviometro"]["rain_tips"] for values in life.world.values()]
    assert sum(tips) == 12
    assert tips[0] == 0


def test_a_weather_node_tells_air_and_rain_and_air_whose_crc_is_wrong_is_left_out(
    station: RealStation,
) -> None:
    with living(station, "clima-1", **FIELD | {"channels": [AIR, GAUGE]}) as life:
        life.until_kept(2)
        life.world.is_air_garbled = True
        life.until_kept(5)
        life.until_stored()

    first, last = life.world.values()[0], life.world.values()[-1]
    assert first["aire"] == pytest.approx({"air_temperature": 27.5, "air_humidity": 80.0}, abs=0.01)
    assert last.keys() == {"pluviometro"}


def test_an_unplugged_probe_leaves_its_quantity_out_and_stops_nothing(station: RealStation) -> None:
    with living(station, "pond-4") as life:
        life.until_kept(1)
        life.world.is_unplugged = True
        life.until_kept(4)

        life.until_it_says(
            lambda status: "water_temperature" not in status.newest.get("sonda", {"water_temperature": 0}),
            what="what is left",
        )

    assert life.world.values()[-1]["sonda"].keys() == {"oxygen_signal"}


def test_without_wifi_it_keeps_and_sends_when_there_is_some_again(station: RealStation) -> None:
    with living(station, "pond-5") as life:
        life.until_kept(2)
        life.world.signal = None
        life.until_it_says(lambda status: status.state == "lost", what="its last will")
        life.until_kept(8)

        life.world.signal = -70
        life.until_stored()


def test_a_lost_datagram_is_asked_again_and_changes_nothing(station: RealStation) -> None:
    with living(station, "pond-6") as life:
        life.world.lose = 3
        life.until_kept(3)
        life.until_stored()

    assert life.world.differing == []


def test_the_compiled_firmware_drains_a_backlog_in_less_heap_than_a_demo_gives(
    station: RealStation, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    small = Interpreter(parts.micropython(), heap=HEAP)
    everything = [
        {"name": "sonda", "sensor": "oxygen", "pin": 34},
        {"name": "sonda", "sensor": "temperature", "pin": 4},
        {"name": "luz", "sensor": "mains", "pin": 32},
        {"name": "aireador", "sensor": "aerator", "pin": 27},
        AIR,
    ]
    firmware = compiled_firmware(tmp_path)

    with living(
        station, "pond-8", interpreter=small, firmware=firmware, channels=everything, alarm_pin=26
    ) as life:
        life.world.signal = None
        life.until_kept(60)
        life.world.signal = -60
        life.until_stored()

    assert life.node.crashes == 0
    record_property(f"heap of {HEAP}", "a pond that drains a backlog")


def test_an_input_that_changes_is_stored_and_said_at_once(station: RealStation) -> None:
    inputs = [
        {"name": "sonda", "sensor": "oxygen", "pin": 34},
        {"name": "luz", "sensor": "mains", "pin": 32},
        {"name": "aireador", "sensor": "aerator", "pin": 27, "pull": "down", "active": 1},
    ]
    with living(station, "pond-9", channels=inputs, sample_every_s=86_400) as life:
        life.until_kept(1)
        life.world.closed = 32
        life.until_it_says(lambda status: status.mains is True, what="mains")
        life.world.closed = 27
        life.until_it_says(lambda status: status.mains is False, what="no mains")
        life.until_kept(4)
        life.until_stored()

    first, *changes = life.world.values()
    assert first.keys() == {"sonda", "luz", "aireador"}
    assert changes[0] == {"luz": {"mains": 1}}
    assert {next(iter(one)): next(iter(one.values())) for one in changes[1:]} == {
        "luz": {"mains": 0},
        "aireador": {"aerator_running": 0},
    }


def test_a_cold_board_knows_what_is_past_and_its_records_do_not_call_that_synchronised(
    station: RealStation,
) -> None:
    with living(station, "pond-11") as life:
        life.until_kept(1)
        step_ms = json.loads((life.node.folder / ".rtc" / "calendar").read_text(encoding="ascii"))[1]

    assert life.world.records()[0]["clock"] == "unsynced"
    assert step_ms // 1000 + 946_684_800 >= START
