"""The lines of a distribution: where a product goes, in parts that are together 100 %."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers
from dashboard.forms.asks import Aside, Ask, Choice, Number, Option, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.forms.parliament.lines import AMOUNTS, PERCENTS, Lines, goods_known
from dashboard.forms.parliament.session import Sitting
from dashboard.production import accounts
from dashboard.production.base import Wanted
from dashboard.production.shares import shared_out
from dashboard.words.accounts import DESTINATIONS as WORDS
from dashboard.words.units import PERCENT
from gateway.domain.entries import Destination, ProductShare
from gateway.journal.in_force import holds

GOOD: Final = "que"
AMOUNT: Final = "cantidad"
COUNCIL: Final = "consejo"
COMMUNITY: Final[Destination] = "community"


def distribution(sitting: Sitting) -> Lines:
    """Return the lines of a distribution of one product, which is picked first.

    Raises:
        NothingToAskError: The commune has no product yet.
    """
    _, known = sitting.gettext, goods_known(sitting)
    if not known:
        raise NothingToAskError(
            _("Todavía no hay ningún producto que repartir. Regístrelo primero."),
            href="/registros",
            word=_("Lo que está registrado"),
        )
    options = [Option(code, name) for code, name in known.items()]
    pick = Pick(GOOD, _("¿Qué producto se reparte?"), options, missing=_("Elija el producto."))
    good = sitting.asking.written.get(GOOD, "")
    if good not in known:
        return Lines(asks=[pick])
    amount = Number(
        name=AMOUNT,
        ask=_("¿Cuánto se reparte? (%(good)s)") % {"good": known[good]},
        hint=_stock(sitting, good),
        within=AMOUNTS,
        missing=_("Escriba cuánto se reparte."),
    )
    parts = [
        Number(name=_field(one), ask=_(WORDS[word][1]), unit=PERCENT, within=PERCENTS)
        for one, word in accounts.DESTINATIONS.items()
    ]
    asks: list[Ask] = [pick, amount, Aside(_("Las partes suman 100 %. Deje en blanco lo que no lleva nada."))]
    councils = _councils(sitting)
    return Lines(
        asks=[*asks, *parts, *_council_asked(sitting, councils)],
        fills=lambda answers: {"products": _shares(answers, good)},
        follows=lambda answers: _follows(answers, good, councils),
    )


def _councils(sitting: Sitting) -> Mapping[str, str]:
    """Return how each council is called that belongs to the commune on the day of the session."""
    known = sitting.registers.councils.values()
    return {one.council: one.name for one in known if holds(one.since, one.until, at=sitting.at)}


def _council_asked(sitting: Sitting, councils: Mapping[str, str]) -> list[Ask]:
    if not councils:
        return []
    _ = sitting.gettext
    options = [Option("", _("de todos")), *(Option(slug, name) for slug, name in councils.items())]
    return [
        Choice(
            name=COUNCIL,
            ask=_("¿A las familias de qué consejo comunal?"),
            options=options,
            is_list=True,
        )
    ]


def _stock(sitting: Sitting, good: str) -> str:
    """Return how much of it there is, all stores of all enterprises together."""
    every = sitting.asking.visit.station.production.balances(Wanted(), account=f"{accounts.STORE}:")
    there = sum((one.amount for one in every if str(one.good) == good), Decimal(0))
    return sitting.gettext("en existencia según el libro: %(amount)s") % {
        "amount": sitting.words.amount(there)
    }


def _shares(answers: Answers, good: str) -> list[ProductShare]:
    percents = _percents(answers)
    total = sum(percents.values(), Decimal(0))
    if total != 100:
        sentence = answers.gettext("Las partes suman %(total)s %%. Corríjalas hasta que sumen 100 %%.")
        first = next(iter(percents), next(iter(accounts.DESTINATIONS)))
        answers.fault(_field(first), sentence % {"total": answers.words.amount(total)})
        return []
    council = answers.choice(COUNCIL) or None
    if council is not None and COMMUNITY not in percents:
        answers.fault(
            COUNCIL,
            answers.gettext("Escriba qué parte va a las familias de los consejos, o deje «de todos»."),
        )
    amounts = shared_out(answers.number(AMOUNT) or Decimal(1), list(percents.values()))
    return [
        ProductShare(good, to, percent, amount, council if to == COMMUNITY else None)
        for (to, percent), amount in zip(percents.items(), amounts, strict=True)
        if amount > 0
    ]


def _percents(answers: Answers) -> Mapping[Destination, Decimal]:
    said = {one: answers.number(_field(one)) for one in accounts.DESTINATIONS}
    return {one: percent for one, percent in said.items() if percent}


def _follows(answers: Answers, good: str, councils: Mapping[str, str]) -> Sequence[str]:
    sentence = answers.gettext("%(where)s: %(amount)s")
    return [
        sentence
        % {
            "where": answers.gettext(WORDS[accounts.DESTINATIONS[one.destination]][1])
            if one.to is None
            else answers.gettext("Consejo comunal %(council)s") % {"council": councils.get(one.to, one.to)},
            "amount": answers.words.amount(one.amount),
        }
        for one in _shares(answers, good)
    ]


def _field(destination: str) -> str:
    return f"parte-{destination}"
