"""What time it is by the nodes that lived on while the station lost it. Pure.

Each always-on node has told the station its uptime while the station still knew the time; now that it
does not, the same node's uptime says how much later it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import median_low
from typing import Final

from gateway.timekeeping.plausible import EARLIEST, LATEST

DRIFT: Final = 5e-4
"""By how much an awake node's count of seconds may be off [-].

Source:
    Espressif, ESP32 Hardware Design Guidelines: a crystal of ±10 ppm. Fifty times as much is ours: it
    leaves room for boards with poor crystals in the sun.
"""

LEAST_SPREAD_S: Final = 5.0
"""Uptimes and pairs are whole seconds, and a question takes its time on the way [s]. Ours."""

FRESH_S: Final = 600
"""A node that has not asked for so long does not count [s]; always-on ones ask each minute. Ours."""

ALONE_TIMES: Final = 3
"""So often one node alone must have said the same."""

ALONE_FOR_S: Final = 120
"""And for so long [s]. Both ours."""

ALONE_MOST_S: Final = 60 * 86_400
"""A node alone is not believed that says that the station was away for longer [s]. Ours."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a node's uptime says of the time.

    Attributes:
        zero: What time it was when the station's clock that only counts stood at 0 [s UTC].
        spread_s: By how much that may be off [s].
        at: When the node said so, on that clock [s].
        since: Since when it has said the same, on that clock [s].
        times: How often it has said the same.
    """

    zero: float
    spread_s: float
    at: float
    since: float
    times: int = 1

    def agrees(self, other: Claim) -> bool:
        """Tell whether both can be right."""
        return abs(self.zero - other.zero) <= self.spread_s + other.spread_s


def claim(*, utc: int, age_s: int, passed_s: float) -> Claim | None:
    """Return what a node says that asks for the time, None where its uptime has gone back.

    Args:
        utc: What the station's clock said at an earlier uptime of the same power-on [s UTC].
        age_s: How much more its uptime is now [s].
        passed_s: What the station's clock that only counts says now [s].
    """
    if age_s < 0:
        return None
    spread = LEAST_SPREAD_S + DRIFT * age_s
    return Claim(utc + age_s - passed_s, spread, passed_s, passed_s)


def said_again(before: Claim | None, now: Claim) -> Claim:
    """Return a node's newest claim, which counts how long it has been the same."""
    if before is None or not before.agrees(now):
        return now
    return Claim(now.zero, now.spread_s, now.at, before.since, before.times + 1)


@dataclass(frozen=True, slots=True)
class Expected:
    """Which always-on nodes the commune has, and when the station last lived.

    Attributes:
        nodes: Those that spoke in the days before the station lost its time, or have spoken since.
        alive: The last moment that the station wrote down [s UTC], None where it never did.
    """

    nodes: frozenset[str]
    alive: int | None


def agreed(claims: Mapping[str, Claim], expected: Expected, *, passed_s: float) -> float | None:
    """Return what time it is by the agreement of the nodes [s UTC], None while they do not agree.

    Two nodes at least, and more than half of those that claim anything, must be able to be right
    together: one that is mad or forged moves nothing. One alone is believed where the commune has no
    other always-on node, for nobody could ever agree with it: only if it says the same for minutes, and
    no time before the station last lived or long after it.

    Args:
        claims: The newest of each node.
        expected: What is known of the commune.
        passed_s: What the station's clock that only counts says now [s].
    """
    fresh = {node: one for node, one in claims.items() if passed_s - one.at <= FRESH_S}
    if not fresh:
        return None
    together = max((_together(one, fresh.values()) for one in fresh.values()), key=len)
    is_majority = len(together) >= 2 and 2 * len(together) > len(fresh)
    if not is_majority and not (len(fresh) == 1 and _is_alone(fresh, expected, passed_s)):
        return None
    found = median_low(one.zero for one in together) + passed_s
    return found if EARLIEST <= found <= LATEST else None


def _together(one: Claim, claims: Collection[Claim]) -> list[Claim]:
    """Return the claims that agree with one and with each other, the closest to it first."""
    found: list[Claim] = []
    for other in sorted(claims, key=lambda each: abs(each.zero - one.zero)):
        if all(other.agrees(each) for each in found):
            found.append(other)
    return found


def _is_alone(fresh: Mapping[str, Claim], expected: Expected, passed_s: float) -> bool:
    (node, said), *_ = fresh.items()
    if expected.nodes - {node} or expected.alive is None:
        return False
    has_stood = said.times >= ALONE_TIMES and said.at - said.since >= ALONE_FOR_S
    away = said.zero + passed_s - expected.alive
    return has_stood and -said.spread_s <= away <= ALONE_MOST_S
