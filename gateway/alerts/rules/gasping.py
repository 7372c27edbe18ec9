"""When fish that gulp air at the surface call for an alarm, and when it is over.

What a person sees goes before what a probe says: one report is an emergency, whatever the oxygen reads.
It is over when somebody has said "I go", nobody has reported it again for two hours, and it is day;
or when every report that it rests on was taken back.

Source:
    DEFAULT_LIMITS: fish breathe at the surface below 0.5 mg/L (Saint-Paul 1984). The two hours are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gateway.domain.alerts import Alert, Change, Level
from gateway.domain.by_hand import NOW_WITHIN_S, is_now

KIND = "gasping"
QUIET_S = 7200
"""How long nobody may have seen it before it is over [s]."""


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody saw fish gasping, and has not taken it back.

    Attributes:
        number: Of its entry in the book.
        happened: When it was seen [s UTC].
    """

    number: int
    happened: int


def gasping_changes(
    place: str, reports: Sequence[Report], alert: Alert | None, *, now: int, is_night: bool
) -> list[Change]:
    """Return the change that the reports of a pond call for: none or one.

    The same reports again call for nothing new. A report of long ago opens nothing.

    Args:
        place: The pond's short name.
        reports: Every report of the pond that stands, in any order.
        alert: Its gasping alert that is not over, None when there is none.
        now: When this is judged [s UTC].
        is_night: Whether the dangers of the night last.
    """
    if alert is None:
        fresh = [one for one in reports if is_now(one.happened, now=now)]
        return [_opened(place, min(fresh, key=lambda one: one.number), now)] if fresh else []
    # Another person may have seen it a little earlier and told of it a little later.
    causes = [one.happened for one in reports if one.happened >= alert.opened - NOW_WITHIN_S]
    is_quiet = bool(causes) and now - max(causes) >= QUIET_S
    if not causes or (alert.acknowledged is not None and is_quiet and not is_night):
        return [Change("cleared", replace(alert, cleared=now), at=now)]
    return []


def _opened(place: str, report: Report, now: int) -> Change:
    # Nobody measured anything: the value says nothing.
    uid = f"{KIND}-{place}-{report.number}"
    return Change("opened", Alert(uid, place, KIND, Level.EMERGENCY, report.happened, 0.0), at=now)
