"""The form that says where a node stands, since when, or that it was taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Moment, Option, Pick, Text
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.setup.places import place_options, place_words
from dashboard.login.rights import Right
from dashboard.nodes.preparation import Standing, standings
from dashboard.words.language import N_
from gateway.domain.entries import NodePlaced

OTHER: Final = "otra"
NOWHERE: Final = "ninguno"
_SHORT_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    visit = asking.visit
    places = place_options(asking)
    if not places:
        raise NothingToAskError(
            _("Todavía no hay ningún estanque ni lote donde pueda estar una sonda."),
            href="/preparar",
            word=_("Anotar el primero"),
        )
    chosen = asking.written.get("nodo", "")
    stands = standings(visit.registered, visit.nodes)
    known = next((one for one in stands if one.node == chosen), None)
    return (
        Pick(
            "nodo",
            _("¿Cuál sonda?"),
            [*(_option(asking, one) for one in sorted(stands, key=_loose_first)), Option(OTHER, _("Otra"))],
            _("Elija la sonda."),
        ),
        *([_name(asking)] if chosen == OTHER else []),
        Choice(
            name="lugar",
            ask=_("¿Dónde está?"),
            options=[
                *places,
                *([Option(NOWHERE, _("En ningún lugar: se retiró"))] if known and known.place else []),
            ],
            missing=_("Elija el lugar."),
        ),
        Moment(name="desde", ask=_("¿Desde cuándo?")),
        Aside(_("Lo que midió antes de esa hora queda donde estaba: mover una sonda no cambia lo pasado.")),
    )


def _loose_first(one: Standing) -> tuple[bool, str]:
    return (one.place is not None, one.node)


def _option(asking: Asking, one: Standing) -> Option:
    if one.place is None:
        return Option(one.node, one.node, asking.gettext("se oye y no está en ningún lugar"))
    return Option(one.node, one.node, place_words(asking, one.place))


def _name(asking: Asking) -> Text:
    _ = asking.gettext
    return Text(
        name="nombre",
        ask=_("¿Cómo se llama la sonda?"),
        hint=_("Está escrito en su caja, por ejemplo pond-7. Con minúsculas, números y guiones."),
        missing=_("Escriba el nombre de la sonda."),
        longest=32,
    )


def _says(answers: Answers) -> Sequence[Said]:
    node = answers.choice("nodo")
    if node == OTHER:
        node = answers.text("nombre")
        if not _SHORT_NAME.fullmatch(node):
            answers.fault("nombre", answers.gettext("Solo minúsculas sin acento, números y guiones: pond-7"))
    place = answers.choice("lugar")
    since = answers.moment("desde")
    return (Said("placement", NodePlaced(node, None if place == NOWHERE else place, since), since),)


NODE: Final = FormKind(
    slug="ubicacion",
    title=N_("Dónde está una sonda"),
    icon="signal",
    right=Right.SET_UP,
    asks=_asks,
    says=_says,
)
