"""What the forms that set a station up share: the places to choose from, and the short names of new ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Number, Option, Pick, Range, Text
from dashboard.forms.slugs import slug_of
from dashboard.words.naming import full_name
from dashboard.words.units import PLAIN
from gateway.domain.places import Place

Sort = Literal["pond", "field"]

NUMBERS: Final = Range(Decimal(1), Decimal(999))
NEW: Final = "nuevo"
OF_SORT: Final[dict[Sort, str]] = {"pond": "estanque", "field": "lote"}
"""With what the short name of a new place begins."""


def place_words(asking: Asking, place: Place) -> str:
    """Return how people call a place: its sort, the number on its stake and its name."""
    return full_name(asking.visit.language, place)


def place_options(asking: Asking, sort: Sort | None = None) -> list[Option]:
    """Return the places that there are, ponds first."""
    return [
        Option(one.slug, place_words(asking, one))
        for one in asking.visit.registered.places
        if sort is None or one.sort == sort
    ]


def which(asking: Asking, sort: Sort, ask: str, new: str) -> Sequence[Pick]:
    """Return the question that says which place is described anew; none where there is no place yet."""
    known = place_options(asking, sort)
    missing = asking.gettext("Elija el lugar.")
    return (Pick("lugar", ask, [Option(NEW, new), *known], missing),) if known else ()


def picked(asking: Asking) -> Place | None:
    """Return the place that is described anew, None for a new one."""
    return asking.visit.registered.place(asking.written.get("lugar", NEW))


def number_and_name(asking: Asking) -> tuple[Number, Text]:
    """Return the questions for the number on the stake and the name."""
    _ = asking.gettext
    return (
        Number(
            name="numero",
            ask=_("¿Qué número tiene en la estaca?"),
            hint=_("Píntelo en la estaca si todavía no lo tiene: por ese número se le llama."),
            within=NUMBERS,
            unit=PLAIN,
            whole=True,
            missing=_("Escriba el número de la estaca."),
        ),
        Text(
            name="nombre",
            ask=_("¿Cómo le dicen?"),
            hint=_("Como lo conoce la gente. Puede quedar sin nombre."),
            longest=60,
        ),
    )


def named_slug(answers: Answers, sort: Sort) -> str:
    """Return the short name of the place that a form is about; a number that another one has is a fault."""
    _ = answers.gettext
    places = answers.visit.registered.places
    number, described = answers.whole("numero") or 1, picked(answers)
    if any(one.sort == sort and one.number == number and one != described for one in places):
        ponds = _("Ya hay un estanque con el número %(number)s.")
        fields = _("Ya hay un lote con el número %(number)s.")
        answers.fault("numero", (ponds if sort == "pond" else fields) % {"number": number})
    if described is not None:
        return described.slug
    return slug_of(f"{OF_SORT[sort]}-{number}", {one.slug for one in places})
