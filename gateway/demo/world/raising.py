"""What was done with the fish of a cycle from its stocking to its harvest: fed, weighed, found dead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

import numpy as np

from gateway.demo.world import cast
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.cast import DemoPond
from gateway.demo.world.chance import generator
from gateway.demo.world.commune import World
from gateway.demo.world.cycles import CALENDAR, Cycle
from gateway.demo.world.harvests import FINGERLING_G, Brought, grown, stocked_fish
from gateway.demo.world.records import FISH_TEAM, FISH_TEAM_TOO, Record, done
from gateway.domain.entries import Body, CircumstanceTold, Died, Fed, InputUsed, Sampled, Worked

_HUNGRY_UNDER: Final = 1.5
"""Under which mean minimum of a week they ate less [mg/L]."""
_DEADLY: Final = 0.6
"""Under which minimum of a night, with nobody at the aerator, fish were found dead [mg/L]."""
_SEEN: Final = 0.7
"""How many of the fish that are missing at the harvest somebody had counted at most [-]."""
_UNFED: Final = {"demo-estanque-4-2024-07-11": (6, 7)}
"""In which weeks of which cycle there was no concentrate: the lorry did not come."""
_STOLEN: Final = "demo-estanque-6-2024-08-07"


@dataclass(frozen=True, slots=True)
class Course:
    """How the fish of a cycle fared.

    Attributes:
        world: What the water went through.
        weight_g: What one weighed in the end, or weighs now [g].
        fish: How many were taken out, or are left.
    """

    world: World
    pond: DemoPond
    cycle: Cycle
    weight_g: float
    fish: int

    @property
    def days(self) -> int:
        """How long it was, or has been [d]."""
        return self.cycle.length(cast.MORNING)

    @property
    def end(self) -> date:
        """The day on which it ended, or that of the prepared night."""
        return self.cycle.ends or cast.MORNING

    def weight_on(self, day: date) -> float:
        """Return what one fish weighed on a day [g]."""
        share = (day - self.cycle.begins).days / self.days
        return FINGERLING_G + (self.weight_g - FINGERLING_G) * share

    def lows(self, first: date, last: date) -> list[float]:
        """Return the minimum of each night from the first morning to the last one [mg/L]."""
        start = max(CALENDAR.number(first), 0)
        return [float(one) for one in self.world.ponds[self.pond.place].low[start : CALENDAR.number(last)]]


def course(world: World, pond: DemoPond, cycle: Cycle, harvests: Sequence[Brought]) -> Course:
    """Return how the fish of a cycle fared, from what was taken out of it or from how they grow."""
    weight_kg, alive = grown(world, pond, cycle, luck=1.0)
    if cycle.ends is not None and harvests:
        weight_kg = float(harvests[-1].kg) / (harvests[-1].fish or 1)
        alive = sum(one.fish or 0 for one in harvests)
    return Course(world, pond, cycle, weight_kg * 1000, round(alive))


def raised(told: Course) -> Iterator[Record]:
    """Yield what was written down between a stocking and its harvest."""
    yield from _fed(told)
    yield from _sampled(told)
    yield from _dead(told)
    yield from _worked(told)
    yield from _else(told)


def _fed(told: Course) -> Iterator[Record]:
    chance = generator(cast.SEED, "feed", told.cycle.uid)
    weeks = list(range(4, told.days, 7))
    gain = max(told.weight_g - FINGERLING_G, 0) / 1000 * max(told.fish, 0.8 * stocked_fish(told.pond))
    shares = np.linspace(0.35, 1.0, max(len(weeks), 1))
    each = gain * chance.normal(1.42, 0.08) * shares / shares.sum()
    for number, day in enumerate(weeks):
        on = told.cycle.begins + timedelta(days=day)
        low = float(np.mean(told.lows(on - timedelta(days=6), on + timedelta(days=1)) or [9.0]))
        kg = each[number] * (0.7 if low < _HUNGRY_UNDER else 1.0) * chance.uniform(0.9, 1.1)
        is_out = number in _UNFED.get(told.cycle.uid, ())
        body = _scraps(told, number, kg) if told.pond.number == 5 or is_out else _concentrate(told, kg)
        yield _done(told, f"comida-{number + 1}", body, at=(on, 8.0))


def _concentrate(told: Course, kg: float) -> Fed:
    weighed = max(Decimal(f"{round(kg * 2) / 2:.1f}"), Decimal("0.5"))
    return Fed(told.cycle.uid, "concentrate", "weighed", what="alimento", kg=weighed, protein=Decimal(28))


def _scraps(told: Course, number: int, kg: float) -> Fed:
    what = "auyama" if number % 4 == 3 else "yuca"
    # Three times the kilos of a concentrate, in buckets of ten; invented.
    buckets = Decimal(max(round(kg * 3 / 10), 1))
    return Fed(told.cycle.uid, "scraps", "estimated", what=what, measure="tobo", count=buckets)


def _sampled(told: Course) -> Iterator[Record]:
    chance = generator(cast.SEED, "samples", told.cycle.uid)
    for number, day in enumerate(range(30, told.days - 6, 30), 1):
        on = told.cycle.begins + timedelta(days=day)
        one = told.weight_on(on) * chance.normal(1.0, 0.04)
        fish = int(chance.integers(22, 41))
        body = Sampled(
            told.cycle.uid,
            fish,
            Decimal(round(one * fish, -1)),
            least_g=Decimal(round(one * 0.62)),
            most_g=Decimal(round(one * 1.41)),
            gear="cast_net",
        )
        yield _done(told, f"muestreo-{number}", body, at=(on, 7.0))


def _dead(told: Course) -> Iterator[Record]:
    if told.cycle.fate == "failed":
        for days, fish in ((1, 260), (0, 590)):
            body = Died(told.cycle.uid, fish, "estimated", "oxygen")
            yield _done(told, f"muertos-fin-{days}", body, at=(told.end - timedelta(days=days), 7.0))
        return
    chance = generator(cast.SEED, "deaths", told.cycle.uid)
    left = round((stocked_fish(told.pond) - told.fish) * _SEEN)
    aired = {
        CALENDAR.local(one.at + 6 * HOUR_S).date()
        for one in told.world.switches
        if one.place == told.pond.place
    }
    first = told.cycle.begins + timedelta(days=1)
    for number, low in enumerate(told.lows(first, told.end)):
        on = first + timedelta(days=number)
        is_deadly = low < _DEADLY and on not in aired
        found = int(chance.integers(2, 12)) if is_deadly else int(chance.random() < 0.03)
        if 0 < found <= left:
            left -= found
            suspected: Literal["oxygen", "birds", "unknown"]
            suspected = "oxygen" if is_deadly else "birds" if found % 2 and on.day % 3 else "unknown"
            body = Died(told.cycle.uid, found, "counted", suspected)
            yield _done(told, f"muertos-{on}", body, at=(on, 7.25))


def _worked(told: Course) -> Iterator[Record]:
    unit, uid = told.pond.unit, told.cycle.uid
    chance = generator(cast.SEED, "labour", uid)
    women, men, young = (int(one) for one in chance.integers(2, 7, 3))
    together = Worked(
        unit, "upkeep", women + men + young, Decimal(4), "cayapa", uid, women=women, men=men, young=young
    )
    yield _done(told, "cayapa", together, at=(told.cycle.begins + timedelta(days=12), 7.5))
    for number, day in enumerate(range(25, told.days, 30), 1):
        on = told.cycle.begins + timedelta(days=day)
        yield _done(
            told, f"jornada-{number}", Worked(unit, "feeding", 2, Decimal(6), "paid", uid), at=(on, 13.5)
        )
    if told.cycle.ends is not None:
        people = int(chance.integers(7, 12))
        taken = Worked(unit, "harvest", people, Decimal(5), "paid", uid)
        yield _done(told, "jornada-cosecha", taken, at=(told.end, 6.0))


def _else(told: Course) -> Iterator[Record]:
    uid = told.cycle.uid
    chance = generator(cast.SEED, "else", uid)
    lime = InputUsed(
        told.pond.unit, "cal", "lime", Decimal(told.pond.area_m2 // 20), "kg", uid, origin="bought"
    )
    yield _done(told, "cal", lime, at=(told.cycle.begins + timedelta(days=2), 9.0))
    if uid in _UNFED:
        short = CircumstanceTold(uid, "shortage", "some", days=14)
        yield _done(told, "escasez", short, at=(told.cycle.begins + timedelta(days=60), 9.0))
    if told.cycle.ends is None:
        return
    birds, theft = chance.random(2)
    if birds < 0.8:
        some = CircumstanceTold(uid, "birds", "some" if birds < 0.4 else "none")
        yield _done(told, "aves", some, at=(told.end, 9.5))
    if theft < 0.7 or uid == _STOLEN:
        stolen = CircumstanceTold(uid, "theft", "some" if uid == _STOLEN else "none")
        yield _done(told, "hurto", stolen, at=(told.end, 9.75))


def _done(told: Course, name: str, body: Body, *, at: tuple[date, float]) -> Record:
    day, hour = at
    author = FISH_TEAM if day.toordinal() % 2 else FISH_TEAM_TOO
    return done(f"{told.cycle.uid}-{name}", body, happened=CALENDAR.at(day, hour), author=author)
