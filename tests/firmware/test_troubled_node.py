"""A board in trouble: faulty settings, a flash that cannot be read or written; it never begins in a loop."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import commune
import pytest
from living import Living, living
from paho.mqtt.publish import single
from slotted import flash
from station import RealStation

from gateway.domain.topics import node_topic

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

START = 1_772_000_400.0
LAMP = 2
FIELD = {"kind": "field", "sample_every_s": 300, "send_every_s": 1200}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStation]:
    began = f"world_began = {time.time()!r}\nworld_start = {START}\nworld_speed = 300.0\n"
    folder = tmp_path_factory.mktemp("station")
    with RealStation(folder, settings=began + commune.POND.format(n=1), commit_interval_s=0.3) as running:
        yield running


def said(life: Living) -> str:
    return life.node.log_file.read_text(encoding="utf-8")


def settings_file(life: Living) -> Path:
    return life.node.folder / "settings.json"


def spoil_outbox(life: Living) -> None:
    """Put a file where the outbox's folder is to be: whoever opens it meets an error of the flash."""
    outbox = life.node.folder / "outbox"
    outbox.rename(life.node.folder / "outbox.before")
    outbox.write_bytes(b"")


def mend_outbox(life: Living) -> None:
    outbox = life.node.folder / "outbox"
    outbox.unlink()
    outbox.with_name("outbox.before").rename(outbox)


def test_faulty_settings_are_named_again_and_again_and_the_board_begins_anew_when_they_are_right(
    station: RealStation,
) -> None:
    with living(station, "pond-1", sample_every_s=0) as life:
        life.until(lambda: said(life).count("sample_every_s") >= 3, what="their name, three times")
        assert life.node.crashes == 0
        settings = json.loads(settings_file(life).read_text(encoding="utf-8"))
        fresh = settings_file(life).with_suffix(".new")
        fresh.write_text(json.dumps(settings | {"sample_every_s": 60}), encoding="utf-8")
        fresh.replace(settings_file(life))

        life.until_kept(2)


def test_settings_that_are_no_json_are_said_and_waited_for(station: RealStation) -> None:
    with living(station, "pond-2", sample_every_s=0) as life:
        settings_file(life).write_bytes(b"\xff\x00{")

        life.until(lambda: said(life).count("no es JSON") >= 2, what="what is wrong")
        assert life.node.crashes == 0


def test_a_node_without_a_flash_that_works_measures_and_sends_and_says_so(station: RealStation) -> None:
    with living(station, "pond-3", sample_every_s=300) as life:
        life.until_kept(1)
        life.until_stored()
        life.node.kill()
        spoil_outbox(life)
        life.node.start()
        life.until_it_says(lambda status: "flash" in (status.rescue or ""), what="its rescue")
        life.until_kept(5)
        life.until_stored()

        assert life.node.crashes == 0


def test_a_board_whose_slots_cannot_be_written_is_acknowledged_and_begins_again_when_it_is_told_to(
    station: RealStation,
) -> None:
    board = flash(station.folder / "pond-5", station.config_file)
    with living(station, "pond-5", firmware=board, sample_every_s=300) as life:
        life.until_kept(1)
        life.until_stored()
        (life.node.folder / "slot.new").mkdir()

        order = node_topic("la-ceiba", "pond-5", "command/restart")
        single(order, b'{"id":"otra-vez","restart":{}}', 1, retain=True, port=station.port)
        life.until(lambda: life.node.crashes == 1 and life.node.pid is not None, what="a restart")
        life.until_kept(3)
        life.until_stored()


def test_a_board_whose_offer_cannot_be_read_lives_without_updates(station: RealStation) -> None:
    board = flash(station.folder / "pond-6", station.config_file)
    (board / "update.json").mkdir()
    with living(station, "pond-6", firmware=board) as life:
        life.until_kept(1)
        life.until_stored()

        assert life.node.crashes == 0


def test_a_node_whose_flash_works_again_is_in_rescue_no_more(station: RealStation) -> None:
    with living(station, "pond-4") as life:
        life.until_kept(2)
        life.node.kill()
        spoil_outbox(life)
        life.node.start()
        life.until_it_says(lambda status: status.rescue is not None, what="its rescue")
        mend_outbox(life)
        life.until_it_says(
            lambda status: status.rescue is None and status.boot == 2, what="the flash that works again"
        )
        life.until_stored()


def test_a_field_without_a_flash_sleeps_and_keeps_its_records_for_the_talk_of_the_hour(
    station: RealStation,
) -> None:
    with living(station, "field-1", **FIELD) as life:
        life.until_kept(1)
        life.until(lambda: life.node.is_asleep, what="sleep")
        life.until_stored()
        spoil_outbox(life)
        life.until_kept(6)
        life.until_it_says(lambda status: "flash" in (status.rescue or ""), what="its rescue")
        life.until_stored()

    uptimes = [int(str(record["uptime"])) // 300 for record in life.world.records()]
    assert uptimes == sorted(set(uptimes)), "each of its intervals once"
