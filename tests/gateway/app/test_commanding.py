"""Each node is told what is wished of it, once for each connection, and what is not wished is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from gateway.app.commanding import AT_ONCE, Commanding
from gateway.app.wire import Wire
from gateway.domain.node_orders import Result
from gateway.domain.wishes import NodeOrder, Wish
from tests.gateway.app.small_station import THREE, SmallStation, small_station


class Mode(Struct, frozen=True):
    mode: str


def on(node: str = "pond-1", *, mode: str = "on", lasts_s: int | None = None) -> Wish:
    return Wish(node, "relay", Mode(mode), lasts_s)


@dataclass
class Commanded:
    """A gateway whose wishes a test sets, over a broker that it connects and cuts."""

    station: SmallStation
    wishes: list[Wish] = field(default_factory=list)
    connection: int | None = 1
    said: list[tuple[str, bytes]] = field(default_factory=list)
    is_ill: bool = False
    commanding: Commanding = field(init=False)

    def __post_init__(self) -> None:
        self.start_anew()

    def start_anew(self) -> None:
        wire = Wire("demo", lambda topic, body: self.said.append((topic, body)), lambda: self.connection)
        self.commanding = Commanding(self.station.writer, wire, (self._wished,))

    def _wished(self, now: int) -> Iterable[Wish]:
        assert now == self.station.now
        if self.is_ill:
            raise RuntimeError("what a test makes of it")
        return self.wishes

    def turn(self, *, after_s: int = 0) -> list[tuple[str, bytes]]:
        """Play a turn in which the sources are asked; return what was said in it."""
        self.station.now += after_s
        self.commanding._looked_at = None
        before = len(self.said)
        while self.commanding.is_due(self.station.now):
            self.commanding.act(self.station.now)
        return self.said[before:]

    def answers(self, name: str, state: str = "done", *, node: str = "pond-1") -> None:
        result = msgspec.convert({"id": name, "state": state, "reason": "sin relé"}, Result)
        with self.station.writer.transaction():
            self.commanding.hear(node, result, self.station.now)

    def stand(self) -> list[NodeOrder]:
        return self.station.reader().node_orders()


@pytest.fixture
def commanded(tmp_path: Path) -> Iterator[Commanded]:
    with small_station(tmp_path) as station:
        yield Commanded(station)


def test_a_wish_is_told_once_under_the_topic_of_its_sort(commanded: Commanded) -> None:
    commanded.wishes = [on()]

    [(topic, body)] = commanded.turn()

    assert topic == "conuco/v1/demo/pond-1/command/relay"
    assert msgspec.json.decode(body) == {"id": on().id, "relay": {"mode": "on"}}
    assert commanded.turn(after_s=3600) == []


def test_the_same_content_is_the_same_order_and_another_content_another(commanded: Commanded) -> None:
    assert on().id == on("pond-2").id
    assert len({on().id, on(mode="off").id, Wish("pond-1", "calibration", Mode("on")).id}) == 3


def test_only_what_changed_is_told(commanded: Commanded) -> None:
    commanded.wishes = [on(), on("pond-2")]
    commanded.turn()
    commanded.wishes = [on(), on("pond-2", mode="off")]

    [(topic, body)] = commanded.turn()

    assert (topic.split("/")[3], b'"off"' in body) == ("pond-2", True)


def test_on_each_new_connection_everything_is_told_again_by_the_same_orders(commanded: Commanded) -> None:
    commanded.wishes = [on()]
    first = commanded.turn()
    commanded.connection = None
    away = commanded.turn()
    commanded.connection = 2

    assert (away, commanded.turn()) == ([], first)


def test_a_wish_that_vanished_is_taken_back_on_this_connection_and_on_the_next(commanded: Commanded) -> None:
    commanded.wishes = [on()]
    commanded.turn()
    commanded.wishes = []
    taken_back = [("conuco/v1/demo/pond-1/command/relay", b"")]

    assert commanded.turn() == taken_back
    assert commanded.turn() == []
    commanded.connection = 2
    assert commanded.turn() == taken_back


def test_what_a_former_run_told_and_nobody_wishes_any_more_is_taken_back(commanded: Commanded) -> None:
    commanded.wishes = [on(), on("pond-2")]
    commanded.turn()
    commanded.wishes = [on("pond-2")]
    commanded.start_anew()

    said = commanded.turn()

    assert [(topic.split("/")[3], bool(body)) for topic, body in said] == [
        ("pond-1", False),
        ("pond-2", True),
    ]


def test_a_wish_that_comes_back_is_told_again(commanded: Commanded) -> None:
    for wishes in ([on()], [], [on()]):
        commanded.wishes = wishes
        said = commanded.turn()

    assert len(said) == 1
    assert said[0][1] != b""


def test_a_hundred_nodes_are_told_some_at_a_time(commanded: Commanded) -> None:
    commanded.wishes = [on(f"pond-{n}") for n in range(100)]

    assert commanded.commanding.is_due(THREE)
    commanded.commanding.act(THREE)

    assert len(commanded.said) == AT_ONCE
    assert len(commanded.turn()) == 100 - AT_ONCE
    assert commanded.turn() == []


def test_the_end_of_an_order_is_moved_on_while_it_is_wished(commanded: Commanded) -> None:
    commanded.wishes = [on(lasts_s=3600)]
    [(_, first)] = commanded.turn()
    too_soon = commanded.turn(after_s=1199)
    [(_, renewed)] = commanded.turn(after_s=1)

    assert too_soon == []
    assert [msgspec.json.decode(body)["expires"] - THREE for body in (first, renewed)] == [3600, 4800]
    assert msgspec.json.decode(first)["id"] == msgspec.json.decode(renewed)["id"]


def test_a_source_that_fails_takes_nothing_back(commanded: Commanded) -> None:
    commanded.wishes = [on()]
    commanded.turn()
    commanded.is_ill = True

    assert commanded.turn() == []


def test_a_node_s_answer_stands_beside_the_order(commanded: Commanded) -> None:
    commanded.wishes = [on()]
    commanded.turn()
    [before] = commanded.stand()
    commanded.station.now += 5
    commanded.answers(on().id, "refused")
    [after] = commanded.stand()

    assert before == NodeOrder("pond-1", "relay", on().id, THREE)
    assert (after.state, after.reason, after.answered) == ("refused", "sin relé", THREE + 5)


def test_an_answer_to_an_order_that_does_not_stand_is_not_kept(commanded: Commanded) -> None:
    commanded.wishes = [on()]
    commanded.turn()
    commanded.answers("4711")
    commanded.answers(on().id, node="pond-2")

    assert commanded.stand() == [NodeOrder("pond-1", "relay", on().id, THREE)]


def test_an_answer_to_a_former_order_says_nothing_of_the_new_one(commanded: Commanded) -> None:
    commanded.wishes = [on()]
    commanded.turn()
    commanded.answers(on().id)
    commanded.wishes = [on(mode="off")]
    commanded.turn()

    [order] = commanded.stand()

    assert (order.id, order.state) == (on(mode="off").id, None)
