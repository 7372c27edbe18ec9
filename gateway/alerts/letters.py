"""A change of an alert as the Spanish sentence that a person reads, short enough for one SMS."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Final

from gateway.alerts.rules.gasping import KIND as GASPING
from gateway.domain.alerts import Change, Level
from gateway.domain.places import Place

SMS_SEPTETS = 160
"""What one SMS holds.

Source:
    3GPP TS 23.038, section 6.1.2.1: 160 septets of the default alphabet.
"""

LONGEST_NAME = 32

LEVEL_WORDS: Final = {
    Level.WARN: "Atención",
    Level.CRITICAL: "Peligro",
    Level.EMERGENCY: "Emergencia",
}

_MEANS: Final = {
    "aerator": "prenda el aireador",
    "pump": "prenda la bomba",
    "exchange": "abra la entrada de agua",
}
_BY_HAND: Final = "mueva el agua con remos, tobos o nadando"


def letter(change: Change, place: Place, *, utc_offset_hours: int) -> str:
    """Return what a change says: pond, level, number, hour, and what to do with the means it has.

    Args:
        change: Of an alert of low oxygen, or of fish gasping.
        place: The alert's pond.
        utc_offset_hours: Of the commune's clock [h].
    """
    name = name_of(place)
    moment = hour(_moment(change), utc_offset_hours=utc_offset_hours)
    if change.alert.kind == GASPING:
        return _of_gasping(change, name, moment, what_to_do(change.alert.level, place))
    return _of_oxygen(change, name, moment, what_to_do(change.alert.level, place))


def _of_oxygen(change: Change, name: str, moment: str, advice: str) -> str:
    alert = change.alert
    word = LEVEL_WORDS[alert.level]
    match change.what:
        case "acknowledged":
            word = word.lower()
            return f"{name}: alguien va en camino {moment} La alarma ({word}) sigue hasta que suba."
        case "cleared":
            return f"Ya pasó: {name} recuperó el oxígeno {moment}{_unconfirmed(change)}"
        case _:
            return f"{word}: {name}, oxígeno {number(alert.value)} mg/L {moment} {advice}"


def _of_gasping(change: Change, name: str, moment: str, advice: str) -> str:
    match change.what:
        case "acknowledged":
            return f"{name}: alguien va en camino {moment} Los peces boquean: quédese hasta que paren."
        case "cleared":
            # Nobody measured that it is over; nobody has reported it any more, or somebody took it back.
            return f"{name}: nadie avisa más de peces boqueando {moment}{_unconfirmed(change)}"
        case _:
            return f"{LEVEL_WORDS[change.alert.level]}: {name}, los peces boquean {moment} {advice}"


def _unconfirmed(change: Change) -> str:
    return "" if change.alert.acknowledged is not None else " Falta que alguien confirme la alarma."


def _moment(change: Change) -> int:
    """Return the moment that a letter tells [s UTC]."""
    alert = change.alert
    moments = {"opened": alert.opened, "cleared": alert.cleared, "acknowledged": alert.acknowledged}
    return moments.get(change.what) or change.at


def as_sms(text: str) -> str:
    """Return a text in the alphabet of an SMS, cut to one message.

    Accents that the alphabet lacks are left off: á becomes a; é and ñ stay.
    """
    return _cut("".join(_in_the_alphabet(sign) for sign in unicodedata.normalize("NFC", text)), SMS_SEPTETS)


def _cut(text: str, room: int) -> str:
    """Return as much of the beginning of a text as takes no more than `room` of an SMS [septets]."""
    for place, sign in enumerate(text):
        room -= sum(septets(one) for one in _in_the_alphabet(sign))
        if room < 0:
            return text[:place]
    return text


def septets(text: str) -> int:
    """Return how much of an SMS a text of its alphabet takes [septets]."""
    return len(text) + sum(sign in _EXTENSION for sign in text)


_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final = "^{}\\[~]|€"
"""Source: 3GPP TS 23.038, sections 6.2.1 and 6.2.1.1."""


def _in_the_alphabet(sign: str) -> str:
    if sign in _BASIC or sign in _EXTENSION:
        return sign
    plain = "".join(one for one in unicodedata.normalize("NFKD", sign) if one in _BASIC)
    return plain or "?"


def what_to_do(level: Level, place: Place) -> str:
    """Return what to do about low oxygen with the means that a pond has."""
    means = [_MEANS[one] for one in place.means if one in _MEANS] or [_BY_HAND]
    match level:
        case Level.WARN:
            return f"No dé comida y vigile; si baja, {means[0]}."
        case Level.CRITICAL:
            return _sentence(f"{means[0]} ya y no dé comida.")
        case Level.EMERGENCY:
            return _sentence(f"{' y '.join(means[:2])} ya. Llame a otra persona.")


def name_of(place: Place) -> str:
    """Return how a pond is called, with the number on its stake, cut to what fits."""
    name = unicodedata.normalize("NFC", " ".join(place.name.split()))
    stake = "" if str(place.number) in name.split() else f" ({place.number})"
    return _cut(name, LONGEST_NAME - len(stake)).rstrip() + stake


def number(value: float) -> str:
    """Return an oxygen value [mg/L] as people write it; a probe a little under zero reads zero."""
    return f"{max(value, 0.0):.1f}".replace(".", ",")


def hour(at: int, *, utc_offset_hours: int) -> str:
    """Return at what hour of the commune something was, as people say it."""
    local = datetime.fromtimestamp(at, UTC) + timedelta(hours=utc_offset_hours)
    article = "a la" if local.hour % 12 == 1 else "a las"
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{article} {local.hour % 12 or 12}:{local.minute:02} {half}"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
