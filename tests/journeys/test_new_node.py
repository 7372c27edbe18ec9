"""A node from its box to its second board: flashed, calibrated, moved, collected, replaced; all is kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser import Chromium, shown
from entering import enters
from members import PASSWORD
from newcomer import Newcomer, newcomer
from playwright.sync_api import Page, expect
from station import until

from gateway.demo.rehearsal import RehearsedBoard
from gateway.nodes.outbox_files import OutboxRead, read_outbox

pytestmark = [pytest.mark.broker, pytest.mark.micropython, pytest.mark.browser]


def test_a_new_node_is_flashed_calibrated_on_the_telephone_and_moved(
    tmp_path: Path, chromium: Chromium
) -> None:
    with newcomer(tmp_path / "station") as life:
        with _at_its_second_pond(life, chromium):
            life.until_stored()
        _everything_is_where_it_was_measured(life)


@pytest.mark.proof
def test_a_node_that_is_collected_and_replaced_loses_nothing_and_nothing_is_told_of_another_pond(
    tmp_path: Path, chromium: Chromium
) -> None:
    with newcomer(tmp_path / "station") as life:
        with _at_its_second_pond(life, chromium) as board:
            _is_out_of_reach(life, board)
        _is_collected_and_sends_the_same_again(life)
        _is_replaced(life)
        _everything_is_where_it_was_measured(life)
        print(life.balance())


@contextmanager
def _at_its_second_pond(life: Newcomer, chromium: Chromium) -> Iterator[RehearsedBoard]:
    """Let a node be added, flashed, calibrated on the telephone and moved, and live on."""
    _is_added(life)
    with life.table.board("pond-7") as board:
        _is_flashed(life, board)
        with chromium.page(life.address) as phone:
            enters(phone, secret=PASSWORD)
            _is_calibrated(life, phone, board)
            _is_moved(life, phone)
        yield board


def _is_added(life: Newcomer) -> None:
    said = life.table.add("pond-7", "--place", "estanque-1")

    assert "conuco node flash pond-7" in said
    life.reload_broker()


def _is_flashed(life: Newcomer, board: RehearsedBoard) -> None:
    """Flash it; the command ends with its first word, of which nobody knows yet what it means."""
    said = life.table.run("flash", "pond-7", "--port", board.device, "--wait", "60")

    assert "Llegó su primera medición y quedó guardada." in said
    assert (board.folder / "slot").is_file(), "it runs from its first slot"
    assert (board.folder / "a" / "node" / "wake.mpy").is_file()
    assert not (board.folder / "node").exists()
    assert life.at_place("estanque-1") == {}


def _is_calibrated(life: Newcomer, phone: Page, board: RehearsedBoard) -> None:
    """Calibrate its probe in moist air, as the telephone leads; what it gave before is read by it too."""
    life.table.keeps(8)
    phone.goto("/nodos")
    phone.locator("a[href='/nodos/pond-7']").click()
    expect(phone.locator("#n-do")).to_contain_text("no tiene marcas")
    phone.locator("a[href*='/anotar/calibrar-oxigeno']").first.click()
    phone.locator("label.choice:has(input[value=aire])").click()
    phone.locator("main form button.main").click()
    expect(phone.locator("#signal")).to_contain_text("Está quieta.")
    phone.locator("#clave button.main").click()
    phone.locator("#temperatura").fill("28")
    phone.locator("#clave button.main").click()
    phone.locator("form.echo button.main").click()
    expect(phone.locator("h1")).to_have_text("Guardado")
    first = min(life.at_place("estanque-1", "water_temperature"))
    until(lambda: first in life.at_place("estanque-1"), what="what it measured before, derived again")
    until((board.folder / "calibration.json").is_file, what="what it needs for its own emergency limit")


def _is_moved(life: Newcomer, phone: Page) -> None:
    phone.goto("/nodos/pond-7")
    phone.locator("a[href*='/anotar/ubicacion']").click()
    phone.locator("label.choice:has(input[value=estanque-2])").click()
    phone.locator("#clave button.main").click()
    expect(phone.locator("h1")).to_have_text("Guardado")
    until(lambda: len(life.at_place("estanque-2")) >= 3, what="what it measures at the other pond")
    phone.goto("/nodos/pond-7")
    assert "Estanque 2" in shown(phone, "h1")


def _is_out_of_reach(life: Newcomer, board: RehearsedBoard) -> None:
    """Let it measure where no radio reaches; it knows the time."""
    life.table.world.signal = None
    until(lambda: len(_outbox_of(board).records) >= 6, what="measuring unheard")


def _is_collected_and_sends_the_same_again(life: Newcomer) -> None:
    """Collect what could not be sent, as if the cable were pulled out before the board is told of it."""
    flash = life.table.folder / "board" / "outbox"
    copy = shutil.copytree(flash, life.table.folder / "outbox-untold")
    with life.table.board("pond-7") as board:
        untold = _outbox_of(board)
        said = life.table.run("collect", "--port", board.device)
    counted = int(said.split("pond-7: ")[1].split()[0])
    assert counted >= len(untold.records) >= 6
    assert f"{counted} registros recogidos, {counted} nuevos" in said
    assert "Del 25/02/2026" in said
    for file in copy.iterdir():
        if file.name == "gone" or not (flash / file.name).exists():
            shutil.copy(file, flash / file.name)

    assert {one.number for one in untold.records} <= {one.number for one in _outbox_of(board).records}
    life.table.world.signal = -60
    with life.table.board("pond-7") as board:
        until(lambda: len(_outbox_of(board).records) <= 1, within_s=60, what="sending it again")
        life.until_stored()


def _is_replaced(life: Newcomer) -> None:
    """Let another board take the name over; what the old one measures after that comes in by cable."""
    before = life.key_of("pond-7")
    with (
        life.table.board("pond-7") as old,
        life.table.board("pond-7", "new", CONUCO_HARDWARE="240ac4ffffff") as new,
    ):
        with life.reloading():
            ports = ("--old-port", old.device, "--port", new.device)
            said = life.table.run("replace", "pond-7", *ports, "--wait", "60")
        assert "[4/9] Mirar la placa" in said
        assert "Llegó su primera medición y quedó guardada." in said
        life.restart_broker()
        old.cut()
        until(lambda: len(_outbox_of(old).records) >= 2, what="an old board that is not heard")
        assert "registros recogidos" in life.table.run("collect", "--port", old.device)
        old.stop()
        heard = max(life.at_place("estanque-2"))
        until(lambda: max(life.at_place("estanque-2")) > heard, what="the new board's word")
        life.until_stored()
    made = life.table.station.made
    assert made.publish("pond-7", "x", key=before) != 0
    assert made.publish("pond-7", "x", key=life.key_of("pond-7")) == 0


def _everything_is_where_it_was_measured(life: Newcomer) -> None:
    """Count at the end: each record once, unaltered, at the place where its node stood at its moment."""
    found, moved = life.balance(), life.moved("pond-7")
    assert (found.lost, found.twice, found.altered) == ([], [], [])
    first, second = (life.at_place(place, "water_temperature") for place in ("estanque-1", "estanque-2"))
    told = {at for one in life.table.world.records() if isinstance(at := one.get("time"), int)}

    assert max(first) < moved <= min(second)
    assert {at for at in told if at < moved} <= set(first)
    assert {at for at in told if at >= moved} <= set(second)


def _outbox_of(board: RehearsedBoard) -> OutboxRead:
    files = [one for one in (board.folder / "outbox").iterdir() if one.is_file()]
    found = read_outbox({one.name: one.read_bytes() for one in files})
    assert found is not None
    return found
