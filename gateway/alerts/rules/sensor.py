"""When something is wrong with a probe: an alarm about the probe, never about the oxygen."""

from __future__ import annotations

from typing import Final

from gateway.alerts.facts import ProbeSeen
from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Kind, Level
from gateway.domain.readings import SeriesKey
from gateway.quality.verdict import FRESH_S, verdict

SILENT_AFTER_S: Final = 1800
"""So long a node may speak without its oxygen probe [s]. Ours, not verified."""


def silent_probe(place: str, series: SeriesKey, *, said: int, spoke: int) -> Finding | None:
    """Return whether an oxygen probe says nothing although its node speaks.

    Args:
        place: The short name of the pond in which it hangs.
        series: That of its oxygen.
        said: When it last said anything [s UTC].
        spoke: When its node last did, on the same clock [s UTC].
    """
    if spoke - said <= SILENT_AFTER_S:
        return None
    return Finding(Kind.SENSOR, place, Level.WARN, said, subject=f"{series.node}/{series.channel}")


def sensor(seen: ProbeSeen, *, now: int) -> Verdict:
    """Return whether something is wrong with an oxygen probe.

    Args:
        seen: What it said lately, and what stands beside it.
        now: When this is judged [s UTC].
    """
    subject = f"{seen.series.node}/{seen.series.channel}"
    oxygen = seen.oxygen
    if not len(oxygen) or now - int(oxygen.time[-1]) > FRESH_S:
        return Unknown(Kind.SENSOR, seen.place, subject)
    fault = verdict(oxygen, seen.temperature, now=now, beside=seen.beside)
    if fault is None:
        return None
    return Finding(Kind.SENSOR, seen.place, Level.WARN, fault.since, float(oxygen.value[-1]), subject)
