"""The form that sets a field up, or describes it anew, in four questions: field, crop, soil, water."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Number, Range, Turn
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.setup.places import named_slug, number_and_name, picked, which
from dashboard.forms.setup.pond import answered
from dashboard.forms.setup.soil import soil_answers, soil_asks, soil_follows, soil_of
from dashboard.forms.setup.sown import sown_asks, sown_follows, sown_says
from dashboard.forms.setup.watering import water_answers, water_asks, water_follows, water_of
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import HECTARES
from gateway.domain.entries import FieldDescribed, PlaceRegistered

AREAS: Final = Range(Decimal("0.01"), Decimal(9999))
SQUARE_METRES_IN_A_HECTARE: Final = 10_000


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
        Turn(),
        *sown_asks(asking, picked(asking)),
        Turn(),
        *soil_asks(asking),
        Turn(),
        *water_asks(asking),
    )


def _says(answers: Answers) -> Sequence[Said]:
    area = answers.number("hectareas")
    soil, water = soil_of(answers), water_of(answers)
    place = PlaceRegistered(
        place=named_slug(answers, "field"),
        sort="field",
        number=answers.whole("numero") or 1,
        name=answers.text("nombre"),
        means=["pump"] if water.method else [],
        area_m2=None if area is None else area * SQUARE_METRES_IN_A_HECTARE,
        field_capacity=soil.field_capacity,
        wilting_point=soil.wilting_point,
    )
    described = FieldDescribed(
        place=place.place,
        soil_known=soil.known,
        texture=soil.texture,
        root_limit_m=soil.root_limit_m,
        method=water.method,
        efficiency=water.efficiency,
        pump=water.pump,
        pump_m3_h=water.pump_m3_h,
    )
    now = answers.words.now
    return (Said("place", place, now), Said("field", described, now), *sown_says(answers, place))


def _follows(answers: Answers) -> Sequence[str]:
    return [*sown_follows(answers), *soil_follows(answers), *water_follows(answers)]


def _begins(asking: Asking) -> Mapping[str, str]:
    """Return the answers that describe a field as it stands; a link says which one it is."""
    place = picked(asking)
    if place is None:
        return {}
    known = asking.visit.registered.fields.get(place.slug)
    hectares = None if place.area_m2 is None else place.area_m2 / SQUARE_METRES_IN_A_HECTARE
    return {
        "numero": str(place.number),
        "nombre": place.name,
        **answered("hectareas", hectares, asking.words),
        **soil_answers(place, known, asking.words),
        **water_answers(place, known, asking.words),
    }


FIELD: Final = FormKind(
    slug="lote",
    title=N_("Un lote de siembra"),
    icon="cob",
    right=Right.SET_UP,
    asks=_asks,
    says=_says,
    follows=_follows,
    begins=_begins,
)
