"""What is asked of a field's soil: its texture by words that a hand knows, a sample, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Number, Option, Range
from dashboard.forms.setup.places import picked
from dashboard.forms.setup.pond import typed
from dashboard.words.entries import TEXTURES as NAMES
from dashboard.words.entries import capitalised
from dashboard.words.language import N_
from dashboard.words.units import CENTIMETRES, PERCENT
from dashboard.words.written import Words
from gateway.domain.entries import FieldDescribed, SoilTexture
from gateway.domain.places import Place
from gateway.fields.setting import SoilKnown
from gateway.fields.soil.texture import HELD, TEXTURES

WATER: Final = Range(Decimal(1), Decimal(60))
ROOTS: Final = Range(Decimal(20), Decimal(200))
"""How deep a pit may have shown roots to end [cm]; what the journal takes."""
NOT_KNOWN: Final = "no-se"
MEASURED: Final = "medido"
ASSUMED: Final[SoilTexture] = "loam"
"""Of what nobody knows it is said that it is a loam, and that it is only said."""
HAND: Final[Mapping[SoilTexture, str]] = {
    "loamy_sand": N_("áspera; hace bola que se deshace y no hace cinta"),
    "sandy_loam": N_("áspera; la cinta se parte antes de 2,5 cm"),
    "loam": N_("ni áspera ni suave; la cinta se parte antes de 2,5 cm"),
    "silt_loam": N_("suave como harina; la cinta se parte antes de 2,5 cm"),
    "sandy_clay_loam": N_("áspera; la cinta llega de 2,5 a 5 cm"),
    "clay_loam": N_("ni áspera ni suave; la cinta llega de 2,5 a 5 cm"),
    "silty_clay_loam": N_("suave como harina; la cinta llega de 2,5 a 5 cm"),
    "silty_clay": N_("muy suave y pegajosa; la cinta pasa de 5 cm"),
    "clay": N_("pegajosa y dura de amasar; la cinta pasa de 5 cm"),
}
"""How a wet handful feels between thumb and finger, and how long its ribbon is.

Source:
    Thien 1979, Journal of Agronomic Education 8, 54-55, the flow diagram of texture by feel: ribbons shorter
    than 2.5 cm, from 2.5 to 5 cm, and longer; gritty, smooth, or neither.
"""


@dataclass(frozen=True, slots=True)
class SoilTold:
    """A soil as a form tells it; field capacity and wilting point [m3/m3], root limit [m]."""

    known: SoilKnown
    texture: SoilTexture | None
    field_capacity: Decimal | None
    wilting_point: Decimal | None
    root_limit_m: Decimal | None


def soil_asks(asking: Asking) -> Sequence[Ask]:
    """Return the third question."""
    _ = asking.gettext
    return (
        Choice(
            name="suelo",
            ask=_("¿Qué tierra es?"),
            hint=_("Moje un puñado, amáselo y sáquele una cinta entre el pulgar y el índice."),
            options=[
                *(Option(one, capitalised(_(NAMES[one])), _(HAND[one])) for one in TEXTURES),
                Option(MEASURED, _("Hay una muestra: escribo los números abajo")),
                Option(NOT_KNOWN, _("No sé"), _("se calcula como tierra franca, y se dice")),
            ],
            missing=_("Elija la tierra, o «no sé»."),
        ),
        Aside(
            _(
                "Los números de cada tierra son de FAO AquaCrop y sirven para empezar: dos del mismo "
                "nombre pueden guardar muy distinta agua. Si se midió, valen los de abajo; una sonda lo "
                "enseña mejor."
            )
        ),
        *_sample(asking),
        Number(
            name="raices",
            ask=_("¿Hasta qué hondura bajan las raíces?"),
            hint=_("Si se abrió un hueco y se vio, o si hay piso duro; si no, se cuentan 80."),
            within=ROOTS,
            unit=CENTIMETRES,
            whole=True,
        ),
    )


def _sample(asking: Asking) -> tuple[Number, Number]:
    _ = asking.gettext
    return (
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


def soil_of(answers: Answers) -> SoilTold:
    """Return what was told; half a sample, or one turned around, is a fault."""
    full, wilting = answers.number("capacidad"), answers.number("marchitez")
    depth = answers.number("raices")
    root_limit = None if depth is None else depth / 100
    chosen = next((one for one in TEXTURES if one == answers.choice("suelo")), None)
    if full is None and wilting is None and answers.choice("suelo") != MEASURED:
        held = HELD[chosen or ASSUMED]
        known: SoilKnown = "texture" if chosen else "guess"
        return SoilTold(known, chosen, held.field_capacity, held.wilting_point, root_limit)
    return SoilTold("sample", chosen or _texture_before(answers), *_measured(answers), root_limit)


def _measured(answers: Answers) -> tuple[Decimal | None, Decimal | None]:
    _, full, wilting = answers.gettext, answers.number("capacidad"), answers.number("marchitez")
    if full is None or wilting is None:
        missing = "capacidad" if full is None else "marchitez"
        answers.fault(missing, _("Escriba los dos números, o elija la tierra de la lista."))
        return None, None
    if wilting >= full:
        answers.fault("marchitez", _("Tiene que ser menos de lo que guarda después de escurrir."))
    return full / 100, wilting / 100


def _texture_before(answers: Answers) -> SoilTexture | None:
    """Return the texture that somebody told before there was a sample."""
    place = picked(answers)
    known = None if place is None else answers.visit.registered.fields.get(place.slug)
    return None if known is None else known.texture


def soil_follows(answers: Answers) -> Sequence[str]:
    """Return what is assumed of a soil that nobody knows."""
    if soil_of(answers).known != "guess":
        return ()
    sentence = answers.gettext(
        "No se sabe qué tierra es: se calcula como franca, que guarda %(full)s de agua en 100 y no suelta "
        "%(wilting)s, hasta que alguien la mire o una sonda lo muestre."
    )
    held, words = HELD[ASSUMED], answers.words
    told = {
        "full": words.amount(held.field_capacity * 100),
        "wilting": words.amount(held.wilting_point * 100),
    }
    return (sentence % told,)


def soil_answers(place: Place, known: FieldDescribed | None, words: Words) -> dict[str, str]:
    """Return the answers that tell a soil as it stands."""
    depth = None if known is None else known.root_limit_m
    roots = {} if depth is None else {"raices": typed(depth * 100, words)}
    if known is not None and known.soil_known == "texture" and known.texture is not None:
        return {"suelo": known.texture} | roots
    is_guessed = known is not None and known.soil_known == "guess"
    if is_guessed or place.field_capacity is None or place.wilting_point is None:
        return {"suelo": NOT_KNOWN} | roots
    return roots | {
        "suelo": MEASURED,
        "capacidad": typed(place.field_capacity * 100, words),
        "marchitez": typed(place.wilting_point * 100, words),
    }
