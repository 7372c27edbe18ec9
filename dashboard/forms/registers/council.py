"""The form that registers a communal council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Number, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.registers.described import Described
from dashboard.forms.registers.lasting import (
    lasting_asks,
    lasting_written,
    lasts,
    names,
    new_slug,
    which,
)
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import FAMILIES, PEOPLE
from gateway.domain.entries import CouncilRegistered

COUNCIL_PICKED: Final = "consejo"
HOW_MANY_FAMILIES: Final = Range(Decimal(0), Decimal(99_999))
HOW_MANY_PEOPLE: Final = Range(Decimal(0), Decimal(999_999))


def families_and_people(asking: Asking) -> tuple[Number, Number]:
    """Return the questions how many families and how many people there are."""
    _ = asking.gettext
    return (
        Number(
            name="familias",
            ask=_("¿Cuántas familias tiene?"),
            within=HOW_MANY_FAMILIES,
            unit=FAMILIES,
            whole=True,
            missing=_("Escriba cuántas familias tiene, o marque «no sé»."),
            may_be_unknown=True,
        ),
        Number(
            name="habitantes",
            ask=_("¿Cuántas personas viven ahí?"),
            within=HOW_MANY_PEOPLE,
            unit=PEOPLE,
            whole=True,
            missing=_("Escriba cuántas personas viven ahí, o marque «no sé»."),
            may_be_unknown=True,
        ),
    )


def counts_written(families: int | None, inhabitants: int | None) -> Mapping[str, str]:
    """Return what to write into the two questions, "no sé" where it is not known."""
    said: dict[str, str] = {}
    for name, count in (("familias", families), ("habitantes", inhabitants)):
        said |= {f"{name}-no-se": "1"} if count is None else {name: str(count)}
    return said


def _written(asking: Asking, known: CouncilRegistered) -> dict[str, str]:
    counts = counts_written(known.families, known.inhabitants)
    return {"nombre": known.name, **counts, **lasting_written(asking, known)}


COUNCILS: Final = Described("council", CouncilRegistered, _written, COUNCIL_PICKED)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    known = names(COUNCILS.known(asking))
    return (
        *which(
            COUNCIL_PICKED,
            _("¿Cuál consejo comunal?"),
            known,
            new=_("Uno nuevo"),
            missing=_("Elija el consejo."),
        ),
        Text(
            name="nombre",
            ask=_("¿Cómo se llama el consejo comunal?"),
            missing=_("Escriba el nombre del consejo comunal."),
        ),
        *families_and_people(asking),
        *lasting_asks(
            asking,
            COUNCILS.picked(asking),
            ask=_("¿Desde cuándo está en la comuna?"),
            ever=_("Desde siempre"),
        ),
    )


def _says(answers: Answers) -> Sequence[Said]:
    described, name = COUNCILS.picked(answers), answers.text("nombre")
    since, until = lasts(answers, described)
    body = CouncilRegistered(
        council=described.council if described else new_slug(answers, name, names(COUNCILS.known(answers))),
        name=name,
        families=answers.whole("familias"),
        inhabitants=answers.whole("habitantes"),
        since=since,
        until=until,
    )
    return (Said("council", body, answers.words.now),)


COUNCIL: Final = FormKind(
    slug="consejo",
    title=N_("Un consejo comunal"),
    icon="house",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    begins=COUNCILS.begins,
    again=COUNCILS.again,
)
