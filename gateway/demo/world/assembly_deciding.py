"""What the demo's sessions heard, debated, voted and decided, minute by minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gateway.demo.world import cast
from gateway.demo.world.assembly_attendance import present
from gateway.demo.world.assembly_items import Item
from gateway.demo.world.assembly_outcomes import Outcome
from gateway.demo.world.assembly_sessions import HELD, Sitting, agreement
from gateway.demo.world.calendar import DAY_S
from gateway.demo.world.chance import generator
from gateway.demo.world.daily import NO_TEXT
from gateway.demo.world.records import SECRETARY, Record, drafted
from gateway.domain.entries import Body, Debated, Decided, OutcomeTold, Voted

_MINUTE_S: Final = 60
_TOLD_FROM: Final = 26
_PUT_FROM: Final = 45
_EACH: Final = 15
"""The secretary writes at the table: outcomes from the one minute on, matters from the other [min]."""
_BEFORE_S: Final = {"told": 4 * DAY_S, "put": 3 * DAY_S}
"""So long before a session that is still to meet both were written down [s]."""


def told(
    one: Sitting, before: int, came: Sequence[tuple[str, Outcome]], *, first: int = 0
) -> Iterator[Record]:
    """Yield what came of what a session decided.

    Args:
        one: The session at which it is told, or before which where it is still to meet.
        before: The number of the session that decided.
        came: By the name of the matter.
        first: How many were told before these.
    """
    begin = one.at + _TOLD_FROM * _MINUTE_S - (0 if one in HELD else _BEFORE_S["told"])
    for number, (name, outcome) in enumerate(came, first):
        body = OutcomeTold(agreement(before, name), outcome.state, list(outcome.entries), NO_TEXT)
        uid = f"demo-cumplido-{before}-{name}-{one.number}"
        yield _written(uid, body, begin + number * _MINUTE_S, outcome.text)


def put(one: Sitting, items: Sequence[Item]) -> Iterator[Record]:
    """Yield what was put to a session, and of one that was held how it was decided."""
    is_held = one in HELD
    begin = one.at + _PUT_FROM * _MINUTE_S - (0 if is_held else _BEFORE_S["put"])
    for number, item in enumerate(items):
        at, uid = begin + number * _EACH * _MINUTE_S, f"demo-propuesta-{one.number}-{item.name}"
        yield _written(uid, item.proposed(one.number), at, item.text)
        if is_held:
            yield from _decided(one, item, uid, at)


def _decided(one: Sitting, item: Item, proposal: str, at: int) -> Iterator[Record]:
    name = f"{one.number}-{item.name}"
    if item.debate is not None:
        debated = Debated(one.number, proposal, NO_TEXT)
        yield _written(f"demo-debate-{name}", debated, at + 4 * _MINUTE_S, item.debate)
    vote = None
    if item.result != "deferred":
        vote = f"demo-votos-{name}"
        yield _written(vote, _voted(one, item, proposal), at + 9 * _MINUTE_S)
    organ, of = item.responsible
    is_approved = item.result == "approved"
    body = Decided(
        one.number,
        proposal,
        item.result,
        vote,
        organ if is_approved else None,
        of if is_approved else None,
        item.deadline.isoformat() if is_approved and item.deadline else None,
        (item.lines or {}).get("funds", []) if is_approved else [],
    )
    yield _written(agreement(one.number, item.name), body, at + 11 * _MINUTE_S)


def _voted(one: Sitting, item: Item, proposal: str) -> Voted:
    """Return a vote: most are for what is approved, and few for what is rejected."""
    votes, lots = len(present(one)), generator(cast.SEED, "voted", one.number, item.name)
    against, abstained = (int(count) for count in lots.integers(0, 3, 2))
    mandated = bool(lots.random() < 0.9)
    if item.result == "approved":
        return Voted(one.number, proposal, votes - against - abstained, against, abstained, mandated)
    in_favour = votes // 4 + against
    return Voted(one.number, proposal, in_favour, votes - in_favour - abstained, abstained, mandated)


def _written(uid: str, body: Body, at: int, note: str | None = None) -> Record:
    return Record(drafted(uid, body, happened=at, author=SECRETARY), at + _MINUTE_S // 2, note)
