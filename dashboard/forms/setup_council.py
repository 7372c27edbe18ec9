"""The form that registers a communal council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Number, Option, Pick, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.slugs import slug_of
from dashboard.language import N_
from dashboard.login.rights import Right
from dashboard.production.councils import registered_councils
from dashboard.units import FAMILIES, PEOPLE
from gateway.domain.entries import CouncilRegistered

NEW: Final = "nuevo"
HOW_MANY_FAMILIES: Final = Range(Decimal(0), Decimal(99_999))
HOW_MANY_PEOPLE: Final = Range(Decimal(0), Decimal(999_999))


def councils(asking: Asking) -> list[CouncilRegistered]:
    """Return the councils that there are."""
    return registered_councils(asking.visit.station.records.book())


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    known = [Option(one.council, one.name) for one in councils(asking)]
    new = Option(NEW, _("Uno nuevo"))
    return (
        *(
            [Pick("consejo", _("¿Cuál consejo comunal?"), [new, *known], _("Elija el consejo."))]
            if known
            else []
        ),
        Text(
            name="nombre",
            ask=_("¿Cómo se llama el consejo comunal?"),
            missing=_("Escriba el nombre del consejo comunal."),
        ),
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


def _says(answers: Answers) -> Sequence[Said]:
    described = _picked(answers)
    body = CouncilRegistered(
        council=described.council if described else slug_of(answers.text("nombre"), _taken(answers)),
        name=answers.text("nombre"),
        families=answers.whole("familias"),
        inhabitants=answers.whole("habitantes"),
    )
    return (Said("council", body, answers.words.now),)


def _picked(asking: Asking) -> CouncilRegistered | None:
    return next((one for one in councils(asking) if one.council == asking.written.get("consejo")), None)


def _taken(asking: Asking) -> set[str]:
    return {one.council for one in councils(asking)}


def _begins(asking: Asking) -> Mapping[str, str]:
    known = _picked(asking)
    if known is None:
        return {}
    said = {"nombre": known.name}
    for name, count in (("familias", known.families), ("habitantes", known.inhabitants)):
        said |= {f"{name}-no-se": "1"} if count is None else {name: str(count)}
    return said


COUNCIL: Final = FormKind(
    slug="consejo",
    title=N_("Un consejo comunal"),
    icon="house",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    begins=_begins,
)
