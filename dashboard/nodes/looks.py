"""How every node is: where it stands, what is wrong with it and what is due, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.measured.watch import TONES, Tone
from dashboard.nodes.card import Fault, NodeCard
from dashboard.nodes.preparation import Standing, standings, unmarked_signals
from dashboard.ponds.power import battery_volts
from dashboard.visit.given import SHORTEST_PATIENCE_S, Visit
from gateway.domain.due import RULES, Due, dues
from gateway.domain.message import Status
from gateway.domain.patience import patience_s
from gateway.domain.quantities import DERIVED_FROM
from gateway.domain.readings import SeriesKey
from gateway.store.base import NodeState

MANY_WAITING: Final = 60
"""From so many records on a node is behind with sending: an hour of a pond; ours."""

What = Literal[
    "never",
    "silent",
    "lost",
    "rescue",
    "fault",
    "battery_empty",
    "mains_off",
    "unmarked",
    "battery_low",
    "signal_poor",
    "clock",
    "waiting",
    "dropped",
    "damaged",
    "letters",
    "update",
    "brownout",
    "watchdog",
    "due",
]

_MUTE: Final = ("never", "silent", "lost")
"""Nobody hears it now, or ever did."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about a node that somebody has to know.

    Attributes:
        count: How many, where it is about several.
        fault: What does not work, where that is it.
        due: What care is due, where that is it.
        probe: The signal nobody can read, where that is it.
    """

    what: What
    tone: Tone
    count: int = 0
    fault: Fault | None = None
    due: Due | None = None
    probe: SeriesKey | None = None


@dataclass(frozen=True, slots=True)
class NodeLook:
    """A node as it is.

    Attributes:
        standing: Where it stands.
        card: What is known of it.
        troubles: The worst first; empty where nothing is wrong.
        dues: Every care of its probes, due or not.
        last: When it last said anything [s UTC], None where it never did.
    """

    standing: Standing
    card: NodeCard
    troubles: Sequence[Trouble]
    dues: Sequence[Due]
    last: int | None

    @property
    def node(self) -> str:
        """Its name."""
        return self.standing.node

    @property
    def status(self) -> Status | None:
        """The last status it sent, None where it never did."""
        return self.card.state.status

    @property
    def tone(self) -> Tone:
        """How it is drawn: as its worst trouble."""
        return self.troubles[0].tone if self.troubles else "fine"

    @property
    def is_visited(self) -> bool:
        """Whether it is only heard when somebody passes, and nobody misses it yet."""
        return self.status is not None and self.status.is_visited and not self.is_mute

    @property
    def is_mute(self) -> bool:
        """Whether nobody hears it now, or ever did: what it said last is no word about now."""
        return any(one.what in _MUTE for one in self.troubles)


def node_looks(visit: Visit) -> list[NodeLook]:
    """Return every node that was heard or put somewhere, the worst first, then by name."""
    states = {one.node: one for one in visit.nodes}
    unmarked = unmarked_signals(visit.station.store, visit.registered, visit.nodes)
    found = [
        _look(visit, one, states.get(one.node) or NodeState(one.node, None, None, None, 0, 0), unmarked)
        for one in standings(visit.registered, visit.nodes)
    ]
    return sorted(found, key=lambda one: (TONES.index(one.tone), one.node))


def _look(visit: Visit, standing: Standing, state: NodeState, unmarked: Sequence[SeriesKey]) -> NodeLook:
    every = [
        due
        for probe in probes_of(visit, state)
        for due in dues(
            probe,
            visit.registered.cares.get((probe.node, probe.channel), ()),
            visit.registered.calibrations,
            placed=standing.since if standing.place else None,
        )
    ]
    card = NodeCard(state, 0, battery_volts(visit, state.node))
    last = max((at for at in (state.heard, state.status_at) if at is not None), default=None)
    own = [one for one in unmarked if one.node == state.node]
    troubles = [
        *_of_silence(visit, standing, card, last),
        *_of_parts(card),
        *(Trouble("unmarked", "caution", probe=one) for one in own),
        *_of_records(state),
        *(Trouble("due", "caution", due=one) for one in every if one.is_due(now=visit.now)),
    ]
    # Whoever asks of a node that nobody hears is not told first that its probe wants care.
    troubles.sort(key=lambda one: (one.what not in _MUTE, TONES.index(one.tone)))
    return NodeLook(standing, card, troubles, every, last)


def probes_of(visit: Visit, state: NodeState) -> list[SeriesKey]:
    """Return the signals of a node that want care, by channel: what it says now, and what is calibrated."""
    newest = state.status.newest if state.status else {}
    told = {
        SeriesKey(state.node, channel, quantity)
        for channel, values in newest.items()
        for quantity in values
        if quantity in RULES
    }
    marked = {
        one.series
        for one in visit.registered.calibrations
        if one.node == state.node and one.quantity in RULES
    }
    heard = {(one.channel, value) for one in told | marked for value in DERIVED_FROM.get(one.quantity, ())}
    guessed = {
        key._replace(quantity="oxygen_signal")
        for key in visit.station.store.keys()  # noqa: SIM118 - a store is no mapping
        if key.node == state.node and key.quantity == "oxygen" and (key.channel, "oxygen") not in heard
    }
    return sorted(told | marked | guessed)


def _of_silence(visit: Visit, standing: Standing, card: NodeCard, last: int | None) -> Iterator[Trouble]:
    if last is None:
        yield Trouble("never", "none")
        return
    is_of_field = standing.place is not None and standing.place.sort == "field"
    speed = visit.station.config.clock.world_speed or 1.0
    patience = max(patience_s(card.state.status, is_of_field=is_of_field), SHORTEST_PATIENCE_S * speed)
    tone: Tone = "danger" if standing.place is not None else "caution"
    if visit.now - last > patience:
        yield Trouble("silent", tone)
    elif card.lost:
        yield Trouble("lost", tone)


def _of_parts(card: NodeCard) -> Iterator[Trouble]:
    yield from _of_power(card)
    status = card.state.status
    if status is None:
        return
    if status.rescue:
        yield Trouble("rescue", "danger")
    for fault in card.faults:
        yield Trouble("fault", "danger", fault=fault)
    if card.signal == "poor":
        yield Trouble("signal_poor", "caution")
    if status.update is not None and status.update.state == "failed":
        yield Trouble("update", "caution")
    if status.clock == "unsynced":
        yield Trouble("clock", "caution")


def _of_power(card: NodeCard) -> Iterator[Trouble]:
    status = card.state.status
    if card.battery == "empty":
        yield Trouble("battery_empty", "danger")
    if status is not None and status.mains is False:
        yield Trouble("mains_off", "danger")
    if card.battery == "low":
        yield Trouble("battery_low", "caution")
    if status is not None and status.started == "brownout":
        yield Trouble("brownout", "caution")
    if status is not None and status.started == "watchdog":
        yield Trouble("watchdog", "caution")


def _of_records(state: NodeState) -> Iterator[Trouble]:
    status = state.status
    waiting = status.outbox or 0 if status else 0
    if waiting >= MANY_WAITING:
        yield Trouble("waiting", "caution", waiting)
    if status and status.dropped:
        yield Trouble("dropped", "caution", status.dropped)
    if status and status.damaged:
        yield Trouble("damaged", "caution", status.damaged)
    if state.dead_letters:
        yield Trouble("letters", "caution", state.dead_letters)
