"""The form that registers a pond, or describes it anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Range, Several
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.setup.places import named_slug, number_and_name, picked, which
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import METRES, SQUARE_METRES
from dashboard.words.written import Words
from gateway.domain.entries import PlaceRegistered
from gateway.domain.places import Place

AREAS: Final = Range(Decimal(1), Decimal(500_000))
DEPTHS: Final = Range(Decimal("0.2"), Decimal(9))
NOT_KNOWN: Final = "no-se"
OTHER: Final = "otra"
SPECIES: Final[Mapping[str, str]] = {
    "cachama negra": N_("Cachama negra"),
    "morocoto": N_("Morocoto o cachama blanca"),
    "híbrido cachamay": N_("Híbrido cachamay"),
    "híbrido cachamoto": N_("Híbrido cachamoto"),
}
"""Three fishes and their crosses are called cachama.

Source:
    facts of the enterprises, section 0.7.
"""
Means = Literal["aerator", "pump", "exchange"]
NO_AERATOR: Final = "no"


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        *which(asking, "pond", _("¿Cuál estanque?"), _("Uno nuevo")),
        *number_and_name(asking),
        Choice(
            name="especie",
            ask=_("¿Qué pez vive ahí?"),
            options=[
                *(Option(value, _(word)) for value, word in SPECIES.items()),
                Option(OTHER, _("Otro pez")),
                Option(NOT_KNOWN, _("No sé, o todavía ninguno")),
            ],
            missing=_("Elija el pez, o «no sé»."),
        ),
        Choice(
            name="aireador",
            ask=_("¿Tiene aireador?"),
            options=[
                Option("electric", _("Sí, eléctrico"), _("se para cuando se va la luz")),
                Option("diesel", _("Sí, con motor de gasoil"), _("anda también sin luz")),
                Option(NO_AERATOR, _("No tiene")),
            ],
            missing=_("Diga si tiene aireador."),
        ),
        Several(
            name="medios",
            ask=_("¿Qué más se puede hacer por el agua?"),
            hint=_("Marque lo que hay de verdad: la alarma dirá solo eso."),
            options=[
                Option("pump", _("Bomba"), _("para que el agua caiga y salpique")),
                Option("exchange", _("Agua para cambiar"), _("de río, caño, pozo o canal")),
            ],
        ),
        Number(
            name="area",
            ask=_("¿Cuánto mide el espejo de agua?"),
            hint=_("Largo por ancho, en metros."),
            within=AREAS,
            unit=SQUARE_METRES,
            missing=_("Escriba cuántos metros cuadrados tiene, o marque «no sé»."),
            may_be_unknown=True,
        ),
        Number(
            name="hondo",
            ask=_("¿Qué tan hondo es, en promedio?"),
            within=DEPTHS,
            unit=METRES,
            missing=_("Escriba cuántos metros tiene de hondo, o marque «no sé»."),
            may_be_unknown=True,
        ),
    )


def _says(answers: Answers) -> Sequence[Said]:
    power = answers.choice("aireador")
    means = ["aerator"] if power != NO_AERATOR else []
    body = PlaceRegistered(
        place=named_slug(answers, "pond"),
        sort="pond",
        number=answers.whole("numero") or 1,
        name=answers.text("nombre"),
        means=cast("list[Means]", [*means, *answers.several("medios")]),
        area_m2=answers.number("area"),
        depth_m=answers.number("hondo"),
        aerator_power=cast('Literal["electric"]', power) if means else None,
        species=_species(answers),
    )
    return (Said("place", body, answers.words.now),)


def _species(answers: Answers) -> str | None:
    """Return the fish; another one that somebody has named in their own words stays as it was."""
    chosen, place = answers.choice("especie"), picked(answers)
    if chosen == OTHER:
        return place.species if place and place.species not in SPECIES else None
    return None if chosen == NOT_KNOWN else chosen


def _begins(asking: Asking) -> Mapping[str, str]:
    place = picked(asking)
    return {} if place is None else _answers(place, asking.words)


def _answers(place: Place, words: Words) -> dict[str, str]:
    """Return the answers that describe a pond as it stands; a link says which one it is."""
    known = NOT_KNOWN if place.species is None else place.species if place.species in SPECIES else OTHER
    return {
        "numero": str(place.number),
        "nombre": place.name,
        "especie": known,
        "aireador": (place.aerator_power or "") if "aerator" in place.means else NO_AERATOR,
        "medios": "\n".join(one for one in place.means if one != "aerator"),
        **answered("area", place.area_m2, words),
        **answered("hondo", place.depth_m, words),
    }


def answered(name: str, value: Decimal | None, words: Words) -> dict[str, str]:
    """Return the answer to the question for a number, "no sé" where it is not known."""
    return {f"{name}-no-se": "1"} if value is None else {name: typed(value, words)}


def typed(value: Decimal, words: Words) -> str:
    """Return a number as somebody would type it: without dots between the thousands."""
    plain = format(value.normalize(), "f")
    return plain.replace(".", ",") if words.language.code == "es" else plain


POND: Final = FormKind(
    slug="estanque",
    title=N_("Un estanque"),
    icon="fish",
    right=Right.SET_UP,
    asks=_asks,
    says=_says,
    begins=_begins,
)
