"""The first question of many forms: at which pond or field it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Option, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.words.naming import own_name, place_name
from gateway.domain.places import Place

PLACE = "lugar"
Sort = Literal["pond", "field", "both"]


def pick_place(asking: Asking, sort: Sort) -> Pick:
    """Return the question at which place it was.

    Raises:
        NothingToAskError: There is none yet.
    """
    _ = asking.gettext
    found = _of_sort(asking, sort)
    if not found:
        raise NothingToAskError(
            _("Todavía no hay ningún estanque ni lote."), href="/preparar", word=_("Preparar la estación")
        )
    ask = {
        "pond": _("¿En qué estanque?"),
        "field": _("¿En qué lote?"),
        "both": _("¿En qué estanque o lote?"),
    }[sort]
    options = [
        Option(one.slug, place_name(asking.visit.language, one), own_name(asking.visit.language, one))
        for one in found
    ]
    return Pick(PLACE, ask, options, missing=_("Elija el lugar."), columns="two")


def place_written(asking: Asking, sort: Sort) -> Place | None:
    """Return the place that was picked, None while none was."""
    slug = asking.written.get(PLACE, "")
    return next((one for one in _of_sort(asking, sort) if one.slug == slug), None)


def place_of(answers: Answers) -> Place:
    """Return the place of a form without faults."""
    found = answers.visit.registered.place(answers.choice(PLACE))
    if found is None:
        raise LookupError(answers.choice(PLACE))
    return found


def _of_sort(asking: Asking, sort: Sort) -> Sequence[Place]:
    return [one for one in asking.visit.registered.places if sort in ("both", one.sort)]
