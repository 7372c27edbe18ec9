"""Letters of news of one kind from several places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gateway.alerts.letters.gsm import septets
from gateway.alerts.letters.station import way_of
from gateway.alerts.letters.telling import Saying, joined, room_of
from gateway.alerts.letters.words import Words
from gateway.domain.alerts import Alert, Kind
from gateway.domain.places import Place

MOST_NAMED: Final = 12


def together(
    what: str,
    alerts: Sequence[Alert],
    places: Sequence[Place],
    *,
    at: int,
    words: Words,
) -> str:
    """Return what happened at several places, told by the numbers on their stakes.

    Args:
        what: One of Letter.what.
        alerts: Of one kind, the worst first; at least one.
        places: Theirs, by number; those of the station's alerts are not among them.
        at: When it is said [s UTC].
        words: Of the letters.
    """
    left = room_of(what, words)
    for most in range(MOST_NAMED, 0, -1):
        text = joined(_saying(what, alerts, _where(alerts, places, most, words), at, words), room=left)
        if septets(text) <= left:
            break
    return text


def _saying(what: str, alerts: Sequence[Alert], where: str, at: int, words: Words) -> Saying:
    first = alerts[0]
    trouble = _trouble(first.kind, words)
    if what == "cleared":
        return Saying(
            words.told("Ya pasó %(hour)s: %(trouble)s, %(where)s",
                       hour=words.hour(at), trouble=trouble, where=where)
        )  # fmt: skip
    state = words.told(
        "%(level)s: %(trouble)s, %(where)s %(since)s",
        level=words.level(first.danger or first.level),
        trouble=trouble,
        where=where,
        since=words.since(min(one.opened for one in alerts), now=at),
    )
    return Saying(state, _step(first.kind, words))


def _trouble(kind: str, words: Words) -> str:
    match kind:
        case Kind.MAINS:
            return words.told("sin luz")
        case Kind.AERATOR:
            return words.told("la ayuda al agua no alcanza")
        case Kind.TEMPERATURE:
            return words.told("agua muy fría o muy caliente")
        case Kind.CHANNEL:
            return words.told("vías de aviso que no funcionan")
        case _:
            return _trouble_of_probes(kind, words)


def _trouble_of_probes(kind: str, words: Words) -> str:
    match kind:
        case Kind.SENSOR:
            return words.told("sondas que no miden bien")
        case Kind.SILENT_NODE:
            return words.told("sondas que no contestan")
        case Kind.BATTERY:
            return words.told("sondas con batería baja")
        case Kind.CLOCK:
            return words.told("sondas que no saben la hora")
        case _:
            return words.told("varias alarmas")


def _step(kind: str, words: Words) -> str:
    match kind:
        case Kind.MAINS | Kind.AERATOR:
            return words.told("Vaya a ver los peces")
        case Kind.TEMPERATURE:
            return words.told("No dé comida ahí")
        case Kind.SENSOR | Kind.SILENT_NODE:
            return words.told("Vaya a ver los peces y los cables")
        case Kind.BATTERY:
            return words.told("Cárguelas hoy, o se callan")
        case _:
            return words.told("Avise a quien cuida la estación")


def _where(alerts: Sequence[Alert], places: Sequence[Place], most: int, words: Words) -> str:
    ponds = [str(one.number) for one in places if one.sort == "pond"]
    fields = [str(one.number) for one in places if one.sort == "field"]
    parts = []
    if ponds:
        parts.append(words.told("estanques %(numbers)s", numbers=_listed(ponds, most, words)))
    if fields:
        parts.append(words.told("lotes %(numbers)s", numbers=_listed(fields, most, words)))
    return ", ".join(parts) or _listed(sorted({way_of(one, words) for one in alerts}), most, words)


def _listed(names: Sequence[str], most: int, words: Words) -> str:
    shown, left = ", ".join(names[:most]), len(names) - most
    return words.told("%(names)s y %(count)s más", names=shown, count=left) if left > 0 else shown
