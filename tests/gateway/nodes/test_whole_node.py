"""A node from an empty board to its first stored reading, at a real broker and gateway; and by cable."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import ledger
import pytest
from provisioned import PASSWORD, Provisioned, provisioned
from station import until

pytestmark = [pytest.mark.broker, pytest.mark.micropython]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provisioned]:
    made = provisioned(tmp_path_factory.mktemp("station"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONUCO_BROKER_PASSWORD_FILE", str(made.folder / "broker.passwd"))
        made.add("pond-7", "--place", "estanque-1")
        made.add("pond-8", "--place", "estanque-1")
        with made.station:
            yield made


@pytest.fixture
def quiet(tmp_path: Path) -> Provisioned:
    """Return a station that does not run, where pond-7 has measured without being heard."""
    return provisioned(tmp_path / "station")


def balance(table: Provisioned) -> ledger.Balance:
    return ledger.balance(dict(table.world.log), table.folder / "datos")


def test_a_node_is_added_flashed_and_heard(table: Provisioned) -> None:
    with table.board("pond-7") as board:
        said = table.run("flash", "pond-7", "--port", board.device, "--wait", "60")

    assert "Llegó su primera medición y quedó guardada." in said
    assert PASSWORD not in said
    assert str(table.settings_of("pond-7")["broker"]["key"]) not in said
    assert "pond-7 estanque-1" in table.run("list")
    assert "placa estanque" in table.run("log", "pond-7")


def test_what_a_cable_brings_to_a_running_station_is_stored_once_even_if_it_is_sent_later(
    table: Provisioned,
) -> None:
    table.world.signal = None
    with table.board("pond-8", "far") as board:
        table.run("flash", "pond-8", "--port", board.device, "--wait", "0")
        before = table.world.count()
        until(lambda: table.world.count() >= before + 6, what="measuring")
        said = table.run("collect", "--port", board.device)
        # As if the cable had been pulled out before the board was told: it holds all of it still.
        gone = board.folder / "outbox" / "gone"
        gone.write_bytes(b"")
        table.world.signal = -60
        until(lambda: not balance(table).lost, within_s=60, what="storing")

    assert "registros recogidos" in said
    found = balance(table)
    assert (found.lost, found.twice, found.altered) == ([], [], [])


def test_what_a_cable_brings_where_no_gateway_runs_goes_in_and_the_board_is_free(quiet: Provisioned) -> None:
    quiet.add("pond-7", "--place", "estanque-1")
    with quiet.board("pond-7") as board:
        quiet.run("flash", "pond-7", "--port", board.device, "--wait", "0")
        quiet.keeps(5)
        said = quiet.run("collect", "--port", board.device)
        until(lambda: (board.folder / "outbox").exists(), what="its outbox")
        again = quiet.run("collect", "--port", board.device)
    counted = int(said.split("pond-7: ")[1].split()[0])

    assert counted >= 5
    assert f"{counted} registros recogidos, {counted} nuevos" in said
    assert "Del 25/02/2026" in said or "Del" not in said, "no clock was ever set"
    assert "pond-7" in again
    assert balance(quiet).twice == balance(quiet).altered == []


@pytest.mark.proof
def test_a_cable_that_is_pulled_before_the_board_is_told_loses_nothing_and_brings_nothing_twice(
    quiet: Provisioned,
) -> None:
    quiet.add("pond-7", "--place", "estanque-1")
    with quiet.board("pond-7") as board:
        quiet.run("flash", "pond-7", "--port", board.device, "--wait", "0")
        quiet.keeps(4)
    outbox, copy = board.folder / "outbox", quiet.folder / "copy"
    shutil.copytree(outbox, copy)
    with quiet.board("pond-7") as board:
        quiet.run("collect", "--port", board.device)
    shutil.rmtree(outbox)
    shutil.copytree(copy, outbox)
    with quiet.board("pond-7") as board:
        said = quiet.run("collect", "--port", board.device)

    assert " 0 nuevos" in said or int(said.split("recogidos, ")[1].split()[0]) <= 2
    found = balance(quiet)
    assert (found.twice, found.altered) == ([], [])


@pytest.mark.proof
def test_a_record_that_cannot_be_read_is_set_aside_and_the_others_go_in(quiet: Provisioned) -> None:
    quiet.add("pond-7", "--place", "estanque-1")
    with quiet.board("pond-7") as board:
        quiet.run("flash", "pond-7", "--port", board.device, "--wait", "0")
        quiet.keeps(3)
    (segment,) = (board.folder / "outbox").glob("*.seg")
    segment.write_bytes(segment.read_bytes() + _as_record(9_000, b"no es JSON"))

    with quiet.board("pond-7") as board:
        said = quiet.run("collect", "--port", board.device)

    assert "Mensajes que la estación apartó: 1" in said
    assert balance(quiet).twice == []


def test_a_board_of_nobody_and_one_of_another_commune_are_not_collected(quiet: Provisioned) -> None:
    with quiet.board("pond-7") as board:
        assert "no es de ningún nodo" in quiet.run("collect", "--port", board.device, code=1)
        told = '{"commune": "otra", "node": "pond-7"}'
        (board.folder / "settings.json").write_text(told, encoding="utf-8")
        assert "de otra comuna (otra)" in quiet.run("collect", "--port", board.device, code=1)


def test_a_board_that_takes_a_name_over_comes_in_under_it_and_the_one_before_stays_out(
    table: Provisioned,
) -> None:
    with (
        table.board("pond-7") as old,
        table.board("pond-7", "new", CONUCO_HARDWARE="240ac4ffffff") as new,
    ):
        until(lambda: not balance(table).lost, within_s=60, what="storing")
        table.station.broker.stop()
        words = ("--old-port", old.device, "--port", new.device, "--wait", "0")
        table.run("replace", "pond-7", *words)
        table.station.start_broker()
        until(lambda: len({name[1] for name in table.world.log if name[0] == "pond-7"}) > 1, what="a queue")
        until(lambda: not balance(table).lost, within_s=60, what="storing")

    found = balance(table)
    assert (found.lost, found.twice, found.altered) == ([], [], [])


@pytest.mark.proof
def test_an_old_board_goes_on_measuring_when_the_new_one_cannot_take_its_name_over(
    quiet: Provisioned,
) -> None:
    quiet.add("pond-7", "--place", "estanque-1")
    with quiet.board("pond-7") as old:
        quiet.run("flash", "pond-7", "--port", old.device, "--wait", "0")
        with quiet.board("pond-7", "other", CONUCO_HARDWARE="240ac4ffffff") as new:
            (new.folder / "settings.json").mkdir(parents=True)  # what cannot be written over
            words = ("--old-port", old.device, "--port", new.device, "--wait", "0")
            quiet.run("replace", "pond-7", *words, code=1)
        quiet.keeps(quiet.world.count() + 2)


@pytest.mark.proof
def test_an_old_board_is_collected_before_another_takes_its_name(quiet: Provisioned) -> None:
    quiet.add("pond-7", "--place", "estanque-1")
    with quiet.board("pond-7") as old:
        quiet.run("flash", "pond-7", "--port", old.device, "--wait", "0")
        quiet.keeps(3)
        with quiet.board("pond-7", "other", CONUCO_HARDWARE="240ac4ffffff") as new:
            words = ("--old-port", old.device, "--port", new.device, "--wait", "0")
            said = quiet.run("replace", "pond-7", *words)

    assert "registros recogidos" in said
    assert "Se pidió" not in said
    assert balance(quiet).twice == []


def _as_record(number: int, content: bytes) -> bytes:
    import struct
    import zlib

    head = struct.pack("<BHI", 0xC5, len(content), number)
    return head + struct.pack("<I", zlib.crc32(content, zlib.crc32(head))) + content
