"""When fish that gulp air at the surface call for an alarm, and when it is over.

What a person sees goes before what a probe says: one report is an emergency, whatever the oxygen reads.
It is over when somebody has said "I go", nobody has reported it again for two hours, and it is day;
when the newest word is that they gulp no more, and it is day or the oxygen is above its limits; or when
every report that it rests on was taken back.

Source:
    DEFAULT_LIMITS: fish breathe at the surface below 0.5 mg/L (Saint-Paul 1984). The two hours are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gateway.domain.alerts import Alert, Change, Level
from gateway.domain.by_hand import NOW_WITHIN_S, has_waited, is_now

KIND = "gasping"
QUIET_S = 7200
"""How long nobody may have seen it before it is over [s]."""


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody saw fish gasping, or that they do not any more, and has not taken it back.

    Attributes:
        number: Of its entry in the book.
        happened: When it was seen [s UTC].
        is_over: Whether they were seen not to gasp any more.
        told: When it was written down [s UTC], None where nobody knows.
    """

    number: int
    happened: int
    is_over: bool = False
    told: int | None = None

    def is_fresh(self, now: int) -> bool:
        """Tell whether it is of now, or was when it was told and has waited for a gateway that was down."""
        if is_now(self.happened, now=now):
            return True
        return self.told is not None and has_waited(self.happened, registered=self.told, now=now)


@dataclass(frozen=True, slots=True)
class Water:
    """What is known of a pond besides its reports.

    Attributes:
        is_night: Whether the dangers of the night last.
        has_oxygen: Whether its last readings are above every limit, and of now.
    """

    is_night: bool
    has_oxygen: bool = False


def gasping_changes(
    place: str, reports: Sequence[Report], alert: Alert | None, *, now: int, water: Water
) -> list[Change]:
    """Return the change that the reports of a pond call for: none or one.

    The same reports again call for nothing new. What was told long after it was seen opens nothing.

    Args:
        place: The pond's short name.
        reports: Every report of the pond that stands, in any order.
        alert: Its gasping alert that is not over, None when there is none.
        now: When this is judged [s UTC].
        water: What else is known of the pond.
    """
    if alert is None:
        fresh = [one for one in _since_it_was_over(reports) if one.is_fresh(now)]
        return [_opened(place, min(fresh, key=lambda one: one.number), now)] if fresh else []
    # Another person may have seen it a little earlier and told of it a little later.
    of_it = [one for one in reports if one.happened >= alert.opened - NOW_WITHIN_S]
    if _is_over(alert, of_it, water, now=now):
        return [Change("cleared", replace(alert, cleared=now), at=now)]
    return []


def _is_over(alert: Alert, reports: Sequence[Report], water: Water, *, now: int) -> bool:
    causes = [one.happened for one in reports if not one.is_over]
    if not causes:
        return True
    if not _since_it_was_over(reports):
        return not water.is_night or water.has_oxygen
    is_quiet = now - max(causes) >= QUIET_S
    return alert.acknowledged is not None and is_quiet and not water.is_night


def _since_it_was_over(reports: Sequence[Report]) -> list[Report]:
    """Return the reports of fish that gasp that are newer than every word of fish that do not."""
    over = max((_order(one) for one in reports if one.is_over), default=(0, 0))
    return [one for one in reports if not one.is_over and _order(one) > over]


def _order(report: Report) -> tuple[int, int]:
    return (report.happened, report.number)


def _opened(place: str, report: Report, now: int) -> Change:
    # Nobody measured anything: the value says nothing.
    uid = f"{KIND}-{place}-{report.number}"
    return Change("opened", Alert(uid, place, KIND, Level.EMERGENCY, report.happened, 0.0), at=now)
