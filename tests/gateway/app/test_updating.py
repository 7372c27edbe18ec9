"""What is offered reaches the canary, then the others; who asks for parts gets those it was offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gateway.app import updating as module
from gateway.app.updating import Updating
from gateway.domain.entries import UpdateOffered, UpdateWithdrawn
from gateway.domain.message import Status
from gateway.domain.node_orders import Result
from gateway.domain.node_updates import UpdateAsk, UpdateState
from gateway.domain.rollout import NodeUpdate
from gateway.nodes.bundle import Bundle, bundled
from gateway.nodes.shelf import Shelf
from gateway.store.sqlite import cursors, node_orders, statuses
from gateway.store.sqlite.cursors import Cursor
from tests.gateway.app.small_station import SmallStation, small_station

CANARY, OTHER, SETTLE = "pond-3", "pond-1", 600


def a_bundle(version: int = 7) -> Bundle:
    files = {"node/wake.mpy": b"M\x06\x00\x1f" + bytes(range(256)) * 10}
    return bundled(files, version=version, name="0.2.0", sign=lambda _: bytes(256))


@dataclass
class Updated:
    """A station that offers a version to two nodes; a test says what they say."""

    station: SmallStation
    updating: Updating = field(init=False)
    bundle: Bundle = field(default_factory=a_bundle)

    def __post_init__(self) -> None:
        self.start_anew()

    def start_anew(self) -> None:
        knowledge = self.station.following.knowledge
        self.updating = Updating(self.station.writer, knowledge, Shelf(self.station.folder))

    def offer(self, uid: str = "o", *, bundle: Bundle | None = None) -> None:
        made = bundle or self.bundle
        Shelf(self.station.folder).keep(made)
        self.say(uid, _offered(made))

    def say(self, uid: str, body: UpdateOffered | UpdateWithdrawn) -> None:
        self.station.say(uid, body)
        self.station.follow()

    def hears(self, node: str, state: str, *, version: int = 7, after_s: int = 1, **others: object) -> None:
        """Let a node say how it is and have a record of it stored."""
        self.station.now += after_s
        said = UpdateState("0.2.0", version, "b", state, **others)  # type: ignore[arg-type]
        with self.station.writer.transaction() as readings:
            statuses.save(readings, node, Status("online", update=said), at=self.station.now)
            cursors.save(readings, Cursor(node, 1, 5, heard=self.station.now))

    def turn(self, *, after_s: int = 0) -> list[str]:
        """Play a turn in which it is looked; return which nodes are told of the offer."""
        self.station.now += after_s
        self.updating._looked_at = float("-inf")
        if self.updating.is_due(self.station.now):
            self.updating.act(self.station.now)
        wishes = list(self.updating.wishes(self.station.now))
        assert all(one.content == self.bundle.offer for one in wishes)
        return [one.node for one in wishes]

    def ask(self, node: str = CANARY, *, at: int = 0, size: int = 1024, sha: str = "") -> bytes | None:
        return self.updating.part(node, UpdateAsk(1, sha or self.bundle.sha256[:16], at, size))

    def states(self) -> dict[str, str]:
        return {one.node: one.state for one in self.stands()}

    def stands(self) -> list[NodeUpdate]:
        return self.station.reader().node_updates()


def _offered(made: Bundle) -> UpdateOffered:
    offer = made.offer
    nodes = [OTHER, CANARY]
    return UpdateOffered(offer.version, offer.name, offer.sha256, offer.size, nodes, CANARY, settle_s=SETTLE)


@pytest.fixture
def updated(tmp_path: Path) -> Iterator[Updated]:
    with small_station(tmp_path) as station:
        yield Updated(station)


def test_without_an_offer_nobody_is_told_and_nothing_is_given(updated: Updated) -> None:
    assert updated.turn() == []
    assert updated.ask() is None


def test_the_canary_is_told_and_gets_what_it_asks_for(updated: Updated) -> None:
    updated.offer()

    assert updated.turn() == [CANARY]
    parts = [updated.ask(at=at) for at in range(0, len(updated.bundle.body), 1024)]
    assert b"".join(part or b"" for part in parts) == updated.bundle.body
    assert updated.states() == {CANARY: "offered", OTHER: "waiting"}


def test_the_others_are_told_when_the_canary_has_proved_it(updated: Updated) -> None:
    updated.offer()
    updated.turn()
    updated.hears(CANARY, "confirmed")
    first = updated.turn()
    updated.hears(CANARY, "confirmed", after_s=SETTLE)

    assert (first, updated.turn()) == ([], [OTHER])
    assert updated.ask(OTHER) == updated.bundle.body[:1024]
    assert updated.ask(CANARY) is None


def test_what_a_canary_has_proved_stands_through_a_restart(updated: Updated) -> None:
    updated.offer()
    updated.hears(CANARY, "confirmed")
    updated.turn()
    updated.start_anew()
    updated.hears(CANARY, "confirmed", after_s=SETTLE)

    assert updated.turn() == [OTHER]


def test_a_canary_that_failed_stops_it_and_says_why(
    updated: Updated, caplog: pytest.LogCaptureFixture
) -> None:
    updated.offer()
    updated.turn()
    updated.hears(CANARY, "failed", version=3, target=7, why="it crashed three times")

    assert updated.turn() == []
    assert [one.why for one in updated.stands() if one.node == CANARY] == ["it crashed three times"]
    assert "update node=pond-3 state=failed" in caplog.text
    updated.start_anew()
    assert updated.turn(after_s=100 * SETTLE) == []


def test_a_canary_that_refuses_the_order_has_failed(updated: Updated) -> None:
    updated.offer()
    updated.turn()
    [wish] = updated.updating.wishes(updated.station.now)
    with updated.station.writer.transaction() as readings:
        node_orders.tell(readings, CANARY, "update", wish.id, at=updated.station.now)
        node_orders.answer(readings, CANARY, Result(wish.id, "refused", reason="no room"), at=0)

    assert updated.turn() == []
    assert updated.states()[CANARY] == "failed"


def test_what_is_withdrawn_is_neither_told_nor_given(updated: Updated) -> None:
    updated.offer()
    updated.turn()
    updated.say("w", UpdateWithdrawn(7))

    assert updated.turn() == []
    assert updated.ask() is None


def test_a_newer_offer_takes_the_place_of_the_older(updated: Updated) -> None:
    updated.offer()
    updated.turn()
    updated.bundle = a_bundle(8)
    updated.offer("later")

    assert updated.turn() == [CANARY]
    assert updated.ask() == updated.bundle.body[:1024]
    assert updated.ask(sha=a_bundle(7).sha256[:16]) is None


def test_who_asks_rubbish_gets_nothing_and_is_counted(
    updated: Updated, caplog: pytest.LogCaptureFixture
) -> None:
    updated.offer()
    updated.turn()
    asked = [
        updated.ask(at=len(updated.bundle.body)),
        updated.ask(at=2**20),
        updated.ask(sha="0" * 16),
        updated.ask(OTHER),
        updated.ask("nobody"),
    ]

    assert asked == [None] * 5
    assert updated.updating._unserved == {CANARY: 3, OTHER: 1, "nobody": 1}
    assert caplog.text.count("part of an update not given node=pond-3") == 2


def test_a_node_that_asks_all_the_time_does_not_hold_up_the_station(
    updated: Updated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PARTS_A_SECOND", 3)
    updated.offer()
    updated.turn()
    updated.updating._second = (float("inf"), 0)  # one that does not end

    assert [updated.ask() is None for _ in range(5)] == [False, False, False, True, True]


def test_a_bundle_that_is_gone_is_told_to_nobody(updated: Updated, caplog: pytest.LogCaptureFixture) -> None:
    updated.offer()
    Shelf(updated.station.folder).path(updated.bundle.sha256).unlink()

    assert updated.turn() == []
    assert caplog.text.count("no node gets its update") == 1
    updated.turn()
    assert caplog.text.count("no node gets its update") == 1


def test_a_bundle_that_is_damaged_is_given_to_nobody(updated: Updated) -> None:
    updated.offer()
    path = Shelf(updated.station.folder).path(updated.bundle.sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    assert updated.turn() == []
    assert updated.ask() is None
