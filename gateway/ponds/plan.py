"""Which pond gets which means in a night, from when to when, and what they do not cover.

Ponds that need help are served in the order in which they may go under their limit. Each uses its own
aerator or pump first; what can be carried goes to those that have neither, one machine to one pond, until
there is none left or no fuel for it. What is left over is said, pond by pond.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from gateway.domain.entries import EquipmentSet
from gateway.domain.outlook import CrossingSaid, ForecastSaid, PlanLine, PlanSaid
from gateway.domain.places import Place
from gateway.ponds.night import Night
from gateway.ponds.resources import HELD_S, Need, Resources
from gateway.ponds.scores import WARNED_FROM
from gateway.ponds.worth import first_crossing

POSSIBLE_FROM: Final = 0.1
"""From this probability on a pond is not called fine [-]; ours, not verified."""

ACTS_BEFORE_S: Final = 1800
"""How long before a pond may go under its limit help has to run: an aerator that works shows it within 30
to 45 minutes [s]; ours, not verified."""

START_WITHIN_S: Final = 2700
"""How long before the latest safe start one may begin: so long a watch may take for its round [s]; ours,
not verified."""

AFTER_SUNRISE_S: Final = 7200
"""How long after sunrise help goes on: the lowest oxygen comes 0.75 to 2 h after it [s].

Source:
    Measured on six ponds, Iowa State Horticulture Farm 2020, as `gateway.ponds.night.AFTER_SUNRISE_S`.
