"""What the rules say of every pond at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.alerts.facts import AeratorSeen
from gateway.alerts.finding import Verdict
from gateway.alerts.rules.aerator import BEFORE_S, aerator
from gateway.alerts.rules.dawn import LIKELY, dawn
from gateway.alerts.rules.mains import mains
from gateway.alerts.rules.temperature import temperature
from gateway.app.heard import Lately
from gateway.app.moment import Moment
from gateway.app.switches import Switches
from gateway.domain.alerts import Kind, Limits
from gateway.domain.columns import Derived
from gateway.domain.outlook import ForecastSaid
from gateway.domain.places import Place
from gateway.store.base import ReadingStore

READ_EVERY_S = 60
"""How old what was read of an aerated pond's water may be [s]."""

WARNING = (Kind.OXYGEN, Kind.GASPING, Kind.DAWN)


@dataclass(slots=True)
class PondLook:
    """Asks the rules of each pond."""

    lately: Lately
    switches: Switches
    readings: ReadingStore
    _water: dict[str, tuple[int, int, Derived]] = field(default_factory=dict)

    def look(self, at: Moment) -> list[Verdict]:
        """Return what the rules say of every pond."""
        self.switches.refresh()
        on = self.switches.on()
        ponds = [one for one in at.registered.places if one.sort == "pond"]
        return [verdict for pond in ponds for verdict in self._of(pond, at, on=on.get(pond.slug))]

    def _of(self, pond: Place, at: Moment, *, on: int | None) -> list[Verdict]:
        place, now = pond.slug, at.now
        limits, nodes = at.registered.limits_of(place), at.nodes.get(place, ())
        said = None if at.tonight is None else at.tonight.get(place)
        power = self.lately.contact("mains", nodes, now=now)
        is_dangerous = at.is_night or _is_warned(said, limits) or _is_in_danger(place, at)
        warm = [one for key, kept in self.lately.temperatures.items() if key.node in nodes for one in kept]
        verdicts = [
            mains(pond, power, is_dangerous=is_dangerous, now=now),
            temperature(
                place,
                sorted(warm, key=lambda one: one.at),
                limits,
                is_standing=(Kind.TEMPERATURE, place, "") in at.standing,
                now=now,
            ),
            aerator(
                self._aerator(place, nodes, on=on, now=now),
                limits,
                is_standing=(Kind.AERATOR, place, "") in at.standing,
                is_night=at.is_night,
                now=now,
            ),
        ]
        if at.tonight is not None:
            before = at.standing.get((Kind.DAWN, place, ""))
            verdicts.append(dawn(place, said, limits, standing=before, now=now))
        return verdicts

    def _aerator(self, place: str, nodes: tuple[str, ...], *, on: int | None, now: int) -> AeratorSeen:
        if on is None:
            self._water.pop(place, None)
            return AeratorSeen(place, None, None, Derived.empty())
        running = self.lately.contact("aerator_running", nodes, now=now)
        return AeratorSeen(place, on, running, self._read(place, nodes, on=on, now=now))

    def _read(self, place: str, nodes: tuple[str, ...], *, on: int, now: int) -> Derived:
        read = self._water.get(place)
        if read is None or read[0] != on or not 0 <= now - read[1] < READ_EVERY_S:
            probes = sorted(one for one in self.lately.probes if one.node in nodes)
            parts = [self.readings.readings(one, on - BEFORE_S, now + 1) for one in probes]
            read = self._water[place] = (on, now, Derived.joined(Derived.empty(), *parts))
        return read[2]


def _is_warned(said: ForecastSaid | None, limits: Limits) -> bool:
    probability = None if said is None else said.probability_under(limits.warn)
    return probability is not None and probability >= LIKELY


def _is_in_danger(place: str, at: Moment) -> bool:
    return any(at.danger(kind, place) is not None for kind in WARNING)
