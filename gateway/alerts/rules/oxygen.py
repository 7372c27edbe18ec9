"""When a pond's oxygen calls for an alarm, and when it is over.

A level is reached by two of the last three readings under its limit, or by one under the
emergency limit. SUSPECT counts like GOOD; FAIL neither opens nor clears. The trouble is over
after three readings well above the limit at which a pond is first in trouble, by day, of a
time that is known. It stays on the pages until somebody has acknowledged it.

Within an alert the danger follows the water: three readings well above a level's limit leave that
level, two of three under it come back to it. Whoever went is called again when a level that wakes
comes back, or the only one that the alert ever had.

Source:
    facts of the ponds, section 6: the state machine and its hysteresis of 0.7 mg/L.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gateway.alerts.danger import followed
from gateway.domain.alerts import Alert, Change, Level, Limits
from gateway.domain.entries import AlarmAcknowledged, Entry
from gateway.domain.readings import Reading, TimeKnown
from gateway.ponds.state import is_a_value

KIND = "oxygen"
WINDOW = 3
AGREEING = 2
CLEAR_MARGIN = 0.7
"""How far above the limit oxygen must rise before the trouble is over [mg/L].

Source:
    facts of the ponds, section 6, derived from measured pond nights; not verified here.
"""

MORNING_S = 7200
"""How long after sunrise the dangers of the night last: the lowest oxygen comes after it [s].

Source:
    facts of the ponds, sections 0.5 and 6.
"""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of a pond besides its readings.

    Attributes:
        place: The pond's short name.
        alert: Its newest oxygen alert that is not over, None when there is none.
        is_night: Whether it is night, or less than MORNING_S after sunrise, or nobody can tell
            because no clock is trusted.
    """

    place: str
    limits: Limits
    alert: Alert | None
    is_night: bool


def oxygen_changes(readings: Iterable[Reading], watch: Watch, *, now: int) -> list[Change]:
    """Return the change that the recent readings of a pond call for: none or one.

    The same readings again, repeated or in another order, call for the same change, and an
    alert's uid follows from its pond and its first moment: after a crash it is the same alert.
    Without readings nothing changes.

    Args:
        readings: Recent oxygen readings of the pond, of any flag, old ones included as far as
            the caller likes; none of them late.
        watch: The pond, its limits, its alert and whether it is night.
        now: When this is judged [s UTC].
    """
    rising = _told_apart(readings)
    before = watch.alert if watch.alert is not None and watch.alert.cleared is None else None
    after = before
    for window in _windows_since_it_was_calm(rising, watch.limits):
        after = _after(after, window, watch)
    if after is not None and after is not before:
        return [Change("opened" if before is None else "raised", after, at=now)]
    if before is not None and _is_over(before, rising, watch):
        return [Change("cleared", replace(before, cleared=rising[-1].at), at=now)]
    if before is None or not rising:
        return []
    danger = _danger(before, rising, watch.limits)
    return followed(before, danger, value=rising[-1].value, now=now)


def without_what_was_taken_back(
    gone: Reading, left: Iterable[Reading], watch: Watch, *, now: int
) -> list[Change]:
    """Return the change when a reading by hand is taken back: an alert that rested on it alone is over.

    An alert that has become worse since, or that the readings that are left call for, stays.

    Args:
        gone: What was taken back.
        left: The recent readings of the pond without it.
        watch: The pond, its limits, its alert and whether it is night.
        now: When this is judged [s UTC].
    """
    alert = watch.alert
    if alert is None or alert.cleared is not None or (alert.opened, alert.value) != (gone.at, gone.value):
        return []
    if oxygen_changes(left, replace(watch, alert=None), now=now):
        return []
    return [Change("cleared", replace(alert, cleared=now), at=now)]


def acknowledged(alert: Alert, entry: Entry) -> Change:
    """Return the change of an alert whose acknowledgement stands in the journal."""
    return Change("acknowledged", replace(alert, acknowledged=entry.happened), at=entry.registered)


def covers(entry: Entry, alert: Alert) -> bool:
    """Tell whether an acknowledgement was given for an alert as bad as it is now, since it last called."""
    body = entry.body
    if not isinstance(body, AlarmAcknowledged) or body.alert != alert.uid:
        return False
    is_of_before = alert.again is not None and entry.registered <= alert.again
    return not is_of_before and (body.level is None or body.level >= alert.level)


def _told_apart(readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings that say something, each once, rising by time."""
    values = {(one.at, one.series, one.value): one for one in readings if is_a_value(one)}
    return [values[key] for key in sorted(values)]


def _windows_since_it_was_calm(rising: Sequence[Reading], limits: Limits) -> list[Sequence[Reading]]:
    """Return the last three readings at each moment since the pond was last out of trouble.

    What was low before that has had its alert; it must not open another one.
    """
    # The margin stands on the mildest limit: an emergency that has become a caution is not over.
    windows = _windows(rising)
    return windows[_left_by(Level.WARN, windows, limits) :]


def _windows(rising: Sequence[Reading]) -> list[Sequence[Reading]]:
    """Return the last three readings at each moment; fewer at the beginning."""
    return [rising[max(0, end - WINDOW) : end] for end in range(1, len(rising) + 1)]


def _left_by(level: Level, windows: Sequence[Sequence[Reading]], limits: Limits) -> int:
    """Return how many windows have passed when the water last left a level, 0 when it did not."""
    left = [place for place, window in enumerate(windows, 1) if _has_left(level, window, limits)]
    return left[-1] if left else 0


def _has_left(level: Level, window: Sequence[Reading], limits: Limits) -> bool:
    return len(window) == WINDOW and all(
        one.value > limits.limit(level) + CLEAR_MARGIN and one.known <= TimeKnown.RESOLVED for one in window
    )


def _danger(alert: Alert, rising: Sequence[Reading], limits: Limits) -> int:
    """Return how bad the water is now, 0 when it is above its limits again; what nobody knows stays."""
    windows, danger = _windows(rising), 0
    for level in (one for one in Level if one <= alert.level):
        left = _left_by(level, windows, limits)
        has_left = left > 0 and windows[left - 1][0].at > alert.opened
        is_back = any((_level(window, limits) or 0) >= level for window in windows[left:])
        if is_back or (not has_left and (alert.danger or 0) >= level):
            danger = int(level)
    return danger


def _after(alert: Alert | None, window: Sequence[Reading], watch: Watch) -> Alert | None:
    """Return the alert after one more reading, the newest of the window."""
    newest, level = window[-1], _level(window, watch.limits)
    if level is None:
        return alert
    if alert is None:
        uid = f"{KIND}-{watch.place}-{newest.at}"
        return Alert(uid, watch.place, KIND, level, opened=newest.at, value=newest.value)
    if level > alert.level:
        return replace(alert, level=level, value=newest.value, acknowledged=None, eased=0)
    return alert


def _level(window: Sequence[Reading], limits: Limits) -> Level | None:
    """Return the worst level that the last readings agree on; one under the emergency limit is enough."""
    if window[-1].value < limits.emergency:
        return Level.EMERGENCY
    reached = [level for level in Level if sum(one.value < limits.limit(level) for one in window) >= AGREEING]
    return max(reached, default=None)


def _is_over(alert: Alert, rising: Sequence[Reading], watch: Watch) -> bool:
    last = rising[-WINDOW:]
    has_left = _has_left(Level.WARN, last, watch.limits)
    return not watch.is_night and has_left and all(one.at > alert.opened for one in last)