"""

QUARTER_S: Final = 900
NOTED_FROM_S: Final = 1800
"""A latest start that moves by less is the same plan [s]."""

NOBODY_SAID: Final = EquipmentSet()
"""What there is to carry while nobody has said."""

_URGENT: Final = ("act", "uncovered")


@dataclass(frozen=True, slots=True)
class PondTonight:
    """A pond, and what was said last of its night.

    Attributes:
        said: None where nothing was said.
    """

    place: Place
    said: ForecastSaid | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """For which night a plan is made, and when.

    Attributes:
        issued: When it is made [s UTC].
        limit: The limit of all ponds, as the plan's heading says it [mg/L].
        before: The plan of the same night that stands, if one does.
    """

    night: Night
    issued: int
    limit: float
    before: PlanSaid | None = None


def plan(ponds: Iterable[PondTonight], equipment: EquipmentSet, occasion: Occasion) -> PlanSaid:
    """Return the plan of a night, a line for every pond: what is urgent first, by when it is.

    A pond that was helped since an earlier plan said so keeps its line and its machine: it does what it was
    told. A machine that an earlier plan gave to a pond goes to another only where need comes an hour sooner.

    Args:
        ponds: All of them, in any order.
        equipment: What can be carried, and the fuel.
        occasion: For which night, and when.
    """
    night, before = occasion.night, occasion.before
    held = {one.place: one for one in before.lines} if before else {}
    rows = sorted(ponds, key=lambda one: (one.place.number, one.place.slug))
    left = Resources.of(equipment)
    kept = [line for one in rows if (line := _kept(one, held.get(one.place.slug))) is not None]
    for line in kept:
        left = left.without(line)
    done = {line.place for line in kept}
    others = [one for one in rows if one.place.slug not in done]
    needs = [need for one in others if (need := _need(one, night, occasion.issued)) is not None]
    served: list[PlanLine] = []
    for need in sorted(needs, key=lambda one: _turn(one, held.get(one.place.slug))):
        line, left = left.serve(need)
        served.append(line)
    told = {*done, *(line.place for line in served)}
    calm = [_calm(one) for one in rows if one.place.slug not in told]
    lines = (*sorted([*kept, *served], key=_by_crossing), *sorted(calm, key=_by_doubt))
    return PlanSaid(
        evening=night.day.isoformat(),
        issued=occasion.issued,
        sunset=night.sunset,
        sunrise=night.sunrise,
        lines=lines,
        limit=occasion.limit,
        fuel_litres=None if equipment.fuel_litres is None else float(equipment.fuel_litres),
        fuel_needed=_fuel(lines),
    )


def is_changed(before: PlanSaid, after: PlanSaid) -> bool:
    """Tell whether a plan says something else than the one before: another deed, or another hour.

    An hour that has passed is not another hour: who has not begun yet is late, by the same plan.
    """
    old = {line.place: line for line in before.lines}
    return len(old) != len(after.lines) or any(
        _differs(old.get(line.place), line, now=after.issued) for line in after.lines
    )


def news(before: PlanSaid | None, after: PlanSaid) -> list[PlanLine]:
    """Return the lines of ponds that have become urgent, or are to be helped by something else."""
    old = {line.place: (line.state, line.means) for line in before.lines} if before else {}
    return [
        line
        for line in after.lines
        if line.state in _URGENT and old.get(line.place) != (line.state, line.means)
    ]


def stops_in_a_power_cut(line: PlanLine, place: Place) -> bool:
    """Tell whether what a line starts stands still without mains, as far as anybody knows."""
    return line.means == "aerator" and place.aerator_power != "diesel"


def _kept(pond: PondTonight, line: PlanLine | None) -> PlanLine | None:
    is_helped = pond.said is not None and pond.said.silence == "helped"
    return line if is_helped and line is not None and line.state == "act" else None


def _need(pond: PondTonight, night: Night, issued: int) -> Need | None:
    """Return what a pond needs, None where it needs nothing or nobody can know when."""
    said, crossing = pond.said, first_crossing(pond.said)
    if said is None or crossing is None or crossing.probability < WARNED_FROM:
        return None
    if crossing.earliest is None or crossing.latest is None:
        return None
    begins = issued // QUARTER_S * QUARTER_S
    latest = max((crossing.earliest - ACTS_BEFORE_S) // QUARTER_S * QUARTER_S, begins)
    until = -(-(night.sunrise + AFTER_SUNRISE_S) // QUARTER_S) * QUARTER_S
    return Need(
        place=pond.place,
        said=said,
        crossing=crossing,
        start=max(latest - START_WITHIN_S, begins),
        latest=latest,
        until=max(until, latest + QUARTER_S),
    )


def _turn(need: Need, held: PlanLine | None) -> tuple[int, float, int, str]:
    """Return by what ponds in need are served: who is first to fall, then who is surer to."""
    has_it = held is not None and held.state == "act" and held.means in ("mobile_aerator", "mobile_pump")
    edge = need.edge - (HELD_S if has_it else 0)
    return edge, -need.crossing.probability, need.place.number, need.place.slug


def _by_crossing(line: PlanLine) -> tuple[int, float]:
    crossing = line.crossing or CrossingSaid(0.0, 0.0)
    return crossing.earliest or line.latest or 0, -crossing.probability


def _calm(pond: PondTonight) -> PlanLine:
    """Return the line of a pond that calls for no means: watched, or fine."""
    said, crossing = pond.said, first_crossing(pond.said)
    if said is None or said.silence is not None or crossing is None:
        reason = said.silence if said is not None else None
        return PlanLine(pond.place.slug, "watch", reason=reason or "no_data")
    return PlanLine(
        pond.place.slug,
        "fine" if crossing.probability < POSSIBLE_FROM else "watch",
        reason="learning" if crossing.probability >= WARNED_FROM else None,
        crossing=crossing,
        minimum=said.minimum,
        band80=said.band80,
    )


def _by_doubt(line: PlanLine) -> tuple[bool, bool, float]:
    """Return by what calm ponds stand: first those of which nobody knows, then who may still fall."""
    chance = 0.0 if line.crossing is None else line.crossing.probability
    return line.state == "fine", line.crossing is not None, -chance


def _differs(old: PlanLine | None, new: PlanLine, *, now: int) -> bool:
    if old is None or (old.state, old.means, old.reason) != (new.state, new.means, new.reason):
        return True
    if old.latest is None or new.latest is None:
        return old.latest != new.latest
    if new.latest <= now:
        return old.latest > now
    return abs(old.latest - new.latest) >= NOTED_FROM_S


def _fuel(lines: Sequence[PlanLine]) -> tuple[float, float] | None:
    burnt = [line.fuel_litres for line in lines if line.fuel_litres is not None]
    return (
        (round(sum(low for low, _ in burnt), 2), round(sum(high for _, high in burnt), 2)) if burnt else None
    )
