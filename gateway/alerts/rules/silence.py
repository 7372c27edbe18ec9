"""When nothing is heard of a node, of all of them, or was heard of the station itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gateway.alerts.facts import NodeSeen
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Kind, Level
from gateway.domain.message import MOST_PATIENCE_S

BY_NIGHT_S: Final = 2700
"""How long an always-on node may be silent by night [s].

Source:
    Ours, not verified: a pond can lose 1 to 4 mg/L within half an hour (six ponds, Iowa State Horticulture
    Farm 2020); three quarters of an hour leave a node the time to come back by itself.
"""

BY_DAY_S: Final = 3 * 3600
"""By day [s]. Ours, not verified."""

LOST_BY_NIGHT_S: Final = 900
"""How long a node may be lost to the broker by night [s]: it tries again each minute. Ours, not verified."""

LOST_BY_DAY_S: Final = 3600
"""By day [s]. Ours, not verified."""

SLEEPING_S: Final = 8 * 3600
"""How long a node that sleeps may be silent [s]: it passes over up to two hours after a failed try. Ours.

One that says itself that it speaks more seldom, as where the station only visits it, may be so for longer.
"""

ALL_S: Final = 600
"""When none of the always-on nodes was heard for so long it is not one of them [s]. Ours."""

GRACE_S: Final = 900
"""How long after a start of the gateway nothing is called silent [s]. Ours."""

AWAY_S: Final = 600
"""How long the gateway may be away by night before it says so [s]. Ours."""

AHEAD_S: Final = 60
"""What was heard so far ahead of now was heard by a clock that has been put back since [s]."""

ALL: Final = "todos"
"""The subject of the alarm about all nodes together; it is about no place."""


def silence(nodes: Sequence[NodeSeen], *, is_night: bool, heard_since: int, now: int) -> list[Verdict]:
    """Return which nodes are silent; where all are, that is one thing and not ten.

    Args:
        nodes: Every node that was ever heard, or that stands at a pond and never was.
        is_night: Whether the dangers of the night last.
        heard_since: Since when the gateway has listened without a break [s UTC].
        now: When this is judged [s UTC].
    """
    nodes = [_by_this_clock(one, heard_since, now) for one in nodes]
    awake = [one for one in nodes if not one.sleeps and not one.is_foreign]
    newest = max((one.heard for one in awake if not one.is_awaited), default=now)
    if now - heard_since < GRACE_S:
        together = [] if now - newest <= ALL_S else [Unknown(Kind.SILENT_NODE, "", ALL)]
        return [*together, *(_unknown(one) for one in nodes)]
    silent = [one for one in awake if _is_silent(one, is_night=is_night, now=now)]
    if len(awake) > 1 and silent and now - newest > ALL_S:
        together_since = Finding(Kind.SILENT_NODE, "", Level.WARN, newest, subject=ALL)
        return [together_since, *(_unknown(one) for one in nodes)]
    return [_of(one, is_night=is_night, now=now) for one in nodes]


def _by_this_clock(seen: NodeSeen, heard_since: int, now: int) -> NodeSeen:
    """Return when a node was heard; ahead of now it is only known to have been before the clock leapt."""
    lost = heard_since if seen.lost is not None and seen.lost > now + AHEAD_S else seen.lost
    heard = heard_since if seen.heard > now + AHEAD_S else seen.heard
    return replace(seen, heard=heard, lost=lost)


def _of(seen: NodeSeen, *, is_night: bool, now: int) -> Verdict:
    if not _is_silent(seen, is_night=is_night, now=now):
        return None
    if is_night and seen.is_at_field:
        return _unknown(seen)
    return Finding(Kind.SILENT_NODE, seen.place, Level.WARN, seen.heard, subject=seen.node)


def _is_silent(seen: NodeSeen, *, is_night: bool, now: int) -> bool:
    if seen.sleeps:
        return now - seen.heard > max(SLEEPING_S, min(seen.patience_s, MOST_PATIENCE_S))
    if seen.lost is not None and now - seen.lost > (LOST_BY_NIGHT_S if is_night else LOST_BY_DAY_S):
        return True
    return now - seen.heard > (BY_NIGHT_S if is_night else BY_DAY_S)


def _unknown(seen: NodeSeen) -> Unknown:
    return Unknown(Kind.SILENT_NODE, seen.place, seen.node)


def was_away(since: int | None, until: int, *, was_night: bool, now: int) -> Verdict:
    """Return whether the station was away in a night for too long; said once, for a while.

    Args:
        since: When it last did anything before it started [s UTC], None before the first time.
        until: When it started [s UTC].
        was_night: Whether it was night when it came back.
        now: When this is judged [s UTC].
    """
    if since is None or not was_night or until - since <= AWAY_S or now - until >= GRACE_S:
        return None
    return Finding(Kind.SILENT_STATION, "", Level.WARN, since, float(until - since))
