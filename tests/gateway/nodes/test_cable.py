"""The cable speaks to a real MicroPython behind a pseudo terminal as it would to a board."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

import pytest
from rehearsed import FOREVER, HARDWARE, a_board
from station import PATIENCE_S

from gateway.domain.errors import PortError
from gateway.nodes.serial import cable
from gateway.nodes.serial.cable import Cable
from gateway.nodes.serial.flashing import write_micropython

pytestmark = pytest.mark.micropython


@pytest.fixture
def board(tmp_path: Path):
    with a_board(tmp_path / "flash") as started:
        yield started


@pytest.fixture
def port(board):
    with Cable(board.device) as opened:
        opened.attend()
        yield opened


def test_a_board_runs_what_it_is_told(port) -> None:
    assert port.run("print(6 * 7)") == "42\n"


def test_what_is_put_is_read_back_and_has_the_same_digest(port) -> None:
    content = os.urandom(5_000)

    port.put("a/node/wake.mpy", content)

    assert port.get("a/node/wake.mpy") == content
    assert port.digest("a/node/wake.mpy") == hashlib.sha256(content).hexdigest()
    assert port.files("a") == {"a/node/wake.mpy": 5_000}


def test_a_folder_that_is_not_there_holds_no_files(port) -> None:
    assert port.files("outbox") == {}


def test_what_fails_on_the_board_is_told_with_its_reason(port) -> None:
    with pytest.raises(PortError, match="ZeroDivisionError"):
        port.run("1 / 0")

    assert port.run("print(1)") == "1\n"


def test_a_board_that_runs_its_program_is_interrupted(tmp_path: Path) -> None:
    flash = tmp_path / "flash"
    flash.mkdir()
    (flash / "main.py").write_text(FOREVER, encoding="utf-8")

    with a_board(flash) as board, Cable(board.device) as port:
        assert "soy un nodo" in port.lines(PATIENCE_S)
        port.attend()

        assert port.run("print(1)") == "1\n"


def test_after_a_restart_the_board_runs_its_program(port) -> None:
    port.put("main.py", FOREVER.encode())

    port.restart()

    assert any("soy un nodo" in line for line in port.lines(PATIENCE_S))


def test_each_board_says_which_it_is(port) -> None:
    said = port.run("import binascii, machine\nprint(binascii.hexlify(machine.unique_id()).decode())")

    assert said.strip() == HARDWARE


def test_a_port_that_is_not_there_is_told_with_what_there_is() -> None:
    with pytest.raises(PortError, match="/dev/ttyNADA no existe"):
        Cable("/dev/ttyNADA")


def test_a_port_that_somebody_has_is_told_as_busy(board, port) -> None:
    with pytest.raises(PortError, match="está ocupado"):
        Cable(board.device)


def test_a_board_without_micropython_says_nothing_and_that_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(cable, "ATTEND_WITHIN_S", 1.0)

    with (
        a_board(tmp_path / "flash", is_blank=True) as board,
        Cable(board.device) as port,
        pytest.raises(PortError, match="no contesta como MicroPython"),
    ):
        port.attend()


def test_a_cable_that_is_pulled_out_is_told_as_cut(board, port) -> None:
    board.stop()

    with pytest.raises(PortError, match="se cortó la conversación"):
        port.put("x", b"0" * 10_000)


@pytest.fixture
def esptool(tmp_path: Path):
    """Return the command of a program that says what esptool says."""

    def make(last: str, code: int) -> list[str]:
        path = tmp_path / "esptool.py"
        path.write_text(
            "import sys\n"
            "print('Writing at 0x1000 [==>   ] 40.5% 4/10 bytes...', end='\\r')\n"
            f"print('Writing at 0x2000 [=====>] 100.0% 10/10 bytes...')\nprint({last!r})\nsys.exit({code})\n",
            encoding="utf-8",
        )
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        return [sys.executable, str(path)]

    return make


def test_writing_micropython_tells_how_far_it_has_come(esptool, tmp_path: Path) -> None:
    said: list[int] = []

    write_micropython("/dev/x", tmp_path / "a.bin", lambda done, _: said.append(done), esptool=esptool("", 0))

    assert said == [40, 100, 100]


def test_when_micropython_cannot_be_written_the_reason_and_the_buttons_are_told(esptool, tmp_path) -> None:
    with pytest.raises(PortError, match=r"Failed to connect to ESP32.*BOOT"):
        write_micropython("/dev/x", tmp_path / "a.bin", esptool=esptool("Failed to connect to ESP32", 2))


def test_the_real_esptool_takes_our_words_and_its_refusal_is_told(tmp_path: Path) -> None:
    with pytest.raises(PortError, match=r"/dev/ttyNADA: no se pudo escribir MicroPython \(.*ttyNADA.*BOOT"):
        write_micropython("/dev/ttyNADA", tmp_path / "a.bin")
