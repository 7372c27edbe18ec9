"""Real nodes over a real broker take a new version from the gateway: one first, then the others, or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from living import Living, living
from station import RealStation
from updated import Flasher, program, runs, settings, until

pytestmark = [pytest.mark.broker, pytest.mark.micropython]

CANARY, OTHER = "pond-2", "pond-1"
PONDS = ("--group", "ponds", "--canary", CANARY, "--settle", "0")


@pytest.fixture
def flasher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flasher]:
    with RealStation(tmp_path / "s", settings=settings(), commit_interval_s=0.3) as station:
        yield Flasher(station, monkeypatch)


@pytest.fixture
def nodes(flasher: Flasher) -> Iterator[tuple[Living, Living]]:
    with ExitStack() as stack:
        found = []
        for node in (CANARY, OTHER):
            flasher.flash(node)
            found.append(stack.enter_context(living(flasher.station, node, sample_every_s=20)))
        yield found[0], found[1]


def test_a_version_goes_to_the_canary_and_then_to_the_others(
    flasher: Flasher, nodes: tuple[Living, Living], tmp_path: Path
) -> None:
    canary, other = nodes
    until(nodes, lambda: all(runs(one) for one in nodes), within_s=60, what="the first status")
    flasher.offer(program(tmp_path / "new", "9.9.9"), *PONDS)

    until(nodes, lambda: runs(canary) == ("9.9.9", "confirmed"), within_s=90, what="the canary's update")
    until(nodes, lambda: runs(other) == ("9.9.9", "confirmed"), within_s=90, what="the other's update")

    until(
        nodes,
        lambda: set(flasher.states().values()) == {"confirmed"},
        within_s=60,
        what="that all is known",
    )
    for one in nodes:
        one.until_kept(one.world.count() + 2)
        one.until_stored()
    assert "lo lleva y anda bien" in flasher.run("list")
    told = flasher.station.gateway_log()
    assert told.index(f"update node={CANARY} state=confirmed") < told.index(
        f"update node={OTHER} state=offered"
    )


def test_a_version_that_crashes_comes_back_and_is_offered_to_nobody_else(
    flasher: Flasher, nodes: tuple[Living, Living], tmp_path: Path
) -> None:
    canary, other = nodes
    until(nodes, lambda: all(runs(one) for one in nodes), within_s=60, what="the first status")
    before = runs(other)
    flasher.offer(program(tmp_path / "bad", "9.9.9", crashes=True), *PONDS)

    until(nodes, lambda: flasher.states().get(CANARY) == "failed", within_s=120, what="the canary's failure")

    for one in nodes:
        one.until_kept(one.world.count() + 2)
        one.until_stored()
    assert (runs(canary) or ("",))[0] == (before or ("",))[0]
    assert runs(other) == before
    assert flasher.states() == {CANARY: "failed", OTHER: "waiting"}
    assert f"node told node={OTHER} sort=update" not in flasher.station.gateway_log()
    assert "se cayó tres veces" in flasher.run("list")
    assert b"it crashes" in canary.node.log_file.read_bytes()
