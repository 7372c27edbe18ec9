"""How the rules of a parliament are written into their form and read out of it, and two examples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Range
from dashboard.forms.slugs import slug_of
from dashboard.words.language import N_
from dashboard.words.units import DAYS, MONTHS, Unit
from gateway.domain.entries import Fund, RulesSet, SeatOf, Threshold
from gateway.domain.goods import product_key

EXAMPLE: Final = "ejemplo"
SOURCE: Final = "fuente"
FUNDS: Final = "fondos"
OTHER: Final = "otra"
AS_FIRST: Final = "igual"
LONGEST_FUND: Final = 80
LARGEST: Final = 10_000


class SeatAsk(NamedTuple):
    """The question how many delegates are sent; `ask` is a msgid."""

    of: SeatOf
    name: str
    ask: str


class TimeAsk(NamedTuple):
    """The question for a span that may be left open; `ask` is a msgid.

    Attributes:
        field: Of the rules.
    """

    field: str
    name: str
    ask: str
    within: Range
    unit: Unit


SEATS: Final = (
    SeatAsk("council", "consejos", N_("¿Cuántas vocerías manda cada consejo comunal?")),
    SeatAsk("enterprise", "empresas", N_("¿Cuántas manda cada EPS?")),
    SeatAsk(
        "enterprises",
        "organizaciones",
        N_("¿Cuántas mandan todas las organizaciones socioproductivas juntas?"),
    ),
    SeatAsk("bank", "banco", N_("¿Cuántas manda el Banco de la Comuna?")),
)
_DAYS: Final = Range(Decimal(0), Decimal(3_660))
TIMES: Final = (
    TimeAsk("notice_days", "aviso", N_("¿Cuántos días antes se convoca?"), _DAYS, DAYS),
    TimeAsk(
        "term_months", "periodo", N_("¿Cuánto dura una vocería?"), Range(Decimal(1), Decimal(120)), MONTHS
    ),
    TimeAsk("confirm_days", "confirmar", N_("¿En cuántos días se confirma una entrega?"), _DAYS, DAYS),
    TimeAsk("late_days", "tarde", N_("¿En cuántos días se anota lo que pasó?"), _DAYS, DAYS),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A composition as somebody tells it: it fills in what its source says, and nothing else.

    Attributes:
        name, source: msgids.
        answers: What it fills in.
    """

    name: str
    source: str
    answers: Mapping[str, str]


EXAMPLES: Final[Mapping[str, Example]] = {
    "libro": Example(
        N_("Como las cuenta el libro: una vocería por consejo comunal y una por empresa productiva"),
        N_("como las cuenta el libro (Gilbert, «Commune or Nothing!»)"),
        {"consejos": "1", "empresas": "1"},
    ),
    "articulo-23": Example(
        N_("Artículo 23: una por consejo comunal, tres de todas las EPS, una del Banco; tres años"),
        N_("artículo 23 de la Ley Orgánica de las Comunas (leído en fdocuments.es, sin verificar)"),
        {"consejos": "1", "organizaciones": "3", "banco": "1", "periodo": "36"},
    ),
}
"""Two examples with their source; which one holds, if any, is for the commune to say."""


def threshold_written(threshold: Threshold) -> str:
    """Return how many are enough as it stands in the form: `at_least:2/3`, and a count as `9`."""
    if threshold.sort == "count":
        return str(threshold.numerator)
    return f"{threshold.sort}:{threshold.numerator}/{threshold.denominator}"


_READ: Final = re.compile(
    r"(?P<sort>more_than:|at_least:|m[aá]s de|al menos|more than|at least)?\s*"
    r"(?P<numerator>\d{1,5})(?:\s*/\s*(?P<denominator>\d{1,5}))?",
    re.ASCII | re.IGNORECASE,
)


def threshold_read(written: str) -> Threshold | None:
    """Return how many are enough by "más de 3/7", "al menos 3/7", "3/7" or "9"; None by anything else."""
    found = _READ.fullmatch(written.strip())
    if found is None:
        return None
    numerator, denominator = int(found["numerator"]), int(found["denominator"] or 1)
    if not (0 < numerator <= LARGEST and 0 < denominator <= LARGEST):
        return None
    if found["denominator"] is None:
        return Threshold("count", numerator)
    is_more = (found["sort"] or "").casefold().startswith("m")
    return Threshold("more_than" if is_more else "at_least", numerator, denominator)


def rules_written(rules: RulesSet, listed: Sequence[Threshold]) -> dict[str, str]:
    """Return what to write into the form so that it says these rules; not since when.

    Args:
        rules: The rules.
        listed: The thresholds that the form offers; any other one is written out.
    """
    sent = {one.of: one.delegates for one in rules.seats}
    said = {one.name: str(sent[one.of]) for one in SEATS if one.of in sent}
    thresholds = {"quorum": rules.quorum, "segunda": rules.second_quorum, "mayoria": rules.majority}
    for name, threshold in thresholds.items():
        if threshold is None:
            said[name] = AS_FIRST
        elif threshold in listed:
            said[name] = threshold_written(threshold)
        else:
            said |= {name: OTHER, f"{name}-otra": _spelled(threshold)}
    for one in TIMES:
        value = getattr(rules, one.field)
        said |= {} if value is None else {one.name: str(value)}
    said |= {"quorum-de": rules.quorum_of, "mayoria-de": rules.majority_of, SOURCE: rules.source}
    return said | {FUNDS: "\n".join(one.name for one in rules.funds)}


def _spelled(threshold: Threshold) -> str:
    if threshold.sort == "count":
        return str(threshold.numerator)
    begins = "más de" if threshold.sort == "more_than" else "al menos"
    return f"{begins} {threshold.numerator}/{threshold.denominator}"


def funds_written(answers: Answers, earlier: Sequence[RulesSet]) -> list[Fund] | None:
    """Return the funds that were written, a line each; None where one is a fault.

    Args:
        answers: Of the form.
        earlier: Rules of before: a fund that keeps its name keeps its short name, and what stands in it.
    """
    known = {product_key(one.name): one.fund for rules in earlier for one in rules.funds}
    found: dict[str, Fund] = {}
    for name in filter(None, (" ".join(line.split()) for line in answers.text(FUNDS).splitlines())):
        if len(name) > LONGEST_FUND:
            answers.fault(FUNDS, answers.gettext("El nombre de un fondo es muy largo. Escríbalo más corto."))
            return None
        key = product_key(name)
        if key in found:
            answers.fault(FUNDS, answers.gettext("Un fondo está dos veces. Quite uno."))
            return None
        taken = {*known.values(), *(one.fund for one in found.values())}
        found[key] = Fund(known.get(key) or slug_of(name, taken), name)
    return list(found.values())
