"""What the report says of production: each unit and good, what it went through, what it gave."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.goods.produced import UnitShare
from dashboard.printed.findings import Findings
from dashboard.printed.honest import NOTHING, Block, Figure, Sentence, Table, Text, useful
from dashboard.printed.voice import Voice
from dashboard.production.base import Wanted
from dashboard.production.comparing import per_hectare
from dashboard.production.cycles import Cycle
from dashboard.production.fish import FishFigures, fish_figures
from dashboard.production.labour import kg_per_workday, labour
from dashboard.production.reading import IT_COINCIDED
from dashboard.production.shares import whole_percent
from dashboard.production.yields import yields
from dashboard.session.goods import ProducedGood
from dashboard.session.rates import Per, Rate
from dashboard.words.entries import CIRCUMSTANCES
from gateway.domain.entries import CircumstanceTold
from gateway.domain.goods import Good

MOST_EVENTS: Final = 6
MOST_CYCLES: Final = 6
"""More of them are told by their least and most alone."""
GRAMS: Final = 1000


def production_block(voice: Voice, found: Findings) -> Block:
    """Return what each unit gave, a table for each good, in the order of the numbers on their stakes."""
    tables = [
        table
        for one in found.made
        if found.produced(one.good) is not None and (table := useful(_units(voice, found, one))) is not None
    ]
    lost = [
        voice.say(
            "%(good)s, perdido: %(units)s. Cuenta con 0 kg.",
            good=voice.of(one.good),
            units=", ".join(one.lost),
        )
        for one in found.made
        if one.lost
    ]
    empty = [] if tables or lost else [voice.say("No hay cosechas anotadas en este tiempo.")]
    return Block(voice.say("3. Producción por unidad"), empty, tables, lost)


def conditions_block(voice: Voice, found: Findings) -> Block:
    """Return what places went through, with how much was measured, and what people noted."""
    lines: list[Text] = [voice.page(line) for one in found.made for line in one.conditions]
    events = _events(voice, found)
    after = [voice.say("También se anotó: %(what)s.", what="; ".join(events))] if events else []
    if lines:
        after.append(voice.saying(IT_COINCIDED))
    else:
        lines = [voice.say("No hay mediciones de este tiempo.")]
    return Block(voice.say("4. Condiciones"), lines, (), after)


def efficiency_block(voice: Voice, found: Findings) -> Block:
    """Return what was given for area, water, feed and work; no mean of fewer than four cycles."""
    lines = [voice.joined([voice.distinct(one.good), *_rates(voice, one)]) for one in found.made if one.rates]
    tables = [table for one in found.made if (table := _cycles(voice, found, one.good)) is not None]
    empty = [] if lines or tables else [voice.say("Ningún ciclo terminó en este tiempo.")]
    return Block(voice.say("5. Eficiencia"), [*lines, *empty], tables)


def _units(voice: Voice, found: Findings, made: ProducedGood) -> Table:
    good, told = made.good, found.produced(made.good)
    cycles = found.cycles_of(good)
    rows = [] if told is None else [_unit(voice, good, one, cycles) for one in told.units]
    heads = [
        voice.say("Unidad"),
        voice.say("Área"),
        Sentence(voice.names.measure(good)),
        voice.say("Meta"),
        Sentence("kg/ha"),
        voice.say("Ciclos"),
        voice.say("Peso medio"),
    ]
    return Table(heads, rows, voice.joined([voice.of(good), *_weighed(voice, made), *_all(voice, made)]))


def _weighed(voice: Voice, made: ProducedGood) -> list[Sentence]:
    if made.share_weighed is None:
        return []
    return [voice.say("%(percent)s %% pesado", percent=whole_percent(float(made.share_weighed)))]


def _all(voice: Voice, made: ProducedGood) -> list[Sentence]:
    """Return what was harvested of a good altogether, beside the plan where all of it had one."""
    done = voice.amount(made.good, made.done)
    if made.plan is None:
        return [voice.say("total %(amount)s", amount=done)]
    plan = voice.amount(made.good, made.plan)
    return [voice.say("total %(amount)s, meta %(plan)s", amount=done, plan=plan)]


def _unit(voice: Voice, good: Good, one: UnitShare, cycles: Sequence[Cycle]) -> Sequence[Text]:
    own = [cycle for cycle in cycles if one.unit is not None and cycle.unit.slug == one.unit.slug]
    return (
        voice.say("unidad retirada") if one.unit is None else voice.quote(one.unit.name),
        NOTHING if one.unit is None else _area(voice, own, one.unit.area_m2),
        Figure(voice.words.amount(one.amount, most=1), good),
        NOTHING if one.plan is None else Figure(voice.words.amount(one.plan, most=1), good),
        _per_hectare(voice, own),
        voice.number(one.cycles),
        _weight(voice, own),
    )


def _area(voice: Voice, own: Sequence[Cycle], area_m2: Decimal) -> Sentence:
    sown = {one.sown_m2 for one in own if one.sown_m2}
    if own and own[0].sort == "sowing":
        hectares = [f"{voice.words.amount(one / 10_000)} ha" for one in sorted(sown)]
        return Sentence(" / ".join(hectares)) if hectares else NOTHING
    return Sentence(f"{voice.words.number(area_m2)} m²")


def _per_hectare(voice: Voice, own: Sequence[Cycle]) -> Sentence:
    """Return the yield of a unit with one cycle; of more their pages tell each."""
    value = per_hectare(own[0]) if len(own) == 1 and own[0].ended is not None else None
    return NOTHING if value is None else voice.number(value)


def _weight(voice: Voice, own: Sequence[Cycle]) -> Sentence:
    """Return what a harvested fish weighed [g], where every harvest was counted."""
    harvests = [one.said for cycle in own for one in cycle.harvests if cycle.sort == "stocking"]
    fish = [one.fish for one in harvests]
    counted = sum(one for one in fish if one is not None)
    if not counted or None in fish:
        return NOTHING
    return Sentence(f"{voice.words.number(GRAMS * sum(one.kg for one in harvests) / counted)} g")


def _events(voice: Voice, found: Findings) -> list[str]:
    entries = voice.visit.station.production.entries(
        Wanted(kinds={"circumstance"}, start=found.period.start, end=found.period.end)
    )
    told = []
    for one in entries:
        body = one.body
        cycle = found.moved.cycles.get(body.cycle) if isinstance(body, CircumstanceTold) else None
        if isinstance(body, CircumstanceTold) and body.was == "some" and cycle is not None:
            told.append(f"{voice.say(CIRCUMSTANCES[body.what])} ({cycle.unit.name})")
    listed = list(dict.fromkeys(told))
    left = len(listed) - MOST_EVENTS
    more = [voice.ngettext("%(count)s más", "%(count)s más", left)] if left > 0 else []
    return [*listed[:MOST_EVENTS], *more]


def _rates(voice: Voice, made: ProducedGood) -> list[Sentence]:
    return [_rate(voice, one) for one in made.rates]


def _rate(voice: Voice, one: Rate) -> Sentence:
    units: dict[Per, Sentence] = {
        "ha_sown": voice.say("kg por ha sembrada"),
        "ha_harvested": voice.say("kg por ha cosechada"),
        "ha": Sentence("kg/ha"),
        "m3": Sentence("kg/m³"),
    }
    decimals = 2 if one.per == "m3" else 0
    values = {
        "least": voice.number(one.least, decimals),
        "most": voice.number(one.most, decimals),
        "unit": units[one.per],
        "count": voice.number(one.cycles),
    }
    if one.overall is None:
        return voice.say("%(least)s a %(most)s %(unit)s (n = %(count)s, sin promedio)", **values)
    overall = voice.number(one.overall, decimals)
    if one.cycles == 1:
        return voice.say("%(overall)s %(unit)s (n = 1)", overall=overall, unit=values["unit"])
    return voice.say(
        "%(overall)s %(unit)s (n = %(count)s, de %(least)s a %(most)s)", overall=overall, **values
    )


def _cycles(voice: Voice, found: Findings, good: Good) -> Table | None:
    ended = [one for one in found.cycles_of(good) if one.ended is not None]
    if not ended or len(ended) > MOST_CYCLES:
        return None
    units = list(voice.visit.station.production.registers().units)
    ordered = sorted(ended, key=lambda one: (units.index(one.unit.slug), one.began))
    if ordered[0].sort == "stocking":
        heads = [
            voice.say("Ciclo de"),
            voice.say("Vivos a la cosecha"),
            voice.say("FCA"),
            voice.say("kg por jornada"),
        ]
        rows = [_pond(voice, one) for one in ordered]
    else:
        heads = [voice.say("Ciclo de"), voice.say("kg por jornada")]
        rows = [_field(voice, one) for one in ordered]
    return useful(Table(heads, rows, voice.of(good)))


def _pond(voice: Voice, cycle: Cycle) -> Sequence[Text]:
    ask = voice.visit.station.production
    told = ask.entries(Wanted(cycle=cycle.uid))
    fish = fish_figures(cycle, told, ask.registers(), now=voice.visit.now)
    place = voice.visit.registered.place(cycle.place)
    survival = None if place is None else yields(cycle, place).survival
    return (
        voice.quote(cycle.unit.name),
        NOTHING if survival is None else Sentence(f"{voice.words.amount(survival, most=1)} %"),
        _conversion(voice, fish),
        _workday(voice, cycle),
    )


def _conversion(voice: Voice, fish: FishFigures) -> Sentence:
    if fish.conversion is not None:
        return voice.number(fish.conversion, 2)
    if fish.feeding.meals and not fish.feeding.is_concentrate_alone:
        return voice.say("no aplica")
    return NOTHING


def _field(voice: Voice, cycle: Cycle) -> Sequence[Text]:
    return voice.quote(cycle.unit.name), _workday(voice, cycle)


def _workday(voice: Voice, cycle: Cycle) -> Sentence:
    ask = voice.visit.station.production
    done = labour(ask.entries(Wanted(kinds={"labour"}, cycle=cycle.uid)), ask.registers().workday)
    amount = cycle.yielded
    value = None if amount is None else kg_per_workday(amount.amount, done)
    return NOTHING if value is None else voice.number(value, 1)
