"""What fresh records say besides the oxygen: inputs, temperatures, and which probes there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gateway.alerts.facts import Contact
from gateway.domain.by_hand import NOW_WITHIN_S
from gateway.domain.readings import Reading, SeriesKey
from gateway.ponds.state import is_a_value

CONTACTS = frozenset({"mains", "aerator_running"})
REMEMBERED = 3


@dataclass(slots=True)
class Lately:
    """Remembers, of each series, what was said as being "now"; late data never comes here.

    Attributes:
        contacts: What each input says, by series.
        temperatures: The last readings of each thermometer that did not fail, by series.
        probes: When each oxygen series last said anything [s UTC].
        spoke: When each node last said anything of now [s UTC].
        has_news: Whether an input has changed since somebody looked.
    """

    contacts: dict[SeriesKey, Contact] = field(default_factory=dict)
    temperatures: dict[SeriesKey, deque[Reading]] = field(default_factory=dict)
    probes: dict[SeriesKey, int] = field(default_factory=dict)
    spoke: dict[str, int] = field(default_factory=dict)
    has_news: bool = False

    def hear(self, readings: Iterable[tuple[int, Reading]]) -> None:
        """Take note of readings, each with the moment at which the station takes it to have been measured.

        That moment is the station's own, counted back by the node's uptime: a patience is not to be
        measured between two calendars [s UTC].
        """
        for at, one in readings:
            self.spoke[one.series.node] = at
            if one.series.quantity in CONTACTS and is_a_value(one):
                self._contact(one.series, one.value, at)
            elif one.series.quantity == "water_temperature" and is_a_value(one):
                kept = self.temperatures.setdefault(one.series, deque(maxlen=REMEMBERED))
                kept.append(replace(one, at=at))
            elif one.series.quantity == "oxygen":
                self.probes[one.series] = at

    def speaks(self, node: str, *, at: int) -> None:
        """Take note that a node said something of now that is not remembered further [s UTC]."""
        self.spoke[node] = at

    def forget(self) -> None:
        """Forget what was not committed: it will come again."""
        self.contacts.clear()
        self.temperatures.clear()

    def contact(self, quantity: str, nodes: Iterable[str], *, now: int) -> Contact | None:
        """Return what an input of some nodes says, None where none of them has one.

        Where several speak the worst that is fresh counts.
        """
        wanted = set(nodes)
        own = [one for key, one in self.contacts.items() if key.quantity == quantity and key.node in wanted]
        return min(own, key=lambda one: (not one.is_fresh(now), one.value), default=None)

    def _contact(self, series: SeriesKey, value: float, at: int) -> None:
        before = self.contacts.get(series)
        if before is not None and 0 < before.at - at <= NOW_WITHIN_S:
            return  # out of order; further back it is the station's clock that went back
        same = before is not None and before.is_on == (value >= 0.5)
        since = min(before.since, at) if before is not None and same else at
        self.contacts[series] = Contact(value, since, at)
        self.has_news = self.has_news or not same
