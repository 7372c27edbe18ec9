"""The form that registers an enterprise of the commune."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Option, Text
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
from dashboard.words.registers import FORMS
from gateway.domain.entries import EnterpriseRegistered

LONGEST_CODE: Final = 40


def _enterprise_written(asking: Asking, known: EnterpriseRegistered) -> dict[str, str]:
    return {
        "nombre": known.name,
        "forma": known.form,
        "situr": known.situr or "",
        "rif": known.rif or "",
        **lasting_written(asking, known),
    }


ENTERPRISES: Final = Described("enterprise", EnterpriseRegistered, _enterprise_written)


def _enterprise(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    known = names(ENTERPRISES.known(asking))
    described = ENTERPRISES.picked(asking)
    return [
        *which(
            PICKED,
            _("¿Cuál empresa?"),
            known,
            new=_("Una nueva"),
            missing=_("Elija la empresa."),
        ),
        Text(name="nombre", ask=_("¿Cómo se llama?"), missing=_("Escriba el nombre de la empresa.")),
        Choice(
            name="forma",
            ask=_("¿Qué forma tiene?"),
            options=[Option(value, _(word), _(small) if small else "") for value, word, small in FORMS],
            missing=_("Elija la forma de la organización."),
        ),
        Text(name="situr", ask=_("Código SITUR"), hint=_("si lo tiene"), longest=LONGEST_CODE),
        Text(name="rif", ask="RIF", hint=_("si lo tiene"), longest=LONGEST_CODE),
        *lasting_asks(asking, described, ask=_("¿Desde cuándo trabaja?"), ever=_("Desde siempre")),
    ]


def _enterprise_registered(answers: Answers) -> Sequence[Said]:
    known, described = ENTERPRISES.known(answers), ENTERPRISES.picked(answers)
    name, (since, until) = answers.text("nombre"), lasts(answers, described)
    body = EnterpriseRegistered(
        enterprise=described.enterprise if described else new_slug(answers, name, names(known)),
        name=name,
        form=cast('Literal["EPSDC"]', answers.choice("forma")),
        situr=answers.text("situr") or None,
        rif=answers.text("rif") or None,
        since=since,
        until=until,
    )
    return [Said("enterprise", body, answers.words.now)]


ENTERPRISE: Final = FormKind(
    slug="empresa",
    title=N_("Anotar empresa"),
    icon="plus",
    right=Right.REGISTER_PRODUCTION,
    asks=_enterprise,
    says=_enterprise_registered,
    begins=ENTERPRISES.begins,
    again=ENTERPRISES.again,
)
