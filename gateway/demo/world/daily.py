"""What the demo's people measured, wiped and noted by hand in the last weeks before the start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Literal

import numpy as np

from gateway.demo.world import cast
from gateway.demo.world.calendar import HOUR_S
from gateway.demo.world.cast import FIELDS, PONDS, DemoField, DemoPond
from gateway.demo.world.chance import generator
from gateway.demo.world.commune import World
from gateway.demo.world.cycles import CALENDAR
from gateway.domain.columns import Floats
from gateway.domain.entries import (
    Body,
    HandRead,
    Intervened,
    Irrigated,
    PlaceNoted,
    ProbeCared,
    RainRead,
)

Doing = tuple[str, Body, int, str | None]
"""The uid of an entry, what stands in it, when it happened [s UTC], and a free text beside it."""

WEEKS: Final = 6
"""So many weeks before the start are told: enough to see a habit, few enough to read."""

_LAST_WIPED: Final = {"estanque-3": 3, "estanque-6": 4}
"""Ponds whose probe nobody has wiped for so many weeks."""

_SERVICED: Final[dict[int, Literal["electrolyte", "membrane"]]] = {5: "membrane", 3: "electrolyte"}
"""What was done to a probe so many weeks before the start; at pond 4 the liquid was forgotten."""
_LIQUID_FORGOTTEN: Final = "estanque-4"

_OFF_PERCENT: Final = {"estanque-3": 15}
"""Ponds whose probe has drifted before the last two comparisons, and says so much too much then [%]."""

_ZEROS_TOO: Final = 14
"""For so many days now they write down a dry morning too [d]."""

NO_TEXT: Final = "0" * 64
"""Where the salted hash of a note will stand."""

_NOTES: Final = (
    ("estanque-1", 2, "El agua está muy verde desde el lunes; se bajó la comida a la mitad."),
    ("estanque-6", 5, "La manguera de la bomba tiene una fuga cerca de la compuerta."),
    ("lote-2", 3, "Gusano cogollero en las primeras diez hileras, del lado del caño."),
    ("lote-1", 9, "La bomba tarda en prender: parece el condensador."),
)


def daily(world: World) -> Iterator[Doing]:
    """Yield what people measured, wiped, compared and noted; the same at each making."""
    for pond in PONDS:
        for week in range(WEEKS, 0, -1):
            yield from _at_the_pond(world, pond, week)
        yield from _swum(pond)
    for field in FIELDS:
        yield from _in_the_field(world, field)
    for place, days, text in _NOTES:
        at = CALENDAR.at(cast.MORNING - timedelta(days=days), 9.5)
        yield f"demo-nota-{place}-{days}", PlaceNoted(place, NO_TEXT), at, text


def _at_the_pond(world: World, pond: DemoPond, week: int) -> Iterator[Doing]:
    """Yield the round of one week: the disc, the strip, the probe wiped, every other week compared."""
    chance = generator(cast.SEED, "daily", pond.place, week)
    day = cast.MORNING - timedelta(days=7 * week - pond.number % 5)
    at = CALENDAR.at(day, 7.5) + 60 * int(chance.integers(0, 80))
    name = f"demo-{pond.place}-{day}"
    degrees = Decimal(f"{_water(world, pond, at):.1f}")
    disc = Decimal(int(24 + 3 * pond.number + chance.integers(-4, 5)))
    acid = Decimal(f"{7.1 + 0.1 * pond.number + 0.2 * chance.standard_normal():.1f}")
    yield (
        f"{name}-agua",
        HandRead(pond.place, "measured", water_temperature=degrees, ph=acid, secchi_cm=disc),
        at,
        None,
    )
    if week > _LAST_WIPED.get(pond.place, 0):
        yield f"{name}-limpia", ProbeCared(pond.place, pond.node, "sonda", "wiped"), at + 600, None
    service = _SERVICED.get(week)
    if service == "membrane" or (service and pond.place != _LIQUID_FORGOTTEN):
        yield f"{name}-{service}", ProbeCared(pond.place, pond.node, "sonda", service), at + 900, None
    if week % 2:
        is_drifted = week <= 3 and pond.place in _OFF_PERCENT
        yield from _compared(world, pond, name, at + 1200, _OFF_PERCENT[pond.place] if is_drifted else 2)


def _compared(world: World, pond: DemoPond, name: str, at: int, off_percent: int) -> Iterator[Doing]:
    true = Decimal(f"{float(world.oxygen(pond, _moments(at))[0]):.1f}")
    if true <= 0:
        return
    said = (true * (100 + off_percent) / 100).quantize(Decimal("0.1"))
    care = ProbeCared(pond.place, pond.node, "sonda", "compared", "oxygen", said, true, "hand_meter")
    yield f"{name}-comparada", care, at, None
    yield f"{name}-oxigeno", HandRead(pond.place, "measured", oxygen=true), at, None


def _swum(pond: DemoPond) -> Iterator[Doing]:
    """Yield how people without an aerator moved the water one dawn."""
    if "aerator" in pond.means or pond.number != 3:
        return
    on = CALENDAR.at(cast.MORNING - timedelta(days=6), 4.5)
    both: tuple[tuple[Literal["on", "off"], int], ...] = (("on", on), ("off", on + HOUR_S))
    for action, at in both:
        yield f"demo-nadaron-{action}", Intervened(pond.place, "swimming", action), at, None


def _in_the_field(world: World, field: DemoField) -> Iterator[Doing]:
    """Yield the rain of the field whose people read a bottle, and the water of those without a pump."""
    for days in range(7 * WEEKS, 0, -1):
        day = cast.MORNING - timedelta(days=days)
        fell = _fallen(world, field, day)
        if field.number == 4 and (fell >= Decimal(1) or days <= _ZEROS_TOO):
            body = RainRead(field.place, fell, "measured")
            yield f"demo-{field.place}-{day}-lluvia", body, CALENDAR.at(day, 6.75), None
    if field.number == 5:
        for days in (33, 26):
            day = cast.MORNING - timedelta(days=days)
            water = Irrigated(field.place, "hose", hours=Decimal("1.5"))
            yield f"demo-{field.place}-{day}-riego", water, CALENDAR.at(day, 17.0), None


def _water(world: World, pond: DemoPond, at: int) -> float:
    return float(world.water_temperature(pond, _moments(at))[0])


def _moments(*some: int) -> Floats:
    return np.array(some, dtype=np.float64)


def _fallen(world: World, field: DemoField, day: date) -> Decimal:
    """Return the rain of the 24 hours before a morning [mm]."""
    end = CALENDAR.at(day, 6.75)
    before, after = world.rain(field.place, _moments(end - 24 * HOUR_S, end))
    return Decimal(f"{after - before:.0f}")
