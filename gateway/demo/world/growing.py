"""What was done with the maize of a cycle from its sowing to its harvest, and what it went through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from msgspec import structs

from gateway.demo.world import cast
from gateway.demo.world.cast import DemoField
from gateway.demo.world.chance import generator
from gateway.demo.world.cycles import CALENDAR, Cycle
from gateway.demo.world.records import GROWER, Record, done, intended
from gateway.domain.entries import Body, CircumstanceTold, InputUsed, Worked

SEED_KG_HA: Final = 20
_FORMULA_KG_HA: Final = 200
_UREA_KG_HA: Final = 150
_NITROGEN: Final = {"formula": Decimal("0.12"), "urea": Decimal("0.46")}
"""How much of it is nitrogen [-]: 12-24-12 says so on the sack, urea is CO(NH2)2."""
_UREA_DAY: Final = 26
_UREA_LATE_DAYS: Final = 21
UREA_LATE: Final = ("demo-lote-3-2024-05-08", "demo-lote-4-2025-05-09", "demo-lote-1-2025-05-17")
"""To which sowings the urea came three weeks late."""
_WITHOUT_FERTILISER: Final = "conuco"


def grown_maize(field: DemoField, cycle: Cycle) -> Iterator[Record]:
    """Yield what was written down between a sowing and the prepared night."""
    yield from _put_on(field, cycle)
    yield from _worked(field, cycle)
    yield from _went_through(cycle)


def seed_kg(field: DemoField) -> Decimal:
    """Return how much seed a field takes [kg]."""
    return _per_hectare(field, SEED_KG_HA)


def _per_hectare(field: DemoField, kg: int) -> Decimal:
    return Decimal(round(field.area_m2 / 10_000 * kg))


def _put_on(field: DemoField, cycle: Cycle) -> Iterator[Record]:
    if field.enterprise == _WITHOUT_FERTILISER:
        own = InputUsed(field.unit, "abono", "fertiliser", Decimal(900), "kg", cycle.uid, origin="own")
        yield from _done(cycle, "abono", own, day=3)
        return
    yield from _done(cycle, "formula", _fertiliser(field, cycle, "formula", _FORMULA_KG_HA), day=0)
    killed = InputUsed(field.unit, "herbicida", "herbicide", _per_hectare(field, 3), "L", cycle.uid)
    yield from _done(cycle, "herbicida", killed, day=6)
    if cycle.is_irrigated:
        fuel = InputUsed(
            field.unit, "gasoil", "fuel", _per_hectare(field, 55), "L", cycle.uid, origin="bought"
        )
        yield from _done(cycle, "gasoil", fuel, day=40)
    yield from _urea(field, cycle)


def _urea(field: DemoField, cycle: Cycle) -> Iterator[Record]:
    """Yield the urea that was planned, and when it really came."""
    body = _fertiliser(field, cycle, "urea", _UREA_KG_HA)
    plan = f"{cycle.uid}-urea-plan"
    yield intended(
        plan,
        structs.replace(body, planned=True),
        happens=CALENDAR.at(cycle.begins + timedelta(days=_UREA_DAY), 7.0),
        written=CALENDAR.at(cycle.begins, 17.0),
        author=GROWER,
    )
    is_late = cycle.uid in UREA_LATE
    day = _UREA_DAY + (_UREA_LATE_DAYS if is_late else cycle.begins.day % 4)
    yield from _done(cycle, "urea", structs.replace(body, fulfils=plan), day=day)
    late = CircumstanceTold(
        cycle.uid, "shortage", "some" if is_late else "none", days=_UREA_LATE_DAYS if is_late else None
    )
    yield from _done(cycle, "escasez", late, day=day + 1)


def _fertiliser(field: DemoField, cycle: Cycle, key: str, kg_ha: int) -> InputUsed:
    kg = _per_hectare(field, kg_ha)
    return InputUsed(
        field.unit,
        key,
        "fertiliser",
        kg,
        "kg",
        cycle.uid,
        nitrogen_kg=(kg * _NITROGEN[key]).quantize(Decimal("0.1")),
        origin="bought" if cycle.begins.year % 2 else "credit",
    )


def _worked(field: DemoField, cycle: Cycle) -> Iterator[Record]:
    chance = generator(cast.SEED, "labour", cycle.uid)
    is_small = field.enterprise == _WITHOUT_FERTILISER
    few, many = (3, 9) if is_small else (5, 24)
    women, men, young = (int(one) for one in chance.integers(2, many // 2, 3))
    unit, uid = field.unit, cycle.uid
    yield from _done(cycle, "jornada-siembra", Worked(unit, "sowing", few, Decimal(6), "paid", uid), day=0)
    weeded = Worked(
        unit, "weeding", women + men + young, Decimal(5), "cayapa", uid, women=women, men=men, young=young
    )
    yield from _done(cycle, "cayapa", weeded, day=21)
    for number, day in enumerate((35, 62, 88), 1):
        kept = Worked(unit, "upkeep", few, Decimal(6), "paid", uid)
        yield from _done(cycle, f"jornada-{number}", kept, day=day)
    yield from _done(cycle, "vigilancia", Worked(unit, "guard", 2, Decimal(8), "paid", uid), day=105)
    if cycle.ends is not None:
        last = cycle.length(cast.MORNING)
        taken = Worked(unit, "harvest", many // 2, Decimal(6), "paid", uid)
        yield from _done(cycle, "jornada-cosecha", taken, day=last)
        driven = Worked(unit, "transport", 3, Decimal(6), "paid", uid)
        yield from _done(cycle, "jornada-transporte", driven, day=last)


def _went_through(cycle: Cycle) -> Iterator[Record]:
    chance = generator(cast.SEED, "else", cycle.uid)
    pest, weeds, birds = chance.random(3)
    if pest < 0.85:
        hit = Decimal(round(5 + 30 * pest)) if pest < 0.6 else None
        eaten = CircumstanceTold(cycle.uid, "pest", "none" if hit is None else "some", percent=hit)
        yield from _done(cycle, "plaga", eaten, day=32)
    if weeds < 0.75:
        spread = CircumstanceTold(cycle.uid, "weeds", "some" if weeds < 0.35 else "none")
        yield from _done(cycle, "monte", spread, day=45)
    if cycle.ends is not None and birds < 0.6:
        flown = CircumstanceTold(cycle.uid, "birds", "some" if birds < 0.3 else "none")
        yield from _done(cycle, "aves", flown, day=cycle.length(cast.MORNING))


def _done(cycle: Cycle, name: str, body: Body, *, day: int) -> Iterator[Record]:
    """Yield what was done on a day of a cycle, if that day has come."""
    on: date = cycle.begins + timedelta(days=day)
    if on < cast.MORNING:
        hour = 9.0 if day == 0 else 8.25 + day % 5 / 2
        yield done(f"{cycle.uid}-{name}", body, happened=CALENDAR.at(on, hour), author=GROWER)
