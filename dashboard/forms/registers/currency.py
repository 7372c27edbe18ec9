"""The form that registers a currency that the commune uses, its own included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Option, Pick, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.registers.lasting import (
    NEW,
    PICKED,
    lasting_asks,
    lasting_written,
    lasts,
    names,
    new_slug,
    registered,
)
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.registers import CURRENCIES
from gateway.domain.entries import CurrencyRegistered, Entry


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    picked = Pick(
        PICKED,
        _("¿Cuál moneda?"),
        [
            *(Option(code, name) for code, name in _known(asking).items()),
            Option(NEW, _("Otra"), _("por ejemplo una moneda comunal, como el cimarrón")),
        ],
        _("Elija la moneda."),
    )
    return (
        picked,
        Text(
            name="nombre",
            ask=_("¿Cómo se llama la moneda?"),
            missing=_("Escriba el nombre de la moneda."),
            longest=40,
        ),
        *lasting_asks(asking, _described(asking), ask=_("¿Desde cuándo se usa?"), ever=_("Desde siempre")),
    )


def _says(answers: Answers) -> Sequence[Said]:
    picked, name = answers.choice(PICKED), answers.text("nombre")
    since, until = lasts(answers, _described(answers))
    code = new_slug(answers, name, _known(answers)) if picked == NEW else picked
    return (Said("currency", CurrencyRegistered(code, name, since, until), answers.words.now),)


def _known(asking: Asking) -> dict[str, str]:
    """Return the name of every currency by its code: those of the land, and those of the commune."""
    usual = {code: asking.gettext(name) for code, name in CURRENCIES}
    return usual | names(registered(asking, "currency", CurrencyRegistered))


def _described(asking: Asking) -> CurrencyRegistered | None:
    return registered(asking, "currency", CurrencyRegistered).get(asking.written.get(PICKED, ""))


def _begins(asking: Asking) -> Mapping[str, str]:
    known, picked = _described(asking), asking.written.get(PICKED, "")
    if known is not None:
        return _written(asking, known)
    name = _known(asking).get(picked)
    return {} if name is None else {"nombre": name}


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, CurrencyRegistered):
        return {}
    picked = body.currency if body.currency in _known(asking) else NEW
    return {**_written(asking, body), PICKED: picked}


def _written(asking: Asking, known: CurrencyRegistered) -> dict[str, str]:
    return {"nombre": known.name, **lasting_written(asking, known)}


CURRENCY: Final = FormKind(
    slug="moneda",
    title=N_("Una moneda"),
    icon="exchange",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    begins=_begins,
    again=_again,
)
