"""The form that registers a store of an enterprise: a name, never where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Option, Text
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.registers.lasting import (
    PICKED,
    lasting_asks,
    lasting_written,
    lasts,
    names,
    new_slug,
    picked_again,
    registered,
    which,
)
from dashboard.login.rights import Right
from dashboard.words.language import N_
from gateway.domain.entries import Entry, WarehouseRegistered

_LIKE_A_PLACE: Final = re.compile(
    r"\b(calle|avenida|av|carretera|autopista|v[ií]a|sector|callej[oó]n|vereda|km|kil[oó]metro|frente a|"
    r"detr[aá]s|al lado|casa de)\b",
    re.IGNORECASE,
)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    firms = asking.visit.station.production.registers().enterprises
    if not firms:
        raise NothingToAskError(
            _("Anote primero la empresa a la que pertenece."),
            href="/anotar/empresa",
            word=_("Anotar una empresa"),
        )
    return (
        *which(
            PICKED,
            _("¿Cuál almacén?"),
            names(_known(asking)),
            new=_("Uno nuevo"),
            missing=_("Elija el almacén."),
        ),
        Aside(
            _(
                "Se anota el nombre y no el sitio. Un papel o un archivo que dice dónde se guarda la cosecha "
                "le sirve a quien la quiere robar."
            )
        ),
        Choice(
            name="empresa",
            ask=_("¿De qué empresa es?"),
            options=[Option(one.slug, one.name) for one in firms.values()],
            missing=_("Elija la empresa a la que pertenece."),
        ),
        Text(
            name="nombre",
            ask=_("¿Cómo le dicen al almacén?"),
            hint=_("que se sepa cuál es, no dónde está; por ejemplo: Silo 1"),
            missing=_("Escriba cómo le dicen al almacén."),
            longest=40,
        ),
        *lasting_asks(asking, _picked(asking), ask=_("¿Desde cuándo se usa?"), ever=_("Desde siempre")),
    )


def _says(answers: Answers) -> Sequence[Said]:
    known, one, name = _known(answers), _picked(answers), answers.text("nombre")
    since, until = lasts(answers, one)
    body = WarehouseRegistered(
        warehouse=one.warehouse if one else new_slug(answers, name, names(known)),
        enterprise=answers.choice("empresa"),
        name=name,
        since=since,
        until=until,
    )
    return (Said("warehouse", body, answers.words.now),)


def _doubts(answers: Answers) -> Sequence[str]:
    if not _LIKE_A_PLACE.search(answers.text("nombre")):
        return ()
    return (
        answers.gettext("El nombre parece decir dónde está el almacén. Mejor póngale uno que no lo diga."),
    )


def _known(asking: Asking) -> Mapping[str, WarehouseRegistered]:
    """Return the stores there are; whoever is no member is told of none."""
    if not asking.visit.may(Right.SEE_MEMBERS):
        return {}
    return registered(asking, "warehouse", WarehouseRegistered)


def _picked(asking: Asking) -> WarehouseRegistered | None:
    return _known(asking).get(asking.written.get(PICKED, ""))


def _begins(asking: Asking) -> Mapping[str, str]:
    known = _picked(asking)
    return {} if known is None else _written(asking, known)


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, WarehouseRegistered):
        return {}
    if not asking.visit.may(Right.SEE_MEMBERS):
        return {PICKED: body.warehouse}
    return {**_written(asking, body), PICKED: picked_again(body.warehouse, _known(asking))}


def _written(asking: Asking, known: WarehouseRegistered) -> dict[str, str]:
    return {"empresa": known.enterprise, "nombre": known.name, **lasting_written(asking, known)}


WAREHOUSE: Final = FormKind(
    slug="almacen",
    title=N_("Un almacén"),
    icon="house",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    begins=_begins,
    again=_again,
)
