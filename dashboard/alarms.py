"""The alarms that every page shows, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gateway.alerts.rules.oxygen import CLEAR_MARGIN, KIND, covers
from gateway.domain.alerts import Alert
from gateway.domain.places import Place
from gateway.journal.registers import Registers


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alert as a page shows it.

    Attributes:
        place: Where, None where the place is not registered any more.
        attended: When somebody said "I go" to it as bad as it is now [s UTC], None while nobody has.
        limit: What the oxygen fell below, of the alert's level [mg/L].
        calm: Above which oxygen the trouble will be over, by day [mg/L]; None when it is over
            or nothing measured ends it.
    """

    alert: Alert
    place: Place | None
    attended: int | None
    limit: float
    calm: float | None

    @property
    def needs_somebody(self) -> bool:
        """Whether nobody has said yet that they go."""
        return self.attended is None


def alarms(alerts: Iterable[Alert], registered: Registers) -> list[Alarm]:
    """Return the alarms that are not over, those that nobody attends to first.

    An acknowledgement counts from the moment it stands in the journal: the gateway
    follows the journal a second later, and a person who tapped must see it at once.
    """
    found = [_alarm(alert, registered) for alert in alerts]
    shown = [one for one in found if one.needs_somebody or one.alert.cleared is None]
    return sorted(shown, key=lambda one: (not one.needs_somebody, -one.alert.level, one.alert.opened))


def _alarm(alert: Alert, registered: Registers) -> Alarm:
    entry = registered.acknowledgements.get(alert.uid)
    attended = alert.acknowledged
    if attended is None and entry is not None and covers(entry, alert):
        attended = entry.happened
    limits = registered.limits_of(alert.place)
    is_on = alert.kind == KIND and alert.cleared is None
    return Alarm(
        alert,
        registered.place(alert.place),
        attended,
        limits.limit(alert.level),
        limits.warn + CLEAR_MARGIN if is_on else None,
    )
