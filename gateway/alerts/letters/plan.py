"""The letter of the plan of the night: which pond, what, from when to when; in one SMS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from gateway.alerts.letters.gsm import SMS_SEPTETS, in_the_alphabet, septets
from gateway.alerts.letters.words import Words
from gateway.domain.outlook import PlanLine, PlanSaid
from gateway.domain.places import Place

Written = Callable[[PlanLine, str, int, Words], str]
"""Says what to do at a pond: its line, the number on its stake, when the plan was made."""


def whole_plan(plan: PlanSaid, places: Sequence[Place], words: Words) -> str:
    """Return the plan in whole words, as long as it is, for the ways that have room."""
    items = list(_items(plan, places, words, _at_length))
    return _told(items, words) if items else _nothing(words)


def short_plan(plan: PlanSaid, places: Sequence[Place], words: Words) -> str:
    """Return the plan in the alphabet of an SMS and never longer than one.

    The more ponds, the fewer words each has; those that find no room even so are counted.
    """
    for written in LENGTHS:
        items = list(_items(plan, places, words, written))
        text = in_the_alphabet(_told(items, words) if items else _nothing(words))
        if septets(text) <= SMS_SEPTETS:
            return text
    for kept in range(len(items) - 1, 0, -1):
        more = words.told("y %(count)s más, vea la página", count=len(items) - kept)
        text = in_the_alphabet(_told([*items[:kept], more], words))
        if septets(text) <= SMS_SEPTETS:
            break
    return text


def _told(items: Sequence[str], words: Words) -> str:
    return words.told("Plan: %(items)s.", items="; ".join(items))


def _nothing(words: Words) -> str:
    return words.told("Plan: nada que encender esta noche. La alarma sigue despierta.")


def _items(plan: PlanSaid, places: Sequence[Place], words: Words, written: Written) -> Iterator[str]:
    """Yield what is said of each pond that calls for something, and of those that are watched together."""
    numbers = {one.slug: str(one.number) for one in places}
    watched: dict[str, list[str]] = {}
    for line in plan.lines:
        number = numbers.get(line.place, line.place)
        if line.state in ("act", "uncovered"):
            yield written(line, number, plan.issued, words)
        elif line.state == "watch" and line.reason is not None:
            watched.setdefault(_watched(line, words), []).append(number)
    for what, ponds in watched.items():
        yield f"{','.join(ponds)} {what}"


def _watched(line: PlanLine, words: Words) -> str:
    match line.reason:
        case "helped":
            return words.told("no apague la ayuda")
        case "no_clock":
            return words.told("reloj sin hora: mire 2 y 5")
        case "learning":
            return words.told("sin hora: mire 2 y 5")
        case _:
            return words.told("sin dato: mire 2 y 5")


def _at_length(line: PlanLine, number: str, made: int, words: Words) -> str:
    when = _when(line, made, words)
    if line.state == "uncovered":
        return words.told("%(pond)s SIN EQUIPO: mire %(when)s", pond=number, when=when)
    return f"{number} {_named(words)[line.means or ''][0]} {_span(line, made, words)}"


def _in_short(line: PlanLine, number: str, made: int, words: Words) -> str:
    if line.state == "uncovered":
        return words.told("%(pond)s SIN EQUIPO %(when)s", pond=number, when=_when(line, made, words))
    return f"{number} {_named(words)[line.means or ''][1]} {_span(line, made, words)}"


def _barely(line: PlanLine, number: str, made: int, words: Words) -> str:
    when = _when(line, made, words)
    if line.state == "uncovered":
        return words.told("%(pond)s SIN EQUIPO %(when)s", pond=number, when=when)
    return f"{number} {when}"


LENGTHS: Final[tuple[Written, ...]] = (_at_length, _in_short, _barely)


def _named(words: Words) -> Mapping[str, tuple[str, str]]:
    """Return each means in whole words, and in short."""
    return {
        "aerator": (words.told("aireador propio"), words.told("aireador")),
        "mobile_aerator": (words.told("aireador móvil"), words.told("móvil")),
        "pump": (words.told("bomba"), words.told("bomba")),
        "mobile_pump": (words.told("bomba móvil"), words.told("bomba móvil")),
        "exchange": (words.told("agua nueva"), words.told("agua")),
    }


def _span(line: PlanLine, made: int, words: Words) -> str:
    if line.start is None or line.latest is None or line.start <= made or line.start == line.latest:
        return _when(line, made, words)
    return f"{words.clock(line.start)}-{words.clock(line.latest)}"


def _when(line: PlanLine, made: int, words: Words) -> str:
    """Return the latest moment, or that it is now."""
    if line.latest is None or line.latest <= made:
        return words.told("ya")
    return words.clock(line.latest)
