"""What the doctor finds in the facts of a station."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from station import POND, free_port, settings_of_a_commune
from typer.testing import CliRunner

from gateway.app.station import open_station
from gateway.backup.last import LastBackup
from gateway.cli import app
from gateway.config import load
from gateway.doctor.examining import examined
from gateway.doctor.facts import BrokerSeen, DiskSeen, Facts, KeySeen
from gateway.doctor.finding import Finding, worst
from gateway.doctor.gathering import disk_seen, key_seen, may_keep
from gateway.doctor.integrity import checked
from gateway.domain.letters import ChannelHealth
from gateway.domain.message import Status
from gateway.domain.speech import told
from gateway.nodes.signing import signer
from gateway.store.base import NodeState
from gateway.store.sqlite.doctored import MirrorRow, StoreSeen
from gateway.store.sqlite.wear import DAY_S, Wear
from gateway.timekeeping.node_clocks import NodeClock

NOW = 1_772_000_000
GB = 10**9
SIREN = ChannelHealth("siren/sirena-1", NOW - 3600, True, "suena")
WEAR = Wear(0, DAY_S, 300_000_000, 200_000_000, 1_000_000)
STORE = StoreSeen(
    alive=NOW - 5, standing=("listening", NOW - 900), waiting=40, oldest=NOW - 3600, unresolved={}, stale=0,
    dead_letters=0, damaged=0, mirror=None, ways=[SIREN], last_call=None, wear=[WEAR],
)  # fmt: skip
STATUS = Status("online", battery_v=3.9, signal_dbm=-60, outbox=0, clock="synced")
NODE = NodeState("pond-1", STATUS, NOW - 30, NOW - 30, 0, 0)
WELL = Facts(
    broker=BrokerSeen(True, "mosquitto version 2.0.11", True),
    voucher="network",
    disk=DiskSeen(20 * GB, 32 * GB, size=32 * GB, inodes_free=1_000_000),
    store=STORE,
    files={"readings.db": 10_000_000},
    backup=LastBackup(NOW - DAY_S),
    nodes=[NODE],
    placed=frozenset({"pond-1"}),
)


def found(facts: Facts) -> dict[str, Finding]:
    return {one.where: one for part in examined(facts, told, now=NOW) for one in part.findings}


def test_a_station_that_is_well_has_nothing_to_do() -> None:
    findings = list(found(WELL).values())

    assert worst(findings) == "well"
    assert not [one for one in findings if one.next]
    assert len(findings) == 10


def test_a_node_with_estimated_times_is_told_of_and_is_well() -> None:
    node = found(replace(WELL, clocks={"pond-1": NodeClock(9, estimated=4)}))["pond-1"]

    assert (node.how, node.next) == ("well", "")
    assert "hora estimada: 4" in node.what


def with_store(**changes: object) -> Facts:
    return replace(WELL, store=replace(STORE, **changes))  # type: ignore[arg-type]


def with_status(**changes: object) -> Facts:
    status = Status(**{"state": "online", **changes})  # type: ignore[arg-type]
    return replace(WELL, nodes=[replace(NODE, status=status)])


ILL = {
    "nobody listens": (replace(WELL, broker=BrokerSeen(False)), "Broker", "bad"),
    "its folder": (replace(WELL, broker=BrokerSeen(True, None, False)), "Broker", "bad"),
    "refused": (with_store(standing=("refused", NOW - 60)), "Broker", "bad"),
    "lost": (with_store(standing=("no_broker", NOW - 60)), "Broker", "look"),
    "no gateway": (with_store(alive=NOW - 400), "Estación", "bad"),
    "never": (with_store(alive=None), "Estación", "bad"),
    "unreadable": (replace(WELL, store=None, unread="dañada"), "Estación", "bad"),
    "disk refuses": (with_store(standing=("disk", NOW)), "Estación", "bad"),
    "no clock": (replace(WELL, voucher=None), "Reloj", "bad"),
    "no folder": (replace(WELL, disk=None), "Disco", "bad"),
    "read-only": (replace(WELL, disk=DiskSeen(GB, GB, is_read_only=True)), "Disco", "bad"),
    "full": (replace(WELL, disk=DiskSeen(GB // 10, 32 * GB)), "Disco", "bad"),
    "little room": (replace(WELL, disk=DiskSeen(GB // 2, 32 * GB)), "Disco", "look"),
    "inodes": (replace(WELL, disk=DiskSeen(9 * GB, 32 * GB, inodes_free=5)), "Disco", "look"),
    "log": (replace(WELL, files={"readings.db-wal": GB}), "Archivos", "look"),
    "late": (with_store(oldest=NOW - 4 * DAY_S), "Por ordenar", "look"),
    "stale": (with_store(stale=1000), "Por ordenar", "look"),
    "letters": (with_store(dead_letters=3), "Mensajes apartados", "look"),
    "damaged": (with_store(damaged=1), "Bases de datos", "bad"),
    "open key": (replace(WELL, key=KeySeen("update.key", is_open=True)), "Llave de los programas", "bad"),
    "no key": (replace(WELL, key=KeySeen("k", is_whole=False)), "Llave de los programas", "bad"),
    "no mirror yet": (replace(WELL, mirror_url="http://x"), "Espejo", "look"),
    "no copy": (replace(WELL, backup=None), "Copia de respaldo", "bad"),
    "old copy": (replace(WELL, backup=LastBackup(NOW - 8 * DAY_S)), "Copia de respaldo", "look"),
    "same disk": (replace(WELL, backup=LastBackup(NOW, is_same_disk=True)), "Copia de respaldo", "look"),
    "silent": (replace(WELL, nodes=[NodeState("pond-1", STATUS, 0, NOW - 8000, 0, 0)]), "pond-1", "bad"),
    "quiet": (replace(WELL, nodes=[NodeState("pond-1", STATUS, 0, NOW - 1000, 0, 0)]), "pond-1", "look"),
    "never heard": (replace(WELL, nodes=[]), "pond-1", "look"),
    "battery": (with_status(battery_v=3.2), "pond-1", "look"),
    "signal": (with_status(signal_dbm=-90), "pond-1", "look"),
    "outbox": (with_status(outbox=900), "pond-1", "look"),
    "node's clock": (with_status(clock="unsynced"), "pond-1", "look"),
    "clock ahead": (replace(WELL, clocks={"pond-1": NodeClock(9, ahead=2)}), "pond-1", "look"),
    "clock backwards": (replace(WELL, clocks={"pond-1": NodeClock(9, backwards=1)}), "pond-1", "look"),
    "nothing rings": (with_store(ways=[]), "Alarmas", "bad"),
    "siren": (with_store(ways=[replace(SIREN, is_well=False)]), "Sirena sirena-1", "bad"),
    "not asked": (with_store(ways=[replace(SIREN, at=NOW - 2 * DAY_S)]), "Sirena sirena-1", "look"),
}


@pytest.mark.parametrize(("facts", "where", "how"), ILL.values(), ids=ILL.keys())
def test_each_fault_is_found_where_it_is_with_what_to_do(facts: Facts, where: str, how: str) -> None:
    one = found(facts)[where]

    assert one.how == how
    assert one.next


def test_how_the_key_of_the_programs_lies_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "update.key"
    none = key_seen(path)
    signer(path)
    well = key_seen(path)
    path.chmod(0o644)
    path.write_text("no es\n", encoding="utf-8")

    assert none is None
    assert well == KeySeen(str(path), is_open=False, is_whole=True)
    assert key_seen(path) == KeySeen(str(path), is_open=True, is_whole=False)


def test_a_node_that_sleeps_may_be_silent_for_longer() -> None:
    asleep = NodeState("pond-1", Status("sleeping"), 0, NOW - 2 * 3600, 0, 0)

    assert found(replace(WELL, nodes=[asleep]))["pond-1"].how == "well"


def test_a_node_that_is_visited_each_week_is_well_between_two_visits() -> None:
    visited = Status("sleeping", speaks_every_s=10 * DAY_S)
    asleep = NodeState("pond-1", visited, 0, NOW - 3 * DAY_S, 0, 0)

    assert found(replace(WELL, nodes=[asleep]))["pond-1"].how == "well"
    late = replace(asleep, heard=NOW - 11 * DAY_S)
    assert found(replace(WELL, nodes=[late]))["pond-1"].how == "bad"


def test_records_that_only_wait_for_their_time_are_not_late() -> None:
    facts = with_store(oldest=NOW - 9 * DAY_S, unresolved={"pond-1": 40})

    assert found(facts)["Por ordenar"].how == "well"
    assert "esperan saber su hora: 40" in found(facts)["pond-1"].what


def test_a_mirror_that_has_everything_is_well() -> None:
    facts = replace(with_store(mirror=MirrorRow(NOW - 60, True, 500, 500)), mirror_url="http://x")

    assert found(facts)["Espejo"] == Finding("Espejo", "well", "500 de 500 lecturas.")


def test_the_years_of_a_card_are_a_range_and_called_an_estimate() -> None:
    """300 MB a day are 109.5 GB a year; 32 GB written 90 times 2.9 TB, 900 times 28.8 TB: 26 to 263 years."""
    what = found(WELL)["Desgaste de la tarjeta"].what

    assert what == (
        "Se escriben 300 MB al día. Son 300 bytes por lectura."
        " Una tarjeta así duraría entre 26 y 100+ años (estimación)."
    )


def test_the_maker_s_figure_comes_before_an_assumption_and_a_worn_card_is_bad() -> None:
    facts = replace(with_store(wear=[replace(WEAR, device=100 * GB)]), card_writes_tb=100.0)

    one = found(facts)["Desgaste de la tarjeta"]

    assert (one.how, "entre 0,3 y 3 años" in one.what) == ("bad", True)


def test_where_nobody_counts_the_disk_only_the_least_is_said() -> None:
    what = found(with_store(wear=[replace(WEAR, device=None)]))["Desgaste de la tarjeta"].what

    assert "al menos 200 MB" in what
    assert "años" not in what


def test_of_an_hour_no_year_is_foretold() -> None:
    assert (
        "Todavía se mide"
        in found(with_store(wear=[replace(WEAR, watched=3600)]))["Desgaste de la tarjeta"].what
    )


def test_the_telephones_of_people_and_what_a_modem_said_stay_out() -> None:
    ways = [ChannelHealth("call", NOW, False, "no marca 0414-1234567 clave secreta")]

    told_all = json.dumps([str(one) for one in found(with_store(ways=ways)).values()])

    assert "0414" not in told_all
    assert "secreta" not in told_all


def test_a_damaged_database_is_found(tmp_path: Path) -> None:
    (tmp_path / "readings.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)

    (one,) = checked(tmp_path, told, tell=lambda _: None)

    assert (one.where, one.how) == ("readings.db", "bad")


def test_the_disk_of_a_folder_is_seen_and_a_lost_folder_is_none(tmp_path: Path) -> None:
    seen = disk_seen(tmp_path)

    assert seen is not None
    assert 0 < seen.free <= seen.total
    assert disk_seen(tmp_path / "lost") is None


def test_whether_the_broker_may_write_is_seen_by_owner_and_mode(tmp_path: Path) -> None:
    settings = tmp_path / "mosquitto.conf"
    settings.write_text(f"persistence_location {tmp_path}/\n", encoding="utf-8")
    owner = tmp_path.owner()
    assert may_keep(settings, owner) is True
    tmp_path.chmod(0o500)
    assert may_keep(settings, owner) is False
    tmp_path.chmod(0o700)

    assert may_keep(settings, "nobody-of-that-name") is None
    assert may_keep(tmp_path / "lost", owner) is None


def test_the_command_tells_a_real_station_as_words_and_as_json(tmp_path: Path) -> None:
    config = tmp_path / "conuco.toml"
    with socket.create_server(("127.0.0.1", 0)) as broker:
        head = settings_of_a_commune(broker.getsockname()[1])
        config.write_text(head + POND.format(n=1), encoding="utf-8")
        with open_station(load(config)):
            pass

        words = CliRunner().invoke(app, ["doctor", "--full", "--config", str(config)])
        as_json = CliRunner().invoke(app, ["doctor", "--json", "--config", str(config)])

    assert words.exit_code == as_json.exit_code == 1  # nobody ever made a copy
    assert "✘ Copia de respaldo: Nunca se ha hecho una." in words.output
    assert "✔ archive.db: Se leyó entera y está sana." in words.output
    assert "! pond-1: Nunca ha hablado." in words.output
    parts = json.loads(as_json.output)
    assert {"where": "Broker", "how": "well", "next": ""}.items() <= parts[0]["findings"][1].items()


def test_before_the_first_start_the_command_says_what_is_missing(tmp_path: Path) -> None:
    config = tmp_path / "conuco.toml"
    config.write_text(settings_of_a_commune(free_port()), encoding="utf-8")

    said = CliRunner().invoke(app, ["doctor", "--config", str(config)])

    assert said.exit_code == 1
    assert "conuco gateway" in said.output


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_whoever_may_not_read_the_folder_is_told_to_repeat_with_sudo(tmp_path: Path) -> None:
    config = tmp_path / "conuco.toml"
    head = settings_of_a_commune(free_port())
    config.write_text(head, encoding="utf-8")
    (tmp_path / "datos").mkdir(mode=0o000)

    said = CliRunner().invoke(app, ["doctor", "--config", str(config)])

    assert (said.exit_code, "sudo" in said.output) == (1, True)
