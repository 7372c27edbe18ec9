"""The form that registers an organisation with which the commune exchanges; never a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Option, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.registers.described import Described
from dashboard.forms.registers.lasting import (
    PICKED,
    lasting_asks,
    lasting_written,
    lasts,
    names,
    new_slug,
    which,
)
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.registers import COUNTERPARTS
from gateway.domain.entries import CounterpartRegistered


def _written(asking: Asking, known: CounterpartRegistered) -> dict[str, str]:
    return {"nombre": known.name, "clase": known.sort, **lasting_written(asking, known)}


KNOWN: Final = Described("counterpart", CounterpartRegistered, _written)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        *which(
            PICKED,
            _("¿Cuál organización?"),
            names(KNOWN.known(asking)),
            new=_("Una nueva"),
            missing=_("Elija la organización."),
        ),
        Aside(
            _(
                "Aquí van organizaciones: otra comuna, un molino, una escuela. Nunca una persona: "
                "en el libro no queda el nombre de quien compra, vende o recibe."
            )
        ),
        Text(
            name="nombre",
            ask=_("¿Cómo se llama la organización?"),
            hint=_("por ejemplo: Comuna Negro Miguel"),
            missing=_("Escriba el nombre de la organización."),
        ),
        Choice(
            name="clase",
            ask=_("¿Qué es?"),
            options=[Option(value, _(word)) for value, word in COUNTERPARTS],
            missing=_("Diga qué clase de organización es."),
        ),
        *lasting_asks(
            asking,
            KNOWN.picked(asking),
            ask=_("¿Desde cuándo se trabaja con ella?"),
            ever=_("Desde siempre"),
        ),
    )


def _says(answers: Answers) -> Sequence[Said]:
    one, name = KNOWN.picked(answers), answers.text("nombre")
    since, until = lasts(answers, one)
    body = CounterpartRegistered(
        counterpart=one.counterpart if one else new_slug(answers, name, names(KNOWN.known(answers))),
        name=name,
        sort=cast('Literal["commune"]', answers.choice("clase")),
        since=since,
        until=until,
    )
    return (Said("counterpart", body, answers.words.now),)


COUNTERPART: Final = FormKind(
    slug="organizacion",
    title=N_("Otra organización"),
    icon="people",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    begins=KNOWN.begins,
    again=KNOWN.again,
)
