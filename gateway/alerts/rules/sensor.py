"""When a probe says what no water can: an alarm about the probe, never about the oxygen."""

from __future__ import annotations

from gateway.alerts.finding import Finding, Unknown, Verdict
from gateway.domain.alerts import Kind, Level
from gateway.domain.columns import Derived
from gateway.domain.readings import SeriesKey
from gateway.quality.verdict import FRESH_S, verdict


def sensor(
    place: str, probe: SeriesKey, oxygen: Derived, temperature: Derived | None, *, now: int
) -> Verdict:
    """Return whether something is wrong with an oxygen probe.

    Args:
        place: The short name of the pond in which it hangs.
        probe: The series of its oxygen.
        oxygen: What it said in the last hours, rising by time, with its flags [mg/L].
        temperature: What the thermometer beside it said meanwhile, None where there is none [°C].
        now: When this is judged [s UTC].
    """
    subject = f"{probe.node}/{probe.channel}"
    if not len(oxygen) or now - int(oxygen.time[-1]) > FRESH_S:
        return Unknown(Kind.SENSOR, place, subject)
    fault = verdict(oxygen, temperature, now=now)
    if fault is None:
        return None
    return Finding(Kind.SENSOR, place, Level.WARN, fault.since, float(oxygen.value[-1]), subject)
