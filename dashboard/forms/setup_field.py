"""The form that registers a field, or describes it anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.entry_words import TEXTURES as NAMES
from dashboard.entry_words import capitalised
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Number, Option, Range
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.setup_places import named_slug, number_and_name, picked, which
from dashboard.forms.setup_pond import answered, typed
from dashboard.language import N_
from dashboard.login.rights import Right
from dashboard.units import HECTARES, PERCENT
from dashboard.words import Words
from gateway.domain.entries import PlaceRegistered, SoilTexture
from gateway.domain.places import Place
from gateway.fields.texture import HELD, TEXTURES

AREAS: Final = Range(Decimal("0.01"), Decimal(9999))
WATER: Final = Range(Decimal(1), Decimal(60))
SQUARE_METRES_IN_A_HECTARE: Final = 10_000
NOT_KNOWN: Final = "no-se"
MEASURED: Final = "medido"


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        *which(asking, "field", _("¿Cuál lote?"), _("Uno nuevo")),
        *number_and_name(asking),
        Number(
            name="hectareas",
            ask=_("¿Cuántas hectáreas tiene?"),
            within=AREAS,
            unit=HECTARES,
            missing=_("Escriba cuántas hectáreas tiene, o marque «no sé»."),
            may_be_unknown=True,
        ),
        Choice(
            name="bomba",
            ask=_("¿Se puede regar?"),
            options=[
                Option("pump", _("Sí, con bomba o por gravedad")),
                Option("no", _("No, solo con lluvia")),
            ],
            missing=_("Diga si se puede regar."),
        ),
        Choice(
            name="suelo",
            ask=_("¿Qué suelo es?"),
            hint=_("De eso depende cuánta agua guarda y cuándo hace falta regar."),
            options=[
                Option(MEASURED, _("Se midió: escribo los números abajo")),
                *(Option(one, capitalised(_(NAMES[one])), _held(asking, one)) for one in TEXTURES),
                Option(NOT_KNOWN, _("No sé")),
            ],
            missing=_("Elija el suelo, o «no sé»."),
            is_list=True,
        ),
        Aside(
            _(
                "Los números de cada suelo son de FAO AquaCrop y sirven para empezar: dos suelos del mismo "
                "nombre pueden guardar muy distinta agua. Si se midió, valen los de abajo."
            )
        ),
        Number(
            name="capacidad",
            ask=_("De cada 100 partes de tierra, ¿cuántas de agua guarda después de escurrir?"),
            hint=_("Capacidad de campo. Escríbalo solo si se midió."),
            within=WATER,
            unit=PERCENT,
        ),
        Number(
            name="marchitez",
            ask=_("¿Y cuántas le quedan cuando el maíz ya no puede tomarla?"),
            hint=_("Punto de marchitez. Escríbalo solo si se midió."),
            within=WATER,
            unit=PERCENT,
        ),
    )


def _held(asking: Asking, texture: SoilTexture) -> str:
    held = HELD[texture]
    return asking.gettext("guarda %(full)s %%, no suelta %(wilting)s %%") % {
        "full": asking.words.amount(held.field_capacity * 100),
        "wilting": asking.words.amount(held.wilting_point * 100),
    }


def _says(answers: Answers) -> Sequence[Said]:
    area = answers.number("hectareas")
    full, wilting = _soil(answers)
    body = PlaceRegistered(
        place=named_slug(answers, "field"),
        sort="field",
        number=answers.whole("numero") or 1,
        name=answers.text("nombre"),
        means=["pump"] if answers.choice("bomba") == "pump" else [],
        area_m2=None if area is None else area * SQUARE_METRES_IN_A_HECTARE,
        field_capacity=full,
        wilting_point=wilting,
    )
    return (Said("place", body, answers.words.now),)


def _soil(answers: Answers) -> tuple[Decimal | None, Decimal | None]:
    """Return field capacity and wilting point [m3/m3]: measured, usual for the texture, or not known."""
    _ = answers.gettext
    full, wilting = answers.number("capacidad"), answers.number("marchitez")
    chosen = answers.choice("suelo")
    if full is None and wilting is None and chosen != MEASURED:
        return next((HELD[one] for one in TEXTURES if one == chosen), (None, None))
    if full is None or wilting is None:
        missing = "capacidad" if full is None else "marchitez"
        answers.fault(missing, _("Escriba los dos números, o elija el suelo de la lista."))
        return None, None
    if wilting >= full:
        answers.fault("marchitez", _("Tiene que ser menos de lo que guarda después de escurrir."))
    return full / 100, wilting / 100


def _begins(asking: Asking) -> Mapping[str, str]:
    place = picked(asking)
    return {} if place is None else _answers(place, asking.words)


def _answers(place: Place, words: Words) -> dict[str, str]:
    """Return the answers that describe a field as it stands; a link says which one it is."""
    hectares = None if place.area_m2 is None else place.area_m2 / SQUARE_METRES_IN_A_HECTARE
    said = {
        "numero": str(place.number),
        "nombre": place.name,
        "bomba": "pump" if "pump" in place.means else "no",
        "suelo": NOT_KNOWN,
        **answered("hectareas", hectares, words),
    }
    if place.field_capacity is None or place.wilting_point is None:
        return said
    return said | {
        "suelo": MEASURED,
        "capacidad": typed(place.field_capacity * 100, words),
        "marchitez": typed(place.wilting_point * 100, words),
    }


FIELD: Final = FormKind(
    slug="lote",
    title=N_("Un lote de siembra"),
    icon="cob",
    right=Right.SET_UP,
    asks=_asks,
    says=_says,
    begins=_begins,
)
