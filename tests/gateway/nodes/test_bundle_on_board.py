"""What the gateway signs, a board's own code on MicroPython opens; what anybody else made it refuses."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import parts
import pytest

from gateway.demo.interpreter import Interpreter
from gateway.domain.update_reasons import WHY
from gateway.nodes.boards import firmware_folder
from gateway.nodes.bundle import Bundle, bundled
from gateway.nodes.compiling import compiled
from gateway.nodes.signing import Signer, signer

pytestmark = pytest.mark.micropython

OPEN = """
import json
from node.bundle import Bundle
with open("offer.json") as file:
    offer = json.loads(file.read())
try:
    Bundle("update.bin", "b", offer, lambda: None).install()
    print("RESULT installed")
except ValueError as error:
    print("RESULT", error)
"""


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("key") / "update.key")


@pytest.fixture(scope="module")
def made(key: Signer) -> Bundle:
    return bundled(compiled(firmware_folder()), version=7, name="0.2.0", sign=key.sign)


def opened_on_a_board(folder: Path, made: Bundle, key: Signer) -> str:
    """Return what a board with the key says of a bundle that it has fetched."""
    offer = made.offer
    told = {"version": offer.version, "name": offer.name, "size": offer.size, "sha256": offer.sha256}
    (folder / "offer.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "update.bin").write_bytes(made.body)
    (folder / "update.pub").write_bytes(key.modulus)
    (folder / "open.py").write_text(OPEN, encoding="utf-8")
    board = Interpreter(Path(parts.micropython()), heap="128K")
    ended = subprocess.run(
        board.command(folder / "open.py"),
        cwd=folder,
        env=os.environ | {"MICROPYPATH": f"{firmware_folder()}:.frozen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "RESULT" in ended.stdout, ended.stdout + ended.stderr
    return ended.stdout.partition("RESULT ")[2].strip()


def test_a_board_opens_what_its_station_signed_as_it_was_made(
    tmp_path: Path, made: Bundle, key: Signer
) -> None:
    said = opened_on_a_board(tmp_path, made, key)

    slot = tmp_path / "b"
    there = {str(path.relative_to(slot)): path.read_bytes() for path in slot.rglob("*") if path.is_file()}
    assert said == "installed"
    assert there == made.files


def test_the_words_that_are_told_in_the_reader_s_are_those_of_the_nodes() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in (firmware_folder() / "node").glob("*.py"))

    assert [why for why in WHY if f'"{why}"' not in said] == []


def test_a_board_refuses_what_another_station_signed(tmp_path: Path, made: Bundle) -> None:
    said = opened_on_a_board(tmp_path, made, signer(tmp_path / "another.key"))

    assert said == "not signed by this station"


def test_a_board_refuses_a_file_that_was_changed_after_it_was_signed(
    tmp_path: Path, made: Bundle, key: Signer
) -> None:
    changed = Bundle(made.manifest, made.files, made.body[:-1] + bytes([made.body[-1] ^ 1]))

    said = opened_on_a_board(tmp_path, changed, key)

    assert "not as its digest" in said
