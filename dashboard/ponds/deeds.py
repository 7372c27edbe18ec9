"""What the nodes of a pond did and heard by themselves: their aerator's relay, and their button."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from dashboard.measured.history import History, Part, Span
from gateway.domain.quantities import AERATOR_REASONS, AeratorReason
from gateway.domain.readings import SeriesKey

LOOKED_BACK_S: Final = 7 * 24 * 3600
"""So far back a relay's last switching is looked for, and presses are told [s]."""
SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class NodeDeed:
    """Something a node did, or heard through its button.

    Attributes:
        reason: Why it switched; None where it did not say, or where it did not switch.
    """

    at: int
    what: Literal["on", "off", "pressed"]
    reason: AeratorReason | None = None


def node_deeds(history: History, place: str, *, now: int) -> list[NodeDeed]:
    """Return the last things that the nodes of a pond did and heard, the newest first.

    Also what came late: nobody was called for it, and it happened.
    """
    span = Span(now - LOOKED_BACK_S, now + 1)
    switched = [
        deed for part in history.parts(place, "aerator_relay", span) for deed in _switchings(history, part)
    ]
    pressed = history.readings(history.parts(place, "gasping", span)).usable()
    heard = [NodeDeed(at, "pressed") for at in pressed.time[pressed.value > 0].tolist()]
    return sorted((*switched, *heard), key=lambda one: -one.at)[:SHOWN]


def relay_runs(history: History, place: str, span: Span) -> list[Span]:
    """Return when a node held a pond's aerator on within a span; what was not switched off goes on."""
    longer = Span(span.start - LOOKED_BACK_S, span.end)
    found = []
    for part in history.parts(place, "aerator_relay", longer):
        deeds = _switchings(history, part)
        ends = [*(one.at for one in deeds[1:]), part.span.end]
        found += [Span(one.at, end) for one, end in zip(deeds, ends, strict=True) if one.what == "on"]
    return [one for one in found if one.end > span.start and one.start < span.end]


def _switchings(history: History, part: Part) -> list[NodeDeed]:
    """Return how a relay was switched, rising; that it is as it was is no switching."""
    said = history.readings([part]).usable()
    reasons = _reasons(history, part)
    every = [
        NodeDeed(at, "on" if value >= 0.5 else "off", reasons.get(at))
        for at, value in zip(said.time.tolist(), said.value.tolist(), strict=True)
    ]
    return every[:1] + [after for before, after in pairwise(every) if after.what != before.what]


def _reasons(history: History, part: Part) -> dict[int, AeratorReason]:
    series = SeriesKey(part.series.node, part.series.channel, "aerator_reason")
    said = history.readings([Part(series, part.span)]).usable()
    codes = zip(said.time.tolist(), said.value.tolist(), strict=True)
    return {at: AERATOR_REASONS[int(code)] for at, code in codes if int(code) in AERATOR_REASONS}
