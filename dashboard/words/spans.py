"""Ranges of numbers and of days as a grower says them."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Final

from dashboard.words.language import N_
from dashboard.words.written import Words
from gateway.fields.advice.advised import Between, Window

WEEK_D: Final = 6
"""So many days ahead a weekday alone says which day is meant [d]."""
FORETOLD_D: Final = 14
"""An advice says this of all that lies beyond it, too [d]."""
FIGURES: Final = 2
"""Of water and hours so many figures are known at all."""

COUNTED: Final = {
    "es": ("Un", "Dos", "Tres", "Cuatro", "Cinco", "Seis", "Siete", "Ocho", "Nueve", "Diez", "Once", "Doce"),
    "en": (
        *("One", "Two", "Three", "Four", "Five", "Six"),
        *("Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    ),
}


def counted(words: Words, number: int) -> str:
    """Return a number that begins a sentence, in letters up to twelve."""
    names = COUNTED[words.language.code]
    return names[number - 1] if 1 <= number <= len(names) else words.number(number)


def span(words: Words, between: Between, joined: str = "-") -> str:
    """Return from the least to the most in whole numbers, as "25-30"; one number where both are the same."""
    low, high = words.number(max(0.0, between.low)), words.number(max(0.0, between.high))
    return low if low == high else f"{low}{joined}{high}"


def days_left(words: Words, days: Between) -> str:
    """Return how long water lasts [d], as "6-9"; "9 o más" where the end lies beyond what is foretold."""
    if days.high < FORETOLD_D:
        return span(words, days)
    return words.language.gettext("%(low)s o más") % {"low": words.number(max(0.0, days.low))}


def roughly(words: Words, between: Between) -> str:
    """Return a range in as many figures as are known, as "1.700-2.000"."""
    return span(words, Between(_figures(between.low), _figures(between.high)))


def day_name(words: Words, day: date) -> str:
    """Return a day to come as "hoy", "mañana", "el miércoles" or "el mié 22 jul"."""
    _ = words.language.gettext
    ahead = (day - words.today).days
    if ahead in (0, 1):
        return (_("hoy"), _("mañana"))[ahead]
    if 0 < ahead <= WEEK_D:
        return _("el %(day)s") % {"day": words.weekdays[day.weekday()]}
    return _("el %(day)s") % {"day": words.short_day(day)}


def when(words: Words, window: Window) -> str:
    """Return when to begin, as "entre miércoles y viernes", "hoy" or "antes del jueves"."""
    _ = words.language.gettext
    first, last = max(window.first, words.today), max(window.last, words.today)
    if first == last:
        return day_name(words, first)
    if first == words.today and last == words.today + timedelta(days=1):
        return _("hoy o mañana")
    if first == words.today:
        return _("antes del %(day)s") % {"day": _named(words, last + timedelta(days=1))}
    return _("entre %(first)s y %(last)s") % {"first": _named(words, first), "last": _named(words, last)}


def past_day(words: Words, day: date) -> str:
    """Return a day gone by as "hoy", "ayer", "el martes" or "el mar 14 jul"."""
    _ = words.language.gettext
    ago = (words.today - day).days
    if ago in (0, 1):
        return (_("hoy"), _("ayer"))[ago]
    return _("el %(day)s") % {
        "day": words.weekdays[day.weekday()] if 0 < ago <= WEEK_D else words.short_day(day)
    }


def _named(words: Words, day: date) -> str:
    ahead = (day - words.today).days
    return words.weekdays[day.weekday()] if ahead <= WEEK_D else words.short_day(day)


def _figures(value: float) -> float:
    if value <= 0:
        return 0.0
    size = 10.0 ** max(0, math.floor(math.log10(value)) - FIGURES + 1)
    return math.floor(value / size + 0.5) * size


CROWD: Final = N_("entre %(low)s y %(high)s")


def between(words: Words, held: Between) -> str:
    """Return a range to read aloud, as "entre 25 y 35"; one number where both are the same."""
    low, high = words.number(max(0.0, held.low)), words.number(max(0.0, held.high))
    if low == high:
        return low
    return words.language.gettext(CROWD) % {"low": low, "high": high}
