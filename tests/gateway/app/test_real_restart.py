"""A real node at a real station begins anew when somebody asks for it, once, and loses nothing."""

from __future__ import annotations

import re
import time
from pathlib import Path

import commune
import pytest
from living import Living, living
from station import RealStation
from typer.testing import CliRunner

from gateway.cli import app

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

SPEED = 30.0


def restart(one: Living) -> str:
    words = ["node", "restart", "pond-1", "--wait", "0", "--config", str(one.station.config_file)]
    found = CliRunner().invoke(app, words)
    assert found.exit_code == 0, found.output
    return re.sub(r"\s+", " ", found.output)


def answers(one: Living) -> list[str | None]:
    return [order.state for order in one.station.store().node_orders() if order.sort == "restart"]


def more(one: Living) -> None:
    """Wait until it has measured on, and all of it is stored."""
    one.until_kept(one.world.count() + 2)
    one.until_stored()


def test_a_node_begins_anew_once_for_each_order(tmp_path: Path) -> None:
    began = f"world_began = {time.time()!r}\nworld_start = 1772000400.0\nworld_speed = {SPEED}\n"
    settings = began + commune.POND.format(n=1)
    with (
        RealStation(tmp_path / "s", settings=settings, commit_interval_s=0.3) as station,
        living(station, "pond-1") as one,
    ):
        more(one)
        said = restart(one)
        for count in (1, 2):
            one.until(lambda count=count: one.node.crashes == count, what=f"restart {count}")
            more(one)
            one.until(lambda: answers(one) == [None], what="its being taken back")
            if count == 1:
                restart(one)

    assert "Quedó pedido" in said
    assert one.node.crashes == 2
