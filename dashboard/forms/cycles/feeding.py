"""The form of a feeding: concentrate, or scraps by the bucket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.amounts.measures import KILOS, measure_name, measure_options, several
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Pick, Range, Text
from dashboard.forms.cycles.alive import alive
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.cycles import CYCLE, cycle_of, cycle_written, moment_within, only_cycle, pick_cycle
from dashboard.login.rights import Right
from dashboard.production.base import Wanted
from dashboard.words.language import N_
from dashboard.words.spelling import spelled
from dashboard.words.units import KILOS as WEIGHT
from dashboard.words.units import PERCENT
from dashboard.words.written import typed
from gateway.domain.entries import Entry, Fed
from gateway.domain.goods import product_key

Feed = Literal["concentrate", "scraps", "fruit", "other"]
FEEDS: Final[tuple[tuple[Feed, str, str], ...]] = (
    ("concentrate", N_("Concentrado"), N_("alimento balanceado, de saco")),
    ("scraps", N_("Sobras"), N_("yuca, auyama, concha de plátano, comida")),
    ("fruit", N_("Frutas"), N_("guayaba, mango, jobo")),
    ("other", N_("Otra cosa"), ""),
)
KEYS: Final[Mapping[Feed, str]] = {
    "concentrate": "concentrado",
    "scraps": "sobras",
    "fruit": "frutas",
    "other": "otro-alimento",
}
"""What a measure is asked to be weighed of, where nobody said what it was."""
AMOUNT_RANGE: Final = Range(Decimal("0.01"), Decimal(9_999))
PROTEIN_RANGE: Final = Range(Decimal(5), Decimal(60))
MOST_SHARE: Final = Decimal("0.1")
"""Above such a share of what the fish weigh, concentrate is asked back [-].

Source:
    World Aquaculture, March 2009, p. 53; Luque-Dávila 2015: fry 10 % of body mass a day, grown fish 1 to 3.
