"""Two weighings of one load in the words of a visitor, their difference spelled out."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dashboard.production.difference import difference, sayings
from dashboard.production.saying import Saying, Value
from dashboard.words.units import KILOS
from dashboard.words.written import Words
from gateway.domain.entries import Weighing
from gateway.domain.goods import Base

APART: Final = "apart"
"""The number of a sentence that is told in whole words too."""


def two_weighings(ours: Weighing, theirs: Weighing, *, base: Base | None, words: Words) -> tuple[str, ...]:
    """Return both weighings and how far they are apart, each sentence a line of its own.

    Args:
        ours: What our scale said.
        theirs: What the receiver's scale said.
        base: Of grain; None of everything else, and where the commune has set none.
        words: How the visitor reads.
    """
    _ = words.language.gettext
    found = difference(ours, theirs, base=base)
    return (
        _("Nuestra romana: %(weighed)s") % {"weighed": weighed(ours, words)},
        _("La romana de quien recibió: %(weighed)s") % {"weighed": weighed(theirs, words)},
        *(said(one, words) for one in sayings(found)),
    )


def weighed(one: Weighing, words: Words) -> str:
    """Return a weighing in one line, as "10.000 kilos, 22 % de humedad, boleto 0417"."""
    _ = words.language.gettext
    found = [KILOS.figure(one.kg, words)]
    if one.moisture is not None:
        found.append(_("%(percent)s %% de humedad") % {"percent": words.amount(one.moisture)})
    if one.impurity is not None:
        found.append(_("%(percent)s %% de impureza") % {"percent": words.amount(one.impurity)})
    if one.ticket is not None:
        found.append(_("boleto %(number)s") % {"number": one.ticket})
    return ", ".join(found)


def percents(moisture: Decimal, impurity: Decimal, words: Words) -> dict[str, str]:
    """Return a base as it stands in sentences, as "14 %" and "2 %"."""
    return {"moisture": f"{words.amount(moisture)} %", "impurity": f"{words.amount(impurity)} %"}


def said(saying: Saying, words: Words) -> str:
    """Return a sentence about kilos in the visitor's language, its numbers as people write them."""
    shown = {name: _shown(name, value, words) for name, value in saying.values.items()}
    sentence = words.language.gettext(saying.sentence)
    return sentence % shown if shown else sentence


def _shown(name: str, value: Value, words: Words) -> str:
    if not isinstance(value, Decimal):
        return str(value)
    return in_whole_words(value, words) if name == APART else words.amount(value)


def in_whole_words(kg: Decimal, words: Words) -> str:
    """Return kilos in figures and in whole words, as "586 kilos (quinientos ochenta y seis kilos)"."""
    figure, aloud = KILOS.figure(kg, words), KILOS.aloud(kg, words)
    return f"{figure} ({aloud})" if aloud else figure
