"""When the hour of the station or of a node is not to be believed."""

from __future__ import annotations

from typing import Final

from gateway.alerts.facts import NodeSaid
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Kind, Level

PATIENCE_S: Final = 1800
"""How long a clock may be unset after it was first seen so [s]: time to find a network or an answer. Ours."""

BACK_S: Final = 300
"""A clock that stands so far behind what it once said went back [s]. Ours."""

STALE_S: Final = 86_400


def station_clock(*, untrusted_since: int | None, behind_s: int, now: int) -> Verdict:
    """Return whether the station's clock is not to be believed.

    Args:
        untrusted_since: Since when nothing vouches for it [s UTC], None while something does.
        behind_s: How far it stands behind the latest hour that it ever wrote down [s].
        now: When this is judged, on that clock [s UTC].
    """
    if behind_s > BACK_S:
        return Finding(Kind.CLOCK, "", Level.WARN, now, float(behind_s))
    if untrusted_since is None or now - untrusted_since < PATIENCE_S:
        return None
    return Finding(Kind.CLOCK, "", Level.WARN, untrusted_since)


def node_clock(said: NodeSaid, *, is_station_trusted: bool, now: int) -> Verdict:
    """Return whether a node has not taken the hour although the station knows it.

    Args:
        said: What the node last said of itself.
        is_station_trusted: Whether the station has an hour to give.
        now: When this is judged [s UTC].
    """
    if not is_station_trusted or now - said.at > STALE_S:
        return Unknown(Kind.CLOCK, said.place, said.node)
    if said.unset_since is None or now - said.unset_since < PATIENCE_S:
        return None
    return Finding(Kind.CLOCK, said.place, Level.WARN, said.unset_since, subject=said.node)
