"""The form of an input: what was put on a field or into a pond."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option, Pick, Range, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.going_on import cycle_at
from dashboard.forms.where.units import UNIT, check_recorder, pick_unit, unit_written
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import KILOS
from dashboard.words.written import typed
from gateway.domain.entries import Entry, InputUsed
from gateway.domain.goods import product_key

Sort = Literal["seed", "fertiliser", "herbicide", "insecticide", "lime", "fuel", "medicine", "other"]
Measure = Literal["kg", "L", "sack", "count"]


class Kind(NamedTuple):
    """A sort of input as people name it.

    Attributes:
        key: Of what it is, where nobody says more.
        word: A msgid.
        which: What is asked to name it; a msgid, empty where its name is enough.
        hint: An example; a msgid.
        place: Where it is used.
    """

    key: str
    sort: Sort
    word: str
    which: str = ""
    hint: str = ""
    place: Literal["pond", "field", "both"] = "field"


UREA: Final = "urea"
FORMULA: Final = "formula"
MANURE: Final = "abono"
KINDS: Final = (
    Kind(UREA, "fertiliser", N_("Urea")),
    Kind(FORMULA, "fertiliser", N_("Fórmula (NPK)"), N_("¿Qué fórmula?"), N_("por ejemplo: 12-24-12")),
    Kind(MANURE, "fertiliser", N_("Otro abono"), N_("¿Cuál?"), N_("por ejemplo: gallinaza"), "both"),
    Kind("semilla", "seed", N_("Semilla"), N_("¿De qué?"), N_("por ejemplo: maíz blanco")),
    Kind("herbicida", "herbicide", N_("Herbicida"), N_("¿Cuál?"), N_("como dice el envase")),
    Kind("insecticida", "insecticide", N_("Insecticida"), N_("¿Cuál?"), N_("como dice el envase")),
    Kind("cal", "lime", N_("Cal"), place="both"),
    Kind("gasoil", "fuel", N_("Gasoil o gasolina"), place="both"),
    Kind("medicina", "medicine", N_("Medicina"), N_("¿Cuál?"), N_("como dice el envase"), "pond"),
    Kind("otro", "other", N_("Otra cosa"), N_("¿Cuál?"), "", "both"),
)
MEASURES: Final[tuple[tuple[Measure, str], ...]] = (
    ("kg", N_("kilos")),
    ("L", N_("litros")),
    ("sack", N_("sacos")),
    ("count", N_("unidades")),
)
ORIGINS: Final = (
    ("", N_("no sé")),
    ("bought", N_("Se compró")),
    ("donated", N_("Lo dieron")),
    ("own", N_("Es propio")),
    ("credit", N_("Fiado o a crédito")),
    ("exchanged", N_("Por trueque")),
)
AMOUNT_RANGE: Final = Range(Decimal("0.01"), Decimal(99_999))
NITROGEN_RANGE: Final = Range(Decimal(0), Decimal(99_999))
UREA_NITROGEN: Final = Decimal("0.46")
"""How much of urea is nitrogen, as it is sold [-].

Source:
    IFA, World Fertilizer Use Manual: urea, 46 % N.
