"""`conuco node` at a station whose broker does not run: what is written, refused and never shown."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from provisioned import PASSWORD, Provisioned, provisioned
from rehearsed import HARDWARE
from station import PATIENCE_S

from gateway.journal.registers import Registers, registers
from gateway.nodes.serial.cable import Cable

pytestmark = [pytest.mark.broker, pytest.mark.micropython]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Provisioned]:
    return provisioned(tmp_path / "station")


def told(table: Provisioned) -> Registers:
    with table.station.journal() as journal:
        return registers(journal.entries("station"))


def an_image(folder: Path) -> Path:
    path = folder / "ESP32_GENERIC-v1.29.0.bin"
    path.write_bytes(b"\xe9" + b"\0" * 40 + b"MicroPython v1.29.0 on 2026-08-19")
    return path


def test_a_node_that_is_added_has_a_name_a_key_and_settings_that_nobody_else_reads(table) -> None:
    said = table.add("pond-7", "--place", "estanque-1", "--title", "El de atrás")

    found = told(table)
    known = found.nodes["pond-7"]
    path = table.folder / "nodes" / "pond-7.json"
    keys = (table.station.made.place / "conuco.psk").read_text(encoding="utf-8")
    settings = table.settings_of("pond-7")
    assert (known.kind, known.board, known.title) == ("pond", "estanque", "El de atrás")
    assert [(one.node, one.place) for one in found.placements if one.node == "pond-7"] == [
        ("pond-7", "estanque-1")
    ]
    assert f"pond-7:{settings['broker']['key']}\n" in keys
    assert (settings["commune"], settings["node"], settings["wifi"]["password"]) == (
        "la-ceiba", "pond-7", PASSWORD,
    )  # fmt: skip
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert settings["broker"]["key"] not in said
    assert PASSWORD not in said


def test_the_password_of_the_wifi_is_asked_or_read_of_a_file(table, tmp_path: Path) -> None:
    (tmp_path / "wifi").write_text("otra-clave-larga\n", encoding="utf-8")

    table.add("pond-7", "--wifi-password-file", str(tmp_path / "wifi"))

    assert table.settings_of("pond-7")["wifi"] == {"ssid": "conuco", "password": "otra-clave-larga"}


def test_without_the_brokers_files_it_is_said_what_comes_before(table) -> None:
    (table.station.made.place / "conuco.acl").unlink()

    said = table.run("add", "pond-7", "--board", "estanque", code=1)

    assert "Antes: conuco broker config" in said
    assert not (table.folder / "nodes").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "Pond_7", "--board", "estanque"), "no sirve de nombre de nodo"),
        (("add", "pond-7", "--board", "laguna"), "Las que hay: clima"),
        (("add", "pond-7", "--board", "estanque", "--place", "estanque-9"), "No hay un lugar «estanque-9»"),
        (("flash", "pond-7", "--port", "/dev/ttyNADA"), "no tiene placa ni clave en esta estación"),
        (("replace", "pond-7", "--port", "/dev/ttyNADA"), "no tiene placa ni clave"),
        (("log", "pond-7"), "no conoce al nodo pond-7"),
        (("collect", "--port", "/dev/ttyNADA"), "/dev/ttyNADA no existe"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(table, words: tuple[str, ...], reason: str) -> None:
    assert reason in table.run(*words, code=1)


def test_a_node_is_added_once(table) -> None:
    table.add("pond-7")

    assert "ya tiene ajustes" in table.run("add", "pond-7", "--board", "estanque", code=1)


def test_a_port_that_is_not_there_is_told_with_those_that_are(table) -> None:
    table.add("pond-7")

    assert "Conecte la placa y mire cuál es" in table.run("flash", "pond-7", "-p", "/dev/ttyNADA", code=1)


def test_a_rehearsal_of_the_words_touches_nothing(table) -> None:
    said = table.run("add", "pond-7", "--board", "estanque", "--dry-run")
    assert "no se tocó nada" in said
    assert not (table.folder / "nodes").exists()

    table.add("pond-7")
    for words in (
        ("flash", "pond-7", "--port", "/dev/ttyNADA", "--dry-run"),
        ("replace", "pond-7", "--port", "/dev/ttyNADA", "--old-gone", "--dry-run"),
        ("collect", "--port", "/dev/ttyNADA", "--dry-run"),
    ):
        assert "1. " in table.run(*words)


def test_a_board_that_is_flashed_bears_the_name_and_a_label_without_secrets(table, tmp_path: Path) -> None:
    table.add("pond-7")
    label = tmp_path / "pond-7.svg"

    with table.board("pond-7") as board:
        said = table.run("flash", "pond-7", "-p", board.device, "--wait", "0", "--label", str(label))

    key = table.settings_of("pond-7")["broker"]["key"]
    assert told(table).nodes["pond-7"].hardware == HARDWARE
    assert f":{table.station.config.dashboard.port}/nodos/pond-7" in said
    assert label.read_bytes().startswith(b"<?xml")
    assert key not in said
    assert PASSWORD not in said
    assert len((board.folder / "update.pub").read_bytes()) == 256


def test_a_node_that_never_speaks_is_told_with_what_it_said_and_no_secret(table) -> None:
    table.add("pond-7")

    with table.board("pond-7") as board:
        said = table.run("flash", "pond-7", "-p", board.device, "--wait", "3", code=1)

    key = table.settings_of("pond-7")["broker"]["key"]
    assert "en 3 segundos no llegó nada suyo" in said
    assert "station lost" in said, "the board's own words"
    assert key not in said
    assert PASSWORD not in said


def test_a_board_that_is_another_nodes_is_not_taken_over_while_it_holds_records(table) -> None:
    table.add("pond-7")
    table.add("pond-8")
    with table.board("pond-7") as board:
        table.run("flash", "pond-7", "-p", board.device, "--wait", "0")
        table.keeps(2)

        said = table.run("flash", "pond-8", "-p", board.device, "--wait", "0", code=1)
        erased = table.run("flash", "pond-7", "-p", board.device, "--erase", "--wait", "0", code=1)

        assert "es de pond-7 y tiene" in said
        assert "borrarla los pierde" in erased
        table.run("flash", "pond-8", "-p", board.device, "--wait", "0", "--forget-records")
    assert told(table).nodes["pond-8"].hardware == HARDWARE


def test_a_node_is_not_flashed_onto_another_board_by_mistake(table) -> None:
    table.add("pond-7")
    with table.board("pond-7") as board:
        table.run("flash", "pond-7", "-p", board.device, "--wait", "0")
    with table.board("pond-7", "other", CONUCO_HARDWARE="240ac4ffffff") as other:
        said = table.run("flash", "pond-7", "-p", other.device, "--wait", "0", code=1)

    assert "Si cambia de placa: conuco node replace pond-7" in said


def test_an_empty_board_gets_micropython_of_an_image_that_somebody_vouches_for(
    table, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("gateway.nodes.serial.cable.ATTEND_WITHIN_S", 1.0)
    table.add("pond-7")
    image, flash = an_image(tmp_path), tmp_path / "empty"
    words = ("flash", "pond-7", "-p", f"rehearsal:{flash}", "--wait", "0", "--firmware", str(image))

    refused = table.run(*words, says="n\n", code=1)
    assert "No se escribió nada" in refused
    monkeypatch.setattr("gateway.nodes.serial.cable.ATTEND_WITHIN_S", 5.0)  # it has to start in this
    table.run(*words, says="y\n")

    assert (flash / "main.py").is_file()


def test_a_silent_board_without_an_image_is_told_what_it_takes(table, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("gateway.nodes.serial.cable.ATTEND_WITHIN_S", 1.0)
    table.add("pond-7")

    said = table.run("flash", "pond-7", "-p", f"rehearsal:{tmp_path / 'empty'}", code=1)

    assert "a una placa nueva se le da --firmware" in said


def test_what_a_node_says_is_heard_without_its_secrets(table) -> None:
    table.add("pond-7")
    key = table.settings_of("pond-7")["broker"]["key"]
    with table.board("pond-7") as board:
        (board.folder / "main.py").write_text(
            f"import time\nwhile True:\n    print('clave', {key!r}, {PASSWORD!r})\n    time.sleep_ms(100)\n",
            encoding="utf-8",
        )
        board.cut()
        with Cable(board.device) as port:
            assert any("clave" in line for line in port.lines(PATIENCE_S))

        said = table.run("log", "pond-7", "-p", board.device, "--seconds", "2")

    assert "clave ••• •••" in said


def test_the_old_board_is_thought_of_before_a_new_one(table) -> None:
    table.add("pond-7")

    said = table.run("replace", "pond-7", "-p", "/dev/ttyNADA", code=1)

    assert "diga --old-port, o diga --old-gone" in said


def test_another_board_takes_the_name_over_and_the_old_key_is_worth_nothing(table) -> None:
    table.add("pond-7", "--place", "estanque-1")
    with table.board("pond-7") as board:
        table.run("flash", "pond-7", "-p", board.device, "--wait", "0")
    before, placed = table.settings_of("pond-7")["broker"]["key"], told(table).placements

    with table.board("pond-7", "other", CONUCO_HARDWARE="240ac4ffffff") as other:
        said = table.run(
            "replace", "pond-7", "-p", other.device, "--old-gone", "--why", "stolen", "--wait", "0"
        )

    key = table.settings_of("pond-7")["broker"]["key"]
    keys = (table.station.made.place / "conuco.psk").read_text(encoding="utf-8")
    known = told(table).nodes["pond-7"]
    assert known.hardware == "240ac4ffffff"
    assert known.replaced is not None
    assert told(table).placements == placed
    assert before not in keys
    assert f"pond-7:{key}\n" in keys
    assert "calibrate pond-7" in said
    assert key not in said


def test_a_new_board_that_fails_leaves_the_old_one_as_it_was(table, monkeypatch) -> None:
    table.add("pond-7")
    with table.board("pond-7") as board:
        table.run("flash", "pond-7", "-p", board.device, "--wait", "0")
    before = table.settings_of("pond-7")

    with table.board("pond-7", "other", CONUCO_HARDWARE="240ac4ffffff") as other:
        (other.folder / "settings.json").mkdir(parents=True)  # what cannot be written over
        table.run("replace", "pond-7", "-p", other.device, "--old-gone", "--wait", "0", code=1)

    assert table.settings_of("pond-7") == before
    assert told(table).nodes["pond-7"].hardware == HARDWARE


def test_no_board_takes_over_from_itself(table) -> None:
    table.add("pond-7")
    with table.board("pond-7") as board:
        table.run("flash", "pond-7", "-p", board.device, "--wait", "0")

        said = table.run("replace", "pond-7", "-p", board.device, "--old-gone", "--wait", "0", code=1)

    assert "Es la misma placa" in said
