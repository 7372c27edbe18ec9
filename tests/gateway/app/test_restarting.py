"""A node that somebody wants to begin anew does so once, and the order is answered truly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gateway.app.restarting import WAITS_S, Restarting
from gateway.domain.entries import OrderGiven
from gateway.domain.node_orders import Result
from gateway.store.sqlite import node_orders, orders
from tests.gateway.app.small_station import SmallStation, small_station


@dataclass
class Asked:
    """A station where somebody asks a node to begin anew."""

    station: SmallStation
    restarting: Restarting = field(init=False)

    def __post_init__(self) -> None:
        self.start_anew()

    def start_anew(self) -> None:
        journal, knowledge = self.station.journal, self.station.following.knowledge
        self.restarting = Restarting(
            self.station.writer,
            lambda: journal.entries("station", kinds={"order"}),
            lambda: knowledge.registers,
        )

    def ask(self, uid: str = "o-1", node: str = "pond-1") -> None:
        self.station.say(uid, OrderGiven("restart_node", {"node": node}))
        self.station.follow()

    def turn(self, *, after_s: int = 0) -> list[str]:
        """Play a turn; return the ids of what is wished of nodes."""
        self.station.now += after_s
        self.restarting._looked_at = float("-inf")
        if self.restarting.is_due(self.station.now):
            self.restarting.act(self.station.now)
        return [one.id for one in self.restarting.wishes(self.station.now)]

    def hears(self, name: str, state: str, reason: str | None = None) -> None:
        with self.station.writer.transaction() as readings:
            node_orders.tell(readings, "pond-1", "restart", name, at=self.station.now)
            result = Result(name, state, reason=reason)  # type: ignore[arg-type]
            node_orders.answer(readings, "pond-1", result, at=self.station.now)

    def answer(self, uid: str = "o-1") -> tuple[str, str] | None:
        found = orders.find(self.station.writer.readings, uid)
        return None if found is None else (found.state, found.answer)


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    with small_station(tmp_path) as station:
        yield Asked(station)


def test_a_restart_is_wished_until_the_node_has_done_it(asked: Asked) -> None:
    asked.ask()
    [name] = asked.turn()
    waiting = asked.answer()
    asked.hears(name, "done")

    assert (waiting, asked.turn(), asked.answer()) == (None, [], ("done", "El nodo comenzó de nuevo."))
    asked.start_anew()
    assert asked.turn() == []


def test_two_restarts_are_two_orders(asked: Asked) -> None:
    asked.ask("o-1")
    asked.ask("o-2")

    assert len(set(asked.turn())) == 2


def test_a_node_that_does_not_do_it_says_why(asked: Asked) -> None:
    asked.ask()
    [name] = asked.turn()
    asked.hears(name, "refused", "nobody here does that")
    asked.turn()

    assert asked.answer() == ("failed", "El nodo no lo hizo: nobody here does that.")


def test_nobody_wants_a_restart_after_a_day(asked: Asked) -> None:
    asked.ask()
    still = asked.turn(after_s=WAITS_S)

    assert (len(still), asked.turn(after_s=1)) == (1, [])
    assert asked.answer() == ("failed", "El nodo no contestó en un día.")
