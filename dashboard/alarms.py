"""The alarms that every page shows, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gateway.domain.alerts import Alert
from gateway.domain.entries import Entry
from gateway.domain.places import Place
from gateway.journal.registers import Registers


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alert as a page shows it.

    Attributes:
        place: Where, None where the place is not registered any more.
        attended: When somebody said "I go" [s UTC], None while nobody has.
    """

    alert: Alert
    place: Place | None
    attended: int | None

    @property
    def needs_somebody(self) -> bool:
        """Whether nobody has said yet that they go."""
        return self.attended is None


def alarms(alerts: Iterable[Alert], registered: Registers) -> list[Alarm]:
    """Return the alarms that are not over, those that nobody attends to first.

    An acknowledgement counts from the moment it stands in the journal: the gateway
    follows the journal a second later, and a person who tapped must see it at once.
    """
    places = {place.slug: place for place in registered.places}
    found = [_alarm(alert, places, registered.acknowledgements) for alert in alerts]
    shown = [one for one in found if one.needs_somebody or one.alert.cleared is None]
    return sorted(shown, key=lambda one: (not one.needs_somebody, -one.alert.level, one.alert.opened))


def _alarm(alert: Alert, places: Mapping[str, Place], acknowledged: Mapping[str, Entry]) -> Alarm:
    entry = acknowledged.get(alert.uid)
    attended = alert.acknowledged if alert.acknowledged is not None else entry.happened if entry else None
    return Alarm(alert, places.get(alert.place), attended)
