"""Boards flashed by cable get a new program over the air, one first; and one that never proves itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from newcomer import Newcomer, newcomer
from station import until
from updated import Flasher, program

from gateway.demo.rehearsal import RehearsedBoard
from gateway.nodes.boards import firmware_folder
from gateway.nodes.releasing import program_name

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

CANARY, OTHER = "pond-8", "pond-7"
VERSION = program_name(firmware_folder())
PONDS = ("--group", "ponds", "--canary", CANARY, "--settle", "0")
SPEED = 20.0
"""A version that nobody acknowledges is given up after a quarter of an hour of the world."""


@pytest.mark.proof
def test_two_new_nodes_take_a_version_one_after_the_other_and_none_that_never_proves_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with newcomer(tmp_path / "station", speed=SPEED) as life:
        offers = Flasher(life.table.station, monkeypatch)
        for node, place in ((CANARY, "estanque-2"), (OTHER, "estanque-1")):
            life.table.add(node, "--place", place)
        life.reload_broker()
        with (
            life.table.board(CANARY, CANARY) as first,
            life.table.board(OTHER, OTHER, CONUCO_HARDWARE="240ac4ffffff") as second,
        ):
            for node, board in ((CANARY, first), (OTHER, second)):
                life.table.run("flash", node, "-p", board.device, "--wait", "60")
            _all_follow_the_one_that_confirms(life, offers, tmp_path / "good")
            _what_is_flashed_by_cable_stays(life, offers, second)
            _nobody_gets_what_never_proves_itself(life, offers, tmp_path / "mute")


def _all_follow_the_one_that_confirms(life: Newcomer, offers: Flasher, folder: Path) -> None:
    said = offers.offer(program(folder, "9.9.8"), *PONDS)
    print(said)

    until(lambda: offers.states().get(CANARY) == "confirmed", within_s=120, what="the first one's update")
    until(lambda: offers.states().get(OTHER) == "confirmed", within_s=120, what="the other one's update")
    print(offers.run("list"))
    assert _runs(life) == {CANARY: ("9.9.8", "confirmed"), OTHER: ("9.9.8", "confirmed")}
    told = life.table.station.gateway_log()
    first, then = f"update node={CANARY} state=confirmed", f"update node={OTHER} state=offered"
    assert told.index(first) < told.index(then)
    life.until_stored()


def _what_is_flashed_by_cable_stays(life: Newcomer, offers: Flasher, board: RehearsedBoard) -> None:
    """Flash what is installed here: the version that is still offered is another one, and no newer."""
    life.table.run("flash", OTHER, "-p", board.device, "--wait", "60")

    until(lambda: _runs(life)[OTHER] == (VERSION, "none"), what="what was flashed")
    before = life.table.world.count()
    life.table.keeps(before + 8)
    assert _runs(life)[OTHER] == (VERSION, "none")
    assert "lleva otro, grabado por cable" in offers.run("list")
    life.until_stored()


def _nobody_gets_what_never_proves_itself(life: Newcomer, offers: Flasher, folder: Path) -> None:
    mute = program(folder, "9.9.9")
    update = mute / "node" / "update.py"
    text = update.read_text(encoding="utf-8")
    assert text.count("if self._is_acknowledged:") == 1
    update.write_text(text.replace("if self._is_acknowledged:", "if False:"), encoding="utf-8")
    offers.offer(mute, *PONDS)

    until(lambda: offers.states().get(CANARY) == "trial", within_s=120, what="its trial")
    until(lambda: offers.states().get(CANARY) == "failed", within_s=120, what="the end of its trial")
    until(lambda: _runs(life)[CANARY] == ("9.9.8", "failed"), within_s=60, what="the return")
    said = offers.run("list")
    print(said)
    assert "Parado: falló en pond-8" in said
    assert "no se le ofrece" in said
    assert offers.states()[OTHER] == "waiting"
    assert _runs(life)[OTHER] == (VERSION, "none")
    life.table.keeps(life.table.world.count() + 2)
    life.until_stored()


def _runs(life: Newcomer) -> dict[str, tuple[str, str]]:
    """Return which version every node says that it runs, and how it stands there."""
    states = [one for one in life.table.station.store().nodes() if one.status and one.status.update]
    return {one.node: (one.status.update.name, one.status.update.state) for one in states}
