"""A real siren at a real station: it sounds, and whoever presses its button is written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_node import FakeNode
from phoned import fall
from siren import Siren
from station import POND, RealStation, until

from gateway.domain.entries import AlarmAcknowledged

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

SIREN = '[siren]\nnodes = ["siren-1"]\n'


@pytest.fixture
def station(tmp_path: Path) -> Iterator[RealStation]:
    with RealStation(tmp_path / "station", settings=SIREN + POND.format(n=1)) as opened:
        yield opened


def test_the_button_silences_the_siren_and_acknowledges_what_rang(
    station: RealStation, tmp_path: Path
) -> None:
    with Siren(tmp_path / "siren", station.port) as siren, FakeNode(station.port) as node:
        until(lambda: "ringing=0" in station.gateway_log(), what="the siren's first answer")
        node.ask_time(uptime_ms=1_000_000)
        until(lambda: bool(node.answers), what="the gateway's answer")
        fall(node, 0)
        siren.await_level(3)

        siren.press()

        with station.journal() as journal:

            def entries() -> list[tuple[str, object]]:
                said = journal.entries("station", kinds={"acknowledgement"})
                return [(one.author, one.body) for one in said]

            until(lambda: len(entries()) == 1, what="the entry")
            [(author, body)] = entries()
        until(
            lambda: "level=0" in station.gateway_log().partition("level=3")[2], what="the order to be quiet"
        )
    assert author == "sirena"
    assert isinstance(body, AlarmAcknowledged)
    assert body.level == 3
