"""The form that registers an enterprise of the commune."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Option, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.lasting import (
    lasting_asks,
    lasting_written,
    lasts,
    names,
    new_slug,
    picked_again,
    registered,
    which,
)
from dashboard.forms.registers import FORMS
from dashboard.language import N_
from dashboard.login.rights import Right
from gateway.domain.entries import EnterpriseRegistered, Entry

FIRM_PICKED: Final = "cual"
LONGEST_CODE: Final = 40


def _enterprise(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    known = names(_enterprises(asking))
    described = _enterprise_picked(asking)
    return [
        *which(
            FIRM_PICKED,
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
    known, described = _enterprises(answers), _enterprise_picked(answers)
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


def _enterprises(asking: Asking) -> Mapping[str, EnterpriseRegistered]:
    return registered(asking, "enterprise", EnterpriseRegistered)


def _enterprise_picked(asking: Asking) -> EnterpriseRegistered | None:
    return _enterprises(asking).get(asking.written.get(FIRM_PICKED, ""))


def _enterprise_begins(asking: Asking) -> Mapping[str, str]:
    known = _enterprise_picked(asking)
    return {} if known is None else _enterprise_written(asking, known)


def _same_enterprise(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, EnterpriseRegistered):
        return {}
    picked = picked_again(body.enterprise, _enterprises(asking))
    return {**_enterprise_written(asking, body), FIRM_PICKED: picked}


def _enterprise_written(asking: Asking, known: EnterpriseRegistered) -> dict[str, str]:
    return {
        "nombre": known.name,
        "forma": known.form,
        "situr": known.situr or "",
        "rif": known.rif or "",
        **lasting_written(asking, known),
    }


ENTERPRISE: Final = FormKind(
    slug="empresa",
    title=N_("Anotar empresa"),
    icon="plus",
    right=Right.REGISTER_PRODUCTION,
    asks=_enterprise,
    says=_enterprise_registered,
    begins=_enterprise_begins,
    again=_same_enterprise,
)
