"""What is written on a board is all there or is begun again, and is read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from rehearsed import HARDWARE, a_board
from station import until

from gateway.domain.errors import PortError, ProvisionError
from gateway.nodes.boards import firmware_folder, read_board
from gateway.nodes.image import check_sum, digest_of, find_image
from gateway.nodes.look import check, look_at
from gateway.nodes.preparing import begin_slots, check_settings, copy, hidden, verify
from gateway.nodes.program import program, rescue_modules
from gateway.nodes.serial.cable import Cable
from gateway.nodes.serial.port import Progress, nobody
from gateway.nodes.settings_file import Way, composed, with_key

pytestmark = pytest.mark.micropython

KEY, PASSWORD = "ab" * 32, "clave-del-wifi"
CORRUPT = """import time
while True:
    print("The filesystem appears to be corrupted. If you had important data there, you")
    time.sleep_ms(1)
"""


@pytest.fixture(scope="module")
def compiled() -> Mapping[str, bytes]:
    return program(firmware_folder())


@pytest.fixture
def flash(tmp_path: Path) -> Path:
    return tmp_path / "flash"


def own(board: str = "estanque", **changes: object) -> dict[str, object]:
    way = Way("192.168.4.1", 8883, "psk", "conuco", KEY, PASSWORD)
    told = read_board(firmware_folder(), board)
    return composed(told, commune="la-ceiba", node="pond-7", way=way) | changes


def as_file(settings: Mapping[str, object]) -> dict[str, bytes]:
    return {"settings.json": json.dumps(settings).encode()}


class Worn(Cable):
    """A board whose flash keeps one file otherwise than it was written."""

    def put(self, path: str, content: bytes, progress: Progress = nobody) -> None:
        super().put(path, content[:-1] + b"?" if path.endswith("wake.mpy") else content, progress)


def test_a_whole_program_is_copied_and_every_file_read_back(flash: Path, compiled) -> None:
    wanted = {**as_file(own()), **compiled}
    with a_board(flash) as board, Cable(board.device) as port:
        port.attend()

        written = copy(port, compiled, as_file(own()))
        verify(port, wanted)
        check_settings(port)

        assert sorted(written) == sorted(wanted)
        assert copy(port, compiled, as_file(own())) == []


def test_a_copy_that_was_cut_runs_nothing_and_goes_on_where_it_stopped(flash: Path, compiled) -> None:
    with a_board(flash) as board, Cable(board.device) as port:
        port.attend()
        copy(port, {**compiled, "main.py": b"print('the version before')\n"}, as_file(own()))
        names = [name for name in compiled if name.endswith(".mpy")][:6]
        for name in names:
            port.put(name, b"old")
        seen: list[int] = []

        def cut(done: int, _total: int) -> None:
            seen.append(done)
            if len(seen) == 3:
                board.stop()

        with pytest.raises(PortError, match="sigue donde quedó"):
            copy(port, compiled, as_file(own()), cut)
    assert not (flash / "main.py").exists()

    with a_board(flash) as board, Cable(board.device) as port:
        port.attend()
        written = copy(port, compiled, as_file(own()))
        verify(port, compiled)

    assert written == [*names[3:], "main.py"]


def test_what_is_of_no_program_any_more_goes_and_the_outbox_stays(flash: Path, compiled) -> None:
    for name in ("a/node/old.mpy", "b/node/wake.mpy", "rest.mpy", "outbox/00000000.seg", "calibration.json"):
        (flash / name).parent.mkdir(parents=True, exist_ok=True)
        (flash / name).write_bytes(b"x")

    with a_board(flash) as board, Cable(board.device) as port:
        port.attend()
        copy(port, compiled, as_file(own()))

    assert (flash / "outbox/00000000.seg").read_bytes() == b"x"
    assert (flash / "calibration.json").exists()
    assert not [one for one in ("a/node/old.mpy", "b/node/wake.mpy", "rest.mpy") if (flash / one).exists()]


def test_a_file_that_is_not_as_it_was_written_is_told_by_its_name(flash: Path, compiled) -> None:
    with a_board(flash) as board, Worn(board.device) as port:
        port.attend()
        copy(port, compiled, as_file(own()))

        with pytest.raises(ProvisionError, match=r"node/wake\.mpy no quedó como se escribió"):
            verify(port, compiled)


def test_settings_that_do_not_fit_the_board_are_told_by_the_boards_own_program(flash: Path, compiled) -> None:
    wrong = own(channels=[{"name": "sonda", "sensor": "oxygen", "pin": 2}])
    with a_board(flash) as board, Cable(board.device) as port:
        port.attend()
        copy(port, compiled, as_file(wrong))

        with pytest.raises(ProvisionError, match=r"no sirven para esta placa: .*pin") as refused:
            check_settings(port)

    assert KEY not in str(refused.value)
    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize("board", [path.stem for path in (firmware_folder() / "boards").glob("*.json")])
def test_the_settings_of_every_board_of_ours_fit(board: str, tmp_path_factory, compiled) -> None:
    flash = tmp_path_factory.getbasetemp() / "one-board-for-all"
    with a_board(flash) as laid, Cable(laid.device) as port:
        port.attend()
        copy(port, compiled, as_file(own(board)))

        check_settings(port)


def test_a_board_tells_what_it_is(flash: Path) -> None:
    flash.mkdir()
    (flash / "settings.json").write_text('{"node": "pond-3"}', encoding="utf-8")

    with a_board(flash) as board, Cable(board.device) as port:
        look = look_at(port)

    assert (look.hardware, look.node, look.sound) == (HARDWARE, "pond-3", True)
    check(look, "/dev/x")
    assert not (flash / ".probe").exists()


def test_a_flash_that_is_damaged_is_told_with_what_to_do(flash: Path) -> None:
    flash.mkdir()
    (flash / "main.py").write_text(CORRUPT, encoding="utf-8")

    with a_board(flash) as board, Cable(board.device) as port:
        until(lambda: any("corrupted" in line for line in port.lines(0.5)), what="its first words")

        with pytest.raises(ProvisionError, match=r"memoria de la placa está dañada.*--erase"):
            look_at(port)


def test_a_micropython_that_is_too_old_is_told_with_what_it_takes() -> None:
    from gateway.nodes.look import BoardLook

    with pytest.raises(ProvisionError, match=r"MicroPython 1\.28\.0; .*1\.29\.0.*--erase --firmware"):
        check(BoardLook([1, 28, 0], HARDWARE, None, sound=True, free=1), "/dev/x")
    with pytest.raises(ProvisionError, match="está dañada"):
        check(BoardLook([1, 29, 0], HARDWARE, None, sound=False, free=1), "/dev/x")


def an_image(folder: Path, version: str = "1.29.0", name: str = "ESP32_GENERIC-1.bin") -> Path:
    path = folder / name
    path.write_bytes(b"\xe9" + b"\0" * 40 + f"MicroPython v{version} on 2026-08-19".encode())
    return path


def test_an_image_is_known_by_what_stands_in_it_and_by_its_sum(tmp_path: Path) -> None:
    digest = digest_of(an_image(tmp_path))

    assert check_sum(tmp_path, digest, digest.upper())
    assert not check_sum(tmp_path, digest, None), "nobody vouches for it"
    with pytest.raises(ProvisionError, match="no es la imagen que dice"):
        check_sum(tmp_path, digest, "0" * 64)
    assert find_image(tmp_path) == tmp_path / "ESP32_GENERIC-1.bin"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\x7fELF MicroPython v1.29.0", "no es MicroPython para ESP32"), (b"\xe9 hello", "no es MicroPython")],
)
def test_what_is_no_image_is_not_written(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "x.bin").write_bytes(content)

    with pytest.raises(ProvisionError, match=reason):
        digest_of(tmp_path / "x.bin")


def test_an_image_that_is_too_old_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ProvisionError, match=r"es MicroPython 1\.24\.1; hace falta 1\.29\.0"):
        digest_of(an_image(tmp_path, "1.24.1"))


def test_a_board_that_nobody_knows_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(ProvisionError, match=r"clima, .*estanque, .*sirena"):
        read_board(firmware_folder(), "laguna")
    (tmp_path / "mia.json").write_text('{"board": "mia"}', encoding="utf-8")
    with pytest.raises(ProvisionError, match="no es un archivo de placa"):
        read_board(firmware_folder(), str(tmp_path / "mia.json"))


def test_secrets_are_hidden_in_whatever_a_board_says() -> None:
    said = f"trying {KEY} with {PASSWORD}"

    assert hidden(said, own()) == "trying ••• with •••"
    assert KEY not in repr(Way("x", 1, "psk", "s", KEY, PASSWORD))
    assert with_key(own(), "cd" * 32)["broker"]["key"] == "cd" * 32  # type: ignore[index]


def test_the_application_goes_into_the_first_slot_and_the_rescue_brings_its_own_modules(
    flash: Path, compiled
) -> None:
    firmware = firmware_folder()
    with a_board(flash) as board, Cable(board.device) as port:
        port.attend()
        copy(port, compiled, as_file(own()))
        begin_slots(port, 3)
        chosen = port.run("import starter, machine\nprint(starter.choose(machine.PWRON_RESET))")

    assert chosen.strip() == "a"
    assert not (flash / "node").exists()
    top = {name for name in compiled if "/" not in name}
    assert top == {"main.py", "starter.mpy", "slots.mpy"}
    assert "rescue/rescue.mpy" in compiled
    assert {f"rescue/{name}" for name in rescue_modules(firmware)} <= set(compiled)
    assert "node/mqtt.mpy" in rescue_modules(firmware)
    assert list(compiled)[-1] == "main.py"
