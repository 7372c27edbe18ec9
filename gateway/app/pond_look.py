"""What the rules say of every pond at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gateway.alerts.facts import AeratorSeen
from gateway.alerts.finding import Unknown, Verdict
from gateway.alerts.rules.aerator import BEFORE_S, aerator
from gateway.alerts.rules.dawn import dawn, is_likely
from gateway.alerts.rules.mains import mains
from gateway.alerts.rules.temperature import temperature
from gateway.app.heard import Lately
from gateway.app.moment import Moment
from gateway.app.switches import Switches
from gateway.domain.alerts import Kind
from gateway.domain.columns import Derived
from gateway.domain.places import Place
from gateway.store.base import ReadingStore

READ_EVERY_S = 60
"""How old what was read of an aerated pond's water may be before it is read again [s]."""

HERE = (Kind.OXYGEN, Kind.GASPING)
WARNING = (*HERE, Kind.DAWN)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of an aerated pond's water.

    Attributes:
        on: Since when its aerator is on [s UTC].
        at: When it was read [s UTC].
    """

    on: int
    at: int
    oxygen: Derived


@dataclass(slots=True)
class PondLook:
    """Asks the rules of each pond; reads the water of one aerated pond at a look, which is what costs."""

    lately: Lately
    switches: Switches
    readings: ReadingStore
    _water: dict[str, _Read] = field(default_factory=dict)

    def look(self, at: Moment) -> list[Verdict]:
        """Return what the rules say of every pond."""
        self.switches.refresh()
        on = self.switches.on()
        self._read_one(on, at)
        ponds = [one for one in at.registered.places if one.sort == "pond"]
        return [verdict for pond in ponds for verdict in self._of(pond, at, on=on.get(pond.slug))]

    def _of(self, pond: Place, at: Moment, *, on: int | None) -> list[Verdict]:
        place, now = pond.slug, at.now
        limits, nodes = at.registered.limits_of(place), at.nodes.get(place, ())
        said = None if at.tonight is None else at.tonight.get(place)
        power = self.lately.contact("mains", nodes, now=now)
        is_dangerous = (
            at.is_night or (said is not None and is_likely(said, limits)) or _is_in_danger(place, at)
        )
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
                self._aerator(place, at, on=on),
                limits,
                is_standing=(Kind.AERATOR, place, "") in at.standing,
                is_night=at.is_night,
                now=now,
            ),
        ]
        if at.tonight is not None:
            before = at.standing.get((Kind.DAWN, place, ""))
            # What has come already needs no foretelling: it would be a second alarm about the same water.
            is_late = before is None and any(at.danger(one, place) for one in HERE)
            verdicts.append(
                Unknown(Kind.DAWN, place) if is_late else dawn(place, said, limits, standing=before, now=now)
            )
        return verdicts

    def _aerator(self, place: str, at: Moment, *, on: int | None) -> AeratorSeen:
        held = at.held.get(place)
        if on is None and held is None:
            return AeratorSeen(place, None, None, Derived.empty())
        running = self.lately.contact("aerator_running", at.nodes.get(place, ()), now=at.now)
        read = self._water.get(place)
        return AeratorSeen(place, on, running, Derived.empty() if read is None else read.oxygen, held)

    def _read_one(self, on: Mapping[str, int], at: Moment) -> None:
        """Read the water of the aerated pond that has waited longest, if one has waited long enough."""
        self._water = {
            place: one for place, one in self._water.items() if place in on and one.on == on[place]
        }
        never = _Read(0, -(2**62), Derived.empty())
        place = min(on, key=lambda one: self._water.get(one, never).at, default=None)
        if place is None or 0 <= at.now - self._water.get(place, never).at < READ_EVERY_S:
            return
        nodes = at.nodes.get(place, ())
        probes = sorted(one for one in self.lately.probes if one.node in nodes)
        parts = [self.readings.readings(one, on[place] - BEFORE_S, at.now + 1) for one in probes]
        self._water[place] = _Read(on[place], at.now, Derived.joined(Derived.empty(), *parts))


def _is_in_danger(place: str, at: Moment) -> bool:
    return any(at.danger(kind, place) is not None for kind in WARNING)