"""
MOST_KNOWN: Final = 8


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_cycle(asking, _("¿En qué estanque?"))
    cycle = cycle_written(asking)
    if cycle is None:
        return [pick]
    feed = Pick(
        "alimento",
        _("¿Qué les dio?"),
        [Option(value, _(word), _(small) if small else "") for value, word, small in FEEDS],
        missing=_("Diga qué les dio."),
    )
    chosen = asking.written.get("alimento", "")
    if chosen not in KEYS:
        return [pick, feed]
    return [
        pick,
        feed,
        *([] if chosen == "concentrate" else [_what(asking)]),
        Number(
            name="cuanto",
            ask=_("¿Cuánto?"),
            within=AMOUNT_RANGE,
            missing=_("Escriba cuánto les dio."),
        ),
        Choice(
            name="medida",
            ask=_("¿En kilos o por medida?"),
            options=measure_options(asking),
            missing=_("Diga si son kilos, tobos u otra medida."),
            columns="two",
        ),
        Choice(
            name="calidad",
            ask=_("¿Cómo se sabe?"),
            options=[
                Option("weighed", _("Se pesó")),
                Option("counted", _("Se contó")),
                Option("estimated", _("A ojo")),
            ],
            missing=_("Diga si se pesó, se contó o se calculó a ojo."),
            columns="two",
        ),
        *([_protein(asking)] if chosen == "concentrate" else []),
        moment_within(asking, cycle, _("¿Cuándo?")),
    ]


def _what(asking: Asking) -> Text:
    return Text(
        name="que",
        ask=asking.gettext("¿Qué era?"),
        hint=asking.gettext("por ejemplo: yuca"),
        longest=30,
        known=_given_before(asking),
    )


def _given_before(asking: Asking) -> list[str]:
    production = asking.visit.station.production
    entries = production.entries(Wanted(kinds=("feeding",), cycle=asking.written.get(CYCLE)))
    whats = [one.body.what for one in reversed(entries) if isinstance(one.body, Fed) and one.body.what]
    weighed = [one.of for _at, one in production.registers().measures]
    known = list(dict.fromkeys([*whats, *weighed]))[:MOST_KNOWN]
    return [production.registers().name_of(one) for one in known]


def _protein(asking: Asking) -> Number:
    return Number(
        name="proteina",
        ask=asking.gettext("¿Cuánta proteína?"),
        unit=PERCENT,
        within=PROTEIN_RANGE,
        hint=asking.gettext("lo dice el saco, por ejemplo 28"),
        may_be_unknown=True,
    )


def _says(answers: Answers) -> Sequence[Said]:
    amount, measure = answers.number("cuanto"), answers.choice("medida")
    is_kilos = measure == KILOS
    body = Fed(
        cycle=cycle_of(answers).uid,
        feed=cast("Feed", answers.choice("alimento")),
        quality=cast('Literal["weighed"]', answers.choice("calidad")),
        what=_what_key(answers),
        kg=amount if is_kilos else None,
        measure=None if is_kilos else measure,
        count=None if is_kilos else amount,
        protein=answers.number("proteina"),
    )
    return [Said("feeding", body, answers.moment("cuando"))]


def _what_key(answers: Answers) -> str | None:
    said = answers.text("que") if answers.choice("alimento") != "concentrate" else ""
    return product_key(said) if said else None


def _called(answers: Answers) -> str:
    """Return what was given, in words."""
    words = {value: word for value, word, _small in FEEDS}
    return answers.text("que") or answers.gettext(words[cast("Feed", answers.choice("alimento"))]).lower()


def _kilos(answers: Answers) -> Decimal | None:
    """Return what was given [kg], None where nobody has weighed its measure."""
    amount, measure = answers.number("cuanto") or Decimal(0), answers.choice("medida")
    if measure == KILOS:
        return amount
    of = _what_key(answers) or KEYS[cast("Feed", answers.choice("alimento"))]
    registers = answers.visit.station.production.registers()
    each = registers.measure_kg(measure, of=of, at=answers.moment("cuando"))
    return None if each is None else each * amount


def _follows(answers: Answers) -> Sequence[str]:
    """Return what was given in one sentence, with what it weighs as far as anybody knows."""
    _, amount, measure = answers.gettext, answers.number("cuanto") or Decimal(0), answers.choice("medida")
    told = {"amount": _amount(answers, amount), "what": _called(answers)}
    if measure == KILOS:
        return [_capital(_("%(amount)s de %(what)s.") % told)]
    kilos, name = _kilos(answers), measure_name(answers, measure)
    told["measure"] = name
    if kilos is None:
        sentence = _(
            "%(amount)s de %(what)s. Nadie ha pesado un %(measure)s de eso: pese uno y anótelo, "
            "y se sabrán los kilos."
        )
        return [_capital(sentence % told)]
    about = WEIGHT.figure(kilos.quantize(Decimal("0.1")), answers.words)
    return [_capital(_("%(amount)s de %(what)s, unos %(kilos)s.") % (told | {"kilos": about}))]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _amount(answers: Answers, amount: Decimal) -> str:
    """Return so much in the measure that was chosen, read aloud where it can be."""
    measure = answers.choice("medida")
    if measure == KILOS:
        return WEIGHT.aloud(amount, answers.words) or WEIGHT.figure(amount, answers.words)
    said = spelled(amount) if answers.visit.language.code == "es" else None
    name = several(measure_name(answers, measure), amount)
    return f"{said or answers.words.amount(amount)} {name}"


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: more concentrate than fish of that weight eat."""
    cycle, kilos = cycle_written(answers), _kilos(answers)
    if cycle is None or kilos is None or answers.choice("alimento") != "concentrate":
        return []
    biomass = alive(answers.visit.station.production, cycle, at=answers.moment("cuando")).biomass_kg
    if not biomass or kilos <= MOST_SHARE * biomass:
        return []
    sentence = answers.gettext("Los peces pesan unos %(biomass)s kilos y les dio %(kilos)s: ¿está bien?")
    return [sentence % {"biomass": answers.words.number(biomass), "kilos": answers.words.amount(kilos)}]


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, Fed):
        return {}
    amount = body.kg if body.count is None else body.count
    found = {
        CYCLE: body.cycle,
        "alimento": body.feed,
        "cuanto": typed(amount or Decimal(1)),
        "medida": body.measure or KILOS,
        "calidad": body.quality,
    }
    if body.what is not None:
        found["que"] = asking.visit.station.production.registers().name_of(body.what)
    if body.protein is not None:
        found["proteina"] = typed(body.protein)
    return found


FEEDING: Final = FormKind(
    slug="alimento",
    title=N_("Anotar alimento"),
    icon="bucket",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_says,
    follows=_follows,
    doubts=_doubts,
    begins=only_cycle,
    again=_again,
    repeats=True,
)
