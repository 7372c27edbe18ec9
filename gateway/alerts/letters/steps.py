"""What to do about the water, with the means that a pond has and no others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gateway.alerts.letters.words import Words
from gateway.domain.alerts import Level


def about_oxygen(level: Level, means: Collection[str], words: Words) -> str:
    """Return what to do while there is too little oxygen."""
    known = known_means(means)
    match level:
        case Level.WARN:
            return words.told("No dé comida; si baja más, %(step)s", step=_step(known[:1], words))
        case Level.CRITICAL:
            return _sentence(words.told("%(step)s ya y no dé comida", step=_step(known[:1], words)))
        case Level.EMERGENCY:
            return _sentence(words.told("%(step)s ya. Pida ayuda", step=_step(known[:2], words)))


def without(missing: str, means: Collection[str], words: Words) -> str:
    """Return what to do where one of the means fails."""
    left = [one for one in known_means(means) if one != missing]
    return _sentence(words.told("%(step)s ya", step=_step(left[:1], words)))


def get_ready(means: Collection[str], words: Words) -> str:
    """Return what to have ready for the night."""
    match known_means(means)[:1]:
        case ["aerator"]:
            return words.told("Aliste el aireador")
        case ["pump"]:
            return words.told("Aliste la bomba")
        case ["exchange"]:
            return words.told("Aliste el cambio de agua")
        case _:
            return words.told("Aliste los tobos")


def known_means(means: Collection[str]) -> list[str]:
    """Return the means that a letter has words for, what helps most first."""
    return [one for one in ("aerator", "pump", "exchange") if one in means]


def _step(means: Sequence[str], words: Words) -> str:
    """Return what to do with these means, in lower case; without any, with what everybody has."""
    match list(means):
        case ["aerator", "pump"]:
            return words.told("prenda el aireador y la bomba")
        case ["aerator", "exchange"]:
            return words.told("prenda el aireador y abra el agua")
        case ["pump", "exchange"]:
            return words.told("prenda la bomba y abra el agua")
        case ["aerator"]:
            return words.told("prenda el aireador")
        case ["pump"]:
            return words.told("prenda la bomba")
        case ["exchange"]:
            return words.told("abra el agua")
        case _:
            return words.told("mueva el agua con tobos")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
