"""The rules of a parliament in whole sentences, as the commune entered them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.words.language import N_, Language
from dashboard.words.written import Words
from gateway.domain.entries import RulesSet, Seats, Threshold

PARTS: Final[Mapping[tuple[int, int], str]] = {
    (1, 2): N_("la mitad"),
    (1, 3): N_("un tercio"),
    (2, 3): N_("dos tercios"),
    (1, 4): N_("un cuarto"),
    (3, 4): N_("tres cuartos"),
    (1, 5): N_("un quinto"),
    (2, 5): N_("dos quintos"),
    (3, 5): N_("tres quintos"),
    (4, 5): N_("cuatro quintos"),
}
"""How a part is called, with its article."""
WHOLES: Final[Mapping[str, str]] = {
    "seats": N_("de las vocerías que hay"),
    "mandates": N_("de las vocerías vigentes"),
    "present": N_("de las vocerías presentes"),
    "cast": N_("de los votos a favor y en contra"),
}
"""Of what a quorum or a majority is a part."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in words.

    Attributes:
        about: What it rules.
        said: In one sentence.
    """

    about: str
    said: str


def rule_lines(language: Language, words: Words, rules: RulesSet) -> list[RuleLine]:
    """Return what rules say, one line each; what the commune left open is no line."""
    _ = language.gettext
    quorum = threshold_said(language, words, rules.quorum, rules.quorum_of)
    found = [
        RuleLine(_("Vocerías"), "; ".join(seats_said(language, words, one) for one in rules.seats)),
        RuleLine(_("Quórum"), quorum),
        RuleLine(_("Quórum de la segunda convocatoria"), _("el mismo de la primera")),
        RuleLine(_("Mayoría"), threshold_said(language, words, rules.majority, rules.majority_of)),
    ]
    if rules.second_quorum is not None:
        second = threshold_said(language, words, rules.second_quorum, rules.quorum_of)
        found[2] = RuleLine(found[2].about, second)
    return [*found, *_times(language, words, rules), *_funds(language, rules)]


def threshold_said(language: Language, words: Words, threshold: Threshold, whole: str) -> str:
    """Return how many are enough, as "más de la mitad de las vocerías que hay".

    Args:
        language: Of the reader.
        words: Of the reader.
        threshold: How many of the whole.
        whole: A key of WHOLES.
    """
    return f"{enough_said(language, words, threshold)} {language.gettext(WHOLES[whole])}"


def enough_said(language: Language, words: Words, threshold: Threshold) -> str:
    """Return how many are enough without the whole, as "más de la mitad"."""
    _ = language.gettext
    numerator, denominator = threshold.numerator, threshold.denominator
    if threshold.sort == "count":
        return _("al menos %(part)s") % {"part": words.number(numerator)}
    if threshold.sort == "at_least" and numerator == denominator:
        return _("la totalidad")
    known = PARTS.get((numerator, denominator))
    part = _(known) if known else _part(language, words, numerator, denominator)
    sentence = _("más de %(part)s") if threshold.sort == "more_than" else _("al menos %(part)s")
    return sentence % {"part": part}


def seats_said(language: Language, words: Words, seats: Seats) -> str:
    """Return how many delegates each of a sort sends, as "1 vocería por cada consejo comunal"."""
    count = seats.delegates
    sentences = {
        "council": language.ngettext(
            "%(count)s vocería por cada consejo comunal", "%(count)s vocerías por cada consejo comunal", count
        ),
        "enterprise": language.ngettext(
            "%(count)s vocería por cada EPS", "%(count)s vocerías por cada EPS", count
        ),
        "enterprises": language.ngettext(
            "%(count)s vocería de todas las organizaciones socioproductivas",
            "%(count)s vocerías de todas las organizaciones socioproductivas",
            count,
        ),
        "bank": language.ngettext(
            "%(count)s vocería del Banco de la Comuna", "%(count)s vocerías del Banco de la Comuna", count
        ),
    }
    return sentences[seats.of] % {"count": words.number(count)}


def _part(language: Language, words: Words, numerator: int, denominator: int) -> str:
    parts = {"part": words.number(numerator), "whole": words.number(denominator)}
    return language.gettext("%(part)s de cada %(whole)s") % parts


def _times(language: Language, words: Words, rules: RulesSet) -> list[RuleLine]:
    _ = language.gettext
    found = []
    if rules.notice_days is not None:
        said = language.ngettext(
            "%(count)s día antes de la sesión", "%(count)s días antes de la sesión", rules.notice_days
        )
        found.append(RuleLine(_("Convocatoria"), said % {"count": words.number(rules.notice_days)}))
    if rules.term_months is not None:
        said = language.ngettext("%(count)s mes", "%(count)s meses", rules.term_months)
        found.append(RuleLine(_("Período de una vocería"), said % {"count": words.number(rules.term_months)}))
    for about, limit in (
        (_("Plazo para confirmar una entrega"), rules.confirm_days),
        (_("Plazo para anotar lo que pasó"), rules.late_days),
    ):
        if limit is not None:
            said = language.ngettext("%(count)s día", "%(count)s días", limit)
            found.append(RuleLine(about, said % {"count": words.number(limit)}))
    return found


def _funds(language: Language, rules: RulesSet) -> list[RuleLine]:
    names = [one.name for one in rules.funds]
    return [RuleLine(language.gettext("Fondos"), "; ".join(names))] if names else []