"""
MOST_NITROGEN_KG_HA: Final = 300
"""Above so much nitrogen on a hectare at once a number is asked back [kg/ha]; ours, not verified."""
M2_IN_A_HECTARE: Final = 10_000
_FORMULA: Final = re.compile(r"\s*(\d{1,2})\s*[-–/ ]\s*\d{1,2}\s*[-–/ ]\s*\d{1,2}", re.ASCII)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick, chosen = pick_unit(asking, _("¿Dónde fue?")), unit_written(asking)
    if chosen is None:
        return [pick]
    kinds = [one for one in KINDS if one.place in ("both", chosen[1].sort)]
    what = Pick(
        "insumo",
        _("¿Qué se usó?"),
        [Option(one.key, _(one.word)) for one in kinds],
        missing=_("Elija qué se usó."),
        columns="two",
    )
    kind = next((one for one in kinds if one.key == asking.written.get("insumo")), None)
    if kind is None:
        return [pick, what]
    return [
        pick,
        what,
        *_which(asking, kind),
        *_amount(asking, kind),
        Moment(name="cuando", ask=_("¿Cuándo fue?"), is_precise=False),
    ]


def _which(asking: Asking, kind: Kind) -> list[Ask]:
    if not kind.which:
        return []
    hint = asking.gettext(kind.hint) if kind.hint else ""
    missing = asking.gettext("Diga cuál fue.") if kind.key == "otro" else ""
    return [Text(name="cual", ask=asking.gettext(kind.which), hint=hint, missing=missing, longest=30)]


def _amount(asking: Asking, kind: Kind) -> list[Ask]:
    _ = asking.gettext
    nitrogen = Number(
        name="nitrogeno",
        ask=_("¿Cuánto nitrógeno tiene eso?"),
        unit=KILOS,
        within=NITROGEN_RANGE,
        hint=_("si se sabe"),
    )
    return [
        Number(name="cantidad", ask=_("¿Cuánto?"), within=AMOUNT_RANGE, missing=_("Escriba cuánto se usó.")),
        Choice(
            name="medida",
            ask=_("¿En qué medida?"),
            options=[Option(value, _(word).capitalize()) for value, word in MEASURES],
            missing=_("Diga si son kilos, litros, sacos o unidades."),
            columns="two",
        ),
        *([nitrogen] if kind.key == MANURE else []),
        Choice(
            name="procedencia",
            ask=_("¿De dónde salió?"),
            options=[Option(value, _(word)) for value, word in ORIGINS],
            is_list=True,
        ),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    chosen = unit_written(answers)
    if chosen is None:
        raise LookupError(answers.choice(UNIT))
    unit, kind, at = chosen[0], _kind(answers), answers.moment("cuando")
    check_recorder(answers, unit)
    cycle = cycle_at(answers, unit, at=at)
    body = InputUsed(
        unit=unit.slug,
        input=_input_key(answers),
        sort=kind.sort,
        amount=answers.number("cantidad") or Decimal(1),
        measure=cast("Measure", answers.choice("medida")),
        cycle=None if cycle is None else cycle.uid,
        nitrogen_kg=_nitrogen(answers),
        origin=cast('Literal["own"] | None', answers.choice("procedencia") or None),
    )
    return [Said("input", body, at)]


def _kind(answers: Answers) -> Kind:
    return next(one for one in KINDS if one.key == answers.choice("insumo"))


def _input_key(answers: Answers) -> str:
    """Return the key of what was used: its own name, or its sort where nobody said more."""
    kind, said = _kind(answers), answers.text("cual")
    if not said:
        return kind.key
    return product_key(f"{kind.key} {said}" if kind.key in (FORMULA, "semilla") else said)


def _nitrogen(answers: Answers) -> Decimal | None:
    """Return the nitrogen in it [kg], None where nobody knows."""
    kilos, share = _kilos(answers), _nitrogen_share(answers)
    if share is None or kilos is None:
        return answers.number("nitrogeno")
    return (kilos * share).quantize(Decimal("0.01"))


def _nitrogen_share(answers: Answers) -> Decimal | None:
    kind = _kind(answers).key
    if kind == UREA:
        return UREA_NITROGEN
    found = _FORMULA.match(answers.text("cual")) if kind == FORMULA else None
    return None if found is None else Decimal(found[1]) / 100


def _kilos(answers: Answers) -> Decimal | None:
    """Return what was used [kg], None where it was told in another measure that nobody weighed."""
    amount, measure = answers.number("cantidad") or Decimal(0), answers.choice("medida")
    if measure == "kg":
        return amount
    if measure != "sack":
        return None
    registers = answers.visit.station.production.registers()
    each = registers.measure_kg("saco", of=_input_key(answers), at=answers.moment("cuando"))
    return None if each is None else each * amount


def _follows(answers: Answers) -> Sequence[str]:
    """Return the nitrogen that comes with it."""
    _, share, nitrogen = answers.gettext, _nitrogen_share(answers), _nitrogen(answers)
    if share is None:
        return []
    if nitrogen is None:
        return [_("Nadie ha pesado un saco de eso: en kilos se sabría cuánto nitrógeno tiene.")]
    sentence = _("Tiene %(kilos)s de nitrógeno (%(percent)s).")
    percent = f"{answers.words.amount(share * 100)} %"
    return [sentence % {"kilos": KILOS.figure(nitrogen, answers.words), "percent": percent}]


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: more nitrogen than a field takes."""
    chosen, nitrogen = unit_written(answers), _nitrogen(answers)
    if chosen is None or nitrogen is None or chosen[1].sort != "field":
        return []
    each = nitrogen * M2_IN_A_HECTARE / chosen[0].area_m2
    if each <= MOST_NITROGEN_KG_HA:
        return []
    sentence = answers.gettext("Serían %(kilos)s kilos de nitrógeno por hectárea: ¿está bien?")
    return [sentence % {"kilos": answers.words.number(each)}]


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, InputUsed):
        return {}
    kind, name = _told(asking, body)
    found = {
        UNIT: body.unit,
        "insumo": kind.key,
        "cual": name,
        "cantidad": typed(body.amount),
        "medida": body.measure,
        "procedencia": body.origin or "",
    }
    if body.nitrogen_kg is not None and kind.key == MANURE:
        found["nitrogeno"] = typed(body.nitrogen_kg)
    return found


def _told(asking: Asking, body: InputUsed) -> tuple[Kind, str]:
    """Return the kind of an input that was recorded, and how it was named."""
    for one in KINDS:
        if body.input == one.key:
            return one, ""
        if one.key in (FORMULA, "semilla") and body.input.startswith(f"{one.key}-"):
            return one, body.input.removeprefix(f"{one.key}-")
    named = [one for one in KINDS if one.sort == body.sort and one.which and one.key != FORMULA]
    kind = named[0] if named else KINDS[-1]
    return kind, asking.visit.station.production.registers().name_of(body.input)


INPUT: Final = FormKind(
    slug="insumo",
    title=N_("Un insumo"),
    icon="sack",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_says,
    follows=_follows,
    doubts=_doubts,
    again=_again,
    plans=("input",),
    repeats=True,
)
