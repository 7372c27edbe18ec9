"""When a way to reach people does not answer; by day only, when somebody can see to it."""

from __future__ import annotations

from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Kind, Level
from gateway.domain.letters import ChannelHealth


def channel(health: ChannelHealth, *, is_night: bool) -> Verdict:
    """Return whether a way to reach people does not answer: no credit, no signal, nobody there.

    Args:
        health: What it answered last.
        is_night: Whether it is night; then nobody is told.
    """
    if health.is_well:
        return None
    if is_night:
        return Unknown(Kind.CHANNEL, "", health.channel)
    return Finding(Kind.CHANNEL, "", Level.WARN, health.at, subject=health.channel)
