"""The forms of what is measured by hand: the water of a pond, the soil of a field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Moment, Number, Option, Range
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.places import PLACE, pick_place, place_of, place_written
from dashboard.login.rights import Right
from dashboard.words.feel import FEELS, is_of_soil
from dashboard.words.language import N_
from dashboard.words.units import CENTIMETRES, DEGREES, OXYGEN, PERCENT, PLAIN
from dashboard.words.written import typed
from gateway.domain.entries import Entry, HandRead
from gateway.domain.places import Place
from gateway.domain.quantities import QUANTITIES
from gateway.fields.soil.feel import Feel, water_of_feel
from gateway.fields.soil.threshold import depth_of

WATER: Final = ("oxigeno", "temperatura", "ph", "secchi")
OXYGEN_RANGE: Final = Range(Decimal(0), Decimal(25))
DEGREES_RANGE: Final = Range(Decimal(5), Decimal(45))
PH_RANGE: Final = Range(Decimal(2), Decimal(12))
SECCHI_RANGE: Final = Range(Decimal(0), Decimal(300))
SOIL_PERCENT: Final = Range(Decimal(0), Decimal(str(100 * QUANTITIES["soil_water"].high)))
DEPTHS_CM: Final = (10, 20, 40, 60)


def _water(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_place(asking, "pond")
    if place_written(asking, "pond") is None:
        return [pick]
    return [
        pick,
        Aside(_("Escriba lo que midió; lo demás déjelo en blanco.")),
        Number(name="oxigeno", ask=_("¿Cuánto oxígeno?"), unit=OXYGEN, within=OXYGEN_RANGE),
        Number(
            name="temperatura",
            ask=_("¿Qué temperatura tiene el agua?"),
            unit=DEGREES,
            within=DEGREES_RANGE,
        ),
        Number(name="ph", ask=_("¿Qué pH?"), unit=PLAIN, within=PH_RANGE),
        Number(
            name="secchi",
            ask=_("¿A qué hondura deja de verse el disco?"),
            unit=CENTIMETRES,
            within=SECCHI_RANGE,
            hint=_("disco de Secchi, o un plato blanco amarrado"),
        ),
        _how(asking),
        Moment(name="cuando", ask=_("¿Cuándo lo midió?")),
    ]


def _how(asking: Asking) -> Choice:
    _ = asking.gettext
    return Choice(
        name="calidad",
        ask=_("¿Cómo lo sabe?"),
        options=[Option("measured", _("Se midió")), Option("estimated", _("A ojo"))],
        missing=_("Diga si se midió o si se calculó a ojo."),
        columns="two",
        chosen="measured",
    )


def _water_read(answers: Answers) -> Sequence[Said]:
    if all(answers.number(name) is None for name in WATER):
        answers.fault("oxigeno", answers.gettext("Escriba por lo menos uno de los números."))
    body = HandRead(
        place_of(answers).slug,
        "estimated" if answers.choice("calidad") == "estimated" else "measured",
        oxygen=answers.number("oxigeno"),
        water_temperature=answers.number("temperatura"),
        ph=answers.number("ph"),
        secchi_cm=answers.number("secchi"),
    )
    return [Said("hand_reading", body, answers.moment("cuando"))]


def _same_water(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, HandRead) or is_of_soil(body):
        return {}
    numbers = zip(WATER, (body.oxygen, body.water_temperature, body.ph, body.secchi_cm), strict=True)
    return {PLACE: body.place, "calidad": body.quality} | {
        name: typed(value) for name, value in numbers if value is not None
    }


WATER_READING: Final = FormKind(
    slug="lectura",
    title=N_("Una medida del agua, a mano"),
    icon="drop",
    right=Right.RECORD_WORK,
    asks=_water,
    says=_water_read,
    again=_same_water,
    repeats=True,
)


def _soil(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_place(asking, "field")
    place = place_written(asking, "field")
    if place is None:
        return [pick]
    feels = [Option(value, _(word), _(small)) for value, word, small in FEELS]
    return [
        pick,
        Choice(
            name="profundidad",
            ask=_("¿A qué profundidad?"),
            options=[Option(str(one), f"{one} cm") for one in _depths(asking, place)],
            missing=_("Elija la profundidad."),
            columns="four",
        ),
        Choice(
            name="tacto",
            ask=_("¿Cómo se siente un puñado de esa tierra al apretarlo?"),
            options=feels,
        ),
        Number(
            name="medidor",
            ask=_("¿O qué dijo un medidor?"),
            unit=PERCENT,
            within=SOIL_PERCENT,
            hint=_("agua en cada 100 partes de suelo"),
        ),
        Moment(name="cuando", ask=_("¿Cuándo fue?")),
    ]


def _depths(asking: Asking, place: Place) -> list[int]:
    """Return the depths to choose from: those of every field, and where this one's own probes stand."""
    nodes = {one.node for one in asking.visit.registered.placements if one.place == place.slug}
    keys = asking.visit.station.store.keys()
    own = {depth_of(key.channel) for key in keys if key.node in nodes and key.quantity == "soil_water"}
    return sorted({*DEPTHS_CM, *(one for one in own if one is not None)})


def _soil_read(answers: Answers) -> Sequence[Said]:
    feel, meter = answers.choice("tacto"), answers.number("medidor")
    if not feel and meter is None:
        answers.fault(
            "tacto", answers.gettext("Diga cómo se siente la tierra, o escriba lo que dijo el medidor.")
        )
    if feel and meter is not None:
        answers.fault("medidor", answers.gettext("Deje una sola de las dos: el tacto o el medidor."))
    place = place_of(answers)
    said = cast("Feel", feel) if feel else None
    body = HandRead(
        place.slug,
        "measured" if meter is not None else "estimated",
        soil_water=_water_of(place, said) if meter is None else meter / 100,
        soil_feel=said if meter is None else None,
        depth_cm=int(answers.choice("profundidad")),
    )
    return [Said("hand_reading", body, answers.moment("cuando"))]


def _water_of(place: Place, feel: Feel | None) -> Decimal | None:
    """Return the water that a class stands for [m3/m3], None where the soil's two marks are not known."""
    full, wilting = place.field_capacity, place.wilting_point
    if feel is None or full is None or wilting is None:
        return None
    return water_of_feel(feel, field_capacity=full, wilting_point=wilting)


def _same_soil(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, HandRead) or not is_of_soil(body):
        return {}
    found = {PLACE: body.place, "profundidad": str(body.depth_cm or "")}
    if body.soil_feel is not None:
        return found | {"tacto": body.soil_feel}
    return found if body.soil_water is None else found | {"medidor": typed(body.soil_water * 100)}


SOIL_READING: Final = FormKind(
    slug="suelo",
    title=N_("La humedad del suelo, a mano"),
    icon="drop-needed",
    right=Right.RECORD_WORK,
    asks=_soil,
    says=_soil_read,
    again=_same_soil,
    repeats=True,
)
