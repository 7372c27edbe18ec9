"""Every pond with all that is known of it: its water, its fish, its alarm, and the night to come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dashboard.measured.watch import TONES, PondWatch
from dashboard.ponds.interventions import gasping
from dashboard.ponds.outlook import evening_of, tonight
from dashboard.visit.given import Visit
from gateway.alerts.rules.gasping import QUIET_S
from gateway.domain.alerts import Kind
from gateway.domain.entries import Entry
from gateway.domain.outlook import ForecastSaid
from gateway.ponds.condition import Condition, Risk, condition, risk
from gateway.ponds.state import PondState

_OF_TONE: Final = {
    "danger": PondState.DANGER,
    "caution": PondState.CAUTION,
    "none": PondState.NO_DATA,
    "fine": PondState.FINE,
}
_ORDER: Final = list(Condition)


@dataclass(frozen=True, slots=True)
class NightOfAll:
    """The night that goes on, of all ponds together.

    Attributes:
        count: How many are under their first limit, or will probably be.
        unknown: Of how many nobody knows.
        everything: How many there are.
        limit: Of all of them [mg/L]; None where they have different ones.
    """

    count: int
    unknown: int
    everything: int
    limit: float | None


def known(visit: Visit, ponds: Iterable[PondWatch]) -> tuple[PondWatch, ...]:
    """Return ponds, of which only the water was looked at, with all that is known of them."""
    is_night = tonight(visit) is not None
    said = _newest(visit) if is_night else {}
    fish = gasping(visit.station.records.standing({"gasping"}), now=visit.now)
    return tuple(
        _known(visit, one, said.get(one.place.slug), fish.get(one.place.slug, []), is_night=is_night)
        for one in ponds
    )


def worst_first(ponds: Iterable[PondWatch]) -> list[PondWatch]:
    """Return ponds by how bad they are, then by how likely and how soon they will be, then by oxygen."""
    return sorted(ponds, key=_rank)


def night_of_all(ponds: Sequence[PondWatch]) -> NightOfAll | None:
    """Return what the night that goes on will be for all ponds, None by day or without ponds."""
    if not ponds or all(one.risk is Risk.DAY for one in ponds):
        return None
    is_low = [one.tone in ("danger", "caution") or one.risk is Risk.LIKELY for one in ponds]
    is_unknown = [one.risk is Risk.UNKNOWN for one in ponds]
    limits = {one.limits.warn for one in ponds}
    return NightOfAll(
        count=sum(is_low),
        unknown=sum(unknown and not low for unknown, low in zip(is_unknown, is_low, strict=True)),
        everything=len(ponds),
        limit=limits.pop() if len(limits) == 1 else None,
    )


def _known(
    visit: Visit, pond: PondWatch, said: ForecastSaid | None, seen: Sequence[Entry], *, is_night: bool
) -> PondWatch:
    own = [one for one in visit.alerts if one.place == pond.place.slug]
    fish = seen[-1].happened if seen and not _is_over(visit, pond.place.slug, seen) else None
    at_risk = risk(said, pond.limits.warn, is_night=is_night, now=visit.now)
    found = condition(
        _OF_TONE[pond.tone],
        risk=at_risk,
        is_gasping=fish is not None,
        has_alarm=any(one.kind in (Kind.OXYGEN, Kind.GASPING) and one.cleared is None for one in own),
    )
    return replace(pond, condition=found, risk=at_risk, said=said, gasping=fish)


def _is_over(visit: Visit, slug: str, seen: Sequence[Entry]) -> bool:
    """Tell whether fish that were seen gasping do so no more, as far as their alarm says.

    While nothing judges alarms, what a person saw stands for the night.
    """
    own = [one for one in visit.alerts if (one.place, one.kind) == (slug, Kind.GASPING)]
    if own:
        return all(one.cleared is not None and one.cleared > seen[-1].happened for one in own)
    # An alarm that is over is not among those any more; it was, if somebody answered it.
    uids = {f"{Kind.GASPING}-{slug}-{one.number}" for one in seen}
    is_answered = not uids.isdisjoint(visit.registered.acknowledgements)
    return is_answered and visit.now - seen[-1].happened >= QUIET_S


def _newest(visit: Visit) -> Mapping[str, ForecastSaid]:
    """Return what was said last of the night that goes on, by pond."""
    return {one.place: one for one in visit.station.warnings.forecasts(evening_of(visit).isoformat())}


def _rank(pond: PondWatch) -> tuple[int, int, float, float, float, int]:
    state = pond.condition
    probability = pond.said.probability_under(pond.limits.warn) if pond.said else None
    earliest = pond.crossing.earliest if pond.crossing else None
    return (
        TONES.index(pond.look),
        _ORDER.index(state) if state else 0,
        -(probability or 0.0),
        earliest or float("inf"),
        pond.oxygen,
        pond.place.number,
    )
