"""The alarms that every page shows, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gateway.alerts.calling import ACKNOWLEDGED_S, CALLS_AGAIN
from gateway.alerts.rules.oxygen import CLEAR_MARGIN, KIND, MORNING_S, covers
from gateway.alerts.waking import How, waking_of
from gateway.config.settings import Commune
from gateway.domain.alerts import Alert, Kind
from gateway.domain.places import Place
from gateway.journal.registers import Registers
from gateway.ponds.sun import is_night

EACH_BY_ITSELF: Final = frozenset({Kind.OXYGEN, Kind.GASPING})
"""What is never told together with another place: somebody goes to that one pond."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alert as a page shows it.

    Attributes:
        place: Where, None for the station itself or where the place is not registered any more.
        attended: When somebody said "I go" to it as bad as it is now [s UTC], None while nobody has.
        limit: What the oxygen fell below, of the alert's level [mg/L].
        calm: Above which oxygen the trouble will be over, by day [mg/L]; None when it is over
            or nothing measured ends it.
        goes: Who said "I go", as the entry has its author; empty while nobody has.
        how: Whom it calls at this hour.
    """

    alert: Alert
    place: Place | None
    attended: int | None
    limit: float
    calm: float | None
    goes: str = ""
    how: How = "page"

    @property
    def needs_somebody(self) -> bool:
        """Whether nobody has said yet that they go."""
        return self.attended is None

    def asks(self, now: int) -> bool:
        """Tell whether it wants somebody to say "I go" at a moment [s UTC]."""
        return self.needs_somebody or self.calls_again(now)

    def calls_again(self, now: int) -> bool:
        """Tell whether the time that "I go" bought is over at a moment [s UTC] and the trouble is not."""
        if self.attended is None or self.alert.cleared is not None or self.alert.kind not in CALLS_AGAIN:
            return False
        return now - self.attended >= ACKNOWLEDGED_S


@dataclass(frozen=True, slots=True)
class Group:
    """Alarms that one line tells: the same trouble at one place or at several."""

    alarms: tuple[Alarm, ...]

    @property
    def first(self) -> Alarm:
        """The worst of them; what holds for it holds for all."""
        return self.alarms[0]

    @property
    def others(self) -> tuple[Alarm, ...]:
        """The rest of them."""
        return self.alarms[1:]


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where alarms are looked at.

    Attributes:
        now: [s UTC].
    """

    now: int
    commune: Commune

    @property
    def is_night(self) -> bool:
        """Whether the dangers of the night last."""
        here = self.commune
        return is_night(self.now, latitude=here.latitude, longitude=here.longitude, after_sunrise_s=MORNING_S)


def alarms(alerts: Iterable[Alert], registered: Registers, moment: Moment) -> list[Alarm]:
    """Return the alarms that are not over, those that nobody attends to first, the worst of them first.

    An acknowledgement counts from the moment it stands in the journal: the gateway
    follows the journal a second later, and a person who tapped must see it at once.
    """
    found = [_alarm(alert, registered, moment) for alert in alerts]
    shown = [one for one in found if one.needs_somebody or one.alert.cleared is None]
    return sorted(shown, key=_rank)


def grouped(found: Sequence[Alarm]) -> list[Group]:
    """Return alarms as lines in their order: a power cut at six ponds is one line."""
    lines: dict[tuple[object, ...], list[Alarm]] = {}
    for one in found:
        alert = one.alert
        alone = alert.uid if alert.kind in EACH_BY_ITSELF or one.place is None else one.place.sort
        key = (alert.kind, one.attended, alert.cleared is None, alone)
        lines.setdefault(key, []).append(one)
    return [Group(tuple(line)) for line in lines.values()]


def _rank(one: Alarm) -> tuple[bool, int, bool, int]:
    """Return where an alarm stands: of two as bad, the measured before the forecast."""
    return (not one.needs_somebody, -one.alert.level, one.alert.kind == Kind.DAWN, one.alert.opened)


def _alarm(alert: Alert, registered: Registers, moment: Moment) -> Alarm:
    entry = registered.acknowledgements.get(alert.uid)
    attended, goes = alert.acknowledged, ""
    if entry is not None and covers(entry, alert):
        takes_it_back = any(
            one.author == entry.author and one.number > entry.number
            for one in registered.calls.passed.get(alert.uid, ())
        )
        attended, goes = (None, "") if takes_it_back else (entry.happened, entry.author)
    limits = registered.limits_of(alert.place)
    is_on = alert.kind == KIND and alert.cleared is None
    return Alarm(
        alert,
        registered.place(alert.place),
        attended,
        limits.limit(alert.level),
        limits.warn + CLEAR_MARGIN if is_on else None,
        goes,
        _how(alert, registered, moment),
    )


def _how(alert: Alert, registered: Registers, moment: Moment) -> How:
    """Return whom an alert calls; nobody is woken for a field."""
    asked = waking_of(
        registered.calls.waking, alert.kind, alert.danger or alert.level, is_night=moment.is_night
    )
    place = registered.place(alert.place)
    is_of_a_field = place is not None and place.sort == "field"
    return "message" if asked == "wake" and is_of_a_field else asked
