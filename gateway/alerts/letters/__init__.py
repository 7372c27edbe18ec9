"""Letters: a step of an alert as the few sentences that a person reads, in one SMS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from gateway.alerts.letters.gsm import in_the_alphabet, septets
from gateway.alerts.letters.night import of_dawn
from gateway.alerts.letters.power import of_aerator, of_mains
from gateway.alerts.letters.sensing import of_battery, of_sensor, of_silent_node
from gateway.alerts.letters.station import of_channel, of_clock, of_disk, of_silence
from gateway.alerts.letters.telling import NOTHING, Detail, Saying, Telling, answer, joined, room_of
from gateway.alerts.letters.together import together
from gateway.alerts.letters.water import of_gasping, of_oxygen, of_temperature
from gateway.alerts.letters.words import ROOMS, Words
from gateway.domain.alerts import Alert, Kind
from gateway.domain.places import Place

__all__ = ["NOTHING", "Detail", "as_letter", "letter", "sentences", "title", "together"]

FAMILIES: Final[Mapping[Kind, Callable[[Telling], Saying]]] = {
    Kind.OXYGEN: of_oxygen,
    Kind.GASPING: of_gasping,
    Kind.TEMPERATURE: of_temperature,
    Kind.DAWN: of_dawn,
    Kind.MAINS: of_mains,
    Kind.AERATOR: of_aerator,
    Kind.SENSOR: of_sensor,
    Kind.SILENT_NODE: of_silent_node,
    Kind.BATTERY: of_battery,
    Kind.SILENT_STATION: of_silence,
    Kind.DISK: of_disk,
    Kind.CLOCK: of_clock,
    Kind.CHANNEL: of_channel,
}


def letter(  # noqa: PLR0913 - what every caller knows beside an alert, by name
    what: str,
    alert: Alert,
    place: Place | None,
    *,
    at: int,
    utc_offset_hours: int,
    language: str,
    round: int = 0,
    detail: Detail = NOTHING,
) -> str:
    """Return what an SMS says of a step of an alert: never longer than one, in its alphabet.

    It says the place with the number on its stake, the state, the number with its unit, the hour, what to
    do with the means that the place has and, where it calls somebody, how to answer.

    Args:
        what: `opened`, `raised`, `again`, `repeated`, `cleared` or `acknowledged`.
        alert: As it is after the step.
        place: The alert's; None for the station, or where the place is not registered any more.
        at: When the step was [s UTC].
        utc_offset_hours: Of the commune's clock [h].
        language: `es` or `en`.
        round: How many calls of this alert there were before.
        detail: What is known besides.
    """
    telling = Telling(what, alert, place, at, round, detail, Words(language, utc_offset_hours))
    return as_letter(_written(telling), what, language=language)


def sentences(  # noqa: PLR0913 - as `letter`
    what: str,
    alert: Alert,
    place: Place | None,
    *,
    at: int,
    utc_offset_hours: int,
    language: str,
    round: int = 0,
    detail: Detail = NOTHING,
) -> str:
    """Return what `letter` says with every accent and without how to answer an SMS, for the other ways."""
    return _written(Telling(what, alert, place, at, round, detail, Words(language, utc_offset_hours)))


def as_letter(text: str, what: str, *, language: str) -> str:
    """Return sentences as an SMS: in its alphabet, and with how to answer where they call somebody."""
    return in_the_alphabet(text + answer(what, Words(language, 0)))


def title(what: str, alert: Alert, place: Place | None, *, language: str) -> str:
    """Return in two or three words what a letter is about, with every accent."""
    words = Words(language, 0)
    where = words.place(place) if place else alert.place or words.told("La estación")
    match what:
        case "cleared":
            state = words.told("Terminó")
        case "acknowledged":
            state = words.told("Alguien va")
        case _:
            state = words.level(alert.level)
    return f"{state}: {where}"


def _written(telling: Telling) -> str:
    """Return the sentences of a letter, with as much of the place's name as leaves it one message."""
    family, left = FAMILIES[Kind(telling.alert.kind)], room_of(telling.what, telling.words)
    for room in ROOMS:
        text = joined(family(replace(telling, room=room)), room=left)
        if septets(text) <= left:
            break
    return text
