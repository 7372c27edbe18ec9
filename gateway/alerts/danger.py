"""How an alert follows its trouble: better, a little worse, or so bad again that it calls again."""

from __future__ import annotations

from dataclasses import replace

from gateway.domain.alerts import Alert, Change, Level


def followed(alert: Alert, danger: int, *, value: float, now: int) -> list[Change]:
    """Return the change of an alert that is not worse than ever: none or one.

    It calls again when a level that wakes comes back, or the only one that the alert ever had. A caution
    in the wake of a danger is only shown.

    Args:
        alert: One that is not cleared.
        danger: How bad it is now, at most the alert's level; 0 when the trouble has gone back.
        value: What was measured now, in the stored unit.
        now: When this is judged [s UTC].
    """
    before = alert.danger or 0
    if danger == before:
        return []
    after = replace(alert, eased=alert.level - danger)
    if danger < before:
        return [Change("eased", after, at=now)]
    if danger < min(alert.level, Level.CRITICAL):
        return [Change("slipped", after, at=now)]
    return [Change("again", replace(after, value=value, acknowledged=None, again=now), at=now)]
